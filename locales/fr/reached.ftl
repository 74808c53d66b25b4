which = Quelle étape est faite ?
    .none = Aucune
    .title = étape faite
    .again = Quelle étape est faite ? Répondez par un numéro.
noted = Bravo, une étape de plus !
