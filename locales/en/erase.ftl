confirm = Erase all your data and leave the programme? You will have 72 hours to change your mind; then it is final.
    .yes = Yes, erase it all
    .no = No, keep it
    .title = erasure
    .again = Please answer 1 to erase everything, 2 to keep it.
scheduled = All right. Everything will be erased in 72 hours. Until then, write “keep” to cancel.
