ready = Vous pouvez me retrouver aussi sur un autre chat (WhatsApp ou Telegram), avec le même profil. Voulez-vous un code ?
    .yes = Oui, un code
    .no = Non merci
    .title = autre chat
    .again = Répondez 1 pour recevoir un code, 2 sinon.
code =
    Depuis l’autre chat, envoyez-moi exactement cette ligne dans les 10 minutes :
    { $code }
    Ne la donnez à personne.
