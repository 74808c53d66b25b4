controls = Choix
    .more = Voir la suite
    .skip = Passer
    .french = Continuer en français
with = *Avec { $name }*
summary = *En résumé*
noted = C’est noté : { $answer }.
also = Vous avez aussi écrit « { $words } ».
    .later = Vous avez aussi écrit « { $words } » : j’y viendrai, redites-le-moi quand je vous poserai la question.
which = Pour bien vous comprendre : que choisissez-vous ?
    .one = Ai-je bien compris ? Répondez oui, ou dites-le autrement.
sure = Est-ce bien { $answer }, à l’heure de chez vous ?
    .yes = Oui
    .other = Un autre moment
rated = { $stars } sur 5, est-ce bien cela ?
    .yes = Oui
    .other = Une autre note
again = Pardon, je n’ai pas compris. Répondez par un numéro ou en quelques mots, ou écrivez « aide ».
unknown = Je ne sais pas répondre à cette question. Écrivez « humain » et une personne de l’équipe vous répondra, ou « aide » pour voir ce que je peux faire.
    .explained = Je vous explique. Si cela ne répond pas à votre question, écrivez « humain » : quelqu’un de l’équipe vous répondra.
former = Cela ressemble à une réponse à la question d’avant (« { $title } »), où j’ai noté : { $answer }. Pour la corriger, écrivez « retour ».
offer-human = Pardon, je n’arrive pas à vous comprendre. Écrivez « humain » et une personne de l’équipe vous répondra, ou essayez encore une fois.
greeting = Bonjour !
media-voice = Merci pour votre message vocal ! Je ne sais lire que du texte : pouvez-vous m’écrire votre réponse ?
media-other = Merci ! Je ne sais lire que du texte : pouvez-vous m’écrire votre réponse ?
edited = J’ai vu que vous aviez modifié un message. Pour corriger une réponse, écrivez « changer » ou « retour ».
flood = Vous écrivez plus vite que je ne lis ! Je n’ai lu ni « { $words } » ni la suite : attendez quelques secondes, puis reprenez à partir de là.
    .line = Vous écrivez plus vite que je ne lis ! « { $words } » et la suite n’ont pas été transmis. Attendez quelques secondes, puis écrivez « message » pour les envoyer.
    .wordless = Vous écrivez plus vite que je ne lis ! Je n’ai pas tenu compte de votre dernier envoi : attendez quelques secondes, puis renvoyez-le-moi.
stopped = C’est fait : je ne vous écrirai plus. L’équipe reste joignable à mem@cgem.ma. Pour revenir un jour, écrivez « START ».
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
weary = Ce que vous vivez a l’air lourd, et vous n’avez pas à le porter dans votre coin. J’ai prévenu l’équipe : quelqu’un vous écrira ici, du lundi au vendredi. En cas de danger, appelez le 19 ou le 150 au Maroc, le 112 en Europe. Rien d’autre ne presse.
team = Je regrette que cela se passe mal. Voulez-vous qu’une personne de l’équipe vous écrive ? Cela reste entre vous et l’équipe.
    .yes = Oui, je veux bien
    .no = Non, merci
    .kept = D’accord. Si vous changez d’avis, écrivez « humain ». Pour mettre fin à un mentorat sans vous justifier, « terminer ».
help = Répondez par un numéro ou avec vos mots. À tout moment, vous pouvez écrire « retour », « changer », « passer », « langue », « menu », « pause », « mes données », « humain » ou « stop ».
human = C’est transmis : une personne de l’équipe vous répondra ici, du lundi au vendredi. En attendant, nous pouvons continuer.
first = C’est déjà la première question.
needed = J’ai besoin de cette réponse pour continuer ; vous pourrez la changer plus tard.
    .later = Rien ne presse : la question vous attend ici, et vous pouvez y répondre un autre jour. Si vous préférez en parler à l’équipe, écrivez « humain ».
nothing-to-change = Il n’y a pas encore de réponse à changer ici.
unchanged = Très bien, rien ne change.
updated = Votre profil est à jour.
stale = Ce bouton correspond à une question déjà passée.
stale-answered = Vous avez déjà répondu à cette question (« { $title } ») : { $answer }. Pour corriger, écrivez « changer ».
stale-settled = Vous avez déjà répondu à cette question (« { $title } ») : { $answer }.
stale-closed = « { $button } » répondait à une question qui est close : rien n’a changé.
stale-menu = Ce menu était ancien. Le voici de nouveau.
stale-idle = Aucune question ne vous attend. Pour savoir où vous en êtes, écrivez « mon mentorat » ; pour vos rencontres, « rendez-vous » ; pour autre chose, « menu ».
past = Vous répondez à une question qui n’est plus ouverte : rien n’a changé.
nudge = Nous en étions là. Reprenez quand vous voulez : vos réponses sont gardées.
later = Entendu, rien ne presse : la question vous attend ici. Écrivez « continuer » quand vous voudrez reprendre.
    .until = Entendu, prenez votre temps : la question reste ouverte pour vous jusqu’au { $until }. Écrivez « continuer » quand vous voudrez reprendre.
asked = Je ne demande que ce qui sert à trouver un bon binôme et à suivre vos rencontres. Les coordinateurs lisent vos réponses ; un binôme possible voit seulement votre prénom, votre activité, votre statut, votre étape, votre objectif, vos points communs et ce que vous lui écrivez. Le détail : « confidentialité ».
lost = Je crois que nous ne nous comprenons pas. J’ai prévenu l’équipe, qui vous écrira ici.
erasing = Vos données vont être effacées, comme vous l’avez demandé. Pour tout garder, écrivez « garder ».
kept = C’est entendu : rien ne sera effacé.
unreadable = Pardon, je n’ai pas réussi à lire votre dernier message. L’équipe est prévenue ; pouvez-vous me l’écrire autrement ?
ok = C’est noté. Écrivez « menu » quand vous avez besoin de moi.
thanks = Avec plaisir !
assent = Très bien. Je suis là quand vous avez besoin de moi.
alert = { $kind ->
        [distress] URGENT : le membre n° { NUMBER($person, useGrouping: 0) } a écrit des mots de détresse. Prenez contact tout de suite (« mem alerts », « mem why »).
        [human] Le membre n° { NUMBER($person, useGrouping: 0) } demande à parler à une personne.
        [silent] Le membre n° { NUMBER($person, useGrouping: 0) } n’a pas répondu après trois rappels.
        [lost] Le membre n° { NUMBER($person, useGrouping: 0) } et l’assistant ne se comprennent pas.
        [redirected] Le membre n° { NUMBER($person, useGrouping: 0) } est hors de la tranche d’âge : à orienter.
        [merge] Le membre n° { NUMBER($person, useGrouping: 0) } a deux profils à réunir.
        [unmatched] Le membre n° { NUMBER($person, useGrouping: 0) } a sollicité trois mentors sans réponse favorable.
        [flash] Le membre n° { NUMBER($person, useGrouping: 0) } souhaite un échange unique en attendant un mentor.
        [trio] Le membre n° { NUMBER($person, useGrouping: 0) } souhaite un groupe de pairs en attendant un mentor.
        [voice] Le membre n° { NUMBER($person, useGrouping: 0) } a répondu par un message vocal, joint ici.
        [report] URGENT : le membre n° { NUMBER($person, useGrouping: 0) } signale le comportement de son binôme. Leurs messages sont retenus : appelez-le, puis « mem pairs --person ».
        [terminated] Le mentorat du membre n° { NUMBER($person, useGrouping: 0) } a été arrêté par sécurité.
        [no_agreement] Le membre n° { NUMBER($person, useGrouping: 0) } et son binôme n’arrivent pas à s’accorder : trouvez avec eux ce qui leur convient.
        [stuck] Le membre n° { NUMBER($person, useGrouping: 0) } et son binôme n’ont pas encore signé leur accord.
        [no_time] Le membre n° { NUMBER($person, useGrouping: 0) } et son binôme ne trouvent pas d’heure pour se rencontrer.
        [disagreement] Le membre n° { NUMBER($person, useGrouping: 0) } et son binôme ne disent pas la même chose de leur rencontre.
        [no_show] Le membre n° { NUMBER($person, useGrouping: 0) } a manqué deux rencontres.
        [at_risk] Le mentorat du membre n° { NUMBER($person, useGrouping: 0) } va mal : voyez pourquoi avec « mem pairs --at-risk ».
        [low_rating] Le membre n° { NUMBER($person, useGrouping: 0) } a donné une note basse, en confidence : son binôme n’en sait rien.
        [outcome_disputed] Le membre n° { NUMBER($person, useGrouping: 0) } ne reconnaît pas un résultat annoncé par son binôme : voyez « mem outcomes --state disputed ».
        [number_moved] Le numéro du membre n° { NUMBER($person, useGrouping: 0) } est passé à une autre personne : retrouvez-le autrement.
        [unreadable] Un message du membre n° { NUMBER($person, useGrouping: 0) } n’a pas pu être lu : demandez-lui ce qu’il voulait dire.
        [timer_failed] Une tâche prévue pour le membre n° { NUMBER($person, useGrouping: 0) } a échoué : prévenez la technique.
        [send_template] WhatsApp refuse un modèle de message : prévenez la technique (« mem templates status »).
        [send_render] Un message n’a pas pu être composé : prévenez la technique (journal du service).
        [clock] L’horloge de la machine n’était pas à l’heure : prévenez la technique (journal du service).
        [consent_withdrawn] URGENT : le membre n° { NUMBER($person, useGrouping: 0) } ne veut plus que son histoire soit racontée. Retirez-la de ce qui est publié.
       *[other] Le membre n° { NUMBER($person, useGrouping: 0) } a besoin de l’équipe ({ $kind }, { $severity }).
    }
