choice = Which partner do you mean?
    .nobody = None of them
    .title = partner
    .again = Which partner do you mean? Reply with a number or a first name.
