rating = Your mentoring with { $name } is coming to its end. What has it brought you, from 1 to 5? If you would like to continue, write “extend”.
    .one = Very little
    .two = Little
    .three = A fair amount
    .four = A lot
    .five = A great deal
    .title = rating
    .again = Give a rating from 1 (very little) to 5 (a great deal).
    .scale = On a scale from 1 to 5, what has it brought you?
changed = What has changed most?
    .skills = My know-how
    .confidence = My confidence
    .network = My network
    .business = My business
    .little = Not much
    .title = change
    .again = What has changed most? Reply with a number from 1 to 5.
thanks = A word of thanks for { $name }, written or spoken? I will pass it on as it is.
    .title = thanks
    .again = Write your thanks to { $name }, or “skip”.
    .long = That is a little long: keep the main point (300 characters).
    .media = I can pass on text or a voice message to { $name }, but not this kind. Write your thanks, or “skip”.
certificate_mentee = *Mentoring MeM by CGEM: certificate*
    { $own } was mentored for { $months ->
        [one] one month
       *[other] { $months } months
    } by { $name }, until { $day } (meetings held: { $meetings }).
certificate_mentor = *Mentoring MeM by CGEM: certificate*
    { $own } was the mentor of { $name } for { $months ->
        [one] one month
       *[other] { $months } months
    }, until { $day } (meetings held: { $meetings }).
