choice = Which partner do you mean?
    .nobody = Neither
    .title = partner
    .again = Which partner do you mean? Reply with a number or a first name.
