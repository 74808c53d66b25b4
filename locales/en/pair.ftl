# What a pair says to one of its two: `{ $name }` is the partner, times are by the reader's clock.
introduced = Good news: { $name } and you are now a pair! Before the first meeting, six short questions so that you agree on how you work. { $name } gets the same ones.
waiting_for_partner = I have passed it on. As soon as { $name } has answered I will write to you here; there is nothing you need to do until then.
coordinator_helps = Your choices remain different, and that is fine. Someone from the team will help you to agree; if not, I will suggest something in between in three days.
no_middle = What lay in between did not suit, and that is nobody’s fault. The team will write to you; without an agreement within two weeks, each of you will be free to go on with somebody else.
agreement_signed = Your agreement with { $name } is signed by both of you, for { $months ->
        [one] one month
       *[other] { $months } months
    }. To read it again at any time, write “agreement”.
briefing = After that I have a few tips for you, one minute in all; to read them again, write “tips”.
refused = This answer came too late or is no longer possible: nothing has changed. Write “my partner” to see where you stand.
time_too_soon = That time is now too close to tell { $name } early enough. Here are others.
time_gone = That time is no longer on offer; others have taken its place. Here they are.
meeting_confirmed = It is set: you meet { $name } on { $start }, your time, for 45 minutes. To add it to your calendar, write “calendar”; to move it, “reschedule”.
meeting_brief = To prepare, three questions you could talk about:
    • { $question1 }
    • { $question2 }
    • { $question3 }
meeting_how = { $channel ->
        [video] By video, as agreed: one of you makes the link. To send it to { $name }, write “message”.
        [call] By phone, as agreed: to exchange your numbers, write “contact details”.
        [in_person] In person, as agreed: to choose the place with { $name }, write “message”.
       *[here] In writing, as agreed: when it is time, write “message”, and I pass everything on to { $name }.
    }
meeting_called = By phone, as agreed: you already have each other’s contact details.
meeting_partner = This is what { $name } says about their work:
meeting_day_before = A reminder: you meet { $name } on { $start }, your time. Something came up? Write “reschedule” or “cancel the meeting”.
meeting_hours_before = Your meeting with { $name } is coming up: { $start }, your time. Enjoy the conversation!
meeting_cancelled = { $late ->
        [1] Something came up at the last minute: { $name } cannot make the meeting on { $start }. Let us find another time straight away.
       *[0] { $name } cannot make the meeting on { $start }. Let us find another time.
    }
cancel_noted = It is cancelled, and { $name } knows. Let us find another time.
meeting_local = { $odd ->
        [1] By your new clock, the meeting with { $name } is on { $start }, which is early or late for you. To move it, write “reschedule”.
       *[0] By your new clock, the meeting with { $name } is on { $start }.
    }
meeting_clock = The legal time has changed: the meeting with { $name } stays at the hour you agreed, which is { $start } for you.
report_noted = { $account ->
        [they_missed] Thank you for telling me, and I am sorry that you had to wait. This stays between you and the team.
        [i_missed] Thank you for being open; it happens to everyone. This stays between you and the team.
        [not_held] Thank you, noted. This stays between you and the team.
       *[held] Thank you, noted. Your rating stays between you and the team.
    }
pledge_recalled = A word about the promise you made when you joined: to mentor a younger entrepreneur in turn. We will come back to it at the end.
checkin_noted = Thank you, noted. Your answers stay between you and the team.
cadence_set = Done: I will ask how things are going about every { $days } days.
task_done = Well done! { $left ->
        [0] You have no step left to take.
        [one] You have one step left to take.
       *[other] You have { $left } steps left to take.
    }
goal_reviewed = { $name } has looked at their goal again.
time_unanswered = { $alone ->
        [1] { $name } has not answered about { $start }: please do not count on that time. The team will get in touch if nothing comes; there is nothing you need to do.
       *[0] { $name } has not answered about { $start } yet: please do not count on that time any more. Would you like to propose another one?
    }
nudge_gentle = A small reminder: { $name } is counting on your answer.
nudge_smaller = I know time is short. A single digit is enough to answer.
partner_quiet = I have not heard from { $name } for two weeks. I have written several times; if nothing comes, the team will get in touch. There is nothing you need to do.
partner_goes_on = { $name } would like to go on with the mentoring: nothing changes for now.
still_on_noted = { $alone ->
        [2] Noted, thank you. { $name } has not answered me: if I hear nothing within a week, I will close the mentoring and you can start again with somebody else.
        [1] Noted: let us wait a little longer. The team is trying to reach { $name } too.
       *[0] Very good, you go on together!
    }
human_soon = I have passed it on to the team: someone will answer you here. { $name } is told nothing about it.
pause_noted = The mentoring with { $name } pauses until { $until }. To resume earlier, write “resume the mentoring”.
partner_paused = { $name } needs a break until { $until }. There is nothing you need to do: I will write when it resumes.
suspended = The programme’s team has put the mentoring with { $name } on hold and will write to you. There is nothing you need to do.
report_reviewed = { $line ->
        [passes] The team has looked into what you reported: { $name } and you can write to each other here again.
        [blocked] The team has looked into what you reported. { $name } still cannot write to you here; if you ever wish it, write “unblock”.
       *[looked] The team has looked into what you reported. If anything still troubles you, write “human”.
    }
words_pass = The team has looked: { $name } and you can write to each other here again.
pause_over = The break is over: the mentoring with { $name } resumes.
extended = The mentoring with { $name } now runs until { $until }.
extension_declined = { $name } would rather not extend. The mentoring ends as planned; thank you for all you put into it.
thanks = A word from { $name } for you: “{ $words }”
thanks_spoken = { $name } thanks you in a voice message:
closing_noted = Thank you for looking back. As soon as { $name } has done so too, we will bring it to a close together.
completed = The mentoring with { $name } is complete{ $meetings ->
        [0] {""}
        [one] , after one meeting
       *[other] , after { $meetings } meetings
    }. Well done, both of you! To receive your certificate, write “certificate”.
ended = The mentoring with { $name } ends here. It is nobody’s fault: not every pair goes the whole way, and what was learned remains.
concluded = { $alone ->
        [1] I have not heard from { $name } for a long time, so I am closing the mentoring. It is not your fault; thank you for your patience.
       *[0] As I have heard nothing for a long time, I am closing the mentoring with { $name }, with no blame on anyone. Thank you for giving it a chance.
    }
terminated = The mentoring with { $name } has been stopped by the programme’s team. Someone will write to you to talk about it.
question = Questions
    .story = Tell each other your story: what brought you here?
    .hopes = What do you expect of each other?
    .way_of_working = How do you want to work together?
    .problem_solved = Which problem does the project solve, and for whom?
    .first_client = Who can be the first client, and how do you reach them?
    .legal_form = Which legal form is right to begin with?
    .bottleneck = What holds growth back today?
    .next_market = What is the next market?
    .money_needed = How much money is needed, and where can it come from?
    .what_must_change = What has to change first?
    .who_carries_it = Who will lead this change in the company?
    .what_to_keep = What must be kept at all costs?
    .done_since = What have you done since last time?
    .client_feedback = What do clients say?
    .next_step = What is the next step, and by when?
    .figures_since = How have the figures changed?
    .obstacle = Which obstacle needs to be removed?
    .team_response = How is the team taking it?
    .what_changed = What has changed since the beginning?
    .what_remains = What remains to be done?
    .who_next = Whom could you pass it on to in turn?
    .learned = What have you learned since last time?
    .help_wanted = Where would advice help you most today?
    .decision = Which decision is still to be made, and what holds you back?
    .stop_doing = What could you stop doing?
    .goal_distance = How far are you from your goal, in figures?
    .who_to_meet = Whom should you meet, and who can introduce you?
    .time_spent = Where does your time go, and where should it go?
    .cash = How many months does the cash in hand give you?
    .price = Is the price right, for the client and for you?
    .skill_first = Which skill would matter most now?
    .skill_practice = Where can you practise it before next time?
    .skill_sign = What will show you that you are making progress?
    .what_you_bring = What do you bring to the people you meet?
    .first_introduction = Which introduction would be the most useful?
    .proud_of = What is each of you most proud of?
    .counsel_after = Who will advise you once this mentoring is over?
busy = That hour is already taken by another meeting. Let us choose another one.
