aim = *Conseil 1 sur 4.* { $side ->
        [mentor] Écoutez d’abord : une bonne question aide plus qu’une réponse toute faite. Racontez ce que vous avez vécu, y compris vos erreurs, et laissez { $name } décider.
       *[mentee] C’est votre ordre du jour : arrivez avec une question précise et ce que vous avez essayé. { $name } vous aide à voir clair ; les décisions restent les vôtres.
    }
    .next = Conseil suivant
    .stop = Plus tard
    .title = conseil 1
    .again = Répondez 1 pour le conseil suivant, 2 pour plus tard.
meeting = *Conseil 2 sur 4.* À la première rencontre, faites connaissance : parcours, attentes, façon de travailler. Terminez par un petit pas daté et le prochain rendez-vous.
    .next = Conseil suivant
    .stop = Plus tard
    .title = conseil 2
    .again = Répondez 1 pour le conseil suivant, 2 pour plus tard.
limits = *Conseil 3 sur 4.* Ce qui se dit entre vous y reste. Pas d’argent entre vous, ni prêt, ni vente, ni commission. Si un sujet vous met mal à l’aise, dites-le.
    .next = Conseil suivant
    .stop = Plus tard
    .title = conseil 3
    .again = Répondez 1 pour le dernier conseil, 2 pour plus tard.
help = *Conseil 4 sur 4.* Je m’occupe des rappels. Écrivez « mon binôme » pour tout ce qui vous lie à { $name }, « humain » pour joindre l’équipe.
later = Très bien. Pour les lire plus tard, écrivez « conseils ».
