choice = I have written to you several times about { $name }. What would suit you best?
    .go_on = I will answer now
    .pair_pause = A break for both of us
    .less = Write to me less
    .human = Reach the team
    .title = what next
    .again = What would suit you best? Reply with a number from 1 to 4.
thanks = Thank you! Let us go on.
