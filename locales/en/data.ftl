file = This is what I know about you. Would you like the complete file?
    .yes = Yes, send it
    .no = No, thank you
    .title = file
    .again = Would you like the complete file of your data? Reply 1 to receive it, 2 if not.
sent = Your file is on its way.
