choice = De quel binôme s’agit-il ?
    .nobody = Aucun des deux
    .title = binôme
    .again = De quel binôme s’agit-il ? Répondez par un numéro ou un prénom.
