# What passes between the two of a pair: the frame for the reader, the truth for the sender.
text = { $name } vous écrit :
    { $words }
    .resent = (nouvel envoi) { $name } vous écrit :
        { $words }
reply = { $name } vous répond, à propos de « { $quote } » :
    { $words }
    .resent = (nouvel envoi) { $name } vous répond, à propos de « { $quote } » :
        { $words }
voice = { $captioned ->
        [0] { $name } vous envoie un message vocal :
       *[1] { $name } vous envoie un message vocal : { $words }
    }
    .resent = { $captioned ->
            [0] (nouvel envoi) { $name } vous envoie un message vocal :
           *[1] (nouvel envoi) { $name } vous envoie un message vocal : { $words }
        }
image = { $captioned ->
        [0] { $name } vous envoie une photo :
       *[1] { $name } vous envoie une photo : { $words }
    }
    .resent = { $captioned ->
            [0] (nouvel envoi) { $name } vous envoie une photo :
           *[1] (nouvel envoi) { $name } vous envoie une photo : { $words }
        }
document = { $captioned ->
        [0] { $name } vous envoie un document :
       *[1] { $name } vous envoie un document : { $words }
    }
    .resent = { $captioned ->
            [0] (nouvel envoi) { $name } vous envoie un document :
           *[1] (nouvel envoi) { $name } vous envoie un document : { $words }
        }
passed = C’est transmis à { $name }.
waiting = C’est gardé pour { $name } : il est tard là-bas, je le transmets à neuf heures, heure locale.
lost = Votre message « { $line } » n’a pas été remis à { $name }.
unsure = Je ne sais pas si votre message « { $line } » est bien parvenu à { $name } : je l’ai envoyé deux fois, sans confirmation. Vous pouvez me l’écrire de nouveau un peu plus tard.
ended = L’accompagnement avec { $name } est terminé : je ne peux plus transmettre de messages entre vous.
paused = L’accompagnement est en pause : je ne transmets rien à { $name } d’ici la reprise.
consent = Je ne peux rien transmettre à { $name } : il faut d’abord l’accord de chacun au programme.
held = Les messages entre vous sont suspendus, le temps qu’une personne de l’équipe regarde.
blocked_by_you = Vous avez bloqué les messages avec { $name }. Pour les rétablir, écrivez « débloquer ».
unreachable = { $name } n’est pas joignable en ce moment : votre message n’est pas transmis. Si c’est important, écrivez « humain ».
kind = Je ne peux transmettre que du texte, un message vocal, une photo ou un document.
empty = Votre message est vide : il n’y a rien à transmettre à { $name }.
too_long = Votre message est trop long : 1 200 caractères au plus. Pouvez-vous le couper en deux ?
too_many = Vous avez déjà beaucoup écrit à { $name } : laissez-lui un peu de temps, et réessayez plus tard.
contact = Je ne transmets pas de numéro ni d’adresse. Pour échanger vos coordonnées avec { $name }, écrivez « coordonnées ».
too_big = Ce fichier est trop lourd : 16 Mo au plus. Pouvez-vous en envoyer un plus petit à { $name } ?
media = Ce fichier n’a pas pu être remis à { $name }. Pouvez-vous l’envoyer de nouveau, ou l’écrire ?
blocking = C’est fait : { $name } ne peut plus vous écrire ici, et n’en saura rien. Pour changer d’avis, écrivez « débloquer ». En cas de problème, écrivez « signaler ».
unblocked = C’est rétabli : { $name } et vous pouvez de nouveau vous écrire ici.
reported = Merci de l’avoir dit. Les messages entre vous sont suspendus, et une personne de l’équipe va vous écrire. { $name } n’en saura rien.
