meanwhile = En attendant, que souhaitez-vous ?
    .flash = Un échange unique
    .trio = Un groupe de pairs
    .wait = Attendre simplement
    .title = attente
    .again = Que souhaitez-vous en attendant ? Répondez par un numéro.
on = Très bien. Je regarde chaque semaine et je vous écris dès qu’une personne vous convient.
flash = C’est noté : l’équipe organise un échange unique avec une personne d’expérience et vous écrira ici. Votre place dans la liste ne change pas.
trio = C’est noté : l’équipe vous réunit avec des pairs et vous écrira ici. Votre place dans la liste ne change pas.
searching = Votre demande est ouverte. Je cherche qui vous convient et je vous écris dès que j’ai des profils.
chosen = Votre présentation est chez { $name }. J’attends sa réponse et je vous écris dès que je l’ai.
questioned = { $name } attend votre réponse à sa question avant de décider.
shown = Des profils vous attendent : à vous de choisir quand vous voulez.
matched = { $name } et vous avancez ensemble dans le programme.
met = { $meetings ->
        [0] Aucune rencontre n’a encore eu lieu.
        [one] Une rencontre a déjà eu lieu.
       *[other] { $meetings } rencontres ont déjà eu lieu.
    }
requested = { $name } attend votre réponse à sa demande.
free = Votre profil est prêt. Aucune demande ne vous attend ; je vous écris dès qu’il y en a une.
held = L’équipe du programme relit votre demande. Vous n’avez rien à faire.
incomplete = Il manque encore quelques réponses à votre profil pour chercher. Écrivez « mon profil » pour le compléter.
paused = Vous êtes en pause : je ne cherche pas pendant ce temps. Pour reprendre, écrivez « pause » et choisissez « Pas de pause ».
