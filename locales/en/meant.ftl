to = “{ $line }”: to whom shall I pass these words on, as they are?
    .team = To the team
    .nobody = To nobody
    .title = the recipient
    .again = To whom shall I pass these words on? Reply with a number or a first name, or write what follows.
kept = All right, I pass nothing on. For anything else write “menu”; to reach the team, “human”.
about = You are telling me about { $name }: I pass nothing on. For the team to write to you, reply “human”; for a break, more time or an end, “my partner”; to write to { $name }, “message”.
