# What a pair says to one of its two: `{ $name }` is the partner, times are by the reader's clock.
introduced = Bonne nouvelle : { $name } et vous formez désormais un binôme ! Avant la première rencontre, six questions courtes pour vous accorder. { $name } reçoit les mêmes.
waiting_for_partner = C’est transmis. Dès que { $name } aura répondu, je vous écris ici : vous n’avez rien à faire d’ici là.
coordinator_helps = Vos choix restent différents, et c’est votre droit. Une personne de l’équipe va vous aider à vous accorder ; sinon, dans trois jours, je vous proposerai une solution entre les deux.
no_middle = La solution entre les deux n’a pas convenu, et ce n’est la faute de personne. L’équipe va vous écrire ; sans accord d’ici deux semaines, chacun de vous sera libre d’avancer avec quelqu’un d’autre.
agreement_signed = Votre accord avec { $name } est signé des deux côtés, pour { $months ->
        [one] un mois
       *[other] { $months } mois
    }. Pour le relire à tout moment, écrivez « accord ».
briefing = Après cela, je vous donnerai quelques conseils en une minute ; pour les relire, écrivez « conseils ».
refused = Cette réponse est arrivée trop tard ou n’est plus possible : rien n’a changé. Écrivez « mon binôme » pour voir où vous en êtes.
time_too_soon = Ce moment est désormais trop proche pour prévenir { $name } à temps. En voici d’autres.
time_gone = Ce moment n’est plus proposé, d’autres l’ont remplacé. Les voici.
meeting_confirmed = C’est fixé : rencontre avec { $name } le { $start }, à votre heure, pour 45 minutes. Pour l’ajouter à votre agenda, écrivez « agenda » ; pour la déplacer, « déplacer ».
meeting_brief = Pour la préparer, trois questions dont vous pourrez parler :
    • { $question1 }
    • { $question2 }
    • { $question3 }
meeting_how = { $channel ->
        [video] En visio, comme convenu : l’un de vous crée le lien. Pour l’envoyer à { $name }, écrivez « message ».
        [call] Par téléphone, comme convenu : pour échanger vos numéros, écrivez « coordonnées ».
        [in_person] En personne, comme convenu : pour choisir le lieu avec { $name }, écrivez « message ».
       *[here] Par écrit, comme convenu : à l’heure dite, écrivez « message », et je transmets tout à { $name }.
    }
meeting_called = Par téléphone, comme convenu : vous avez déjà les coordonnées l’un de l’autre.
meeting_partner = Voici ce que { $name } dit de son activité :
meeting_day_before = Rappel : votre rencontre avec { $name } a lieu le { $start }, à votre heure. Un empêchement ? Écrivez « déplacer » ou « annuler le rendez-vous ».
meeting_hours_before = Votre rencontre avec { $name } approche : le { $start }, à votre heure. Bonne conversation !
meeting_cancelled = { $late ->
        [1] { $name } a un empêchement de dernière minute et ne pourra pas être à la rencontre du { $start }. Nous cherchons tout de suite un autre moment.
       *[0] { $name } ne pourra pas être à la rencontre du { $start }. Nous cherchons un autre moment.
    }
cancel_noted = C’est annulé, et { $name } est au courant. Cherchons un autre moment.
meeting_local = { $odd ->
        [1] À votre nouvelle heure, la rencontre avec { $name } tombe le { $start } : c’est tôt ou tard pour vous. Pour la déplacer, écrivez « déplacer ».
       *[0] À votre nouvelle heure, la rencontre avec { $name } est le { $start }.
    }
meeting_clock = L’heure légale a changé : la rencontre avec { $name } reste à l’heure convenue, soit le { $start } chez vous.
report_noted = { $account ->
        [they_missed] Merci de me le dire, et désolé pour cette attente. Cela reste entre vous et l’équipe.
        [i_missed] Merci de votre franchise ; cela arrive à tout le monde. Cela reste entre vous et l’équipe.
        [not_held] Merci, c’est noté. Cela reste entre vous et l’équipe.
       *[held] Merci, c’est noté. Votre note reste entre vous et l’équipe.
    }
pledge_recalled = Un mot sur votre promesse d’entrée : accompagner à votre tour une personne plus jeune qui entreprend. Nous en reparlerons à la fin.
checkin_noted = Merci, c’est noté. Vos réponses restent entre vous et l’équipe.
cadence_set = C’est réglé : je prendrai de vos nouvelles tous les { $days } jours environ.
task_done = Bravo, c’est fait ! { $left ->
        [0] Il ne vous reste aucun pas à faire.
        [one] Il vous reste un pas à faire.
       *[other] Il vous reste { $left } pas à faire.
    }
goal_reviewed = { $name } a fait le point sur son objectif.
time_unanswered = { $alone ->
        [1] { $name } n’a pas répondu pour le { $start } : ne comptez pas sur ce moment. Si rien ne vient, l’équipe prendra contact ; vous n’avez rien à faire.
       *[0] { $name } n’a pas encore répondu pour le { $start } : ne comptez plus sur ce moment. Voulez-vous en proposer un autre ?
    }
nudge_gentle = Un petit rappel : { $name } compte sur votre réponse.
nudge_smaller = Je sais que le temps manque. Un seul chiffre suffit pour répondre.
partner_quiet = Je n’ai pas de nouvelles de { $name } depuis deux semaines. J’ai écrit plusieurs fois ; si rien ne vient, l’équipe prendra contact. Vous n’avez rien à faire.
partner_goes_on = { $name } souhaite continuer l’accompagnement : rien ne change pour l’instant.
still_on_noted = { $alone ->
        [2] C’est noté, merci. { $name } ne m’a pas répondu : sans nouvelles d’ici une semaine, je clorai l’accompagnement et vous pourrez reprendre avec quelqu’un d’autre.
        [1] C’est noté : patientons encore. L’équipe essaie elle aussi de joindre { $name }.
       *[0] Très bien, vous continuez ensemble !
    }
human_soon = C’est transmis à l’équipe : une personne vous répondra ici. { $name } n’en saura rien.
pause_noted = L’accompagnement avec { $name } fait une pause jusqu’au { $until }. Pour reprendre plus tôt, écrivez « reprendre le mentorat ».
partner_paused = { $name } a besoin d’une pause jusqu’au { $until }. Vous n’avez rien à faire : je vous écris à la reprise.
suspended = L’accompagnement avec { $name } est suspendu par l’équipe du programme, qui vous écrira. Vous n’avez rien à faire.
report_reviewed = { $line ->
        [passes] L’équipe s’est penchée sur ce que vous avez signalé : { $name } et vous pouvez de nouveau vous écrire ici.
        [blocked] L’équipe s’est penchée sur ce que vous avez signalé. { $name } ne peut toujours pas vous écrire ici ; si un jour vous le souhaitez, écrivez « débloquer ».
       *[looked] L’équipe s’est penchée sur ce que vous avez signalé. Si quelque chose vous gêne encore, écrivez « humain ».
    }
words_pass = L’équipe a regardé : { $name } et vous pouvez de nouveau vous écrire ici.
pause_over = La pause est finie : l’accompagnement avec { $name } reprend.
extended = L’accompagnement avec { $name } est prolongé jusqu’au { $until }.
extension_declined = { $name } préfère ne pas prolonger. L’accompagnement se termine comme prévu ; merci pour tout ce que vous y avez mis.
thanks = Un mot de { $name } pour vous : « { $words } »
thanks_spoken = { $name } vous remercie dans un message vocal :
closing_noted = Merci pour ce bilan. Dès que { $name } aura fait le sien, nous conclurons ensemble.
completed = L’accompagnement avec { $name } est accompli{ $meetings ->
        [0] {""}
        [one] , après une rencontre
       *[other] , après { $meetings } rencontres
    }. Bravo à vous deux ! Pour recevoir votre attestation, écrivez « attestation ».
ended = L’accompagnement avec { $name } prend fin ici. Ce n’est la faute de personne : tous les binômes ne vont pas au bout, et ce qui a été appris reste.
concluded = { $alone ->
        [1] Je n’ai plus de nouvelles de { $name } depuis longtemps : je clos donc l’accompagnement. Vous n’y êtes pour rien, et merci de votre patience.
       *[0] Sans nouvelles depuis longtemps, je clos l’accompagnement avec { $name }, sans reproche pour personne. Merci d’y avoir cru.
    }
terminated = L’accompagnement avec { $name } est arrêté par l’équipe du programme. Une personne va vous écrire pour en parler.
question = Questions
    .story = Racontez-vous votre parcours : qu’est-ce qui vous a conduits ici ?
    .hopes = Qu’attendez-vous l’un de l’autre ?
    .way_of_working = Comment voulez-vous travailler ensemble ?
    .problem_solved = Quel problème le projet résout-il, et pour qui ?
    .first_client = Qui peut être le premier client, et comment l’atteindre ?
    .legal_form = Quelle forme juridique convient pour commencer ?
    .bottleneck = Qu’est-ce qui freine la croissance aujourd’hui ?
    .next_market = Quel est le prochain marché ?
    .money_needed = De combien faut-il disposer, et d’où cela peut-il venir ?
    .what_must_change = Que faut-il changer en premier ?
    .who_carries_it = Qui portera ce changement dans l’entreprise ?
    .what_to_keep = Que faut-il absolument garder ?
    .done_since = Qu’avez-vous fait depuis la dernière fois ?
    .client_feedback = Que disent les clients ?
    .next_step = Quel est le prochain pas, et pour quand ?
    .figures_since = Comment ont évolué les chiffres ?
    .obstacle = Quel obstacle faut-il lever ?
    .team_response = Comment l’équipe réagit-elle ?
    .what_changed = Qu’est-ce qui a changé depuis le début ?
    .what_remains = Que reste-t-il à faire ?
    .who_next = À qui pourriez-vous transmettre à votre tour ?
    .learned = Qu’avez-vous appris depuis la dernière fois ?
    .help_wanted = Sur quoi un avis vous aiderait-il le plus aujourd’hui ?
    .decision = Quelle décision reste à prendre, et qu’est-ce qui vous retient ?
    .stop_doing = Que pourriez-vous arrêter de faire ?
    .goal_distance = Où en êtes-vous de votre objectif, en chiffres ?
    .who_to_meet = Qui gagneriez-vous à rencontrer, et qui peut vous présenter ?
    .time_spent = Où passe votre temps, et où devrait-il passer ?
    .cash = Combien de mois la trésorerie vous laisse-t-elle ?
    .price = Le prix est-il juste, pour le client et pour vous ?
    .skill_first = Quelle compétence compterait le plus maintenant ?
    .skill_practice = Où la pratiquer d’ici la prochaine fois ?
    .skill_sign = À quel signe verrez-vous que vous progressez ?
    .what_you_bring = Qu’apportez-vous à ceux que vous rencontrez ?
    .first_introduction = Quelle mise en relation serait la plus utile ?
    .proud_of = Quelle est, pour chacun de vous, la plus belle réussite ?
    .counsel_after = Qui vous conseillera quand ce mentorat sera fini ?
busy = Cette heure est déjà prise par une autre rencontre. Choisissons-en une autre.
