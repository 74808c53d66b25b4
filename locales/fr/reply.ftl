question = Avant de répondre, { $name } vous demande : « { $question } »
answer = Que souhaitez-vous répondre à { $name } ?
    .title = réponse
    .again = Écrivez votre réponse à { $name } en une ou deux phrases.
    .long = C’est un peu long : gardez l’essentiel de votre réponse (300 caractères).
passed = C’est transmis à { $name }. Je vous dirai la suite ici.
