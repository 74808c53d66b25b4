to = Merci ! Je ne sais lire que du texte, mais je peux transmettre votre envoi tel quel. À qui ?
    .both = Aux deux
    .all = Aux trois
    .nobody = À personne
    .title = le destinataire
    .again = À qui dois-je transmettre votre envoi ? Répondez par un numéro.
kept = Entendu, je ne transmets rien.
