controls = Choice
    .more = See more
    .skip = Skip
    .french = Continuer en français
summary = *In short*
noted = Noted: { $answer }.
which = Which one do you mean?
again = Sorry, I did not understand. Answer with the number of a reply, or write “help”.
offer-human = I cannot work this out on my own. Write “human” and someone from the team will answer you, or try again.
greeting = Hello!
media-voice = Thank you for your voice message. I can only read text: could you write your answer?
media-other = Thank you! I can only read text: could you write your answer?
edited = I saw that you edited a message. To correct an answer, write “change”, or “back”.
flood = You are writing very fast! I will be back in a few seconds.
stopped = Done: I will not write to you any more. To come back, write START.
started = Good to have you back!
language =
    Which language do you prefer?
    Quelle langue préférez-vous ?
    أي لغة تفضلون؟
    .fr = Français
    .ar = العربية
    .en = English
recap = We had stopped part of the way. What would you like?
    .continue = Continue
    .change = Change an answer
    .restart = Start over
change = What would you like to change?
    .keep = Nothing, all is well
distress = Thank you for telling me. I have just alerted someone from the team, who will write to you. If you are in danger, call now: in Morocco 19 (police) or 150 (ambulance), in Europe 112. You are not alone.
help = Answer with a number or in your own words. At any time: “back”, “change”, “skip”, “language”, “menu”, “human”, “my data”, “stop”.
human = I have passed it on: someone from the team will answer you here, on working days. Meanwhile you can go on with me.
first = This is the very first question.
needed = This answer is needed to go on.
nothing-to-change = There is no answer to change yet.
unchanged = Very well, nothing changes.
updated = Your profile is up to date.
stale = This button belongs to an earlier question.
stale-answered = You have already answered (“{ $title }”): { $answer }. To correct it, write “change { $title }”.
nudge = This is where we were. Go on whenever you like, your answers are kept.
lost = I think we do not understand each other. I have told the team, who will contact you.
erasing = Your data will be erased, as you asked. To keep everything, write “keep”.
kept = All right: nothing is erased.
unreadable = Sorry, your last message gave me trouble. The team has been told; could you write it another way?
ok = All right. Write “menu” whenever you need me.
alert = { $kind ->
        [distress] URGENT: member no. { NUMBER($person, useGrouping: 0) } wrote words of distress. Please get in touch at once (“mem alerts”, “mem why”).
        [human] Member no. { NUMBER($person, useGrouping: 0) } asks to talk to a person.
        [silent] Member no. { NUMBER($person, useGrouping: 0) } has not answered three reminders.
        [lost] Member no. { NUMBER($person, useGrouping: 0) } and the assistant do not understand each other.
        [redirected] Member no. { NUMBER($person, useGrouping: 0) } is outside the age range: please advise.
        [merge] Member no. { NUMBER($person, useGrouping: 0) } has two profiles to bring together.
       *[other] Member no. { NUMBER($person, useGrouping: 0) } needs the team ({ $kind }, { $severity }).
    }
