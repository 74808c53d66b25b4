who =
    The *Mentoring MeM* programme is run by MeM by CGEM, the 13th region of Morocco’s employers’ confederation, with the Konrad Adenauer foundation (KAS), which funds it.
    The agreement was signed in Casablanca on 10 December 2020 by { $signed_cgem } (CGEM), { $signed_kas } (KAS) and { $signed_mem } (MeM). It was launched in Rabat in January 2026, with { $launch_kas } for KAS.
    I am a computer programme that follows rules, without generative artificial intelligence; people of the team watch over me.
