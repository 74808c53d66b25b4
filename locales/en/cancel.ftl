which = Your meeting with { $name } is set for { $start }.
sure = Would you like to cancel it? I will tell { $name } at once.
    .cancel = Yes, cancel it
    .move = Move it instead
    .keep = No, leave it
    .title = cancellation
    .again = Would you like to cancel the meeting? Reply 1 to cancel, 2 to move it, 3 to keep it.
