which = Your meeting with { $name } is set for { $start }.
sure = Should it be cancelled? { $name } will be told at once.
    .cancel = Yes, cancel it
    .move = Move it instead
    .keep = No, let it stand
    .title = cancellation
    .again = Should the meeting be cancelled? Reply 1 to cancel, 2 to move it, 3 to keep it.
