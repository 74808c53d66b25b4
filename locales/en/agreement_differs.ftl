yours = You had chosen:
theirs = { $name } has chosen:
choice = Your answers are not quite the same. Is what { $name } chose fine with you?
    .concede = Yes, fine with me
    .insist = I keep mine
    .title = choice
    .again = Is what { $name } chose fine with you? Reply 1 for yes, 2 to keep yours.
