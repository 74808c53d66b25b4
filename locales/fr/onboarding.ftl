consent =
    Bienvenue chez *Mentoring MeM* ! D’abord, votre accord :
    • Responsable : MeM by CGEM, Casablanca
    • But : vous trouver un binôme et suivre vos rencontres
    • Données : vos réponses ; les coordinateurs les lisent, un binôme possible voit prénom, activité, statut, étape, objectif et points communs
    • Prestataires (États-Unis, Europe, Émirats) : Meta, Twilio, Telegram, hébergeur
    • Durée : effacées après 24 mois sans activité
    • Vos droits : voir, corriger, effacer, STOP, saisir la CNDP
    • Contact : { $contact }
    Programme réservé aux adultes. Acceptez-vous ?
    .accept = J’accepte
    .refuse = Je refuse
    .more = En savoir plus
    .title = accord
    .again = J’ai besoin de votre accord pour continuer : acceptez-vous que le programme utilise vos réponses ? Répondez par un numéro.
    .explained = Mentoring MeM réunit des entrepreneurs au Maroc et des mentors du Maroc et du monde. Pour vous trouver un binôme, je vous poserai une douzaine de questions, et je ne garde vos réponses qu’avec votre accord. Acceptez-vous ? Répondez 1 pour oui, 2 pour non, 3 pour en savoir plus.
notice =
    Vos données, en détail
    Le responsable est MeM by CGEM, 13e région de la CGEM, à Casablanca (loi 09-08). La fondation KAS finance le programme et ne reçoit que des chiffres sans noms.
    Vos réponses servent à établir votre profil, à vous proposer un binôme, à suivre vos rencontres et à mesurer les résultats. Aucune mise en relation ne se fait sans votre oui.
    Elles passent par Meta (WhatsApp) et Twilio, ou par Telegram, et sont traitées aux États-Unis, en Europe ou aux Émirats. Je ne vous demanderai jamais votre numéro de CIN, ni rien sur votre santé ou votre religion.
    Le texte brut des messages est effacé après 30 jours, le profil après 24 mois sans activité.
    À tout moment, écrivez « mes données », « changer », « effacer » ou « stop », ou écrivez à { $contact }. Vous pouvez aussi saisir la CNDP ou l’autorité de votre pays.
informed = Acceptez-vous que vos réponses soient utilisées ainsi ?
    .accept = J’accepte
    .refuse = Je refuse
    .title = accord
    .again = Acceptez-vous que vos réponses soient utilisées ainsi ? Répondez 1 pour accepter, 2 pour refuser.
declined = C’est noté : je ne garde rien de vous. Si vous changez d’avis, écrivez-moi simplement « bonjour ». Bonne continuation !
role = Que souhaitez-vous dans le programme ?
    .mentee = Être accompagné(e)
    .mentor = Accompagner
    .both = Les deux
    .title = rôle
    .again = Souhaitez-vous être accompagné(e), accompagner, ou les deux ? Répondez 1, 2 ou 3.
    .explained = Être accompagné(e), c’est profiter pendant quelques mois de l’expérience d’un mentor. Accompagner, c’est partager la vôtre avec quelqu’un qui entreprend. Que souhaitez-vous ? Répondez 1, 2, ou 3 pour les deux.
name = Comment vous appelez-vous (prénom et nom) ?
    .title = nom
    .again = Comment vous appelez-vous ? Écrivez votre prénom et votre nom, par exemple « Amal Idrissi ».
    .long = C’est un peu long pour moi : écrivez seulement votre prénom et votre nom.
    .doubted = « { $doubted } » : est-ce votre nom, ou l’endroit où vous vivez ? Si c’est votre nom, répondez 1. Sinon, écrivez votre prénom et votre nom.
home = Où vivez-vous ? Choisissez une région, ou écrivez votre ville ou votre pays.
    .abroad = À l’étranger (région 13)
    .title = lieu
    .again = Je ne trouve pas ce lieu. Où vivez-vous ? Écrivez une ville (« Agadir »), un pays (« France ») ou un numéro de la liste.
    .explained = C’est l’endroit où vous habitez en ce moment, pour que je vous donne toujours la bonne heure. Écrivez une ville (« Agadir »), un pays (« France »), ou un numéro de la liste.
    .morocco = Dans quelle région du Maroc vivez-vous ? Le numéro ou la ville suffit.
country = Dans quel pays vivez-vous ? Choisissez, ou écrivez son nom ou votre ville.
    .title = pays
    .again = Je ne trouve pas ce pays. Où vivez-vous ? Choisissez un numéro, ou écrivez le nom complet du pays, par exemple « Portugal ».
    .explained = C’est le pays où vous habitez en ce moment. Choisissez un numéro, ou écrivez le nom du pays ou de votre ville.
zone = Votre pays a plusieurs fuseaux horaires. Lequel est le vôtre ?
    .title = heure locale
    .again = Quel est votre fuseau horaire ? Choisissez un numéro, ou écrivez une grande ville proche de chez vous.
    .explained = Dans votre pays, il n’est pas la même heure partout, et je voudrais vous donner vos rendez-vous à la bonne. Quelle ville a la même heure que chez vous ? Choisissez un numéro, ou écrivez une grande ville proche.
kind = Comment vous décririez-vous ?
    .entrepreneur = Entrepreneur(e)
    .high_potential = Haut potentiel
    .executive_expert = Cadre ou expert(e)
    .title = statut
    .again = Laquelle de ces descriptions vous correspond le mieux ? Répondez par son numéro.
    .explained = Entrepreneur(e) : vous avez créé ou vous dirigez une entreprise. Haut potentiel : votre parcours est prometteur, sans entreprise à vous pour l’instant. Cadre ou expert(e) : vous avez des responsabilités ou un savoir-faire reconnu. Lequel vous ressemble le plus ?
trade = Quel est votre secteur ? Choisissez, ou écrivez votre métier (« couture », « logiciel »…).
    .title = activité
    .again = Je ne connais pas encore ce métier. Quel est votre secteur ? Essayez un mot plus courant, ou un numéro de la liste.
    .explained = Je voudrais savoir dans quoi vous travaillez, ou voulez entreprendre. Un mot suffit (« couture », « restaurant », « logiciel »), ou un numéro de la liste.
stage = Où en est votre projet ?
    .idea = Une idée
    .validation = En test
    .launch = En lancement
    .first_sales = Premières ventes
    .growth = En croissance
    .international = À l’international
    .transfer = Transmission, reprise
    .title = étape
    .again = Où en est votre projet ? Choisissez le numéro le plus proche de votre situation.
    .explained = Une idée : rien n’est encore lancé. En test : vous essayez. En lancement : vous démarrez. Premières ventes : des clients paient. En croissance : vous grandissez. À l’international : vous vendez ailleurs. Transmission, reprise : vous cédez ou reprenez une entreprise. Choisissez le plus proche.
needs = Sur quoi aimeriez-vous être aidé(e) ? Jusqu’à 3 réponses, par exemple « 1, 3 », ou un sujet précis (« pitch »).
    .title = besoins
    .again = Sur quoi aimeriez-vous être aidé(e) ? Répondez par des numéros, 3 au plus, par exemple « 1, 3 ».
    .many = Sur quoi aimeriez-vous être aidé(e) ? Répondez par des numéros, 3 au plus, par exemple « 1, 3 ».
offers = Sur quoi pouvez-vous aider ? Jusqu’à 5 réponses, par exemple « 1, 3 », ou un sujet précis (« export »).
    .title = apports
    .again = Sur quoi pouvez-vous aider ? Répondez par des numéros, 5 au plus, par exemple « 1, 3 ».
    .many = Sur quoi pouvez-vous aider ? Répondez par des numéros, 5 au plus, par exemple « 1, 3 ».
languages = Dans quelles langues pouvez-vous échanger ? Par exemple « 1, 2 ».
    .title = langues
    .again = Dans quelles langues pouvez-vous échanger ? Répondez par leurs numéros, par exemple « 1, 2 ».
    .many = Dans quelles langues pouvez-vous échanger ? Répondez par leurs numéros, par exemple « 1, 2 ».
born = En quelle année êtes-vous né(e) ? Le programme accompagne les 24–54 ans.
    .title = année de naissance
    .again = En quelle année êtes-vous né(e) ? Écrivez-la en quatre chiffres, par exemple « 1990 ».
times = Quand êtes-vous disponible, à l’heure de chez vous ? Plusieurs réponses possibles, par exemple « 3, 4 ».
    .morning = En semaine, le matin
    .midday = En semaine, à midi
    .afternoon = En semaine, après-midi
    .evening = En semaine, le soir
    .saturday = Le samedi
    .sunday = Le dimanche
    .title = disponibilités
    .again = Quand êtes-vous disponible ? Répondez par des numéros, par exemple « 3, 4 ».
    .many = Quand êtes-vous disponible ? Répondez par des numéros, par exemple « 3, 4 ».
capacity = Combien de personnes pouvez-vous accompagner en même temps ? Comptez environ 2 heures par mois pour chacune.
    .one = Une personne
    .two = Deux personnes
    .title = capacité
    .again = Pouvez-vous accompagner une ou deux personnes à la fois ? Répondez 1 ou 2.
goal = Quel est votre objectif pour les six prochains mois ? Choisissez, ou écrivez-le en une ligne.
    .create_company = Créer mon entreprise
    .first_clients = Mes premiers clients
    .grow_sales = Vendre davantage
    .raise_funds = Trouver un financement
    .export = Exporter
    .structure = Mieux m’organiser
    .modernise = Moderniser, digitaliser
    .hand_over = Transmission, reprise
    .title = objectif
    .again = Quel est votre objectif pour les six prochains mois ? Choisissez un numéro, ou écrivez-le en quelques mots.
    .explained = Imaginez que nous sommes dans six mois et que tout s’est bien passé : qu’auriez-vous réussi ? Choisissez un numéro, ou écrivez-le en quelques mots.
    .long = C’est un peu long : écrivez l’essentiel de votre objectif en une ligne (200 caractères), ou choisissez un numéro.
pledge =
    Dernière question, notre engagement : « Une fois accompagné(e), j’accompagne à mon tour une personne plus jeune qui entreprend. » Vous engagez-vous ?
    .sign = Oui, je m’engage
    .later = Pas maintenant
    .change = Corriger une réponse
    .title = engagement
    .again = Vous engagez-vous à accompagner à votre tour une personne plus jeune ? Répondez 1 pour oui, 2 pour pas maintenant, 3 pour corriger une réponse.
    .explained = Le programme est une chaîne : quelqu’un vous aide aujourd’hui, et plus tard vous aidez une personne plus jeune qui entreprend. C’est une promesse, et vous choisirez le moment. Vous engagez-vous ? Répondez 1 pour oui, 2 pour pas maintenant, 3 pour corriger une réponse.
review = Tout est juste ?
    .confirm = Oui, je confirme
    .change = Corriger une réponse
    .title = relecture
    .again = Toutes vos réponses sont-elles justes ? Répondez 1 pour confirmer, 2 pour corriger.
