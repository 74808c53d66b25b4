choice = De quel binôme s’agit-il ?
    .nobody = Aucun d’eux
    .title = binôme
    .again = De quel binôme s’agit-il ? Répondez par un numéro ou un prénom.
