standing = Où vous en êtes
goal = *{ $statement }*
    { $bar } { $percent } %
    { $latest } sur { $target }, pour le { $due }. { $standing ->
        [reached] C’est atteint, bravo !
        [ahead] Vous êtes en avance.
        [on_pace] Vous êtes dans les temps.
        [behind] Un peu de retard : parlez-en ensemble.
        [backwards] Le chiffre a reculé : parlez-en ensemble.
       *[no_reading] Pas encore de chiffre depuis le début.
    }
draft = *{ $statement }*
    Pas encore accepté des deux côtés.
steps = Étapes : { $done } sur { $all }. La prochaine : { $next }.
all_steps = Étapes : { $done } sur { $all }, toutes faites.
empty = Vous n’avez pas encore d’objectif avec { $name }. Pour en fixer un ensemble, écrivez « objectif ».
card = *{ $statement }*
outcome = Voici ce qui a changé :
choice = Que souhaitez-vous faire ?
    .measure = Noter un chiffre
    .reached = Étape faite
    .milestone = Ajouter une étape
    .goal = Nouvel objectif
    .skills = Noter compétences
    .outcome = Annoncer un résultat
    .nothing = C’est tout, merci
    .title = progrès
    .again = Que souhaitez-vous faire ? Répondez par un numéro.
bye = Très bien. Pour revoir vos progrès, écrivez « progrès ».
early = Ce sera possible dès que l’accord avec { $name } sera signé des deux côtés.
enough = Vous avez déjà { $count } objectifs en cours, c’est le maximum. Quand l’un sera atteint, il y aura de la place.
no_steps = Il n’y a pas d’étape ouverte. Pour en ajouter une, écrivez « étape ».
agreed = { $name } est d’accord avec l’objectif « { $statement } ». C’est parti ! Pour voir où vous en êtes, écrivez « progrès ».
back = { $name } aimerait changer l’objectif « { $statement } ».{ $said ->
        [0] {""}
       *[1] { " " }Ses mots : « { $words } »
    } Parlez-en ensemble, puis écrivez « objectif » pour le reformuler.
measured = { $name } a noté un nouveau chiffre :
step_done = { $name } a terminé une étape : « { $label } ».
refused = Ce n’est plus possible : cela a changé entre-temps. Écrivez « progrès » pour voir où vous en êtes.
