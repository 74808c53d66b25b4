what = *Mentoring MeM* brings entrepreneurs in Morocco together with experienced people from all over the world: in pairs, for six months, around a project. I am the assistant who helps you along the way.
who =
    The *Mentoring MeM* programme is run by MeM by CGEM, the 13th region of Morocco’s employers’ confederation (CGEM). The Konrad Adenauer foundation (KAS) funds it.
    The agreement was signed in Casablanca on 10 December 2020 by { $signed_cgem } (CGEM), { $signed_kas } (KAS) and { $signed_mem } (MeM). The programme was launched in Rabat in January 2026, with { $launch_kas } for KAS.
    You are writing to an automatic assistant that follows fixed rules, without generative artificial intelligence. To reach the team, write “human”.
