"""Words around a time in whole sentences: what ties clauses, turns, bounds, invites or is about others."""

import re
from typing import Final

LINKS: Final = re.compile(
    r"(?P<so>(?<!\w)(?:donc|du coup|alors|so|then|idan|iwa|إذن|اذن)(?!\w))"
    r"|(?P<why>(?<!\w)(?:parce qu[e']|pcq|pck|puisqu[e']|vu qu[e']|car|comme ca|because|bcz|coz|cos|since"
    r"|[7h]it(?:ach|ash)?|7ita?ch|3la ?[7h]e?[9q]+ach|حيت|حيث|لأن\w*|لان\w*|بسبب|بما أن)(?!\w)|[،,]\s*ف(?=ال\w{4}))"
    r"|(?P<while>(?<!\w)(?<!is )(?<!est )(?:quand|lorsqu[e']|d[eè]s qu[e']|une fois|pendant|durant|(?:juste )?(?:avant|apr[eè]s)(?![- ](?:midi|demain|hier))"
    r"(?: (?:qu[e']|de|d'|avoir|le|la|les|l'|mon|ma|mes)(?!\w))?|when|while|once|(?:right |just )?(?:before|after) (?:my|the|our|i|we|work|school)"
    r"|during|m[ei]?l+i|(?<!\d)(?<!\d )mn?in|mni|fach|9bel ma|[9q]bel|mo[ru]ra? ma|mora?(?! (?:gh?e?d+a|d+oh?r|3[as]|zawal))|(?:m[ei]?n )?b[ae]?3d ma|(?:m[ei]?n )?b[ae]?3d (?:s?sla|l?kh[ae]?dma|lmdr\w+)"
    r"|عندما|حين\w*|منين|ملي|فاش|قبل(?: [أا]ن| ما)?|بعد(?: [أا]ن| ما)|بعدما|بعد(?! (?:ال)?(?:غد|ظهر|ضهر|زوال|عصر|يوم|أسبوع|اسبوع|سيمان|ساع|شهر|ثلاث|أربع|خمس|ست|سبع|عشر))(?= \w{5})|خلال)(?!\w))"
    r"|(?P<please>(?<!\w)(?:(?:si|s') ?(?=(?:[cç]a|cela|c'|c pas trop|c bon|ce n'est pas trop|vous|tu|t'|possible|dispo|ok|besoin)(?!\w))|if (?=(?:you|it|it's not too|that's not too|that|this|that's|it's|possible|needed|ok)(?!\w))"
    r"|(?:ila|إذا|اذا|إلا|إن) (?=(?:b[gr]h?i?t\w*|kan\w*|konti\w*|بغيت\w*|كان|كنت\w*|أمكن|سمح\w*|ناسب\w*)(?!\w))))"
    r"|(?P<if>(?<!\w)(?:si|s'il|if|unless|selon|sauf|except|[aà] condition|tant que|d[ée]pend\w*|provided|ila"
    r"|إذا|اذا|إن(?! شاء)|لو|حسب|شريطة)(?!\w))"
    r"|(?P<pause>[,;!?؟،؛()\n]+|[.:…]+(?=\s|$)|\s[-–—]\s|[\u2600-\u27bf\U0001f300-\U0001faff]+"
    r"|(?<!\w)(?:est[- ]ce qu[e']|wach|واش|how about|what about|can we|could we|shall we)(?!\w)"
    r"|(?<!\w)(?:mais|but|par contre|en revanche|sinon|otherwise|walakin|welakin|wlakin|لكن|ولكن|وإلا)(?!\w))",
    re.IGNORECASE,
)

TURNS: Final = re.compile(
    r"(?<!\w)(?:trop|bof|mouais|compliqu\w+|difficile|dur|s3i?ba?|صعب\w*|coince|limite|h[ée]las|malheureus\w+|dommage"
    r"|mal|rat\w+|loup\w+|tard|charg[ée]\w*|full|tight|tough|tricky|hard|shame|unfortunately|doubt|doute|decline?|refus\w*"
    r"|atterri\w+|land|landing|arriv\w+|pars|part|partons|quitte|leav\w+|demenag\w+|oubli\w+|forget|chaud|gal[eè]re|serr[ée]|short|except|tant pis"
    r"|v[ée]rif\w+|check|redis|reviens|rappel\w+|confirm\w+|nrd|nchou?f|نرد|نشوف|للأسف|مع الأسف|للاسف"
    r"|rather|pr[ée]f[eè]r\w+|mieux|better|pr[ée]vu|promis|autre chose|d[ée]j[aà]|already"
    r"|late|m3et\w+|encore|plus|wa9ila"
    r"|parfois|souvent|(?<!comme )d'habitude|normalement|often|usually|sometimes|غالبا|عادة|متأخر\w*|أتأكد|سأتأكد|route|chemin|road"
    r"|(?:un|une|l') autre|other|another|ailleurs|elsewhere|وقت آخر)(?!\w)"
)
"""Words that take back, move or bound the hour beside them."""

BOUNDS: Final = re.compile(
    r"(?<!\w)(?:avt|mid|by|any|every|than|onwards|wra|eod|until|jusqu\w*)(?!\w)"
)
"""Words that bound or multiply the time in their own clause."""

EARLY: Final = re.compile(r"(?<!\w)(?:t[oô]t|bonne heure|early|be?kk?ri|مبكر\w*|بكري)(?!\w)")
"""Beside a part of the day this narrows it; beside an hour it says no more."""

EVENTS: Final = re.compile(
    r"(?<!\w)(?:travail\w*|bosse\w*|boulot|taf|cours|r[ée]union|rentre\w*|finis\w*|sors|termine\w*|vol|avion|train|concours|match"
    r"|tomobil\w*|voiture|tri[9q]|route|chemin|road|driving|drive|way|ouvr\w*|ferm\w*|الطريق|السيارة|work|working|shift|class|meeting|flight|finish|get off|exam|appointment"
    r"|(?:ka)?nsali\w*|salit\w*|khdam\w*|ka?n?khdem\w*|(?:f ?)?l?kh[ae]?dma|safar|msafer\w*|3ors|خدام\w*|كنخدم|(?:ف|ل)?ال?خدمة|سفر|مسافر\w*|عرس|أعمل|أشتغل|(?:ال|لل)?عمل|عملي|(?:ال)?شغل|دوام\w*|ساليت|سأسافر)(?!\w)"
)
"""What keeps people from coming."""

OWN: Final = re.compile(
    r"(?<!\w)(?:je|j|on|nous|mon|ma|mes|notre|nos|i|we|my|our|ana|7na|hna|rani|ra7na|3a?nd[in]a?|k[ae]?n\w+"
    r"|أنا|نحن|لدي|لدينا|عندي|عندنا|راني|كن\w+)(?!\w)"
)
"""Somebody who tells of themselves at that hour may tell why it does not suit."""

WILL: Final = re.compile(
    r"(?<!\w)(?:(?:je |j |on |nous )(?:\w+ )?(?:ser|aur|viendr|passer|prendr|apporter|am[eè]ner|enverr|appeller|pr[ée]parer|attendr|montrer|expliquer|rejoindr|parler|verr)(?:ai|a|ons)"
    r"|j'(?:apporte|am[eè]ne|envoie|arrive|appelle)|je (?:viens|ram[eè]ne|pr[ée]pare|prends|vous attends|t'attends|t'appelle|vous appelle)"
    r"|j ?'?(?:aur|ser)ai|i ?'?ll have|gh?a?(?:di )?nkoun s[ae]l\w+"
    r"|(?:sera|seront|vient|viendra|viendront) (?:la|là|avec|aussi|present\w*|pr[ée]sent\w*)"
    r"|(?:i|we) ?(?:ll|will|shall) (?:be|have|come|bring|call|ring|send|prepare|wait|join)"
    r"|gh?a?(?:di |d )?[nt]?(?:koun|kon|ji|jib|3[ae]?y+[ae]*t|sift|sayft|tsnna?)\w*|غادي نكون|غنكون|غادي نجي|سأكون|سنكون|سأحضر|سنحضر|سأتصل)(?!\w)"
)
"""How it will be then, or what is done for the meeting: "je viendrai avec le dossier", "ghadi nkoun f l7anout"."""

OTHERS: Final = re.compile(
    r"(?<!avec )(?<!chez )(?<!dans )(?<!pour )(?<!with )(?<!in )(?<!at )(?<!m3a )(?<!\w)"
    r"(?:(?:mon|ma|mes|notre|my|our) (?!part|c[oô]t[ée]|tour|agenda|bureau|dispo|cr[ée]neau|planning|avis|calendar|side|place|office|rdv|rendez|journ|seul|pr[ée]f|call|meeting|session|appel|r[ée]union|visio|s[ée]ance|point|chat|talk|entretien|rencontre)\w+"
    r"|(?:il|elle|ils|elles) (?:m|t|s|lui|a|ont|peu|pr[ée]f|veut|dit|vien|arriv|ser)\w*|he|she|they|someone|quelqu|weld\w*|bnti|rajl\w*|mrat\w*|ibni|قال\w*|قالت\w*|زوج\w*|ابن\w*|ولد\w*|بنتي)(?!\w)"
)
"""Somebody else, whose time it may be."""

STATES: Final = re.compile(r"(?<!\w)(?:est|sont|ont|is|are|has|kayn\w*|كاين\w*)(?!\w)")
"""Says something of that hour."""

INVITES: Final = re.compile(
    r"(?<!\w)(?:d'accord|ok|okay|parfait|note|not[ée]|bon|bonne|va|vas|convient|dispo\w*|libre\w*|lib[ée]rer|propos\w*|possible|marche|partante?"
    r"|peux|peut|pouvons|pouvez|pourr\w+|on(?! (?:mon|tue|wed|thu|fri|sat|sun|the))|nous|vous|tu|te|rdv|rendez|voir|d[ée]cal\w+|report\w+|fix\w+|pr[ée]f[ée]r\w+|disons|dirais|allez|passez|venez|viens|aji|ajiw|remet\w*"
    r"|works?|fine|good|free|available|suits?|let'?s|lets|how about|perfect|great|can|could|you|we|us|see|meet|call|shall|say"
    r"|wakha|me?zyan\w*|mnas[ei]?b|msali\w*|khawi\w*|khawya|momkin|n[9q][ae]?d\w*|t[9q][ae]?d\w*|nt[ln]\w+|khelli\w*|3tin[ia]|ndir\w*|n3[ae]?y\w+|lik|likom|ok"
    r"|مناسب\w*|أقترح|اقترح|متفرغ\w*|متاح\w*|موافق\w*|واخا|مزيان|مسالي\w*|خاوي\w*|يناسب\w*|ممكن|يمكن\w*|حسنا|أفضل|لقاء\w*|اللقاء|الموعد"
    r"|موعد\w*|نلت\w+|نتلا\w+|ن?قدر\w*|خلي\w*|عطيني|لك|لكم|ليك|أود|أرغب|هل)(?!\w)"
)
"""Agreeing, proposing, or speaking to the other person: a clause with such a word leads up to a time."""

DELAYED: Final = re.compile(
    r"(?<!\w)(?:(?:en|de|du) retard|(?:min\w*|mn|bit|little) late|running late|be late|n?t3?3[ae]t+[ae]l\w*|سأتأخر|نتعطل|نتأخر|تأخير)(?!\w)"
)
"""Who comes late to a meeting does not move it."""

WANTS: Final = re.compile(
    r"(?<!\w)(?:(?:pas|plus) (?:de |d'|la |le |l')(?!dispo|temps|place|cr[ée]neau|possib|chance|soir|matin|midi|jour|semaine)\w+"
    r"|(?:pas|plus) (?:zoom|teams|skype|internet|wifi|connexion|voiture|réseau|pc|ordi\w*)|no (?!time|way|longer|chance|good|slot|more|one|sooner|later)\w+|ma ?kay?n\w* (?!w[9q]?[ae]?[9qt]t|mochk)\w+|ما ?كاين\w* (?!وقت|الوقت)\w+|بدون \w+|بلا \w+)(?!\w)"
)
"""A thing that is wanting: "pas de connexion", "no car"."""

FREES: Final = re.compile(
    r"(?<!\w)(?:asleep|sleep\w*|in bed|at school|dorm\w+|couch[ée]s?|[aà] l'[ée]cole|n[ae]3s\w+|na[iy]m\w*|f lmadrasa|l'école|نائم\w*|ناعس\w*|في المدرسة|فالمدرسة)(?!\w)"
)
"""What makes a parent free."""

CROWDED: Final = re.compile(r"(?<!\w)(?:charg[ée]?\w*|full|3amr?a?|عامر\w*)(?!\w)")
"""Other times that are full leave this one."""

AWAY: Final = re.compile(
    r"(?<!\w)(?:sor[st]\w*|fini\w*|termin\w*|rentr\w*|lib[eè]r\w*|get (?:off|home|back)|finish\w*|done|(?:ka)?nsali\w*|salit\w*|ساليت|كنسالي|نسالي|أنتهي|أنهي)(?!\w)"
)
"""Getting away from what keeps one before the meeting."""

ELSEWHEN: Final = re.compile(
    r"(?<!\w)(?:le reste|les autres (?:jours|soirs)|rest of|other days|lya+mat lkhrin|l?ba[9q]i|باقي الأيام|باقي الأسبوع|الأيام الأخرى)(?!\w)"
)
"""Times that are not the one proposed."""

DENIES: Final = re.compile(
    r"(?<!\w)(?:c'?est mort|c mort|impossible|pas (?:possible|dispo|libre|disponible)|peux pas|(?:doesn|won|can|don) ?'?t (?:work|make|do)?|cannot"
    r"|trop (?:tard|t[oô]t)|too (?:late|early)|ma ?n[9q]d\w+|ma ?ymk\w+|غير ممكن|لا (?:يناسب|[أا]ستطيع|يمكن)\w*|مشغول\w*|on verra|we'll see"
    r"|nchouf|نشوف|s3ib|صعب|busy|occup[ée]e?|je travaille|kankhdem|سأكون في العمل)(?!\w)"
)
"""Words that take a proposal back, even in the clause of an occasion."""

UNSURE: Final = re.compile(
    r"(?<!\w)(?:sais pas|pas s[uû]re?|don'?t know|not sure|ma ?3r[ae]f\w*|لا [أا](?:عرف|دري|علم)|ما ?عرفت\w*)(?!\w)"
)
"""Who does not know yet proposes nothing."""

NOT_TOO: Final = re.compile(
    r"(?<!\w)(?:pas trop (?:tard|t[oô]t|loin)|not too (?:late|early|far))(?!\w)\W*$"
)
"""Who only asks whether it is too late."""

REFUSES: Final = re.compile(
    r"^\W*(?:ah |euh |oh |ben |mais )?(?:non|nan|nope|no|nn|la|lla|لا)(?!['\w])(?! (?:probl|worr|souci|pb|need|rush|pression|semaine|journ|مشكل|بأس))"
)
"""A no at the head of a clause behind a proposal."""

SORRY: Final = re.compile(
    r"(?<!\w)(?:d[ée]sol\w*|dsl|excus\w*|pardon\w*|sorry|apolog\w*|sm[ae]?[7h]\w*|sme[7h]\w*|سمح\w*|أعتذر|اعتذر|عذرا|معذرة|آسف\w*|أستسمح\w*|merci|thanks?|chokran|شكرا)(?!\w)"
)
"""Apologies and thanks are for what was."""

PERFECT: Final = re.compile(
    r"(?<!\w)(?:(?:j'|on |nous |tu |vous )(?:ai|a|avons|as|avez)(?: (?:bien|tout|juste))? (?=\w{2,}(?:é|ée|és|i|is|u|us)(?!\w))"
    r"|(?:i|we)(?:'| ha)ve (?:just )?(?=(?:put|\w+ed|made|told|sent|seen|read|written)(?!\w)))",
    re.IGNORECASE,
)
"""What has been done engages nobody: "j'ai demandé à ma sœur"."""

MOVED: Final = re.compile(
    r"(?<!\w)(?:d[ée]cal\w+|report\w+|d[ée]plac\w+|repouss\w+|avanc\w+|remett\w+|remet|chang\w+|push\w*|mov\w+|shift\w*"
    r"|resched\w+|postpon\w+|n ?[2']?ajl\w*|nb[ae]?d+l\w*|n?khell?iw?ha|تأجيل\w*|تغيير\w*|تأخير\w*|نأجل\w*|نبدل\w*|خلي\w*)(?!\w)"
)
"""Moved to a time: its "to" ends no range."""

AGREES: Final = re.compile(
    r"(?<!\w)(?:jouable|faisable|nickel|impec\w*|d'accord|ok|okay|parfait|note|not[ée]|bon|va|vas|convient|dispo\w*|libre|propose\w*|possible|marche|partante?"
    r"|works?|fine|good|free|available|suits?|let'?s|how about|perfect|great|wakha|me?zyan\w*|mnas[ei]?b|msali\w*|khawi\w*"
    r"|momkin|مناسب\w*|أقترح|متفرغ\w*|متاح\w*|موافق\w*|واخا|مزيان|مسالي\w*|خاوي\w*|يناسبني|ممكن|حسنا)(?!\w)"
)
"""Who agrees to a time is not taking it back in the same breath."""
