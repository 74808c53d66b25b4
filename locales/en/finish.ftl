own = Well done if you have reached your goals! I will suggest to { $name } that you bring it to a close together.
partner = { $name } thinks that you have reached your goals and suggests bringing the mentoring to a close.
choice = Would you like to bring the mentoring to a close?
    .finish = Yes, let us
    .go_on = No, not yet
    .title = close
    .again = Would you like to bring it to a close? Reply 1 for yes, 2 to go on.
