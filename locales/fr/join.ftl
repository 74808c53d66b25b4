confirm = Un autre chat vient d’utiliser votre code pour rejoindre votre profil. Est-ce vous ?
    .yes = Oui, c’est moi
    .no = Non, refuser
    .title = liaison
    .again = Répondez 1 si c’est vous, 2 pour refuser.
done = C’est fait : vos deux chats partagent le même profil.
refused = Refusé. L’autre chat n’a rien appris de vous.
