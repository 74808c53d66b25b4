purpose = Première question : que doit surtout apporter ce mentorat ?
    .launch = Lancer un projet
    .scale = Développer l’activité
    .evolve = Transformer l’entreprise
    .skills = Gagner en savoir-faire
    .network = Élargir un réseau
    .title = but
    .again = Que doit surtout apporter ce mentorat ? Répondez par un numéro de 1 à 5.
rhythm = À quel rythme voulez-vous vous rencontrer, 45 minutes à chaque fois ?
    .usual = 2 par mois, puis 1
    .weekly = Chaque semaine
    .fortnightly = Deux fois par mois
    .monthly = Une fois par mois
    .title = rythme
    .again = À quel rythme voulez-vous vous rencontrer ? Répondez par un numéro de 1 à 4.
months = Pour combien de temps vous engagez-vous ? Six mois est la durée habituelle.
    .three = Trois mois
    .six = Six mois
    .nine = Neuf mois
    .twelve = Un an
    .title = durée
    .again = Pour combien de temps ? Choisissez un numéro de 1 à 4 : trois, six, neuf mois ou un an.
channel = Par quel moyen voulez-vous échanger, { $language ->
        [fr] en français
        [ar] en arabe
        [ary] en darija
        [en] en anglais
        [es] en espagnol
        [de] en allemand
        [nl] en néerlandais
        [it] en italien
        [pt] en portugais
        [tr] en turc
        [zh] en chinois
        [zgh] en amazigh
       *[other] dans votre langue commune
    } ?
    .here = Par écrit, ici
    .call = Par téléphone
    .video = En visio
    .in_person = En personne
    .other = Une langue différente
    .title = échanges
    .again = Par quel moyen voulez-vous échanger ? Répondez par un numéro.
language = Dans quelle langue voulez-vous échanger ?
    .fr = Français
    .ar = Arabe
    .ary = Darija
    .en = Anglais
    .es = Espagnol
    .de = Allemand
    .nl = Néerlandais
    .it = Italien
    .pt = Portugais
    .tr = Turc
    .zh = Chinois
    .zgh = Amazigh
    .title = langue
    .again = Dans quelle langue voulez-vous échanger ? Répondez par un numéro.
means = Et par quel moyen ?
    .here = Par écrit, ici
    .call = Par téléphone
    .video = En visio
    .in_person = En personne
    .title = moyen
    .again = Par quel moyen voulez-vous échanger ? Répondez par un numéro de 1 à 4.
confidentiality = *Confidentialité.* Ce que vous vous confiez reste entre vous : ni idée, ni chiffre, ni nom ne sort du binôme sans l’accord de l’autre. Deux exceptions : un danger pour quelqu’un, et ce que vous choisissez de dire à l’équipe.
    .promise = Je m’y engage
    .talk = J’ai une question
    .title = confidentialité
    .again = Vous engagez-vous à la confidentialité ? Répondez 1 pour oui, 2 si vous avez une question.
    .explained = En clair : ce que vous vous dites, vous ne le répétez à personne, sauf si l’autre est d’accord, si quelqu’un est en danger, ou pour en parler à l’équipe. Vous y engagez-vous ? Répondez 1 pour oui, 2 si vous avez une question.
conduct = *Code de conduite.* Ponctualité et respect ; ni argent, ni contrat, ni avantage entre vous ; aucune pression ; chacun décide pour soi ; chacun peut arrêter sans se justifier. Répondre 1 vaut signature.
    .promise = Je m’engage et signe
    .talk = J’ai une question
    .title = code de conduite
    .again = Signez-vous l’accord ? Répondez 1 pour signer, 2 si vous avez une question.
    .explained = En clair : être à l’heure, se respecter, ne rien se vendre ni se prêter, et chacun peut arrêter quand il veut. Signez-vous ? Répondez 1 pour signer, 2 si vous avez une question.
unsure = C’est bien de demander avant de signer. Quand vous aurez votre réponse, écrivez « accord » pour reprendre.
text = Accord de mentorat, version { $version }, avec { $name }.
    Confidentialité : ce que vous vous confiez reste entre vous, sauf danger pour quelqu’un ou ce que vous choisissez de dire à l’équipe.
    Conduite : ponctualité et respect ; ni argent, ni contrat, ni avantage entre vous ; aucune pression ; chacun décide pour soi et peut arrêter sans se justifier.
terms = Ce que vous avez choisi :
unsigned = L’accord avec { $name } n’est pas encore signé des deux côtés.
