choice = The date of your goal has passed. Where does it stand?
    .reached = It is reached
    .later = It needs more time
    .dropped = No longer relevant
    .title = goal
    .again = Where does your goal stand? Reply 1 if it is reached, 2 if it needs more time, 3 if it is no longer relevant.
noted = Noted. Talk about it with { $name } at your next meeting.
