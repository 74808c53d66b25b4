controls = Choix
    .more = Voir la suite
    .skip = Passer
    .french = Continuer en français
summary = *En résumé*
noted = C’est noté : { $answer }.
which = Lequel voulez-vous dire ?
again = Pardon, je n’ai pas compris. Répondez par le numéro d’une réponse, ou écrivez « aide ».
offer-human = Je n’y arrive pas seul. Écrivez « humain » et une personne de l’équipe vous répondra, ou essayez encore.
greeting = Bonjour !
media-voice = Merci pour votre message vocal. Je ne lis que le texte : pouvez-vous me répondre par écrit ?
media-other = Merci ! Je ne lis que le texte : pouvez-vous me répondre par écrit ?
edited = J’ai vu que vous avez modifié un message. Pour corriger une réponse, écrivez « changer », ou « retour ».
flood = Vous m’écrivez très vite ! Je reprends dans quelques secondes.
stopped = C’est fait : je ne vous écrirai plus. Pour revenir, écrivez START.
started = Heureux de vous retrouver !
language =
    Quelle langue préférez-vous ?
    أي لغة تفضلون؟
    Which language do you prefer?
    .fr = Français
    .ar = العربية
    .en = English
recap = Nous nous étions arrêtés en chemin. Que souhaitez-vous ?
    .continue = Continuer
    .change = Changer une réponse
    .restart = Recommencer
change = Que voulez-vous changer ?
    .keep = Rien, tout est bon
distress = Merci de me l’avoir dit. J’ai prévenu tout de suite une personne de l’équipe, qui vous écrira. Si vous êtes en danger, appelez maintenant : au Maroc le 19 (police) ou le 150 (ambulance), en Europe le 112. Vous n’êtes pas seul(e).
help = Répondez par un numéro ou avec vos mots. À tout moment : « retour », « changer », « passer », « langue », « menu », « humain », « mes données », « stop ».
human = C’est transmis : une personne de l’équipe vous répondra ici, les jours ouvrés. En attendant, vous pouvez continuer avec moi.
first = C’est la toute première question.
needed = Cette réponse est nécessaire pour continuer.
nothing-to-change = Il n’y a pas encore de réponse à changer.
unchanged = Très bien, rien ne change.
updated = Votre profil est à jour.
stale = Ce bouton appartient à une question déjà passée.
stale-answered = Vous avez déjà répondu (« { $title } ») : { $answer }. Pour corriger, écrivez « changer { $title } ».
nudge = Nous en étions là. Reprenez quand vous voulez, vos réponses sont gardées.
lost = Je crois que nous ne nous comprenons pas. J’ai prévenu l’équipe, qui prendra contact avec vous.
erasing = Vos données vont être effacées, comme demandé. Pour tout garder, écrivez « garder ».
kept = C’est entendu : rien n’est effacé.
unreadable = Désolé, votre dernier message m’a posé un problème. L’équipe est prévenue ; pouvez-vous me l’écrire autrement ?
ok = Entendu. Écrivez « menu » quand vous avez besoin de moi.
alert = { $kind ->
        [distress] URGENT : le membre n° { NUMBER($person, useGrouping: 0) } a écrit des mots de détresse. Prenez contact tout de suite (« mem alerts », « mem why »).
        [human] Le membre n° { NUMBER($person, useGrouping: 0) } demande à parler à une personne.
        [silent] Le membre n° { NUMBER($person, useGrouping: 0) } n’a pas répondu après trois rappels.
        [lost] Le membre n° { NUMBER($person, useGrouping: 0) } et l’assistant ne se comprennent pas.
        [redirected] Le membre n° { NUMBER($person, useGrouping: 0) } est hors de la tranche d’âge : à orienter.
        [merge] Le membre n° { NUMBER($person, useGrouping: 0) } a deux profils à réunir.
       *[other] Le membre n° { NUMBER($person, useGrouping: 0) } a besoin de l’équipe ({ $kind }, { $severity }).
    }
