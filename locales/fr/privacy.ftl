notice =
    Vos données, en détail
    Le responsable est MeM by CGEM, 13e région de la CGEM, à Casablanca (loi 09-08). La fondation KAS finance le programme et ne reçoit que des chiffres sans noms.
    Vos réponses servent à établir votre profil, à vous proposer un binôme, à suivre vos rencontres et à mesurer les résultats. Aucune mise en relation ne se fait sans votre oui.
    Elles passent par Meta (WhatsApp) et Twilio, ou par Telegram, et sont traitées aux États-Unis, en Europe ou aux Émirats. Je ne vous demanderai jamais votre numéro de CIN, ni rien sur votre santé ou votre religion.
    Le texte brut des messages est effacé après 30 jours, le profil après 24 mois sans activité.
    À tout moment, écrivez « mes données », « changer », « effacer » ou « stop », ou écrivez à { $contact }. Vous pouvez aussi saisir la CNDP ou l’autorité de votre pays.
