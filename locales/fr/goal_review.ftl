choice = La date de votre objectif est passée. Où en est-il ?
    .reached = Il est atteint
    .later = Encore du temps
    .dropped = Plus d’actualité
    .title = objectif
    .again = Où en est votre objectif ? Répondez 1 s’il est atteint, 2 s’il faut plus de temps, 3 s’il n’est plus d’actualité.
noted = C’est noté. Parlez-en avec { $name } à votre prochaine rencontre.
