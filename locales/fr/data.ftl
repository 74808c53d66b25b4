file = Voilà ce que je sais de vous. Voulez-vous le fichier complet ?
    .yes = Oui, envoyez-le
    .no = Non merci
    .title = fichier
    .again = Répondez 1 pour recevoir le fichier, 2 sinon.
sent = Votre fichier arrive.
