yours = Vous aviez choisi :
theirs = De son côté, { $name } a choisi :
choice = Vos réponses ne sont pas tout à fait les mêmes. Le choix de { $name } vous convient-il ?
    .concede = Oui, cela me va
    .insist = Je garde le mien
    .title = choix
    .again = Le choix de { $name } vous convient-il ? Répondez 1 pour oui, 2 pour garder le vôtre.
