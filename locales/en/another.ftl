choice = Thank you for what you gave { $name }! Would you like to mentor someone else?
    .yes = Yes, with pleasure
    .rest = A break first
    .title = what next
    .again = Would you like to mentor someone else? Reply 1 for yes, 2 for a break first.
thanks = Thank you! I will write as soon as there is a request that suits you.
