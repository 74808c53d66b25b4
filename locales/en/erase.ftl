confirm = Do you want to erase all your data and leave the programme? You will have 72 hours to change your mind; after that, it is final.
    .yes = Yes, erase it all
    .no = No, I am staying
    .title = erasure
    .again = Do you really want to erase all your data? Reply 1 to erase everything, 2 to stay.
scheduled = All right: everything will be erased in 72 hours. If you change your mind before then, write “keep”.
