line = Que souhaitez-vous dire à { $name } ? Écrivez votre message, ou envoyez un message vocal, une photo ou un document : je le transmettrai tel quel.
    .title = votre message
    .again = Écrivez ce que je dois transmettre à { $name }, ou « retour » si vous avez changé d’avis.
    .long = C’est un peu long pour un seul envoi : 1 200 caractères au plus. Pouvez-vous le couper en deux ?
    .media = Je peux transmettre du texte, un message vocal, une photo ou un document, mais pas ce type d’envoi. Que souhaitez-vous dire à { $name } ?
