confirm = Effacer toutes vos données et quitter le programme ? Vous aurez 72 heures pour changer d’avis ; ensuite, c’est définitif.
    .yes = Oui, tout effacer
    .no = Non, garder
    .title = effacement
    .again = Répondez 1 pour tout effacer, 2 pour garder.
scheduled = C’est entendu. Tout sera effacé dans 72 heures. D’ici là, écrivez « garder » pour annuler.
