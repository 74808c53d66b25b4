why = { $moment ->
        [t0] Cinq notes rapides, pour voir plus tard le chemin parcouru.
        [t1] À mi-chemin, cinq notes rapides.
       *[t2] Pour finir, cinq notes rapides.
    } { $side ->
        [mentor] Elles disent votre regard sur { $name }, qui ne les lira pas : elles restent entre vous et l’équipe.
       *[mentee] { $name } ne les lira pas : elles restent entre vous et l’équipe.
    }
vision = *Vision et stratégie* : { $side ->
        [mentor] où en est { $name } selon vous ?
       *[mentee] où en êtes-vous ?
    }
    .title = vision et stratégie
    .again = Vision et stratégie : répondez par un chiffre de 1 (débute) à 5 (pourrait l’enseigner).
market = *Connaissance du marché* : { $side ->
        [mentor] où en est { $name } selon vous ?
       *[mentee] où en êtes-vous ?
    }
    .title = connaissance du marché
    .again = Connaissance du marché : répondez par un chiffre de 1 (débute) à 5 (pourrait l’enseigner).
sales = *Vente et négociation* : { $side ->
        [mentor] où en est { $name } selon vous ?
       *[mentee] où en êtes-vous ?
    }
    .title = vente et négociation
    .again = Vente et négociation : répondez par un chiffre de 1 (débute) à 5 (pourrait l’enseigner).
finance = *Finance et trésorerie* : { $side ->
        [mentor] où en est { $name } selon vous ?
       *[mentee] où en êtes-vous ?
    }
    .title = finance et trésorerie
    .again = Finance et trésorerie : répondez par un chiffre de 1 (débute) à 5 (pourrait l’enseigner).
legal = *Droit et contrats* : { $side ->
        [mentor] où en est { $name } selon vous ?
       *[mentee] où en êtes-vous ?
    }
    .title = droit et contrats
    .again = Droit et contrats : répondez par un chiffre de 1 (débute) à 5 (pourrait l’enseigner).
technology = *Outils et technologie* : { $side ->
        [mentor] où en est { $name } selon vous ?
       *[mentee] où en êtes-vous ?
    }
    .title = outils et technologie
    .again = Outils et technologie : répondez par un chiffre de 1 (débute) à 5 (pourrait l’enseigner).
people = *Équipe et confiance* : { $side ->
        [mentor] où en est { $name } selon vous ?
       *[mentee] où en êtes-vous ?
    }
    .title = équipe et confiance
    .again = Équipe et confiance : répondez par un chiffre de 1 (débute) à 5 (pourrait l’enseigner).
network = *Réseau et contacts* : { $side ->
        [mentor] où en est { $name } selon vous ?
       *[mentee] où en êtes-vous ?
    }
    .title = réseau et contacts
    .again = Réseau et contacts : répondez par un chiffre de 1 (débute) à 5 (pourrait l’enseigner).
level = 1 – 5
    .l1 = Débute
    .l2 = A les bases
    .l3 = Se débrouille
    .l4 = À l’aise
    .l5 = Peut l’enseigner
noted = { $moment ->
        [t2] Merci, c’est noté. { $side ->
            [mentor] Avec vos premières réponses, celles-ci montrent le chemin parcouru par { $name }.
           *[mentee] Avec vos premières réponses, celles-ci montrent le chemin que vous avez parcouru.
        } Elles restent entre vous et l’équipe.
       *[other] Merci, c’est noté. Ces réponses restent entre vous et l’équipe. { $side ->
            [mentor] Je vous poserai plus tard les mêmes questions, pour voir les progrès de { $name }.
           *[mentee] Je vous poserai plus tard les mêmes questions, pour voir vos progrès.
        }
    }
