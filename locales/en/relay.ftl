# What passes between the two of a pair: the frame for the reader, the truth for the sender.
text = { $name } writes to you:
    { $words }
    .resent = (sent again) { $name } writes to you:
        { $words }
reply = { $name } replies to “{ $quote }”:
    { $words }
    .resent = (sent again) { $name } replies to “{ $quote }”:
        { $words }
voice = { $captioned ->
        [0] { $name } sends you a voice message:
       *[1] { $name } sends you a voice message: { $words }
    }
    .resent = { $captioned ->
            [0] (sent again) { $name } sends you a voice message:
           *[1] (sent again) { $name } sends you a voice message: { $words }
        }
image = { $captioned ->
        [0] { $name } sends you a photo:
       *[1] { $name } sends you a photo: { $words }
    }
    .resent = { $captioned ->
            [0] (sent again) { $name } sends you a photo:
           *[1] (sent again) { $name } sends you a photo: { $words }
        }
document = { $captioned ->
        [0] { $name } sends you a document:
       *[1] { $name } sends you a document: { $words }
    }
    .resent = { $captioned ->
            [0] (sent again) { $name } sends you a document:
           *[1] (sent again) { $name } sends you a document: { $words }
        }
passed = I have passed it on to { $name }.
waiting = Kept for { $name }: it is late there, I will pass it on at nine, local time.
lost = Your message “{ $line }” did not reach { $name }.
unsure = I do not know whether your message “{ $line }” reached { $name }: I sent it twice and had no confirmation. You can write it to me again a little later.
ended = The mentoring with { $name } is over: I can no longer pass messages between you.
paused = The mentoring is paused: I will pass nothing on to { $name } until it resumes.
consent = I cannot pass anything on to { $name }: both of you need to have agreed to the programme first.
held = Messages between you are suspended until someone from the team has looked.
blocked_by_you = You have blocked messages with { $name }. To restore them, write “unblock”.
unreachable = { $name } cannot be reached at the moment: your message is not passed on. If it is important, write “human”.
kind = I can only pass on text, a voice message, a photo or a document.
empty = Your message is empty: there is nothing to pass on to { $name }.
too_long = Your message is too long: 1,200 characters at most. Could you split it in two?
too_many = You have already written a lot to { $name }: leave them some time, and try again later.
contact = I do not pass on numbers or addresses. To exchange contact details with { $name }, write “contact details”.
too_big = This file is too large: 16 MB at most. Could you send { $name } a smaller one?
media = This file could not be delivered to { $name }. Could you send it again, or put it in writing?
blocking = Done: { $name } can no longer write to you here, and is not told. To change your mind, write “unblock”. If there is a problem, write “report”.
unblocked = Restored: { $name } and you can write to each other here again.
reported = Thank you for telling us. Messages between you are suspended, and someone from the team will write to you. { $name } is not told.
