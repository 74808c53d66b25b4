standing = Where you stand
goal = *{ $statement }*
    { $bar } { $percent } %
    { $latest } out of { $target }, by { $due }. { $standing ->
        [reached] Reached, well done!
        [ahead] You are ahead.
        [on_pace] You are on time.
        [behind] A little behind: worth talking about together.
        [backwards] The figure went down: worth talking about together.
       *[no_reading] No figure yet since the start.
    }
draft = *{ $statement }*
    Not agreed by both of you yet.
steps = Milestones: { $done } of { $all }. Next: { $next }.
all_steps = Milestones: { $done } of { $all }, all reached.
empty = You have no goal with { $name } yet. To set one together, write “goal”.
card = *{ $statement }*
outcome = Here is what changed:
choice = What would you like to do?
    .measure = Note a figure
    .reached = Milestone reached
    .milestone = One more milestone
    .goal = New goal
    .skills = Rate the skills
    .outcome = Report a result
    .nothing = That is all, thanks
    .title = progress
    .again = What would you like to do? Reply with a number.
bye = Very well. To see your progress again, write “progress”.
early = This will be possible once the agreement with { $name } is signed by both of you.
enough = You already have { $count } goals under way, which is the maximum. There will be room when one is reached.
no_steps = There is no open milestone. To add one, write “milestone”.
agreed = { $name } agrees with the goal “{ $statement }”. Off you go! To see where you stand, write “progress”.
back = { $name } would like to change the goal “{ $statement }”.{ $said ->
        [0] {""}
       *[1] { " " }In their words: “{ $words }”
    } Talk about it together, then write “goal” to rephrase it.
measured = { $name } noted a new figure:
step_done = { $name } has reached a milestone: “{ $label }”.
refused = That is no longer possible: something changed meanwhile. Write “progress” to see where you stand.
