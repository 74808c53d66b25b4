which = Votre rencontre avec { $name } est fixée au { $start }.
sure = Faut-il l’annuler ? { $name } en sera informé(e) tout de suite.
    .cancel = Oui, l’annuler
    .move = Plutôt déplacer
    .keep = Non, la garder
    .title = annulation
    .again = Faut-il annuler la rencontre ? Répondez 1 pour annuler, 2 pour déplacer, 3 pour la garder.
