choice = Je vous ai écrit plusieurs fois au sujet de { $name }. Qu’est-ce qui vous arrangerait ?
    .go_on = Je réponds maintenant
    .pair_pause = Faire une pause à deux
    .less = M’écrire moins
    .human = Joindre l’équipe
    .title = suite
    .again = Qu’est-ce qui vous arrangerait ? Répondez par un numéro de 1 à 4.
thanks = Merci ! Reprenons.
