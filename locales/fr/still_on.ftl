choice = Voilà un moment que rien ne se passe avec { $name }. Souhaitez-vous continuer ? Sans réponse de vous deux d’ici une semaine, je clorai l’accompagnement, sans reproche.
    .go_on = Oui, volontiers
    .pair_pause = Plutôt une pause
    .part = Non, terminons
    .title = suite
    .again = Souhaitez-vous continuer avec { $name } ? Répondez 1 pour oui, 2 pour une pause, 3 pour terminer.
