what = *Mentoring MeM* réunit des entrepreneurs au Maroc et des personnes d’expérience du monde entier : à deux, pendant six mois, autour d’un projet. Je suis l’assistant qui vous y accompagne.
who =
    Le programme *Mentoring MeM* est porté par MeM by CGEM, la 13e région de la Confédération générale des entreprises du Maroc (CGEM). La fondation Konrad-Adenauer (KAS) le finance.
    La convention a été signée à Casablanca le 10 décembre 2020 par { $signed_cgem } (CGEM), { $signed_kas } (KAS) et { $signed_mem } (MeM). Le lancement a eu lieu à Rabat en janvier 2026, avec { $launch_kas } pour la KAS.
    Vous écrivez à un assistant automatique qui suit des règles fixes, sans intelligence artificielle générative. Pour joindre l’équipe, écrivez « humain ».
