notice =
    Your data in detail
    The controller is MeM by CGEM, the 13th region of CGEM, in Casablanca (law 09-08). Your answers serve to review your profile, propose a partner whom you choose, follow your meetings and measure, without names, what changes. Nothing is decided without your yes.
    They travel through Meta (WhatsApp), Twilio or Telegram, in the United States and Europe. Never an ID number, health or religion.
    At any time: “my data”, “erase”, “stop”, or { $contact }; you may complain to the CNDP.
