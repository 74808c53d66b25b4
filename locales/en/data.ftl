file = This is what I know about you. Would you like the complete file?
    .yes = Yes, send it
    .no = No, thank you
    .title = file
    .again = Please answer 1 to receive the file, 2 if not.
sent = Your file is on its way.
