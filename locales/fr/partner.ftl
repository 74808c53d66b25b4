none = Vous n’avez pas de binôme en ce moment. Pour savoir où en est votre demande, écrivez « mon mentorat ».
choice = Avec { $name }, que souhaitez-vous faire ?
    .meeting = Rendez-vous
    .agreement = Relire l’accord
    .tips = Relire les conseils
    .nothing = C’est tout, merci
    .title = mon binôme
    .again = Que souhaitez-vous faire avec { $name } ? Répondez par un numéro.
