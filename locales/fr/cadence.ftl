every = À quelle fréquence voulez-vous que je prenne de vos nouvelles ?
    .less = Deux fois moins
    .more = Deux fois plus
    .fortnight = Tous les quinze jours
    .month = Tous les mois
    .keep = Comme maintenant
    .title = fréquence
    .again = À quelle fréquence voulez-vous que je vous écrive ? Répondez par un numéro de 1 à 5.
