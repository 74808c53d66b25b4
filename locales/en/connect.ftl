ready = You can also reach me from another chat (WhatsApp or Telegram), with the same profile. Would you like a code?
    .yes = Yes, a code
    .no = No, thank you
    .title = other chat
    .again = Please answer 1 to receive a code, 2 if not.
code =
    From the other chat, send me exactly this line within 10 minutes:
    { $code }
    Do not give it to anyone.
