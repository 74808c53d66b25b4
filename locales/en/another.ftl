choice = Thank you for what you gave { $name }! Would you like to mentor someone else?
    .yes = Yes, with pleasure
    .rest = A rest first
    .title = what next
    .again = Would you like to mentor someone else? Reply 1 for yes, 2 for a rest first.
thanks = Thank you! I will write as soon as a request suits you.
