aim = *Tip 1 of 4.* { $side ->
        [mentor] Listen first: a good question helps more than a ready answer. Share what you have been through, mistakes included, and let { $name } decide.
       *[mentee] The agenda is yours: come with one precise question and what you have tried. { $name } helps you to see clearly; the decisions stay yours.
    }
    .next = Next tip
    .stop = Later
    .title = tip 1
    .again = Reply 1 for the next tip, 2 for later.
meeting = *Tip 2 of 4.* At the first meeting, get to know each other: your path, your expectations, your way of working. End with one small dated step and the next appointment.
    .next = Next tip
    .stop = Later
    .title = tip 2
    .again = Reply 1 for the next tip, 2 for later.
limits = *Tip 3 of 4.* What is said between you stays there. No money between you: no loan, sale or commission. If a subject makes you uneasy, say so.
    .next = Next tip
    .stop = Later
    .title = tip 3
    .again = Reply 1 for the last tip, 2 for later.
help = *Tip 4 of 4.* I take care of the reminders. Write “my partner” for everything between you and { $name }, “human” to reach the team.
later = Very well. To read them later, write “tips”.
