new = { $name } confirme votre résultat, bravo !
tell = Le programme peut-il raconter cette histoire, si vous êtes d’accord de part et d’autre ? Pour changer d’avis, écrivez « mon histoire ».
    .yes = Oui, volontiers
    .no = Non merci
    .title = publication
    .again = Le programme peut-il raconter cette histoire ? Répondez 1 pour oui, 2 pour non.
thanks = Merci, c’est noté.
