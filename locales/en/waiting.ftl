meanwhile = What would you like in the meantime?
    .flash = A one-off talk
    .trio = A group of peers
    .wait = Just wait
    .title = waiting
    .again = What would you like in the meantime? Reply with a number.
on = Very well. I look every week and will write to you as soon as someone suits you.
flash = Noted: the team is arranging a one-off talk with someone experienced and will write to you here. Your place on the list does not change.
trio = Noted: the team is bringing you together with peers and will write to you here. Your place on the list does not change.
searching = Your request is open. I am looking for people who suit you and will write as soon as I have profiles.
chosen = Your introduction is with { $name }. I am waiting for the answer and will write to you as soon as I have it.
questioned = { $name } is waiting for your answer to a question before deciding.
shown = Profiles are waiting for you: choose whenever you like.
matched = You and { $name } are moving forward together in the programme.
met = { $meetings ->
        [0] You have not met yet.
        [one] You have met once so far.
       *[other] You have met { $meetings } times so far.
    }
requested = { $name } is waiting for your answer to a request.
free = Your profile is ready. No request is waiting for your answer; I will write to you as soon as there is one.
held = The programme’s team is looking at your request. There is nothing you need to do.
incomplete = A few answers are still missing from your profile before I can look. Write “my profile” to complete it.
paused = You are taking a break: I am not looking for now. To come back, write “pause” and choose “No break”.
