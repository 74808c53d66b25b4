consent =
    Bienvenue chez *Mentoring MeM* ! Avant de commencer, votre accord :
    • Responsable : MeM by CGEM, avec la fondation KAS
    • But : vous trouver un binôme de mentorat et le suivre
    • Données : vos réponses ici, lues par les coordinateurs ; votre binôme voit prénom, activité et objectif
    • Prestataires hors Maroc : Meta, Twilio, Telegram, hébergeur
    • Durée : 24 mois sans activité, puis effacement
    • Vos droits : voir, corriger, effacer, STOP ; { $contact }
    Acceptez-vous (adultes seulement) ?
    .accept = J’accepte
    .refuse = Je refuse
    .more = En savoir plus
    .title = accord
    .again = J’ai besoin de votre accord pour continuer. Répondez 1, 2 ou 3.
notice =
    Vos données, en détail
    Le responsable est MeM by CGEM, 13e région de la CGEM, à Casablanca (loi 09-08). Vos réponses servent à vérifier votre parcours, proposer un binôme que vous choisissez, suivre les rencontres et mesurer, sans noms, ce qui change. Aucune décision n’est prise sans votre oui.
    Elles passent par Meta (WhatsApp), Twilio ou Telegram, aux États-Unis et en Europe. Jamais de CIN, de santé ni de religion.
    À tout moment : « mes données », « effacer », « stop », ou { $contact } ; réclamation possible auprès de la CNDP.
informed = Acceptez-vous que vos réponses soient utilisées ainsi ?
    .accept = J’accepte
    .refuse = Je refuse
    .title = accord
    .again = Répondez 1 pour accepter, 2 pour refuser.
declined = C’est noté : je ne garde rien de vous. Si vous changez d’avis, écrivez-moi simplement « bonjour ». Belle continuation !
role = Que souhaitez-vous dans le programme ?
    .mentee = Être accompagné(e)
    .mentor = Accompagner
    .both = Les deux
    .title = rôle
    .again = Souhaitez-vous être accompagné(e), accompagner, ou les deux ? Répondez 1, 2 ou 3.
name = Comment vous appelez-vous ?
    .title = nom
    .again = Écrivez votre prénom et votre nom, par exemple « Amal Idrissi ».
    .long = C’est un peu long : votre prénom et votre nom suffisent.
home = Où vivez-vous ? Choisissez une région, ou écrivez votre ville ou votre pays.
    .abroad = À l’étranger (région 13)
    .title = lieu
    .again = Je ne trouve pas ce lieu. Écrivez une ville (« Agadir »), un pays (« France »), ou un numéro de la liste.
    .morocco = Dans quelle région du Maroc ? Le numéro ou la ville suffit.
country = Dans quel pays vivez-vous ? Choisissez, ou écrivez son nom ou votre ville.
    .title = pays
    .again = Je ne trouve pas ce pays. Écrivez son nom en toutes lettres, par exemple « Portugal ».
zone = Votre pays a plusieurs heures locales. Laquelle est la vôtre ?
    .title = heure locale
    .again = Choisissez un numéro, ou écrivez une grande ville proche de chez vous.
clock = Ce pays a plusieurs heures locales. Laquelle est la vôtre ?
    .title = heure locale
    .again = Choisissez un numéro, ou écrivez une grande ville proche de chez vous.
kind = Comment vous décririez-vous ?
    .entrepreneur = Entrepreneur(e)
    .high_potential = Haut potentiel
    .executive_expert = Cadre ou expert(e)
    .title = profil
    .again = Répondez 1, 2 ou 3.
trade = Quel est votre secteur ? Choisissez, ou écrivez votre métier (« couture », « logiciel », …).
    .title = activité
    .again = Je ne connais pas encore ce métier. Essayez un mot plus courant, ou un numéro de la liste.
stage = Où en est votre projet ?
    .idea = Une idée
    .validation = En test
    .launch = En lancement
    .first_sales = Premières ventes
    .growth = En croissance
    .international = À l’international
    .transfer = Transmission, reprise
    .title = étape
    .again = Choisissez le numéro le plus proche de votre situation.
needs = Sur quoi aimeriez-vous être aidé(e) ? Jusqu’à 3 réponses, par exemple « 1, 3 », ou un sujet précis (« pitch »).
    .title = besoins
    .again = Répondez par des numéros, par exemple « 1, 3 ».
    .many = Choisissez au plus 3 numéros, par exemple « 1, 3 ».
offers = Sur quoi pouvez-vous aider ? Jusqu’à 5 réponses, par exemple « 1, 3 », ou un sujet précis (« export »).
    .title = apports
    .again = Répondez par des numéros, par exemple « 1, 3 ».
    .many = Choisissez au plus 5 numéros, par exemple « 1, 3 ».
languages = Dans quelles langues pouvez-vous échanger ? Par exemple « 1, 2 ».
    .title = langues
    .again = Répondez par des numéros, par exemple « 1, 2 ».
    .many = Répondez par des numéros, par exemple « 1, 2 ».
born = En quelle année êtes-vous né(e) ? Le programme accompagne les 24–54 ans.
    .title = année de naissance
    .again = Écrivez une année à quatre chiffres, par exemple « 1990 ».
times = Quand êtes-vous disponible, à votre heure ? Plusieurs réponses possibles, par exemple « 3, 4 ».
    .morning = En semaine, le matin
    .midday = En semaine, à midi
    .afternoon = Semaine, après-midi
    .evening = En semaine, le soir
    .saturday = Le samedi
    .sunday = Le dimanche
    .title = disponibilités
    .again = Répondez par des numéros, par exemple « 3, 4 ».
    .many = Répondez par des numéros, par exemple « 3, 4 ».
capacity = Combien de personnes pouvez-vous accompagner en même temps ? Comptez environ 2 heures par mois chacune.
    .one = Une personne
    .two = Deux personnes
    .title = capacité
    .again = Répondez 1 ou 2.
goal = Quel est votre objectif pour les six prochains mois ? Choisissez, ou écrivez-le en une ligne.
    .create_company = Créer mon entreprise
    .first_clients = Mes premiers clients
    .grow_sales = Vendre davantage
    .raise_funds = Trouver un financement
    .export = Exporter
    .structure = Mieux m’organiser
    .modernise = Moderniser, digitaliser
    .hand_over = Transmettre, reprendre
    .title = objectif
    .again = Choisissez un numéro, ou écrivez votre objectif en quelques mots.
    .long = C’est un peu long : gardez l’essentiel en une ligne (200 caractères).
pledge =
    Dernière question, notre engagement : une fois accompagné(e), j’accompagne à mon tour un plus jeune entrepreneur. Vous engagez-vous ?
    .sign = Oui, je m’engage
    .later = Pas maintenant
    .change = Corriger une réponse
    .title = engagement
    .again = Répondez 1 pour vous engager, 2 pour pas maintenant, 3 pour corriger.
review = Tout est juste ?
    .confirm = Oui, je confirme
    .change = Corriger une réponse
    .title = relecture
    .again = Répondez 1 pour confirmer, 2 pour corriger.
