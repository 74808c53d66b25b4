every = How often would you like me to ask how things are going?
    .less = Half as often
    .more = Twice as often
    .fortnight = Every two weeks
    .month = Every month
    .keep = As it is now
    .title = frequency
    .again = How often would you like me to write? Reply with a number from 1 to 5.
