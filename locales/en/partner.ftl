none = You have no partner at the moment. To see where your request stands, write “my mentoring”.
choice = With { $name }, what would you like to do?
    .meeting = Appointment
    .agreement = Read the agreement
    .tips = Read the tips
    .nothing = That is all, thanks
    .title = my partner
    .again = What would you like to do with { $name }? Reply with a number.
