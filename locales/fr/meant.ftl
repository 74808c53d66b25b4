to = « { $line } » : à qui dois-je transmettre ces mots, tels quels ?
    .nobody = À personne
    .title = le destinataire
    .again = À qui dois-je transmettre ces mots ? Répondez par un numéro ou un prénom, ou écrivez la suite.
kept = Entendu, je ne transmets rien. Pour le reste, écrivez « menu » ; pour joindre l’équipe, « humain ».
