new = Une personne du programme aimerait que vous l’accompagniez.
reminder = Un petit rappel : la demande de { $name } attend votre réponse. Oui ou non, votre réponse aide à avancer.
last = La demande de { $name } vous attend encore : elle reste ouverte jusqu’au { $until }. Un chiffre suffit, et même un non est utile.
need = Le besoin, dans ses mots : { $need }
answered = { $name } a répondu à votre question.
card = *{ $name }*
introduction =
    Dans ses mots :
    • Projet : { $project }
    • Besoin : { $need }
    • Première rencontre : { $first }
answer =
    Votre question : { $question }
    Sa réponse : { $answer }
decision = Voulez-vous accompagner { $name } ? Comptez deux rencontres de 45 minutes par mois au début, pendant six mois. Dire non ne pose aucun problème : vos raisons restent entre vous et l’équipe.
    .accept = J’accepte
    .question = Poser une question
    .not_now = Pas maintenant
    .decline = Je décline
    .title = décision
    .again = Voulez-vous accompagner { $name } ? Répondez 1 pour accepter, 2 pour poser une question, 3 pour pas maintenant, 4 pour décliner.
    .explained = De { $name }, je ne connais que cette fiche. Pour en savoir plus avant de décider, répondez 2 et écrivez votre question : je la lui transmets. Sinon : 1 pour accepter, 3 pour pas maintenant, 4 pour décliner.
question = Que souhaitez-vous demander à { $name } ? Je transmets votre question telle quelle.
    .title = question
    .again = Écrivez votre question à { $name } en une phrase.
    .long = C’est un peu long : posez votre question en 200 caractères.
reason = Merci de votre franchise. Pour quelle raison ? Seule l’équipe la lira ; { $name } saura seulement que vous n’êtes pas disponible.
    .time = Manque de temps
    .field = Pas mon domaine
    .known = On se connaît déjà
    .conflict = Conflit d’intérêts
    .other = Une autre raison
    .title = raison
    .again = Pour quelle raison déclinez-vous ? Répondez par un numéro de 1 à 5 ; seule l’équipe la lira.
line = Voulez-vous en dire un mot à l’équipe ? C’est facultatif, et { $name } n’en saura rien.
    .title = précision
    .again = Écrivez un mot pour l’équipe, ou « passer ».
    .long = C’est un peu long : l’essentiel suffit (300 caractères).
accepted = Merci pour ce oui ! Je vous confirme la suite avec { $name } dans un instant.
later = C’est noté. { $name } saura seulement que vous n’êtes pas disponible en ce moment. Pour ne plus recevoir de demandes pendant un temps, écrivez « pause ».
asked = Je transmets votre question à { $name }. Vous déciderez quand la réponse sera là.
declined = C’est noté, et merci d’avoir répondu. { $name } saura seulement que vous n’êtes pas disponible en ce moment.
gone = La demande de { $name } n’est plus ouverte : vous n’avez rien à faire.
expired = Les trois jours pour répondre à { $name } sont passés : la demande est close. Si vous vouliez dire oui, écrivez « humain » et l’équipe verra ce qui est possible.
resting = C’est la deuxième demande qui reste sans réponse : pour ne faire attendre personne, je ne vous propose plus comme mentor pour le moment. Un mot de vous ici, et les propositions reprennent.
full = Toutes vos places sont prises : la demande de { $name } est close, vous n’avez rien à faire.
past = La demande de { $name } n’était plus ouverte quand votre réponse est arrivée. Merci d’avoir répondu !
