purpose = First question: what should this mentoring achieve above all?
    .launch = Launch a project
    .scale = Grow the business
    .evolve = Transform the business
    .skills = Build skills
    .network = Widen a network
    .title = purpose
    .again = What should this mentoring achieve above all? Reply with a number from 1 to 5.
rhythm = How often would you like to meet, 45 minutes each time?
    .usual = 2 a month, then 1
    .weekly = Every week
    .fortnightly = Twice a month
    .monthly = Once a month
    .title = rhythm
    .again = How often would you like to meet? Reply with a number from 1 to 4.
months = How long would you like to commit for? Six months is usual.
    .three = Three months
    .six = Six months
    .nine = Nine months
    .twelve = One year
    .title = length
    .again = How long for? Choose a number from 1 to 4: three, six, nine months or one year.
channel = How would you like to talk, { $language ->
        [fr] in French
        [ar] in Arabic
        [ary] in Darija
        [en] in English
        [es] in Spanish
        [de] in German
        [nl] in Dutch
        [it] in Italian
        [pt] in Portuguese
        [tr] in Turkish
        [zh] in Chinese
        [zgh] in Amazigh
       *[other] in the language you share
    }?
    .here = In writing, here
    .call = By phone
    .video = By video
    .in_person = In person
    .other = A different language
    .title = way of talking
    .again = How would you like to talk? Reply with a number.
language = Which language would you like to talk in?
    .fr = French
    .ar = Arabic
    .ary = Darija
    .en = English
    .es = Spanish
    .de = German
    .nl = Dutch
    .it = Italian
    .pt = Portuguese
    .tr = Turkish
    .zh = Chinese
    .zgh = Amazigh
    .title = language
    .again = Which language would you like to talk in? Reply with a number.
means = And how?
    .here = In writing, here
    .call = By phone
    .video = By video
    .in_person = In person
    .title = means
    .again = How would you like to talk? Reply with a number from 1 to 4.
confidentiality = *Confidentiality.* What you tell each other stays between you: no idea, figure or name leaves the pair unless the other agrees. Two exceptions: a danger to someone, and what you choose to tell the team.
    .promise = I promise
    .talk = I have a question
    .title = confidentiality
    .again = Do you promise confidentiality? Reply 1 for yes, 2 if you have a question.
    .explained = In plain words: what you tell each other you repeat to nobody, unless the other agrees, someone is in danger, or you choose to tell the team. Do you promise this? Reply 1 for yes, 2 if you have a question.
conduct = *Code of conduct.* Be on time and respectful; no money, contract or favour between you; no pressure; each decides for themselves; each may stop without giving reasons. Replying 1 counts as a signature.
    .promise = I promise and sign
    .talk = I have a question
    .title = code of conduct
    .again = Do you sign the agreement? Reply 1 to sign, 2 if you have a question.
    .explained = In plain words: be on time, respect each other, neither sell nor lend each other anything, and either of you may stop at any time. Do you sign? Reply 1 to sign, 2 if you have a question.
unsure = It is good to ask before you sign. Once you have your answer, write “agreement” to go on.
text = Mentoring agreement, version { $version }, with { $name }.
    Confidentiality: what you tell each other stays between you, except a danger to someone or what you choose to tell the team.
    Conduct: be on time and respectful; no money, contract or favour between you; no pressure; each decides for themselves and may stop without giving reasons.
terms = What you chose:
unsigned = The agreement with { $name } is not signed by both of you yet.
