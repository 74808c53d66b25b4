which = Which milestone have you reached?
    .none = None of them
    .title = milestone reached
    .again = Which milestone have you reached? Reply with a number.
noted = Well done, one more milestone!
