terms = { $name } et vous gardez chacun vos choix. Voici une solution entre les deux :
choice = Vous convient-elle ? { $name } reçoit la même proposition ; pour continuer plus longtemps ou plus souvent, vous pourrez toujours en reparler.
    .accept = Oui, cela me va
    .decline = Non, pas ainsi
    .title = proposition
    .again = Cette solution entre les deux vous convient-elle ? Répondez 1 pour oui, 2 pour non.
