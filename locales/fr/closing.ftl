rating = Votre accompagnement avec { $name } arrive à son terme. Que vous a-t-il apporté, de 1 à 5 ? Pour continuer plus longtemps, écrivez « prolonger ».
    .one = Très peu
    .two = Peu
    .three = Assez
    .four = Beaucoup
    .five = Énormément
    .title = note
    .again = Donnez une note de 1 (très peu) à 5 (énormément).
    .scale = Sur une échelle de 1 à 5, que vous a-t-il apporté ?
changed = Qu’est-ce qui a le plus changé ?
    .skills = Mon savoir-faire
    .confidence = Ma confiance
    .network = Mon réseau
    .business = Mon activité
    .little = Peu de choses
    .title = changement
    .again = Qu’est-ce qui a le plus changé ? Répondez par un numéro de 1 à 5.
thanks = Un mot de remerciement pour { $name }, écrit ou vocal ? Je le transmettrai tel quel.
    .title = remerciement
    .again = Écrivez votre mot pour { $name }, ou « passer ».
    .long = C’est un peu long : gardez l’essentiel (300 caractères).
    .media = Je peux transmettre à { $name } un texte ou un message vocal, mais pas ce type d’envoi. Écrivez votre mot, ou « passer ».
certificate_mentee = *Attestation Mentoring MeM by CGEM*
    { $own } a suivi un mentorat de { $months ->
        [one] un mois
       *[other] { $months } mois
    } avec { $name }, jusqu’au { $day } (rencontres tenues : { $meetings }).
certificate_mentor = *Attestation Mentoring MeM by CGEM*
    { $own } a accompagné { $name } comme mentor pendant { $months ->
        [one] un mois
       *[other] { $months } mois
    }, jusqu’au { $day } (rencontres tenues : { $meetings }).
