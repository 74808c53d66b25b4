why-needs-mentee = This person offers what you are looking for: { $needs }.
why-needs-mentor = You offer the topics asked for: { $needs }.
why-stage-mentee = Their project is further along than yours: { $stage }.
why-stage-mentor = You already know the stage of this project: { $stage }.
why-kind-mentee = Their experience suits your stage: { $kind }.
why-kind-mentor = Your experience suits the stage of this project: { $stage }.
why-sector-same-mentee = You work in the same sector: { $sector }.
why-sector-same-mentor = You work in the same sector: { $sector }.
why-sector-near-mentee = Your sectors are close; theirs: { $sector }.
why-sector-near-mentor = Your sectors are close; theirs: { $sector }.
why-sector-other-mentee = A fresh view from another sector: { $sector }.
why-sector-other-mentor = You bring a fresh view; their sector: { $sector }.
why-style-mentee = You like to work in the same way: { $styles }.
why-style-mentor = You like to work in the same way: { $styles }.
why-country-mentee = This person lives in the country you aim for: { $country }.
why-country-mentor = You live in the country they aim for: { $country }.
why-pillars-mentee = An interest in common: { $pillars }.
why-pillars-mentor = An interest in common: { $pillars }.
why-heart-mentee = This person is attached to your region: { $region }.
why-heart-mentor = This project is in a region close to your heart: { $region }.
why-languages = Languages in common: { $languages }.
why-kin = You can understand each other in Arabic and Darija.
hours = Possible times, by your clock: { $times }.
times = times
    .morning = weekday mornings
    .midday = weekdays at noon
    .afternoon = weekday afternoons
    .evening = weekday evenings
    .saturday = Saturdays
    .sunday = Sundays
gap-needs-mentee = To look for elsewhere too: { $needs }.
gap-needs-mentor = What you do not offer: { $needs }.
gap-experience-mentee = Their path is less close to your stage.
gap-experience-mentor = Your path is less close to the stage of this project.
gap-sector = Your sectors differ; theirs: { $sector }.
gap-style = They like to work in another way: { $styles }.
gap-country-mentee = This person does not live in the country you aim for: { $country }.
gap-country-mentor = You do not live in the country they aim for: { $country }.
gap-pillar = You share few interests among the pillars.
gap-unknown = To discover together: { $parts }.
part = criteria
    .needs = topics
    .experience = experience
    .sector = sector
    .style = way of working
    .pillar = pillars
    .language = languages and hours
    .fairness = waiting and region
style = ways of working
    .structured = with a plan
    .spontaneous = as things come
    .direct = frankly
    .gentle = gently
    .strategy = through strategy
    .practice = through practice
help-pause-mentee = If you end your break: { $count ->
        [one] 1 possible mentor
       *[other] { $count } possible mentors
    }.
help-pause-mentor = If you end your break: { $count ->
        [one] 1 person to mentor
       *[other] { $count } people to mentor
    }.
help-seat-mentor = With one more place: { $count ->
        [one] 1 person to mentor
       *[other] { $count } people to mentor
    }.
help-time-mentee = If you are free at other times ({ $what }): { $count ->
        [one] 1 more mentor
       *[other] { $count } more mentors
    }.
help-time-mentor = If you are free at other times ({ $what }): { $count ->
        [one] 1 more person to mentor
       *[other] { $count } more people to mentor
    }.
help-language-mentee = If you add a language ({ $what }): { $count ->
        [one] 1 more mentor
       *[other] { $count } more mentors
    }.
help-language-mentor = If you add a language ({ $what }): { $count ->
        [one] 1 more person to mentor
       *[other] { $count } more people to mentor
    }.
help-need-mentee = If you widen your request ({ $what }): { $count ->
        [one] 1 more mentor
       *[other] { $count } more mentors
    }.
help-offer-mentor = If you also help with another topic ({ $what }): { $count ->
        [one] 1 more person to mentor
       *[other] { $count } more people to mentor
    }.
position = Your place on the waiting list: { $position } of { $total }.
flash = In the meantime, { $count ->
        [one] one person
       *[other] { $count } people
    } can give you 30 minutes on: { $needs }.
peers = In the meantime, I can bring you together with { $count ->
        [one] one other person
       *[other] { $count } other people
    } at the same stage ({ $stage }), from other companies.
unmatched = No proposal yet
    .nobody = Nobody meets all the conditions to mentor you yet.
    .crowded = There are mentors who suit you, but all their places are taken for now.
rule = Why this proposal is not made
    .mentee_age = The programme mentors people aged 24 to 54.
    .mentee_unqualified = The profile of the person to be mentored is not complete yet.
    .mentee_paused = The person to be mentored is taking a break.
    .mentee_held = The team has suspended proposals for this person.
    .mentee_matched = This person already has a mentor.
    .mentee_absent = The person to be mentored has not been heard from for a long time.
    .mentee_zone = The time zone of the person to be mentored no longer exists or is not known.
    .mentor_unqualified = The mentor’s profile is not complete yet.
    .mentor_paused = This mentor is taking a break.
    .mentor_held = The team has suspended proposals for this mentor.
    .mentor_full = All of this mentor’s places are taken.
    .mentor_absent = This mentor has not been heard from recently.
    .mentor_lapsed = This mentor has not answered the last two requests.
    .mentor_silent = This mentor has not answered their present match for three weeks.
    .mentor_zone = This mentor’s time zone no longer exists or is not known.
    .self = They are the same person.
    .circle = One of the two already mentors the other.
    .language = They have no language in common.
    .hours = They have fewer than two hours a week in common.
    .need = None of the topics asked for is offered.
    .company = They belong to the same company.
    .rival = They have the same trade in the same market.
    .blocked = This introduction is not proposed.
    .failed = This introduction is not proposed.
    .declined = This introduction is not proposed.
    .conflict = This introduction is not proposed.
