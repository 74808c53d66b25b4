controls = Choix
    .more = Voir la suite
    .skip = Passer
    .french = Continuer en français
summary = *En résumé*
noted = C’est noté : { $answer }.
also = Vous avez aussi écrit « { $words } ».
    .later = Vous avez aussi écrit « { $words } » : j’y viendrai, redites-le-moi quand je vous poserai la question.
which = Pour bien vous comprendre : que choisissez-vous ?
again = Pardon, je n’ai pas compris. Répondez par un numéro ou en quelques mots, ou écrivez « aide ».
offer-human = Pardon, je n’arrive pas à vous comprendre. Écrivez « humain » et une personne de l’équipe vous répondra, ou essayez encore une fois.
greeting = Bonjour !
media-voice = Merci pour votre message vocal ! Je ne sais lire que du texte : pouvez-vous m’écrire votre réponse ?
media-other = Merci ! Je ne sais lire que du texte : pouvez-vous m’écrire votre réponse ?
edited = J’ai vu que vous aviez modifié un message. Pour corriger une réponse, écrivez « changer » ou « retour ».
flood = Vous m’écrivez très vite ! Attendez quelques secondes, puis écrivez-moi de nouveau.
stopped = C’est fait : je ne vous écrirai plus. Pour revenir un jour, écrivez « START ».
started = Heureux de vous retrouver !
language =
    Quelle langue préférez-vous ?
    أي لغة تفضلون؟
    Which language do you prefer?
    .fr = Français
    .ar = العربية
    .en = English
recap = Nous nous étions arrêtés en chemin. Que souhaitez-vous faire ?
    .continue = Continuer
    .change = Changer une réponse
    .restart = Recommencer
change = Que voulez-vous changer ?
    .keep = Rien, tout est bon
distress = Merci de me l’avoir dit. J’ai prévenu l’équipe tout de suite : une personne va vous écrire. Si vous êtes en danger, appelez maintenant : au Maroc le 19 (police), le 177 (gendarmerie) ou le 150 (ambulance), en Europe le 112, ailleurs le numéro d’urgence du pays. Vous n’êtes pas seul(e).
help = Répondez par un numéro ou avec vos mots. À tout moment, vous pouvez écrire « retour », « changer », « passer », « langue », « menu », « pause », « mes données », « humain » ou « stop ».
human = C’est transmis : une personne de l’équipe vous répondra ici, du lundi au vendredi. En attendant, nous pouvons continuer.
first = C’est déjà la première question.
needed = J’ai besoin de cette réponse pour continuer ; vous pourrez la changer plus tard.
nothing-to-change = Il n’y a pas encore de réponse à changer ici.
unchanged = Très bien, rien ne change.
updated = Votre profil est à jour.
stale = Ce bouton correspond à une question déjà passée.
stale-answered = Vous avez déjà répondu à cette question (« { $title } ») : { $answer }. Pour corriger, écrivez « changer ».
stale-settled = Vous avez déjà répondu à cette question (« { $title } ») : { $answer }.
stale-closed = « { $button } » répondait à une question qui est close : rien n’a changé.
stale-menu = Ce menu était ancien. Le voici de nouveau.
stale-idle = Aucune question ne vous attend. Pour savoir où vous en êtes, écrivez « mon mentorat » ; pour autre chose, « menu ».
past = Vous répondez à une question qui n’est plus ouverte : rien n’a changé.
nudge = Nous en étions là. Reprenez quand vous voulez : vos réponses sont gardées.
lost = Je crois que nous ne nous comprenons pas. J’ai prévenu l’équipe, qui vous écrira ici.
erasing = Vos données vont être effacées, comme vous l’avez demandé. Pour tout garder, écrivez « garder ».
kept = C’est entendu : rien ne sera effacé.
unreadable = Pardon, je n’ai pas réussi à lire votre dernier message. L’équipe est prévenue ; pouvez-vous me l’écrire autrement ?
ok = C’est noté. Écrivez « menu » quand vous avez besoin de moi.
thanks = Avec plaisir !
assent = Très bien. Je suis là quand vous avez besoin de moi.
alert = { $kind ->
        [distress] URGENT : le membre n° { NUMBER($person, useGrouping: 0) } a écrit des mots de détresse. Prenez contact tout de suite (« mem alerts », « mem why »).
        [human] Le membre n° { NUMBER($person, useGrouping: 0) } demande à parler à une personne.
        [silent] Le membre n° { NUMBER($person, useGrouping: 0) } n’a pas répondu après trois rappels.
        [lost] Le membre n° { NUMBER($person, useGrouping: 0) } et l’assistant ne se comprennent pas.
        [redirected] Le membre n° { NUMBER($person, useGrouping: 0) } est hors de la tranche d’âge : à orienter.
        [merge] Le membre n° { NUMBER($person, useGrouping: 0) } a deux profils à réunir.
        [unmatched] Le membre n° { NUMBER($person, useGrouping: 0) } a sollicité trois mentors sans réponse favorable.
        [flash] Le membre n° { NUMBER($person, useGrouping: 0) } souhaite un échange unique en attendant un mentor.
        [trio] Le membre n° { NUMBER($person, useGrouping: 0) } souhaite un groupe de pairs en attendant un mentor.
        [voice] Le membre n° { NUMBER($person, useGrouping: 0) } a répondu par un message vocal, joint ici.
       *[other] Le membre n° { NUMBER($person, useGrouping: 0) } a besoin de l’équipe ({ $kind }, { $severity }).
    }
