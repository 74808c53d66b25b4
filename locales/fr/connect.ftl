ready = Vous pouvez aussi me parler depuis un autre chat (WhatsApp ou Telegram), avec le même profil. Voulez-vous un code pour le relier ?
    .yes = Oui, un code
    .no = Non merci
    .title = autre chat
    .again = Voulez-vous un code pour relier un autre chat ? Répondez 1 pour le recevoir, 2 sinon.
code =
    Depuis l’autre chat, envoyez-moi cette ligne telle quelle dans les 10 minutes :
    { $code }
    Ne la donnez à personne.
