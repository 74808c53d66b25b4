consent =
    Welcome to *Mentoring MeM*! First, your consent:
    • Controller: MeM by CGEM, Casablanca
    • Purpose: to find you a mentoring match and follow your meetings
    • Data: your answers; the coordinators read them, a possible match sees first name, activity, status, stage, goal and points in common
    • Providers (United States, Europe, Emirates): Meta, Twilio, Telegram, hosting
    • Kept: erased after 24 months without activity
    • Your rights: see, correct, erase, say STOP, complain to the CNDP
    • Contact: { $contact }
    The programme is for adults only. Do you agree?
    .accept = I agree
    .refuse = I do not agree
    .more = Tell me more
    .title = consent
    .again = I need your consent to go on: do you agree that the programme uses your answers? Reply with a number.
    .explained = Mentoring MeM brings entrepreneurs in Morocco together with mentors in Morocco and around the world. To find your partner I will ask about a dozen questions, and I keep your answers only if you agree. Do you agree? Reply 1 for yes, 2 for no, 3 to learn more.
notice =
    Your data in detail
    The controller is MeM by CGEM, the 13th region of CGEM, in Casablanca (law 09-08). The KAS foundation funds the programme and only receives figures without names.
    Your answers are used to build your profile, propose a match, follow your meetings and measure results. Nobody is introduced to you without your yes.
    They travel through Meta (WhatsApp) and Twilio, or through Telegram, and are processed in the United States, Europe or the Emirates. I will never ask for your national ID number, your health or your religion.
    The raw text of messages is erased after 30 days, your profile after 24 months without activity.
    At any time, write “my data”, “change”, “erase” or “stop”, or write to { $contact }. You may also complain to the CNDP or to your country’s authority.
informed = Do you agree that your answers are used in this way?
    .accept = I agree
    .refuse = I do not agree
    .title = consent
    .again = Do you agree that your answers are used in this way? Reply 1 to agree, 2 to refuse.
declined = Understood: I keep nothing about you. If you change your mind, just write “hello”. All the best!
role = What would you like to do in the programme?
    .mentee = Be mentored
    .mentor = Mentor someone
    .both = Both
    .title = role
    .again = Would you like to be mentored, to mentor someone, or both? Reply 1, 2 or 3.
    .explained = Being mentored means having an experienced person at your side for a few months. Mentoring means sharing your own experience with an entrepreneur. Which would you like? Reply 1, 2, or 3 for both.
name = What is your full name?
    .title = name
    .again = What is your name? Please write your first and last name, for example “Amal Idrissi”.
    .long = That is a little long for me: please write only your first and last name.
    .doubted = “{ $doubted }”: is that your name, or where you live? If it is your name, reply 1. Otherwise, please write your first and last name.
home = Where do you live? Choose a region, or write your city or country.
    .abroad = Abroad (13th region)
    .title = place
    .again = I cannot find this place. Where do you live? Write a city (“Agadir”), a country (“France”) or a number from the list.
    .explained = I mean the place where you live at the moment, so that I always give you the right time. Write a city (“Agadir”), a country (“France”), or a number from the list.
    .morocco = Which region of Morocco do you live in? The number or the city is enough.
country = Which country do you live in? Choose, or write its name or your city.
    .title = country
    .again = I cannot find this country. Where do you live? Choose a number, or write the country’s full name, for example “Portugal”.
    .explained = I mean the country where you live at the moment. Choose a number, or write the name of the country or of your city.
zone = Your country has several time zones. Which one is yours?
    .title = local time
    .again = What is your time zone? Choose a number, or write a large city near you.
    .explained = In your country the clocks do not all show the same time, and I would like to give you your appointments at the right one. Which city has the same time as you? Choose a number, or write a big city near you.
kind = How would you describe yourself?
    .entrepreneur = Entrepreneur
    .high_potential = High potential
    .executive_expert = Executive or expert
    .title = status
    .again = Which of these describes you best? Reply with its number.
    .explained = Entrepreneur: you founded or run a business. High potential: you are on a promising path, without a business of your own so far. Executive or expert: you carry responsibility or have recognised know-how. Which is most like you?
trade = Which sector are you in? Choose, or write your trade (“tailoring”, “software”…).
    .title = activity
    .again = I do not know this trade yet. Which sector are you in? Try a more common word, or a number from the list.
    .explained = I would like to know what you work in, or want to start a business in. One word is enough (“tailoring”, “restaurant”, “software”), or a number from the list.
stage = How far along is your project?
    .idea = An idea
    .validation = Being tested
    .launch = Launching
    .first_sales = First sales
    .growth = Growing
    .international = Going international
    .transfer = Handing over, buying
    .title = stage
    .again = How far along is your project? Choose the number closest to your situation.
    .explained = An idea: nothing has started yet. Being tested: you are trying it out. Launching: you are starting. First sales: customers pay. Growing: the business gets bigger. Going international: you sell elsewhere. Handing over, buying: you hand over or take over a business. Choose the closest.
needs = What would you like help with? Up to 3 answers, for example “1, 3”, or a specific topic (“pitch”).
    .title = needs
    .again = What would you like help with? Reply with up to 3 numbers, for example “1, 3”.
    .many = What would you like help with? Reply with up to 3 numbers, for example “1, 3”.
offers = What can you help with? Up to 5 answers, for example “1, 3”, or a specific topic (“export”).
    .title = offers
    .again = What can you help with? Reply with up to 5 numbers, for example “1, 3”.
    .many = What can you help with? Reply with up to 5 numbers, for example “1, 3”.
languages = Which languages can you talk in? For example “1, 2”.
    .title = languages
    .again = Which languages can you talk in? Reply with their numbers, for example “1, 2”.
    .many = Which languages can you talk in? Reply with their numbers, for example “1, 2”.
born = What year were you born? The programme supports people aged 24 to 54.
    .title = year of birth
    .again = What year were you born? Please write it in four digits, for example “1990”.
times = When are you available, in your local time? You can choose several, for example “3, 4”.
    .morning = Weekday mornings
    .midday = Weekdays at noon
    .afternoon = Weekday afternoons
    .evening = Weekday evenings
    .saturday = Saturdays
    .sunday = Sundays
    .title = availability
    .again = When are you available? Reply with numbers, for example “3, 4”.
    .many = When are you available? Reply with numbers, for example “3, 4”.
capacity = How many people can you mentor at the same time? Allow about 2 hours a month for each.
    .one = One person
    .two = Two people
    .title = capacity
    .again = Can you mentor one or two people at a time? Reply 1 or 2.
goal = What is your goal for the next six months? Choose, or write it in one line.
    .create_company = Start my company
    .first_clients = Find my first clients
    .grow_sales = Sell more
    .raise_funds = Find funding
    .export = Start exporting
    .structure = Get better organised
    .modernise = Modernise, go digital
    .hand_over = Hand over, take over
    .title = goal
    .again = What is your goal for the next six months? Choose a number, or write it in a few words.
    .explained = Imagine that six months have passed and all went well: what would you have achieved? Choose a number, or write it in a few words.
    .long = That is a little long: write the essence of your goal in one line (200 characters), or choose a number.
pledge =
    One last question, our pledge: “Once I have been mentored, I in turn mentor a younger entrepreneur.” Do you make this pledge?
    .sign = Yes, I pledge
    .later = Not now
    .change = Correct an answer
    .title = pledge
    .again = Do you pledge to mentor a younger entrepreneur in turn? Reply 1 for yes, 2 for not now, 3 to correct an answer.
    .explained = The programme is a chain: someone helps you today, and later you help a younger entrepreneur. It is a promise, and you will choose the moment. Do you make it? Reply 1 for yes, 2 for not now, 3 to correct an answer.
review = Is everything right?
    .confirm = Yes, I confirm
    .change = Correct an answer
    .title = review
    .again = Are all your answers right? Reply 1 to confirm, 2 to correct.
