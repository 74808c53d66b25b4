to = Thank you! I can only read text, but I can pass this on as it is. To whom?
    .both = To both
    .all = To all three
    .nobody = To nobody
    .title = the recipient
    .again = To whom should I pass this on? Reply with a number.
kept = All right, I pass nothing on.
