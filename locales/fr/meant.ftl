to = « { $line } » : à qui dois-je transmettre ces mots, tels quels ?
    .team = À l’équipe
    .nobody = À personne
    .title = le destinataire
    .again = À qui dois-je transmettre ces mots ? Répondez par un numéro ou un prénom, ou écrivez la suite.
kept = Entendu, je ne transmets rien. Pour le reste, écrivez « menu » ; pour joindre l’équipe, « humain ».
about = Vous me parlez de { $name } : je ne lui transmets rien. Pour que l’équipe vous écrive, répondez « humain » ; pour une pause, la suite ou la fin, « mon binôme » ; pour lui écrire, « message ».
