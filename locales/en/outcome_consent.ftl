new = { $name } confirms your result, well done!
tell = May the programme share this story, if both of you agree? To change your mind, write “my story”.
    .yes = Yes, gladly
    .no = No, thanks
    .title = publication
    .again = May the programme share this story? Reply 1 for yes, 2 for no.
thanks = Thank you, noted.
