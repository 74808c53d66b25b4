consent =
    Welcome to *Mentoring MeM*! Before we start, your consent:
    • Who: MeM by CGEM, with the KAS foundation
    • Why: to find you a mentoring partner and follow up
    • What: your answers here, read by the coordinators; your partner sees your first name, activity and goal
    • Providers outside Morocco: Meta, Twilio, Telegram, hosting
    • How long: erased after 24 months without activity
    • Your rights: see, correct, erase, STOP; { $contact }
    Do you agree (adults only)?
    .accept = I agree
    .refuse = I do not agree
    .more = Tell me more
    .title = consent
    .again = I need your consent to go on. Please answer 1, 2 or 3.
notice =
    Your data in detail
    The controller is MeM by CGEM, the 13th region of CGEM, in Casablanca (law 09-08). Your answers serve to review your profile, propose a partner whom you choose, follow your meetings and measure, without names, what changes. Nothing is decided without your yes.
    They travel through Meta (WhatsApp), Twilio or Telegram, in the United States and Europe. Never an ID number, health or religion.
    At any time: “my data”, “erase”, “stop”, or { $contact }; you may complain to the CNDP.
informed = Do you agree that your answers are used in this way?
    .accept = I agree
    .refuse = I do not agree
    .title = consent
    .again = Please answer 1 to agree, 2 to decline.
declined = Understood: I keep nothing about you. If you change your mind, just write “hello”. All the best!
role = What would you like to do in the programme?
    .mentee = Be mentored
    .mentor = Mentor someone
    .both = Both
    .title = role
    .again = Would you like to be mentored, to mentor, or both? Please answer 1, 2 or 3.
name = What is your name?
    .title = name
    .again = Please write your first and last name, for example “Amal Idrissi”.
    .long = That is a little long: your first and last name are enough.
home = Where do you live? Choose a region, or write your city or country.
    .abroad = Abroad (13th region)
    .title = place
    .again = I cannot find this place. Write a city (“Agadir”), a country (“France”) or a number from the list.
    .morocco = Which region of Morocco? The number or the city is enough.
country = Which country do you live in? Choose, or write its name or your city.
    .title = country
    .again = I cannot find this country. Please write its full name, for example “Portugal”.
zone = Your country has several local times. Which one is yours?
    .title = local time
    .again = Choose a number, or write a large city near you.
clock = This country has several local times. Which one is yours?
    .title = local time
    .again = Choose a number, or write a large city near you.
kind = How would you describe yourself?
    .entrepreneur = Entrepreneur
    .high_potential = High potential
    .executive_expert = Executive or expert
    .title = profile
    .again = Please answer 1, 2 or 3.
trade = Which sector are you in? Choose, or write your trade (“tailoring”, “software”, …).
    .title = activity
    .again = I do not know this trade yet. Try a more common word, or a number from the list.
stage = How far along is your project?
    .idea = An idea
    .validation = Being tested
    .launch = Launching
    .first_sales = First sales
    .growth = Growing
    .international = Going international
    .transfer = Handing over, buying
    .title = stage
    .again = Choose the number closest to your situation.
needs = What would you like help with? Up to 3 answers, for example “1, 3”, or a precise subject (“pitch”).
    .title = needs
    .again = Please answer with numbers, for example “1, 3”.
    .many = Choose at most 3 numbers, for example “1, 3”.
offers = What can you help with? Up to 5 answers, for example “1, 3”, or a precise subject (“export”).
    .title = offers
    .again = Please answer with numbers, for example “1, 3”.
    .many = Choose at most 5 numbers, for example “1, 3”.
languages = Which languages can you talk in? For example “1, 2”.
    .title = languages
    .again = Please answer with numbers, for example “1, 2”.
    .many = Please answer with numbers, for example “1, 2”.
born = What year were you born? The programme supports people aged 24 to 54.
    .title = year of birth
    .again = Please write a year with four digits, for example “1990”.
times = When are you available, in your own time? Several answers are possible, for example “3, 4”.
    .morning = Weekday mornings
    .midday = Weekdays at noon
    .afternoon = Weekday afternoons
    .evening = Weekday evenings
    .saturday = Saturdays
    .sunday = Sundays
    .title = availability
    .again = Please answer with numbers, for example “3, 4”.
    .many = Please answer with numbers, for example “3, 4”.
capacity = How many people can you mentor at the same time? Allow about 2 hours a month for each.
    .one = One person
    .two = Two people
    .title = capacity
    .again = Please answer 1 or 2.
goal = What is your goal for the next six months? Choose, or write it in one line.
    .create_company = Start my company
    .first_clients = Find my first clients
    .grow_sales = Sell more
    .raise_funds = Find funding
    .export = Export
    .structure = Get better organised
    .modernise = Modernise, go digital
    .hand_over = Hand over, take over
    .title = goal
    .again = Choose a number, or write your goal in a few words.
    .long = That is a little long: keep the essence in one line (200 characters).
pledge =
    One last question, our pledge: once I have been mentored, I take a younger entrepreneur under my wing. Do you pledge this?
    .sign = Yes, I pledge
    .later = Not now
    .change = Correct an answer
    .title = pledge
    .again = Please answer 1 to pledge, 2 for not now, 3 to correct.
review = Is everything right?
    .confirm = Yes, I confirm
    .change = Correct an answer
    .title = review
    .again = Please answer 1 to confirm, 2 to correct.
