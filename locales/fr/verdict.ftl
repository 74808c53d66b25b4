qualified =
    Merci { $name } !
    Votre profil est complet : vous faites partie du programme. Je vous écrirai ici dès qu’un binôme pourra vous être proposé, et vous choisirez.
needs_info =
    Merci { $name } !
    Votre profil est enregistré. Il me manque encore quelques informations pour vous proposer un binôme.
redirected =
    Merci { $name } !
    Votre profil est enregistré. Pour être accompagné(e), il faut cependant avoir entre 24 et 54 ans cette année.
reason = Prochaine étape
    .too_young = D’ici vos 24 ans, l’équipe peut vous orienter vers des réseaux de jeunes entrepreneurs : écrivez « humain ». Si l’année est fausse, écrivez « changer année ».
    .too_old = Votre expérience est précieuse : pour accompagner à votre tour, écrivez « changer rôle » ; pour en parler avec l’équipe, « humain » ; si l’année est fausse, « changer année ».
    .goal = Pour préciser votre objectif, écrivez « changer objectif ».
    .needs = Pour dire sur quoi vous aider, écrivez « changer besoins ».
    .stage = Pour indiquer où en est votre projet, écrivez « changer étape ».
    .trade = Pour indiquer votre secteur, écrivez « changer activité ».
    .times = Pour indiquer vos disponibilités, écrivez « changer disponibilités ».
    .pledge = L’engagement reste ouvert : écrivez « changer engagement » quand vous voulez.
    .born = Pour indiquer votre année de naissance, écrivez « changer année ».
    .offers = Pour dire sur quoi vous pouvez aider, écrivez « changer apports ».
    .capacity = Pour dire combien de personnes vous pouvez accompagner, écrivez « changer capacité ».
