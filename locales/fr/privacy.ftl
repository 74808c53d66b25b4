notice =
    Vos données, en détail
    Le responsable est MeM by CGEM, 13e région de la CGEM, à Casablanca (loi 09-08). Vos réponses servent à vérifier votre parcours, proposer un binôme que vous choisissez, suivre les rencontres et mesurer, sans noms, ce qui change. Aucune décision n’est prise sans votre oui.
    Elles passent par Meta (WhatsApp), Twilio ou Telegram, aux États-Unis et en Europe. Jamais de CIN, de santé ni de religion.
    À tout moment : « mes données », « effacer », « stop », ou { $contact } ; réclamation possible auprès de la CNDP.
