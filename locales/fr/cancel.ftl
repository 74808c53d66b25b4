which = Votre rencontre avec { $name } est fixée au { $start }.
sure = Voulez-vous l’annuler ? Je préviendrai { $name } tout de suite.
    .cancel = Oui, l’annuler
    .move = Plutôt déplacer
    .keep = Non, la garder
    .title = annulation
    .again = Voulez-vous annuler la rencontre ? Répondez 1 pour annuler, 2 pour déplacer, 3 pour la garder.
