choice = Nothing has happened with { $name } for a while. Would you like to go on? If neither of you answers within a week, I will close the mentoring, with no blame.
    .go_on = Yes, gladly
    .pair_pause = A break first
    .part = No, let us end it
    .title = what next
    .again = Would you like to go on with { $name }? Reply 1 for yes, 2 for a break, 3 to end it.
