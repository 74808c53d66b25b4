confirm = Voulez-vous effacer toutes vos données et quitter le programme ? Vous aurez 72 heures pour changer d’avis ; ensuite, ce sera définitif.
    .yes = Oui, tout effacer
    .no = Non, je reste
    .title = effacement
    .again = Voulez-vous vraiment effacer toutes vos données ? Répondez 1 pour tout effacer, 2 pour rester.
scheduled = C’est entendu : tout sera effacé dans 72 heures. D’ici là, si vous changez d’avis, écrivez « garder ».
