confirm = Un autre chat vient d’utiliser votre code pour rejoindre votre profil. Est-ce vous ?
    .yes = Oui, c’est moi
    .no = Non, refuser
    .title = liaison
    .again = Est-ce bien vous qui reliez un autre chat à votre profil ? Répondez 1 pour oui, 2 pour refuser.
done = C’est fait : vos deux chats partagent le même profil.
refused = C’est refusé. L’autre chat n’a rien appris de vous.
