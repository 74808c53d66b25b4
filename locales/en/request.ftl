new = Someone in the programme would like you as their mentor.
reminder = A small reminder: the request from { $name } is waiting for your answer. Yes or no, your answer helps.
last = The request from { $name } is still waiting for you: it stays open until { $until }. One digit is enough, and even a no helps.
need = The need, in their own words: { $need }
answered = { $name } has answered your question.
card = *{ $name }*
introduction =
    In their own words:
    • Project: { $project }
    • Need: { $need }
    • First meeting: { $first }
answer =
    Your question: { $question }
    Their answer: { $answer }
decision = Would you like to mentor { $name }? Allow two meetings of 45 minutes a month at first, for six months. Saying no is fine, and your reasons stay between you and the team.
    .accept = I accept
    .question = Ask a question
    .not_now = Not now
    .decline = I decline
    .title = decision
    .again = Would you like to mentor { $name }? Reply 1 to accept, 2 to ask a question, 3 for not now, 4 to decline.
    .explained = All I know of { $name } is this card. To learn more before you decide, reply 2 and write your question: I will pass it on. Otherwise: 1 to accept, 3 for not now, 4 to decline.
question = What would you like to ask { $name }? I will pass on your question as it is.
    .title = question
    .again = Write your question to { $name } in one sentence.
    .long = That is a little long: put your question in 200 characters.
reason = Thank you for being frank. What is the reason? Only the team will read it; { $name } will only know that you are not available.
    .time = Not enough time
    .field = Not my field
    .known = We know each other
    .conflict = Conflict of interest
    .other = Another reason
    .title = reason
    .again = Why are you declining? Reply with a number from 1 to 5; only the team will read it.
line = Would you like to tell the team a little more? It is optional, and { $name } will not know of it.
    .title = detail
    .again = Write a word to the team, or “skip”.
    .long = That is a little long: the main point is enough (300 characters).
accepted = Thank you for saying yes! In a moment I will confirm what comes next with { $name }.
later = Noted. { $name } will only know that you are not available at the moment. To receive no requests for a while, write “pause”.
asked = I am passing your question on to { $name }. You decide once the answer is here.
declined = Noted, and thank you for answering. { $name } will only know that you are not available at the moment.
gone = The request from { $name } is no longer open: there is nothing you need to do.
expired = The three days to answer { $name } have passed: the request is closed. If you meant to say yes, write “human” and the team will see what is possible.
resting = This is the second request left unanswered: so that nobody waits for nothing, I will stop proposing you as a mentor for now. One word from you here, and proposals start again.
full = All your places are taken: the request from { $name } is closed, there is nothing you need to do.
past = The request from { $name } was no longer open when your answer came. Thank you for answering!
