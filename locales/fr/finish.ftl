own = Bravo si vos objectifs sont atteints ! Je propose à { $name } de conclure ensemble.
partner = { $name } pense que vos objectifs sont atteints et propose de conclure.
choice = Voulez-vous conclure l’accompagnement ?
    .finish = Oui, concluons
    .go_on = Non, pas encore
    .title = conclusion
    .again = Voulez-vous conclure ? Répondez 1 pour oui, 2 pour continuer.
