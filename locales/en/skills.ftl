why = { $moment ->
        [t0] Five quick ratings, so that progress can be seen later.
        [t1] Halfway there: five quick ratings.
       *[t2] To finish, five quick ratings.
    } { $side ->
        [mentor] They say how you see { $name }, who will not read them: they stay between you and the team.
       *[mentee] { $name } will not read them: they stay between you and the team.
    }
vision = *Vision and strategy*: { $side ->
        [mentor] where is { $name }, in your view?
       *[mentee] where are you?
    }
    .title = vision and strategy
    .again = Vision and strategy: reply with a number from 1 (a beginner) to 5 (could teach it).
market = *Market knowledge*: { $side ->
        [mentor] where is { $name }, in your view?
       *[mentee] where are you?
    }
    .title = market knowledge
    .again = Market knowledge: reply with a number from 1 (a beginner) to 5 (could teach it).
sales = *Sales and negotiation*: { $side ->
        [mentor] where is { $name }, in your view?
       *[mentee] where are you?
    }
    .title = sales and negotiation
    .again = Sales and negotiation: reply with a number from 1 (a beginner) to 5 (could teach it).
finance = *Finance and cash*: { $side ->
        [mentor] where is { $name }, in your view?
       *[mentee] where are you?
    }
    .title = finance and cash
    .again = Finance and cash: reply with a number from 1 (a beginner) to 5 (could teach it).
legal = *Law and contracts*: { $side ->
        [mentor] where is { $name }, in your view?
       *[mentee] where are you?
    }
    .title = law and contracts
    .again = Law and contracts: reply with a number from 1 (a beginner) to 5 (could teach it).
technology = *Tools and technology*: { $side ->
        [mentor] where is { $name }, in your view?
       *[mentee] where are you?
    }
    .title = tools and technology
    .again = Tools and technology: reply with a number from 1 (a beginner) to 5 (could teach it).
people = *Team and confidence*: { $side ->
        [mentor] where is { $name }, in your view?
       *[mentee] where are you?
    }
    .title = team and confidence
    .again = Team and confidence: reply with a number from 1 (a beginner) to 5 (could teach it).
network = *Network and contacts*: { $side ->
        [mentor] where is { $name }, in your view?
       *[mentee] where are you?
    }
    .title = network and contacts
    .again = Network and contacts: reply with a number from 1 (a beginner) to 5 (could teach it).
level = 1 – 5
    .l1 = A beginner
    .l2 = Has the basics
    .l3 = Gets by
    .l4 = At ease
    .l5 = Could teach it
noted = { $moment ->
        [t2] Thank you, noted. { $side ->
            [mentor] Next to your first ratings, these show how far { $name } has come.
           *[mentee] Next to your first ratings, these show how far you have come.
        } They stay between you and the team.
       *[other] Thank you, noted. Your ratings stay between you and the team. { $side ->
            [mentor] I will ask you the same questions later, to see how { $name } is getting on.
           *[mentee] I will ask you the same questions later, to see how you are getting on.
        }
    }
