choice = Malgré plusieurs messages, { $name } ne répond pas. Vous n’y êtes pour rien. Que préférez-vous ?
    .wait = Attendre encore
    .other = Un autre binôme
    .human = En parler à l’équipe
    .title = suite
    .again = Que préférez-vous ? Répondez 1 pour attendre, 2 pour un autre binôme, 3 pour parler à l’équipe.
