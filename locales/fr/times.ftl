propose = { $stated ->
        [1] Cherchons un moment pour votre rencontre avec { $name }. En voici qui correspondent à vos disponibilités communes.
        [2] Cherchons un moment pour votre rencontre avec { $name }. Vos disponibilités se croisent peu : j’ai ajouté d’autres moments possibles.
       *[0] Cherchons un moment pour votre rencontre avec { $name }. Vos disponibilités ne se croisent pas ; ces moments restent possibles pour vous deux.
    }
picked = Pour votre rencontre, { $name } peut le { $start }. Si ce moment vous va aussi, c’est fixé ; sinon, en voici d’autres.
partner = { $moved ->
        [1] { $name } souhaite déplacer la rencontre ; voici sa proposition.
       *[0] Voici ce que { $name } propose pour votre rencontre.
    }
typed = Cherchons un moment pour votre rencontre avec { $name }. Je n’en trouve pas d’évident : proposez le vôtre.
lapsed = Les moments proposés pour votre rencontre avec { $name } ne sont plus possibles. En voici d’autres : je lui proposerai celui que vous choisirez.
choice = Quel moment vous convient ? Choisissez un numéro ou écrivez le vôtre, par exemple « jeudi 18h ». C’est l’heure de chez vous.
    .none = Aucun ne me va
    .unable = Je n’en vois pas
    .title = moment
    .again = Choisissez un numéro, ou écrivez un jour et une heure, par exemple « mardi 18h30 ».
    .explained = Il s’agit du jour et de l’heure de votre rencontre avec { $name }. Choisissez un numéro, ou écrivez un moment qui vous va, par exemple « mardi 18h30 ».
    .day = Quel jour, et à quelle heure ? Par exemple « jeudi 18h ».
    .time = À quelle heure ? Écrivez le jour et l’heure ensemble, par exemple « jeudi 18h ».
    .past = Ce moment est déjà passé. Quel autre jour vous convient, et à quelle heure ?
    .no_such_day = Ce jour n’existe pas dans le calendrier. Quel autre jour vous convient, et à quelle heure ?
    .no_such_time = Cette heure n’existe pas. Écrivez par exemple « jeudi 18h ».
    .skipped = Cette heure n’existe pas ce jour-là, à cause du changement d’heure. Quelle autre heure vous convient ?
soon = C’est un peu tôt : laissons à { $name } au moins 24 heures pour préparer la première rencontre.
late = Ce moment est trop lointain pour être fixé maintenant. Choisissez-en un dans les deux prochains mois.
