choice = Despite several messages, { $name } has not answered. You are not to blame. What would you prefer?
    .wait = Wait a little more
    .other = Another partner
    .human = Ask the team
    .title = what next
    .again = What would you prefer? Reply 1 to wait, 2 for another partner, 3 to talk to the team.
