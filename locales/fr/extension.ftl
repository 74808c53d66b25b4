own = Une prolongation est possible une fois, si { $name } le souhaite aussi ; la durée la plus courte compte.
partner = { $name } aimerait prolonger de { $months ->
        [one] un mois
       *[other] { $months } mois
    }. Si vous choisissez une autre durée, la plus courte compte.
months = De combien voulez-vous prolonger ?
    .one = D’un mois
    .three = De trois mois
    .six = De six mois
    .no = Ne pas prolonger
    .title = prolongation
    .again = De combien voulez-vous prolonger ? Répondez par un numéro de 1 à 4.
declined_noted = C’est noté, l’accompagnement se termine comme prévu.
