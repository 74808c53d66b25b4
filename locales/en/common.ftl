controls = Choice
    .more = See more
    .skip = Skip
    .french = Continuer en français
with = *With { $name }*
summary = *In short*
noted = Noted: { $answer }.
also = You also wrote “{ $words }”.
    .later = You also wrote “{ $words }”: we will come to it, please say it again when I ask.
which = Just to be sure I understand: which do you choose?
    .one = Have I understood you well? Reply yes, or put it another way.
sure = Do you mean { $answer }, your local time?
    .yes = Yes
    .other = Another time
rated = { $stars } out of 5, is that right?
    .yes = Yes
    .other = Another rating
again = Sorry, I did not understand. Reply with a number or a few words, or write “help”.
unknown = I cannot answer that question. Write “human” and someone from the team will answer you, or “help” to see what I can do.
    .explained = Let me explain. If this does not answer your question, write “human” and someone from the team will.
former = That sounds like an answer to the question before (“{ $title }”), where I noted: { $answer }. To correct it, write “back”.
offer-human = Sorry, I cannot work out what you mean. Write “human” and someone from the team will answer you, or try once more.
greeting = Hello!
media-voice = Thank you for your voice message! I can only read text: could you write your answer?
media-other = Thank you! I can only read text: could you write your answer?
edited = I saw that you edited a message. To correct an answer, write “change” or “back”.
flood = You write faster than I can read! I have not read “{ $words }” nor what follows: please wait a few seconds, then go on from there.
    .line = You write faster than I can read! “{ $words }” and what follows were not passed on. Please wait a few seconds, then write “message” to send them.
    .wordless = You write faster than I can read! I have not looked at the last thing you sent: please wait a few seconds, then send it again.
stopped = Done: I will not write to you any more. The team can still be reached at mem@cgem.ma. To come back one day, write “START”.
started = Good to have you back!
language =
    Which language do you prefer?
    Quelle langue préférez-vous ?
    أي لغة تفضلون؟
    .fr = Français
    .ar = العربية
    .en = English
recap = We stopped part of the way through. What would you like to do?
    .continue = Continue
    .change = Change an answer
    .restart = Start over
change = What would you like to change?
    .keep = Nothing, all is well
distress = Thank you for telling me. I have alerted the team at once: someone will write to you. If you are in danger, call now: in Morocco 19 (police), 177 (gendarmerie) or 150 (ambulance), in Europe 112, elsewhere your country’s emergency number. You are not alone.
weary = What you are going through sounds heavy, and you do not have to carry it alone. I have told the team: someone will write to you here, Monday to Friday. If you are in danger, call 19 or 150 in Morocco, 112 in Europe. Nothing else is urgent.
team = I am sorry that this is not going well. Would you like someone from the team to write to you? It stays between you and the team.
    .yes = Yes, please
    .no = No, thank you
    .kept = All right. If you change your mind, write “human”. To end a mentorship without giving reasons, write “end the mentoring”.
help = Reply with a number or in your own words. At any time you can write “back”, “change”, “skip”, “language”, “menu”, “pause”, “my data”, “human” or “stop”.
human = I have passed it on: someone from the team will answer you here, Monday to Friday. Meanwhile, we can carry on.
first = This is already the first question.
needed = I need this answer to go on; you can change it later.
    .later = There is no hurry: the question waits for you here, and you can answer another day. If you would rather talk to the team, write “human”.
nothing-to-change = There is no answer to change here yet.
unchanged = Very well, nothing changes.
updated = Your profile is up to date.
stale = This button belongs to an earlier question.
stale-answered = You have already answered this question (“{ $title }”): { $answer }. To correct it, write “change”.
stale-settled = You have already answered this question (“{ $title }”): { $answer }.
stale-closed = “{ $button }” answered a question that is closed: nothing has changed.
stale-menu = That was an old menu. Here it is again.
stale-idle = No question is waiting for you. To see where you stand, write “my mentoring”; for your meetings, “appointment”; for anything else, “menu”.
past = You replied to a question that is no longer open: nothing has changed.
nudge = This is where we were. Go on whenever you like: your answers are saved.
later = All right, there is no hurry: the question waits for you here. Write “continue” when you would like to go on.
    .until = All right, take your time: I will keep the question open for you until { $until }. Write “continue” when you would like to go on.
asked = I only ask for what helps to find you a good match and to follow your meetings. The coordinators read your answers; a possible match sees only your first name, activity, status, stage, goal, what you have in common, and what you write to them. For the details, write “privacy”.
lost = I do not think we understand each other. I have told the team, who will write to you here.
erasing = Your data will be erased, as you asked. To keep everything, write “keep”.
kept = All right: nothing will be erased.
unreadable = Sorry, I could not read your last message. The team has been told; could you put it another way?
ok = Noted. Write “menu” whenever you need me.
thanks = You are welcome!
assent = Very good. I am here whenever you need me.
alert = { $kind ->
        [distress] URGENT: member no. { NUMBER($person, useGrouping: 0) } wrote words of distress. Please get in touch at once (“mem alerts”, “mem why”).
        [human] Member no. { NUMBER($person, useGrouping: 0) } asks to talk to a person.
        [silent] Member no. { NUMBER($person, useGrouping: 0) } has not answered three reminders.
        [lost] Member no. { NUMBER($person, useGrouping: 0) } and the assistant do not understand each other.
        [redirected] Member no. { NUMBER($person, useGrouping: 0) } is outside the age range: please advise.
        [merge] Member no. { NUMBER($person, useGrouping: 0) } has two profiles to bring together.
        [unmatched] Member no. { NUMBER($person, useGrouping: 0) } has asked three mentors without a yes.
        [flash] Member no. { NUMBER($person, useGrouping: 0) } would like a one-off talk while waiting for a mentor.
        [trio] Member no. { NUMBER($person, useGrouping: 0) } would like a group of peers while waiting for a mentor.
        [voice] Member no. { NUMBER($person, useGrouping: 0) } answered with a voice message, enclosed here.
        [report] URGENT: member no. { NUMBER($person, useGrouping: 0) } reports how their partner behaves. Their messages are held: call them, then “mem pairs --person”.
        [terminated] The mentorship of member no. { NUMBER($person, useGrouping: 0) } was ended for safety.
        [no_agreement] Member no. { NUMBER($person, useGrouping: 0) } and their partner cannot agree on their terms: find with both what suits them.
        [stuck] Member no. { NUMBER($person, useGrouping: 0) } and their partner have not signed their agreement yet.
        [no_time] Member no. { NUMBER($person, useGrouping: 0) } and their partner find no time to meet.
        [disagreement] Member no. { NUMBER($person, useGrouping: 0) } and their partner do not say the same about their meeting.
        [no_show] Member no. { NUMBER($person, useGrouping: 0) } has missed two meetings.
        [at_risk] The mentorship of member no. { NUMBER($person, useGrouping: 0) } is not doing well: see why with “mem pairs --at-risk”.
        [low_rating] Member no. { NUMBER($person, useGrouping: 0) } gave a low rating, in confidence: their partner knows nothing of it.
        [outcome_disputed] Member no. { NUMBER($person, useGrouping: 0) } does not recognise an outcome that their partner claims: see “mem outcomes --state disputed”.
        [number_moved] The telephone number of member no. { NUMBER($person, useGrouping: 0) } now belongs to somebody else: find them another way.
        [unreadable] A message of member no. { NUMBER($person, useGrouping: 0) } could not be read: ask them what they meant.
        [timer_failed] Something planned for member no. { NUMBER($person, useGrouping: 0) } failed: tell whoever runs the service.
        [send_template] WhatsApp refuses a template: tell whoever runs the service (“mem templates status”).
        [send_render] A message could not be put into words: tell whoever runs the service (its log).
        [clock] The machine’s clock was wrong: tell whoever runs the service (its log).
        [consent_withdrawn] URGENT: member no. { NUMBER($person, useGrouping: 0) } no longer wants their story told. Take it out of what was published.
       *[other] Member no. { NUMBER($person, useGrouping: 0) } needs the team ({ $kind }, { $severity }).
    }
