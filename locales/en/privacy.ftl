notice =
    Your data in detail
    The controller is MeM by CGEM, the 13th region of CGEM, in Casablanca (law 09-08). The KAS foundation funds the programme and only receives figures without names.
    Your answers are used to build your profile, propose a match, follow your meetings and measure results. Nobody is introduced to you without your yes.
    They travel through Meta (WhatsApp) and Twilio, or through Telegram, and are processed in the United States, Europe or the Emirates. I will never ask for your national ID number, your health or your religion.
    The raw text of messages is erased after 30 days, your profile after 24 months without activity.
    At any time, write “my data”, “change”, “erase” or “stop”, or write to { $contact }. You may also complain to the CNDP or to your country’s authority.
