own = You can extend once, if { $name } would like to as well; the shorter length counts.
partner = { $name } would like to extend by { $months ->
        [one] one month
       *[other] { $months } months
    }. If you choose another length, the shorter one counts.
months = By how much would you like to extend?
    .one = By one month
    .three = By three months
    .six = By six months
    .no = Do not extend
    .title = extension
    .again = By how much would you like to extend? Reply with a number from 1 to 4.
declined_noted = Noted, the mentoring ends as planned.
