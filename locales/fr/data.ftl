file = Voilà ce que je sais de vous. Voulez-vous recevoir le fichier complet ?
    .yes = Oui, envoyez-le
    .no = Non merci
    .title = fichier
    .again = Voulez-vous le fichier complet de vos données ? Répondez 1 pour le recevoir, 2 sinon.
sent = Votre fichier arrive.
