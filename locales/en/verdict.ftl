qualified =
    Thank you { $name }!
    Your profile is complete: you are part of the programme. I will write to you here as soon as I have a match to propose, and you will choose.
needs_info =
    Thank you { $name }!
    Your profile is saved. I still need a little information before I can propose a match.
redirected =
    Thank you { $name }!
    Your profile is saved. To be mentored, however, you need to be between 24 and 54 this year.
reason = Next step
    .too_young = Until you are 24, the team can point you to networks for young entrepreneurs: write “human”. If the year is wrong, write “change year”.
    .too_old = Your experience is precious: to mentor others, write “change role”; to talk to the team, “human”; if the year is wrong, “change year”.
    .goal = To tell me your goal, write “change goal”.
    .needs = To tell me what you need help with, write “change needs”.
    .stage = To tell me how far along your project is, write “change stage”.
    .trade = To tell me your sector, write “change activity”.
    .times = To tell me when you are available, write “change availability”.
    .pledge = The pledge stays open: write “change pledge” whenever you like.
    .born = To tell me your year of birth, write “change year”.
    .offers = To tell me what you can help with, write “change offers”.
    .capacity = To tell me how many people you can mentor, write “change capacity”.
