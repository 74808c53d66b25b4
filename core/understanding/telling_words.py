"""Words around a time in whole sentences: what ties clauses, turns, bounds, invites or is about others."""

import re
from typing import Final

LINKS: Final = re.compile(
    r"(?P<so>(?<!\w)(?:donc|du coup|alors|so(?! (?:that|(?:i|we) (?:can|could|have))(?!\w))|then|idan|iwa|hence|therefore|that'?s why|c'est pourquoi|dakch?i 3la+ch|3la dakch?i|إذن|اذن|لذا|لذلك|لهذا|فلهذا|داكشي علاش|على داكشي)(?!\w))"
    r"|(?P<why>(?<!\w)(?:parce|puis)[ -]?qu'(?=\w)|(?<!\w)(?:parce que|pcq|pck|puisque|comme (?=(?:je|j|on|nous|mon|ma|mes|c)(?!\w))|vu (?:qu[e']|mon|ma|mes|le|la|les)|car|comme ca|[aà] cause d\w+|gr[aâ]ce [aà]|due to|thanks to|le temps (?:de|d'|que)|histoire (?:de|d')|afin (?:de|d'|que)|(?:bach|besh|bash|باش|لكي)(?= [nن]\w)|so (?:that|i can|i could|i have|we can|we have)|because|bcz|coz|cos|since"
    r"|[7h]it(?:ach|ash)?|7ita?ch|3la ?[7h]e?[9q]+ach|حيت|حيث|لأن\w*|لان\w*|بسبب|بما أن)(?!\w)|[،,]\s*ف(?=ال\w{4})|(?<=\w) ف(?=(?:أنا|انا|إنني|إني|نحن|لدي|عندي)(?!\w)))"
    r"|(?P<while>(?<!\w)(?<!is )(?<!est )(?:quand(?! m[eê]me)|lorsque|d[eè]s que|une fois|pendant|pdt|durant|(?:juste )?(?:avant|apr[eè]s)(?![- ](?:midi|demain|hier))"
    r"(?: (?:qu[e']|de|d'|avoir|le|la|les|l'|mon|ma|mes)(?!\w))?|when|while|once|(?:right |just )?(?:before|after) (?:my|the|our|i|we|it|they|he|she|everyone|work|school)"
    r"|during|m[ei]?l+i|(?<!\d)(?<!\d )mn?in|mni|fach|9bel ma|[9q]bel|mo[ru]ra? ma|mora?(?! (?:gh?e?d+a|d+oh?r|3[as]|zawal))|(?:m[ei]?n )?w[ae]?ra(?= [a-z]{4})|(?:m[ei]?n )?b[ae]?3d ma|(?:m[ei]?n )?b[ae]?3d (?:s?sla|l?kh[ae]?dma|lmdr\w+)"
    r"|عندما|حين\w*|منين|ملي|فاش|مورا?(?: ما)?(?! (?:ال)?(?:غد|[ظض]هر|زوال|عصر))|قبل(?: [أا]ن| ما)?|بعد(?: [أا]ن| ما)|بعدما|بعد(?! (?:ال)?(?:[إا]ذن|غد|ظهر|ضهر|زوال|عصر|يوم|أسبوع|اسبوع|سيمان|ساع|شهر|ثلاث|أربع|خمس|ست|سبع|عشر))(?= \w{4})|خلال)(?!\w)(?=\s*\w))"
    r"|(?P<please>(?<!\w)(?:(?:si|s') ?(?=(?:[cç]a|cela|c'|c|cest|ce n'est pas trop|vous|tu|t'|vs|votre|vos|ton|ta|tes|l'heure|l'horaire|le cr[ée]neau|le jour|possible|dispo|ok|besoin)(?!\w))|if (?=(?:you|you'?re|u|ur|your|the time|it|it'?s not too|that'?s not too|that|this|thats|that's|it's|possible|needed|ok)(?!\w))"
    r"|la (?=b(?:gh|r)it(?:i|o|ou)(?!\w))|(?:ila|إذا|اذا|إلا|إيلا|ايلا|إن) (?=(?:(?:ma )?(?!(?:jarti|khti|mrati|martti)(?!\w))\w{2,}(?:ti|to|tou|tiw|tw|ek|ak|ik|[ae]?kom|[ae]?koum|(?:[ae]k|ti|kom)ch)|(?:ما )?\w{2,}(?:تي|تو|ك|كم|كمش|كش)|mazal\w*|me?zyan\w*|ja 3la khat\w+|ma ?fiha?\w*ch|b[gr]h?i?t\w*|jat?e?k\w*|3[ae]?jb[ae]t?e?k\w*|sla7 lik\w*|جات?ك\w*|عجب\w*ك\w*|صلح ليك\w*|مزيان|جا على خاطر\w*|ما ?فيها?ش|kan\w*|konti\w*|m[uo]mkin\w*|mkn|mken|بغيت\w*|كان|كنت\w*|أمكن|ممكن|تيسر|أذنتم|سمح\w*(?! لي)|ناسب\w*)(?!\w))))"
    r"|(?P<if>(?<!\w)(?:si(?! (?:tard|t[oô]t|vite|longtemps|peu|bien|loin|gentil\w*|patient\w*|r[ée]acti\w+|rapide\w*|bon\w*)(?!\w))|s'ils?(?! (?:vous|te) pla[iî]t)|if|unless|selon|sauf|except|[aà] condition|tant que|d[ée]pend\w*|provided|ila(?! la )"
    r"|إذا|اذا|إيلا|ايلا|إن(?! شاء)|لو|حسب|شريطة|بشرط|إلا(?= (?!يوم|نهار|جمع|تلات|ثلاث)[نتيجك]\w+))(?!\w))"
    r"|(?P<else>(?<!\w)(?:sinon|otherwise|or else|autrement|وإلا|w? ?illa|if not|ila la)(?!\w))"
    r"|(?P<breath> (?=(?:je|j['’]\w+|mon|ma|mes|on|nous|i|i'll|we|we'll|ana|7na|hna|rani|daba|أنا|حنا|نحن|راني|دابا|(?:س?[أن]كون|كنكون|غنكون) (?:قد|سالي\w*|رجع\w*)) \w)"
    r"(?:(?<=\d[ap]m )|(?<=\d [ap]m )|(?<=soir )|(?<=matin )|(?<=sba[h7] )|(?<=l3chiya )|(?<=lil )|(?<=dohr )|(?<=صباح )|(?<=صباحا )|(?<=العشية )|(?<=الليل )|(?<=ليلا )|(?<=مساء )|(?<=عصرا )|(?<=زوالا )|(?<=الزوال )|(?<=\d\d )|(?<=\dh )))"
    r"|(?P<pause>[,;!?؟،؛()\n]+|(?<=\bsvp) |(?<=\bstp) |(?<=\w\w) (?=je (?:vous )?(?:propose|sugg[eè]re)|on (?:peut|pourrait) |i (?:suggest|propose)|[أن]قترح)|(?<=\w\w\w) (?=(?:gh?a?(?:di )?|k?a)?n?ko?un s[ae]l)(?!on (?:mon|tue|wed|thu|fri|sat|sun|the|zoom|teams|whats|my|our|a) ?)|[.:…]+(?=\s|$)|\s[-–—]\s|[\u2600-\u27bf\U0001f300-\U0001faff]+"
    r"|(?<!\w)(?:est[- ]ce qu[e']|wach|واش|how about|what about|can we|could we|shall we)(?!\w)"
    r"|(?<!\w)(?:mais|but|par contre|en revanche|walakin|welakin|wlakin|لكن|ولكن)(?!\w)"
    r"|(?<=\w) (?=(?:dites|dis|confirmez|confirme|rappelez|pr[ée]venez|envoyez|appelez|faites)[- ]?(?:moi|nous)|tell me|let me know|gouli|goulou?|خبرني|أخبرني))",
    re.IGNORECASE,
)

TURNS: Final = re.compile(
    r"(?<!\w)(?:trop|bof|mouais|compliqu\w+|difficile|dur|s3i?ba?|صعب\w*|coince|limite|h[ée]las|malheureus\w+|dommage"
    r"|mal|rat\w+|loup\w+|tard|charg[ée]\w*|full|tight|tough|tricky|hard|shame|unfortunately|doubt|doute|decline?|refus\w*"
    r"|atterri\w+|land|landing|arriv\w+|pars|part|partons|quitte|leav\w+|demenag\w+|oubli\w+|forget|chaud|gal[eè]re|serr[ée]|short|except|tant pis"
    r"|v[ée]rif\w+|check|redis|reviens|rappel\w+|confirm\w+|nrd|nchou?f|نرد|نشوف|للأسف|مع الأسف|للاسف"
    r"|pr[ée]vu|promis|autre chose|d[ée]j[aà]|already"
    r"|late|m3et\w+|encore(?! (?:libre|dispo|possible|valable|ok|bon|d.accord))|plus|wa9ila"
    r"|parfois|souvent|(?<!comme )d'habitude|normalement|often|usually|sometimes|غالبا|عادة|متأخر\w*|أتأكد|سأتأكد|route|chemin|road"
    r"|moyen|sadly|(?:un|une|l') autre|other|another|ailleurs|elsewhere|وقت آخر)(?!\w)"
)
"""Words that take back, move or bound the hour beside them."""

RATHER: Final = re.compile(r"(?<!\w)(?:rather|pr[ée]f[eè]r\w+|mieux|better)(?!\w)")
"""Behind a time these are second thoughts."""

BOUNDS: Final = re.compile(
    r"(?<!\w)(?:avt|mid|by(?= (?:\d|noon|then|the |mon|tue|wed|thu|fri|sat|sun|tom|next|this|end))|any|every|than|onwards|wra|eod|until|jusqu\w*)(?!\w)"
)
"""Words that bound or multiply the time in their own clause."""

EARLY: Final = re.compile(r"(?<!\w)(?:t[oô]t|bonne heure|early|be?kk?ri|مبكر\w*|بكري)(?!\w)")
"""Beside a part of the day this narrows it; beside an hour it says no more."""

EVENTS: Final = re.compile(
    r"(?<!\w)(?:m[ée]decin|docteur|dentiste|notaire|avocate?|h[oô]pital|clinique|coiffeuse?|mariage|bapt[eê]me|enterrement|doctor|dentist|hospital|wedding|funeral|l?tbib\w*|s?sbitar|travail\w*|bosse\w*|boulot|taf|cours|r[ée]union|rentre\w*|finis\w*|sors|termine\w*|vol|avion|train|concours|match"
    r"|r[ée]cup[eè]r\w*|d[ée]pos\w*|pick up|picking up|drop off|tomobil\w*|voiture|tri[9q]|route|autoroute|chemin|road|motorway|highway|ferry|driving|drive|way|tribunal|ouvr\w*|ferm\w*|الطريق|السيارة|(?<!that )(?<!this )(?<!it )(?<!would )(?<!should )(?<!could )(?<!will )(?<!might )work|working|shift|class|meeting|flight|finish|get off|exam|appointment"
    r"|(?:ka)?nsali\w*|salit\w*|khdam\w*|ka?n?khdem\w*|(?:f ?)?l?kh[ae]?dma|safar|msafer\w*|3ors|(?:ال)?طبيب\w*|(?:ال)?مستشفى|(?:ال)?عرس|زفاف|خدام\w*|كنخدم|(?:ف|ل)?ال?خدمة|سفر|مسافر\w*|عرس|أعمل|أشتغل|(?:ال|لل)?عمل|عملي|(?:ال)?شغل|دوام\w*|ساليت|سأسافر|سفري|سفرنا|l?matche?s?|l?3[ae]?rs\w*|au tribunal|lma[7h]kama|(?:ال)?محكمة|l?[7h]afla\w*|l?[7h]ef?la|l?imti[7h]an\w*|(?:ال|ل)?امتحان\w*|(?:ال|ل)?مباراة|(?:ال)?جنازة|[jg]a?naza|(?:ال)?(?:محامي|موثق|عدول)|lm[ou]?[7h]ami|l3adoul|visite technique|contr[oô]le|scanner|entretien d'embauche|enterr\w+|embouteillage\w*|au hammam|(?<=f )l?[7h]m+am|juge|judge|surgery|funeral|panne|coupure|gr[eè]ve|strike|power cut|outage|إضراب|انقطاع|portes ouvertes|open day|kermesse|anniversaire|birthday|l?[jg]a?na+za|ل?[لف](?:ال)?(?:عرس|طبيب|مستشفى|سبيطار|محكمة|جنازة|حفلة|امتحان|زفاف|عمادة)|(?:ف|ل|في )(?:ال)?حمام|زحام|الزحام|t?tayara|vétérinaire)(?!\w)"
)
"""What keeps people from coming."""

OWN: Final = re.compile(
    r"(?<!\w)(?:je|j|on(?! (?:mon|tue|wed|thu|fri|sat|sun|the|\d))|nous|mon|ma|mes|notre|nos|i|we|my|our|ana|7na|hna|rani|ra7na|3a?nd[in]a?|k[ae]?n\w+"
    r"|أنا|نحن|لدي|لدينا|عندي|عندنا|راني|كن\w+)(?!\w)"
)
"""Somebody who tells of themselves at that hour may tell why it does not suit."""

WILL: Final = re.compile(
    r"(?<!\w)(?:(?:je |j |on |nous )(?:\w+ )?(?:ser|aur|viendr|passer|prendr|apporter|am[eè]ner|enverr|appeller|pr[ée]parer|attendr|montrer|expliquer|rejoindr|parler|verr)(?:ai|a|ons)"
    r"|j'(?:apporte|am[eè]ne|envoie|arrive|appelle)|je (?:viens|ram[eè]ne|pr[ée]pare|prends|vous attends|t'attends|t'appelle|vous appelle)"
    r"|(?:mon|ma|mes|notre|nos) \w+ \w{2,}(?:ra|ront)(?! pas)|j ?'?(?:aur|ser)ai|i ?'?ll have|(?:gh?a?(?:di )?|k?a?)nko?un s[ae]l\w+|كنكون ساليت"
    r"|(?:sera|seront|vient|viendra|viendront) (?:la|là|avec|aussi|present\w*|pr[ée]sent\w*)"
    r"|(?:i|we) ?(?:ll|will|shall) (?:be|have|come|bring|call|ring|send|prepare|wait|join)"
    r"|n(?:kouno?u?|kono)|gh?a?(?:di |d )?[nt]?(?:kono|kouno|koun|kon|ji|jib|3[ae]?y+[ae]*t|sift|sayft|tsnna?)\w*|غادي نكون|غنكون|غادي نجي|سأكون|سنكون|سأحضر|سنحضر|سأتصل)(?!\w)"
)
"""How it will be then, or what is done for the meeting: "je viendrai avec le dossier", "ghadi nkoun f l7anout"."""

ACTS: Final = re.compile(
    r"(?<!\w)(?:je|j|on(?! (?:mon|tue|wed|thu|fri|sat|sun|the|\d))|nous|i|we|ana|7na|hna|rani|ra7na|3a?nd[in]a?|k[ae]?n\w+|أنا|نحن|لدي|لدينا|عندي|عندنا|راني|كن\w+)(?!\w)"
)
"""Who tells what they do themselves, not what is theirs."""

OTHERS: Final = re.compile(
    r"(?<!avec )(?<!chez )(?<!dans )(?<!pour )(?<!with )(?<!in )(?<!at )(?<!m3a )(?<!\w)"
    r"(?:(?:mon|ma|mes|notre|my|our) (?!adresse|address|num|phone|t[ée]l|contact|lien|link|nom|name|mail|email|mentor|coach|tut|accompagn|[ée]quipe|team|part|pause|break|lunch|c[oô]t[ée]|tour|agenda|bureau|dispo|cr[ée]neau|planning|avis|calendar|side|place|office|rdv|rendez|journ|seul|pr[ée]f|call|meeting|session|appel|r[ée]union|visio|s[ée]ance|point|chat|talk|entretien|rencontre)\w+"
    r"|(?:il|elle|ils|elles) (?:m|t|s|lui|a|ont|peu|pr[ée]f|veut|dit|vien|arriv|ser)\w*|he|she|they|someone|quelqu|weld\w*|bnti|rajl\w*|mrat\w*|ibni|قال\w*|قالت\w*|زوج\w*|ابن\w*|ولد\w*|بنتي)(?!\w)"
)
"""Somebody else, whose time it may be."""

STATES: Final = re.compile(
    r"(?<!\w)(?:est|sont|ont|is|are|was|were|got|gets|has|ya|y a|il y a|there'?s|there is|kayn\w*|كاين\w*|هناك)(?!\w)"
)
"""Says something of that hour."""

DUTIES: Final = re.compile(
    r"(?<!\w)(?:(?:je|j|on|nous) ?(?:(?:ne |n')?(?:dois|doit|doi|devons|devrai\w*|devrons|suis oblig[ée]e?) (?!vous|te|nous|se|s'|t'|voir|revoir|parler)\w+|(?:j'?|j )?ai (?:d[ée]j[aà] )?(?:un |une |deux |trois |plusieurs |plein de )?(?:rdv|rendez|autre rdv|r[ée]union|emp[eê]chement))|(?:il )?faut (?:que (?:je|j'|on)|absolument)|faudra que (?:je|j'|on)"
    r"|(?:i|we)(?:'ve| have)? (?:have to|need to|must|gotta|got to|ought to) (?!meet|talk|see|speak|chat|call|discuss|ask|show)\w+|needs? (?:me|us) (?:for|to|at|in)"
    r"|(?:i|we)(?:'?ll| will| shall) be (?!waiting|calling|ringing|phoning|coming|joining|bringing|sitting|standing|attending|expecting|looking|seeing|meeting|talking|speaking)[a-z]{2,}ing"
    r"|(?:غادي |غ|ك)ن(?:ولد|جني|حلب|سقي|حصد|طيب|غسل|داوي|دفن|عزي|سافر|خدم|وصل|ودي|شري|بيع|حرت|زرع|صلي|سرح|عجن|خيط)\w*|gh?adi(?:y?a)? l (?!ik)\w{3,}|kharja?(?! m[ei]?n)|machya?|tal3a|nazla|m3rouda?|m3[ae]rda|kh[ae]s+(?:ni|na)?|l[ae]z[ae]?m(?:ni|na)?|daru?ri|خاص(?:ني|نا)?|لازم(?:ني|نا)?|(?:علي|يجب(?: علي)?|لا ?بد|مضطر\w*)(?: من)? أن|س?أ(?:حرس|سقي|غلق|فتح|وقع|رافق|وصل|درس|عتني|طبخ|زور|ستقبل|شتري|بيع|سلم|صلي|قود|نظف|وزع|حلب|رعى|رعي|جني|حصد|خبز|خيط) \w+|موعد \w+ (?:ابني|بنتي|ابنتي|زوجي|زوجتي|والدي|والدتي|أمي|أبي|طفلي|عمي|عمتي|خالي|خالتي|جدي|جدتي|أخي|أختي)"
    r"|avoid (?:calling|meeting)|[ée]vitez|r?appelez pas|n'appelez)(?!\w)"
)
"""What has to be done at that hour: "khassni nmchi l l3amala", "faut que je prépare le dîner"."""

COMES: Final = re.compile(
    r"(?<!\w)(?:(?:le|la|les|un|une|l'|mon|ma|mes) ?\w+ (?:d\w* (?:l[ae] )?\w+ )?(?:passe|vient|viennent|arrive|livre|doit|doivent|reprend|commence|ferme|me revoit|a (?:un|une|son|sa|rdv|rendez))"
    r"|(?:the|a|my|our|some) \w+ (?:\w+ )?(?:comes?|is coming|are coming|arrives?|passes|collects|delivers|picks up|needs|wants|starts|begins|closes|has (?:a|an|his|her|to))"
    r"|(?:gh?a?di(?:n|y[ae])? |gha|ka)y(?:[abd-np-z379]\w+|o\w{3,})|gh?adya t\w{2,}|ghadin y\w+"
    r"|(?:غادي |غ|ك)ي(?!كون|ناسب|وات|عجب|صلح)\w{2,}|غادي[ةه]? ت\w{2,}|ي(?:أتي|اتي|زور|مر|حل) \w+|\w{3,}ي جاي(?:ة|ه|ين)?|سي(?!كون|ناسب|سعد|شرف)\w{3,}|ست(?!كون|ناسب|ه?\b)(?:ات|زور|جي|صل|بدا|بدأ)\w*)(?!\w)"
)
"""Who or what comes, closes or begins at that hour: "the vet comes for the goats", "moul lma ghadi yji"."""

SOMEBODY: Final = re.compile(
    r"(?:\d|\d ?h|[ap]m|matin|soir|midi|morning|evening|afternoon|o'clock) (?:les?|la|l['’ ]|the) ?\w{3,} (?!(?:d[eu]s?|d|[aà]|aux?|en|sur|pour|avec|chez|et|ou|of|on|in|at|for|with|and|or|to)(?!\w))\w+"
)
"""Right behind an hour, who does what: "16h le maçon attaque la dalle"."""

ALIKE: Final = re.compile(
    r"(?<!\w)(?:aussi|non plus|pareil\w*|idem|too|as well|neither|either|likewise|[7h]?ta (?:hiya|howa)|كذلك|أيضا|حتى ه[وي])\W*$|^\W*(?:is|are) (?=(?:mon|tues|wednes|thurs|fri|satur|sun)day)",
    re.IGNORECASE,
)
"""Behind a time that is refused, another one that is refused as well: "mardi 14h aussi"."""

INVITES: Final = re.compile(
    r"(?<!\w)(?:serai(?:t|ent) (?:\w+ )?(?:bien|parfait|top|super|l'id[ée]al|id[ée]al|nickel|cool|g[ée]nial|jouable)|would be (?:\w+ )?(?:great|good|fine|ideal|perfect|best|lovely|nice)|toute? [aà] (?:vous|toi)|all yours|joignable|doable|feasible|manageable|wide open|m[ae]?r[ae]?[7h]ba\w*|bienvenue|welcome|d'accord|ok|okay|parfait|note|not[ée]|bon|bonne|va|vas|convient|dispo\w*|libre\w*|lib[ée]rer|propos\w*|possible|marche|partante?"
    r"|peux|peut|pouvons|pouvez|pourr\w+|on(?! (?:mon|tue|wed|thu|fri|sat|sun|the))|(?<!chez )(?:nous|vous)|tu|te|rdv|rendez|voir|d[ée]cal\w+|report\w+|fix\w+|pr[ée]f[ée]r\w+|disons|dirais|disais|i said|was saying|allez|passez|venez|viens|r?appelez|r?appelle|aji|ajiw|remet\w*"
    r"|works?|fine|good|free|available|suits?|let'?s|lets|how about|perfect|great|can|could|you|we|us|see|meet|call|ring|shall|say"
    r"|wakha|m[ae]?zyan\w*|mnas[ei]?b|msali\w*|khawi\w*|khawya|momkin|n[9q][ae]?d\w*|t[9q][ae]?d\w*|nt[ln]\w+|khelli\w*|3tin[ia]|ndir\w*|n3[ae]?y\w+|lik|likom|ok|n\w{3,}k(?:o?u?m)?|ن\w{2,}كم?"
    r"|مناسب\w*|أقترح|اقترح|متفرغ\w*|متاح\w*|موافق\w*|واخا|مزيان|مسالي\w*|خاوي\w*|يناسب\w*|ممكن|يمكن\w*|حسنا|أفضل|لقاء\w*|لقاؤ\w*|لقائ\w*|يسعدني|يسرني|اللقاء|الموعد"
    r"|موعد\w*|ف?ل?نلت\w+|نتلا\w+|ن?قدر\w*|خلي\w*|عطيني|لك|لكم|ليك|أود|أرغب|هل)(?!\w)"
)
"""Agreeing, proposing, or speaking to the other person: a clause with such a word leads up to a time."""

WISHES: Final = re.compile(
    r"(?<!\w)(?:h[aâ]te|impatien\w+|questions?|points? [aà]|look(?:ing)? forward|can'?t wait|excited|hope|hopefully|j'?esp[eè]re|esp[ée]rant|en attend\w+|envie d\w+"
    r"|(?:voudrais|aimerais|souhaite\w*|veux|voulais|voulons|besoin|would like|'d like|like|want|wanna|need) (?:\w+ )?(?:de |d'|que |to |your |some |a )?(?:vous|votre|vos|te|ton|tes|parler|discut\w+|montr\w+|pr[ée]sent\w+|demand\w+|avoir|savoir|comprendre|talk|discuss|show|ask|present|go over|advice|help|conseils?)"
    r"|(?:only|best|seule?|meilleure?|unique|first) (?:slot|time|day|moment|cr[ée]neau|jour|horaire|chance|option)|habit\w+|i live|kan?sk[eo]n\w*|ساكن\w*|bgh(?:it|ina) n\w+|so2al\w*|as2ila|as2la|metchewe9|mtchewq|الوقت الوحيد|اليوم الوحيد"
    r"|[أا]سئلة|سؤال|أسولك|نسولك\w*|بغيت ن\w+|متحمس\w*|متشوق\w*|أتطلع|في انتظار\w*|أريد (?:أن|مناقش\w+|استشار\w+)|أود (?:أن|مناقش\w+|استشار\w+))(?!\w)"
)
"""What is wished of a meeting: to ask, to show, to talk something over, and that one looks forward to it."""

UNENGAGED: Final = re.compile(
    r"(?<!\w)(?:(?:je |j'|on |nous )?(?:n'|n|j)?(?:ai|a|avons) rien (?:de |d')?(?:pr[ée]vu|sp[ée]cial)|rien de pr[ée]vu|je (?:suis|serai) (?:[aà] la maison|chez moi)|(?:ana |rani |gh?a?(?:di )?nkoun |kankoun )f ?l?d+ar|ما عندي والو|(?:أنا |راني |غنكون |غادي نكون )(?:ف|في ?ال)دار|سأكون في (?:البيت|المنزل)|(?:je |j'|on |nous )?(?:(?:ne |n')?(?:travaille|travaillons|travaillent|bosse) pas|(?:n'|n)?(?:ai|a|ont|avons) pas (?:de |d')?(?:cours|travail|boulot|classe|[ée]cole)|(?:ne |n')?suis pas de (?:service|garde))"
    r"|m[ae]?s+ali\w* (?:m[ae]?n|mn) l?kh[ae]?dma|مسالي\w* من الخدمة"
    r"|(?:i|they|the kids) (?:don'?t|do not|have no) ?(?:work|have (?:class|classes|work|school)|class|classes|school)|i'?(?:m|ll be) (?:off(?: work)?(?: early)?|not working|(?:at )?home)(?! (?:at|until|till|from|by))|(?:nothing|no plans?) (?:planned|on)|(?:no|without) (?:class|classes|school|work)"
    r"|ma ?(?:kan)?kh?[ae]?d+[ae]?m(?:ch|sh|ach)|ma ?3a?nd\w*ch(?:i)? (?:l?kh[ae]?dma|l?[9q]raya)|ما ?(?:كن)?خدامش|ما ?كنخدمش|لا أعمل|ليس (?:لدي|عندي) (?:عمل|دراسة|دوام)|ما ?عند\w*ش (?:ال)?(?:خدمة|قراية))(?!\w)",
    re.IGNORECASE,
)
"""Who has no work then is free."""

DELAYED: Final = re.compile(
    r"(?<!\w)(?:(?:en|de|du) retard|(?:min\w*|mn|bit|little) late|running late|be late|n?t3?3[ae]t+[ae]l\w*|سأتأخر|نتعطل|نتأخر|تأخير)(?!\w)"
)
"""Who comes late to a meeting does not move it."""

WANTS: Final = re.compile(
    r"(?<!\w)(?:(?<!suis )(?<!serai )(?:pas|plus) (?:de |d'|la |le |l')(?!dispo|temps|place|cr[ée]neau|possib|chance|soir|matin|midi|jour|semaine)\w+"
    r"|(?:pas|plus) (?:zoom|teams|skype|internet|wifi|connexion|voiture|réseau|pc|ordi\w*)|no (?!time|way|longer|chance|good|slot|more|one|sooner|later)\w+|ma ?kay?n(?:ch|sh|chi) (?!w[9q]?[ae]?[9qt]t|mochk)\w+|ما ?كاين\w* (?!وقت|الوقت)\w+|بدون \w+|بلا \w+)(?!\w)"
)
"""A thing that is wanting: "pas de connexion", "no car"."""

FREES: Final = re.compile(
    r"(?<!\w)(?:asleep|sleep\w*|in bed|at school|dorm\w+|couch[ée]s?|[aà] l'[ée]cole|n[ae]3s\w+|na[iy]m\w*|f lmadrasa|l'école|نائم\w*|ناعس\w*|في المدرسة|فالمدرسة)(?!\w)"
)
"""What makes a parent free."""

CROWDED: Final = re.compile(r"(?<!\w)(?:charg[ée]?\w*|full|3amr?a?|عامر\w*)(?!\w)")
"""Other times that are full leave this one."""

AWAY: Final = re.compile(
    r"(?<!\w)(?:sor[st]\w*|quitt\w*|(?:ka)?ns[ae]d+\w*|كنسد\w*|نسد\w*|fini\w*|termin\w*|rentr\w*|lib[eè]r\w*|get (?:off|home|back)|finish\w*|done|(?:ka)?nsali\w*|salit\w*|ساليت|كنسالي|نسالي|أنتهي|أنهي)(?!\w)"
)
"""Getting away from what keeps one before the meeting."""

BACK: Final = re.compile(
    r"(?<!\w)(?:(?:suis|serai|sera|serons) (?:d[ée]j[aà] |bien )?(?:rentr|sorti|lib[eéè]r|revenu|de retour|[aà] la maison|chez moi)\w*|(?:i'?m|i am|i'?ll be|i will be) (?:back|home|done|off|out of)"
    r"|(?:gh?a?(?:di )?nko?u?n|ka?nko?u?n|nkon|ana|7na|hna|rani) (?:(?:deja|dija|3ad) )?(?:salit?(?:na)?|s[ae]lit?(?:na)?|sddit|seddit|r[ae]?j[ae]?3(?:t|na)|(?:t?wa?s[ae]?l|fi?[9q]|r[ae]?t[ae]?[7h]|kmm?[ae]?l|t3a?chi|tghdi|n3e?s+)(?:i?t|na)|f l?dar|fay[9q]a?|mrta7a?|merta7a?|hanya|hania)|(?:غادي نكون|غنكون|كنكون|نكون|أكون|سأكون|سنكون|أنا|راني) (?:قد )?(?:ساليت|سديت|رجعت|عدت|أنهيت|انتهيت|أتممت|وصلت|فقت|نعست|ارتحت|رتاحيت|كملت|فالدار|مرتاح\w*|فايق\w*|هاني\w*))(?!\w)"
)
"""Who is back by then is free."""

FREE_DAY: Final = re.compile(
    r"(?<!\w)(?:cong[ée]s?|off|repos|f[ée]ri[ée]|libre|dispo\w*|day off|holiday|free|available|3otla|msali\w*|khawi\w*|عطلة|متفرغ\w*|مسالي\w*|خاوي\w*|راحة)(?!\w)"
)
"""A day without work."""

ELSE: Final = re.compile(r"(?<!\w)(?:sinon|otherwise|or else|autrement|وإلا)(?!\w)", re.IGNORECASE)

REQUESTS: Final = re.compile(
    r"(?<!\w)(?:(?:dites|dis|confirmez|confirme|rappelez|rappelle|envoyez|envoie|appelez|(?<!j['’ ])appelle|pr[ée]venez|pr[ée]viens|tenez|faites|attendez|(?<!j['’ ])attends|n'oubliez pas|oubliez pas)[- ]?(?:moi|nous|le|la|de|d')?"
    r"|(?:tell|send|call|text|remind|ring|ping) (?:me|us)|let (?:me|us) know|don't forget|gouli?|goulou?|[9q]ou?l\w* li\w*|s[iy]+ft\w* li\w*|3[ae]?y+[ae]?t\w* li\w*|3iyt\w* li\w*|tsen\w*ni"
    r"|خبر\w*ني|قول\w* ليا|أخبر\w+|أرسل\w*|صيفط\w*|عيط\w* ليا|ذكر\w*ني|اتصل\w* بي|لا تنس\w*)(?!\w)(?! (?:plus tard|later|une autre|another|non|si|if))"
)
"""What the other is asked to do for the meeting."""

THEN: Final = re.compile(
    r"(?<!\w)(?:(?:ce|cet|cette) (?:moment|heure|jour|jr|soir|matin|cr[ée]neau|horaire)[- ]?l[aà]|[aà] cette heure|at that (?:time|hour)|that (?:day|evening|morning|hour)|(?:f )?(?:dak|dik|hadak|hadik) ?l?(?:w[ae]?[9q]t|s?sa3a|nhar)"
    r"|(?:ف)?(?:داك|ديك|هداك|هاديك) (?:ال)?(?:وقت|ساعة|نهار)|(?:في )?(?:ذلك|تلك|ذاك) (?:الوقت|الساعة|اليوم|الأثناء))(?!\w)"
)
"""The time that was just proposed, of which something is told."""

BEYOND: Final = re.compile(
    r"^\W*(?:avant|apr[eè]s|before(?: that)?|after(?: that)?|[9q]bel|(?:mn|men|mn|min) b[ae]?3d|قبل|من بعد)(?: [cç]a)?(?:,|(?= (?:c'?est|c|je|j'\w+|j|on|i|i'?m|it'?s|it|ana|ma|ka\w+|kan\w+|ما|كن\w+|لا|عندي|3a?ndi)(?!\w)))"
)
"""What lies before or after the hour, told as such: "avant c'est mort", "9bel kankhdem"."""

CAN: Final = re.compile(
    r"(?<!\w)(?:peut|peux|pouvons|pourr\w+|voir|retrouv\w+|rdv|rendez|can|could|shall|meet|see you|n[9q][ae]?d\w*|nt?la9\w*|نقدر\w*|يمكن\w*|نلتق\w*|نتلا\w+)(?!\w)(?! pas(?!\w))"
)
"""Who can come, or means to meet."""

CONFIRMS: Final = re.compile(
    r"(?<!\w)(?:vous|te) confirme (?:bien )?(?:le |la |l'|notre |pour |mon |ma )", re.IGNORECASE
)
"""Confirms a time, and does not only promise to: "je vous confirme le mardi 15 à 16h30"."""

READIES: Final = re.compile(
    r"(?<!\w)(?:(?:je |j'|on |nous )(?:vous |te |t'|l'|les |le )?(?:enverr\w+|envoie|pr[ée]par\w+|finir\w+|fini[st]|imprimer\w+|imprime|[ée]cri\w+|mettr\w+|remplir\w+|transf[èe]r\w+|partag\w+)"
    r"|(?:i|we)(?:'?ll| will|'?m going to)? (?:send|prepare|print|write|finish|share|fill|email|forward|upload)"
    r"|(?:gh?a?(?:di )?|ka)n(?:si+f[dt]|sayft|wj[ae]d|kt[ae]b|kem+el|teb3|jm[ae]3|3mm?[ae]r)\w*|(?:غادي |غ|س)[نأ]?(?:صيفط|وجد|رسل|كتب|كمل|طبع|جهز|عد)\w*)(?!\w)"
)
"""What is sent or got ready for a meeting, which engages nobody at that hour."""

BEFORE: Final = re.compile(r"(?<!\w)(?:avant|before|until|jusqu\w*|[9q]bel|[7h]ta|قبل|حتى)(?!\w)")
"""An hour behind it is too early."""

LEAVES: Final = re.compile(
    r"(?<!\w)(?:part(?:ir|irai|s)|quitter\w*|leave|go|nmchi\w*|نمشي\w*|أغادر|أذهب|مغادر\w*)(?!\w)"
)
"""Who has to leave, at an hour behind the meeting."""

SUITS_ME: Final = re.compile(
    r"(?<!\w)(?:(?:works?|fine|good|ok|okay|great|perfect|ideal) (?:for|with|by) (?:me|us)|(?:me|nous) (?:va|vont|convien\w+|arrang\w+)|(?:bon|ok|parfait|nickel|partante?|impeccable) pour (?:moi|nous)|pour moi (?:c'est|cest|c) (?:bon|ok|parfait)"
    r"|(?:ca|ça) (?:va|marche|roule)|يناسبني|تناسبني|مناسب لي|k?a?y?mnas[ei]?b\w*(?: liya)?|mezyan liya|mzyan liya|مزيان ليا)(?!\w)"
)
"""What was proposed is accepted."""

STARTS: Final = re.compile(
    r"(?<!\w)(?:starts?|begins?|commence\w*|d[ée]bute\w*|k?[ay]*bda\w*|[يك]*بدا\w*|تبدأ|يبدأ)(?!\w)"
)
"""What only begins at that hour."""

ELSEWHEN: Final = re.compile(
    r"(?<!\w)(?:le reste|les autres (?:jours|soirs)|rest of|other days|lya+mat lkhrin|l?ba[9q]i|باقي الأيام|باقي الأسبوع|الأيام الأخرى)(?!\w)"
)
"""Times that are not the one proposed."""

DENIES: Final = re.compile(
    r"(?<!\w)(?:aur(?:ais|ait|aient|ions) (?!voulu|aim|souhait|besoin|pr[ée]f|propos|une?(?!\w)|des?(?!\w)|du |plus |le |la )\w+|would(?: have|'ve) (?!you|time|to |a |an |my |the |some )\w+|كان(?:ت)? س\w+|kont (?:gha|n)\w+"
    r"|(?:suis|serai|sera|seront|serons) pas (?:l[aà](?! avant)|chez moi|dispo\w*|libre|en ville)|i'?m not (?:around|there|free|available|in town)|ma ?(?:kan|ghadi n|n)ko?u?n\w*(?:ch|sh)|ma ?kayn[ai](?:ch|sh)|c'?est mort|c mort|impossible|pas (?:possible|dispo|libre|disponible)|peux pas|(?:doesn|won|can|don) ?'?t (?:work|make|do)?|cannot"
    r"|hors de question|out of the question|(?:sans|without) (?:moi|me|nous|us)|bla biya|(?:m'|nous )(?:aviez|avez|as|avait|avais) (?:\w+ )?(?:oubli|zapp|rat|manqu)\w*|(?:you|he|she|they) (?:forgot|missed) (?:me|us)|nsit(?:ou?|i)?ni|نسيتوني|نسيتيني|lmaw3id l[9q]dim|من دوني|بدوني|بلا بيا"
    r"|trop (?:tard|t[oô]t)|too (?:late|early)|ma ?n[9q]d\w+|ma ?ymk\w+|غير ممكن|لا (?:يناسب|[أا]ستطيع|يمكن)\w*|مشغول\w*|on verra|we'll see"
    r"|(?:ser(?:ai|a|ons|ont)|(?:i|we|they|he|she|it)'?ll be|will be) (?:encore|toujours|still)(?! (?:l[aà] pour|dispo|libre|free|available|possible))|(?:i|we|they|he|she)'?ll still be(?! (?:free|available))|serai en train|(?:ghadi |gha)?nkoun(?:ou?)? (?:mazal|baqi|b9i)|(?:غادي نكون|غنكون|نكون) (?:مازال|باقي)|3ad (?:n(?!koun sal|koun rj)|ka?n|gh)\w+|عاد (?:ن|كن|غ)\w+|nchouf|نشوف|s3ib|صعب|busy|occup[ée]e?|je travaille|kankhdem|سأكون في العمل)(?!\w)"
)
"""Words that take a proposal back, even in the clause of an occasion."""

UNSURE: Final = re.compile(
    r"(?<!\w)(?:rien (?:de s[uû]r|n'est (?:s[uû]r|fix[ée])|d'officiel)|nothing (?:sure|certain|fixed|final)|not certain|faut voir|(?:[cç]a|cela) m'[ée]tonnerait|laisse[zr]?[- ]moi rire|i'?d be surprised|pas certaine?|[aà] voir|sais pas|pas s[uû]re?|don'?t know|not sure|let me (?:check|see|think|ask)|(?:dois|doi|vais|faut que je|je) (?:d'abord )?(?:voir|vois|demande\w*|en parl\w+) (?:avec|[aà]) (?!vous|toi)\w+(?! \w+ d[e'])|(?:ask|check with|talk to) (?:my|the) (?!mentor|coach)\w+|nch[ae]?w[ae]?r (?!m3ak)\w+|ns+[aeo]?w+[ae]?l (?!lik)\w+|(?:سأ|س)?[أن]?سأل (?!ك)\w+|سأسأل \w+|ثم (?:سأ)?[أن]خبر\w*|نشاور (?!معا?ك)\w+|نسول (?!ليك)\w+|[أا]ستشير \w+|[أا]ستأذن \w+|3ad n(?:gol|rd|jawb|3lm|9ol)\w*|عاد ن(?:جاوب|قول|رد|عرف)\w*|check(?:ing)? first|(?:dois|vais) (?:d'abord )?v[ée]rifier|on verra|we'll see|nch[ou]+f w n(?:rd|gol|3lm)\w*|ma ?n?3r[ae]f\w*|ف?لا [أا](?:عرف|دري|علم)|ما ?(?:عرفت|نعرف)\w*)(?!\w)"
)
"""Who does not know yet proposes nothing."""

NOT_TOO: Final = re.compile(
    r"(?<!\w)(?:pas trop (?:tard|t[oô]t|loin)|not too (?:late|early|far))(?!\w)(?: (?:for|pour) \w+)?\W*$"
)
"""Who only asks whether it is too late."""

REFUSES: Final = re.compile(
    r"^\W*(?:ah |euh |oh |ben |mais )?(?:non|nan|nope|no|nn|la|lla|لا)(?!['\w])(?! (?:probl|worr|souci|pb|need|rush|pression|semaine|journ|مشكل|بأس))"
    r"|^\W*(?:ah|oh|oups?|oops|mince|zut|a[iï]e|merde|awili|wili|أوه|أه)\W*$"
)
"""A no at the head of a clause behind a proposal, or somebody who has just remembered something."""

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
    r"|resched\w+|postpon\w+|n ?[2']?ajl\w*|n?b[ae]?d+[ae]?l\w*|n?khell?iw?ha|تأجيل\w*|[أا]جلو\w*|تغيير\w*|تأخير\w*|ن[أؤ]جل\w*|نبدل\w*|خلي\w*)(?!\w)"
)
"""Moved to a time: its "to" ends no range."""

AGREES: Final = re.compile(
    r"(?<!\w)(?:serai(?:t|ent) (?:\w+ )?(?:bien|parfait|top|super|l'id[ée]al|id[ée]al|nickel|cool|g[ée]nial|jouable)|would be (?:\w+ )?(?:great|good|fine|ideal|perfect|best|lovely|nice)|toute? [aà] (?:vous|toi)|(?:all )?yours|joignable|doable|feasible|manageable|wide open|m[ae]?r[ae]?[7h]ba\w*|bienvenue|welcome|مرحبا ب\w+|jouable|faisable|nickel|impec\w*|d'accord|ok|okay|parfait|note|not[ée]|bon|va|vas|convient|dispo\w*|libre|propose\w*|possible|marche|partante?"
    r"|works?|fine|good|free|available|suits?|let'?s|how about|perfect|great|wakha|m[ae]?zyan\w*|mnas[ei]?b|msali\w*|khawi\w*"
    r"|momkin|مناسب\w*|أقترح|متفرغ\w*|متاح\w*|موافق\w*|واخا|مزيان|مسالي\w*|خاوي\w*|يناسبني|ممكن|حسنا)(?!\w)"
)
"""Who agrees to a time is not taking it back in the same breath."""
