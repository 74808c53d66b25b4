choice = Merci pour ce que vous avez donné à { $name } ! Voulez-vous accompagner quelqu’un d’autre ?
    .yes = Oui, avec plaisir
    .rest = D’abord souffler
    .title = suite
    .again = Voulez-vous accompagner quelqu’un d’autre ? Répondez 1 pour oui, 2 pour souffler d’abord.
thanks = Merci ! Je vous écris dès qu’une demande vous correspond.
