to = “{ $line }”: to whom shall I pass these words on, as they are?
    .nobody = To nobody
    .title = the recipient
    .again = To whom shall I pass these words on? Reply with a number or a first name, or write what follows.
kept = All right, I pass nothing on. For anything else write “menu”; to reach the team, “human”.
