ready = You can also talk to me from another chat (WhatsApp or Telegram), with the same profile. Would you like a code to connect it?
    .yes = Yes, a code
    .no = No, thank you
    .title = other chat
    .again = Would you like a code to connect another chat? Reply 1 to receive it, 2 if not.
code =
    From the other chat, send me this line exactly as it is within 10 minutes:
    { $code }
    Do not give it to anyone.
