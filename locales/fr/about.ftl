who =
    Le programme *Mentoring MeM* est porté par MeM by CGEM, la 13e région de la Confédération générale des entreprises du Maroc, avec la fondation Konrad-Adenauer (KAS), qui le finance.
    Convention signée à Casablanca le 10 décembre 2020 par { $signed_cgem } (CGEM), { $signed_kas } (KAS) et { $signed_mem } (MeM). Lancement à Rabat en janvier 2026, avec { $launch_kas } pour la KAS.
    Je suis un programme informatique à règles, sans intelligence artificielle générative ; des personnes de l’équipe me suivent.
