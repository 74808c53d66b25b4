why-needs-mentee = Ce que vous cherchez, cette personne l’offre : { $needs }.
why-needs-mentor = Les sujets demandés, vous les offrez : { $needs }.
why-stage-mentee = Son projet est plus avancé que le vôtre : { $stage }.
why-stage-mentor = Vous connaissez déjà l’étape de ce projet : { $stage }.
why-kind-mentee = Son expérience convient à votre étape : { $kind }.
why-kind-mentor = Votre expérience convient à l’étape de ce projet : { $stage }.
why-sector-same-mentee = Vous êtes dans le même secteur : { $sector }.
why-sector-same-mentor = Vous êtes dans le même secteur : { $sector }.
why-sector-near-mentee = Vos secteurs sont voisins ; le sien : { $sector }.
why-sector-near-mentor = Vos secteurs sont voisins ; le sien : { $sector }.
why-sector-other-mentee = Un regard neuf, venu d’un autre secteur : { $sector }.
why-sector-other-mentor = Vous apportez un regard neuf ; son secteur : { $sector }.
why-style-mentee = Vous aimez travailler de la même façon : { $styles }.
why-style-mentor = Vous aimez travailler de la même façon : { $styles }.
why-country-mentee = Cette personne vit dans le pays que vous visez : { $country }.
why-country-mentor = Vous vivez dans le pays visé : { $country }.
why-pillars-mentee = Un intérêt commun : { $pillars }.
why-pillars-mentor = Un intérêt commun : { $pillars }.
why-heart-mentee = Cette personne est attachée à votre région : { $region }.
why-heart-mentor = Ce projet est dans une région qui vous est chère : { $region }.
why-languages = Langues en commun : { $languages }.
why-kin = Vous pourrez vous comprendre en arabe et en darija.
hours = Moments possibles, à votre heure : { $times }.
times = moments
    .morning = le matin en semaine
    .midday = à midi en semaine
    .afternoon = l’après-midi en semaine
    .evening = le soir en semaine
    .saturday = le samedi
    .sunday = le dimanche
gap-needs-mentee = À chercher aussi ailleurs : { $needs }.
gap-needs-mentor = Ce que vous n’offrez pas : { $needs }.
gap-experience-mentee = Son parcours est moins proche de votre étape.
gap-experience-mentor = Votre parcours est moins proche de l’étape de ce projet.
gap-sector = Vos secteurs sont différents ; le sien : { $sector }.
gap-style = Sa façon de travailler est autre : { $styles }.
gap-country-mentee = Cette personne ne vit pas dans le pays que vous visez : { $country }.
gap-country-mentor = Vous ne vivez pas dans le pays visé : { $country }.
gap-pillar = Vous avez peu d’intérêts communs parmi les piliers.
gap-unknown = À découvrir ensemble : { $parts }.
part = critères
    .needs = les sujets
    .experience = l’expérience
    .sector = le secteur
    .style = la façon de travailler
    .pillar = les piliers
    .language = les langues et les horaires
    .fairness = l’attente et la région
style = façons de travailler
    .structured = avec un plan
    .spontaneous = au fil de l’eau
    .direct = franchement
    .gentle = en douceur
    .strategy = par la stratégie
    .practice = par la pratique
help-pause-mentee = En terminant votre pause : { $count ->
        [one] 1 mentor possible
       *[other] { $count } mentors possibles
    }.
help-pause-mentor = En terminant votre pause : { $count ->
        [one] 1 personne à accompagner
       *[other] { $count } personnes à accompagner
    }.
help-seat-mentor = Avec une place de plus : { $count ->
        [one] 1 personne à accompagner
       *[other] { $count } personnes à accompagner
    }.
help-time-mentee = Si vous êtes disponible { $what } : { $count ->
        [one] 1 mentor de plus
       *[other] { $count } mentors de plus
    }.
help-time-mentor = Si vous êtes disponible { $what } : { $count ->
        [one] 1 personne de plus à accompagner
       *[other] { $count } personnes de plus à accompagner
    }.
help-language-mentee = Si vous ajoutez une langue ({ $what }) : { $count ->
        [one] 1 mentor de plus
       *[other] { $count } mentors de plus
    }.
help-language-mentor = Si vous ajoutez une langue ({ $what }) : { $count ->
        [one] 1 personne de plus à accompagner
       *[other] { $count } personnes de plus à accompagner
    }.
help-need-mentee = Si vous élargissez votre demande ({ $what }) : { $count ->
        [one] 1 mentor de plus
       *[other] { $count } mentors de plus
    }.
help-offer-mentor = Si vous aidez aussi sur un autre sujet ({ $what }) : { $count ->
        [one] 1 personne de plus à accompagner
       *[other] { $count } personnes de plus à accompagner
    }.
position = Votre place dans la liste d’attente : { $position } sur { $total }.
flash = En attendant, { $count ->
        [one] une personne peut vous donner
       *[other] { $count } personnes peuvent vous donner
    } 30 minutes sur : { $needs }.
peers = En attendant, je peux vous réunir avec { $count ->
        [one] une autre personne
       *[other] { $count } autres personnes
    } à la même étape ({ $stage }), dans d’autres entreprises.
unmatched = Pas encore de proposition
    .nobody = Personne ne remplit encore toutes les conditions pour vous accompagner.
    .crowded = Des mentors vous conviennent, mais toutes leurs places sont prises pour l’instant.
rule = Pourquoi cette proposition n’est pas faite
    .mentee_age = Le programme accompagne les personnes de 24 à 54 ans.
    .mentee_unqualified = Le profil à accompagner n’est pas encore complet.
    .mentee_paused = La personne à accompagner est en pause.
    .mentee_held = L’équipe a suspendu les propositions pour cette personne.
    .mentee_matched = Cette personne est déjà accompagnée.
    .mentee_absent = La personne à accompagner n’a pas donné signe de vie depuis longtemps.
    .mentee_zone = Le fuseau horaire de la personne à accompagner n’existe plus ou n’est pas connu.
    .mentor_unqualified = Le profil du mentor n’est pas encore complet.
    .mentor_paused = Ce mentor est en pause.
    .mentor_held = L’équipe a suspendu les propositions pour ce mentor.
    .mentor_full = Toutes les places de ce mentor sont prises.
    .mentor_absent = Ce mentor n’a pas donné signe de vie récemment.
    .mentor_lapsed = Ce mentor n’a pas répondu aux deux dernières demandes reçues.
    .mentor_silent = Ce mentor n’a pas répondu à son binôme depuis trois semaines.
    .mentor_zone = Le fuseau horaire de ce mentor n’existe plus ou n’est pas connu.
    .self = C’est la même personne.
    .circle = L’une de ces personnes accompagne déjà l’autre.
    .language = Il n’y a pas de langue commune.
    .hours = Il y a moins de deux heures communes par semaine.
    .need = Aucun des sujets demandés n’est offert.
    .company = Les deux personnes sont de la même entreprise.
    .rival = Les deux personnes ont le même métier sur le même marché.
    .blocked = Cette mise en relation n’est pas proposée.
    .failed = Cette mise en relation n’est pas proposée.
    .declined = Cette mise en relation n’est pas proposée.
    .conflict = Cette mise en relation n’est pas proposée.
