"""Words beside a yes or a no: which halve it, turn it, put it off, or are what it denies."""

import re
from typing import Final

from core.understanding.normal import word_set
from core.understanding.small_words import FILLERS, NEGATIONS
from core.understanding.table import any_of

HEDGES: Final = word_set(
    """
    difficilement only seulement uniquement جزء فقط bof mouais mouai meh moyen normalement probablement theoriquement techniquement principe presque
    partie partiellement moitie suppose condition conditions probably almost partly partially guess
    crois pense croire normally hopefully somewhat kinda depend depends sauf except unless ممكن تقريبا نوعا مبدئيا غالبا
    te9riban t9riban ghaliban balak y9der te9der
    """
)
"""Words that take back half of a yes."""

PARTIAL: Final = word_set(
    "bof mouais moitie partie partiellement condition conditions partly partially"
)
"""Words that halve a yes and give the reason of a no."""

ONCE: Final = word_set("quand lorsque when once mnin melli mli منين ملي عندما")
"""What stands behind puts a yes off."""

THANKS: Final = word_set("merci thanks thank chokran choukran شكرا gentil kind")

WAITING: Final = word_set("attendre wait later tard")
"""Words that put a yes off and give the reason of a no."""

TURNS: Final = NEGATIONS | word_set(
    """
    ne plus moins less t refus desistement retrait absence annulation refusal withdrawal cancellation رفضي انسحابي cant cannot impossible difficile annule annuler annulee cancel cancelled
    busy occupe occupee late tard trop refuse مستحيل مشغول مشغولة تعد صعب mosta7il mchghoul s3ib
    n9derch nqderch n9dersh manich manish maranich مانيش مارانيش
    """
)
"""Words that turn a yes into something else, and only strengthen a no."""

DENYING: Final = word_set(
    "n ne pas jamais not don dont doesn isn won cannot machi mashi ليس ليست لست لن لم ماشي مش ما غير"
)
DENIABLE: Final = word_set(
    """
    jour jours journee date creneau horaire nhar lila نهار ليلة
    sens الكافي كافي veux peux pourrai pourrais souhaite accepte desire envie pret prete dispo disponible libre
    interesse interessee convaincu convaincue possible besoin temps maintenant encore demain
    aujourd aujourd'hui auj ajd soir matin semaine mois instant moment suite fois ok favorable
    partant partante chaud chaude necessaire utile obligatoire
    bon exact correct juste vrai concerne concernee
    ci cette ce continuer participer commencer poursuivre repondre rencontrer partager envoyer aller
    faire accepter recevoir etre avoir changer parler donner prendre
    surement clairement malheureusement toujours certainement evidemment absolument
    interesse interessent convient arrange plait interesse tente
    have right this that continue start join share meet talk
    ready available interested keen now yet today tomorrow tonight moment week month necessary
    needed time currently unfortunately definitely certainly anymore
    اتمكن نتمكن اقدر يمكننا استطعت decliner refuser
    lmerra lmra lmarra merra had simana lyamat 9bel qbel 9bal
    daba lyoum lyouma ghedda ghda lwe9t lwa9t lw9t wajed wajda mwajed mwajda msali msalya mohtam
    mohtamma mohtama dispo libre drori fiya bali
    ممكنا لدي وقتا يهمني يهمنا المره ذلك هذا الامر علي ابدا الآن حاليا الحالي الحالية الوقت اليوم غدا دابا هذه المرة هاد الوقت وقت بعد مستعد مستعدة مستعدا جاهزا متاحا متفرغا مهتما ضروريا جاهز جاهزة متاح متاحة متفرغ متفرغة
    مهتم مهتمة ضروري ضرورية واجد واجدة مسالي مسالية فارغ فارغة لازم يناسبني تناسبني يوافقني يمكن حاجة الساعة المرة الاسبوع الشهر استطيع يمكنني اريد ارغب
    """
)
"""What is refused when it stands beside a denial, and only tells when or how beside a no."""

MILD: Final = FILLERS | DENYING | DENIABLE

UNWILLING: Final = re.compile(
    r"(?:ma|ما|م)(?:n|kan|ka|ghan|gha|ن|كن|غن|غا)?(?:[9qk][ae]?d|قا?د)\w*(?:ch|sh|chi|ش)"
    r"|(?:ma|ما|م)(?:bgh?i?t|b[rg]h?i?n|brit|بغيت|بغينا)\w*(?:ch|sh|ش)"
    r"|(?:ma|ما)(?:ghadi|ghad|غادي)\w*(?:ch|sh|ش)|(?:ma|ما|م)(?:b[9q]it|ba[9q]i|بقيت|باقي|بقينا)\w*(?:ch|sh|ش)"
    r"|(?:ma|ما|م)(?:ka|kay|ki|y|ay|كي|ي)?(?:hem|3je?b|nasb|sle?7|khes|همن|عجب|ناسب|صلح)\w*(?:ch|sh|chi|ش)"
    r"|(?:ma|ما)(?: ?3a?ndi|عندي)(?:ch|sh|ش)"
    r"|(?:ma|ما|م)(?:ymk|ymek|yemk|يمك|msal|مسال|fiy|فيا|mwajd|wajd|واجد|mohtam|مهتم)\w*(?:ch|sh|chi|ش)"
)
"""I cannot, it cannot be, I am not free, not ready, not interested, in Darija."""

UNREFUSED: Final = re.compile(
    r"(?<!\w)(?:why (?:would|should) i (?:refuse|say no)|pourquoi (?:je )?(?:refuser|dirai)\w*|(?:و?لماذا|علاش|3lach) (?:[انت]رفض|nr[ae]?f[ae]?[dt])\w*|could(?:n't| not)? (?:possibly |really )?(?:say no|refuse)|question (?:de|que) (?:\w+ )?(?:refus|declin|manqu|rat|annul)\w*|(?:(?:doesn't|does not|won't|will not|wouldn't|(?<!do )not) bother(?: me)?)|(?:n'|ne |pas |not |n't |t |لا |لم |ma )(?!de refus(?!\w))(?:\w+ ){0,2}(?:rater|manquer|(?<!wouldn't )(?<!wouldnt )miss|deranger|refus\w*|declin\w*|[انت]رفض\w*|k?a?nrf[ae]?d\w*)"
    r"|(?:(?:peux|pourrai|arrive|pu) pas|can't|cannot|couldn't|ma ?n[9q][ae]?d[ae]?rch|ما ?نقدرش|لا استطيع|لا يمكنني|لم استطع) [^,.;!?]{0,30}?(?:lien|link|groupe?|app|appli\w*|photos?|fichiers?|files?|audio|messages?|page|formulaire|form|site|tsawer|tswira|(?:ال)?رابط|(?:ال)?صور\w*|(?:ال)?ملف|(?:ال)?تطبيق)"
    r"|je (?:ne )?comprends pas|i don't understand|ma ?fh[ae]?mtch|ما ?فهمتش"
    r"|ليس (?:لدي|عندي) (?:اي )?شيء?)(?!\w)|^no(?: i| we)? (?:don't|do not|wouldn't) mind"
)
"""Who does not refuse has not said yes."""

QUOTED: Final = re.compile(
    rf"(?<!\w){any_of('reality', 'others')} (?:\w+ )?(?:dit|disent|dirait|says?|said|agrees?|est d'accord|gal(?:t|at|o|ou)?|kay?g[ou]+l|قال\w*|[كيت]{1, 2}قول)(?!\w)"
)
"""What somebody else says."""

UNDECIDED: Final = re.compile(
    r"(?<!\w)(?:(?:(?:peux|pourra[is]*|vais|sais|saurais?) pas|can't|can not|cannot|won't|لا (?:استطيع|يمكنني|ادري)|ما ?نقدرش?|ma ?n[9q][ae]?d[ae]?rch) (?!wait )(?:\w+ ){0,3}?"
    r"(?:dire|repondre|savoir|decider|choisir|juger|trancher|promettre|garantir|say(?! no(?!\w))|answer|tell|know|decide|choose|judge|promise|guarantee"
    r"|avant|apres|before|after|rester|stay|longtemps|le (?:matin|soir|midi)|ouvrir|trouver|entendre|lire|acceder|find|open|hear|read|load|access|log in|(?:ا|ن)(?:وا)?عد\w*|(?:ا|ن)فتح|(?:ا|ن)?دخول"
    r"|(?:ال)?جواب|(?:ا|ن)جيب|(?:ا|ن)قرر|القول|نجاوب|نقول\w*|nj[ae]?w[ae]?b\w*|n[9g][ou]+l\w*|n3r[ae]f\w*)"
    r"|(?:3t[iy]+n[iy]|khell?i+ni|laisse[zr]?[- ]moi|donne[zr]?[- ]moi|let me|give me|عطيني|خليني|اعطني|اعطوني|دعني|دعوني) (?:\w+ ){0,3}?(?:nf[ae]k+[ae]r|nkh[ae]?m+[ae]?m|temps|reflechir|y penser|think|time|نفكر|نخمم|افكر|وقت\w*)"
    r"|sous reserve|mais si(?= (?:je|j|tu|il|elle|on|nous|vous|ils|elles|c|ca|mon|ma|le|la|les|l)(?!\w))|(?:provided|on condition) that|قد [اينت]\w+(?<!نا)(?= .*لكن)|(?:pas (?:encore )?decidee?|(?:haven't|have not|not)(?: yet)? decided|undecided|ma ?9[ae]?r+[ae]?rt(?:ch)?|ما ?قررتش?|لم (?:ا|ن)قرر)"
    r"|(?:j'attends (?:encore )?(?:l'accord|la reponse|la confirmation|le feu vert|le retour|mon planning)|waiting (?:for|on) (?:my|his|her|the|a) (?!link|invit)|kantsn+a\w* (?:jawab|l?mowaf)|(?:ا|ن|كن)تسني (?:جواب|ال?موافق)\w*|(?:[ان]نتظر|بانتظار|في انتظار) (?:موافق|رد|جواب|تاكيد)\w*))(?!\w)"
)
"""Who cannot say has said neither."""

OPEN: Final = word_set(
    """
    demander demande demanderai verifier verifie verifierai confirmer rappelle recontacte redis reviens
    voir vois verrai verrons regarde regarder regarderai reflechir reflechis consulter discuter besoin temps attente depend selon sauf apres quand
    check ask confirm consult first after when once until nchof nchouf nsewel nsowel nsw7el 7ta mnin melli
    اسأل سأسأل اتأكد سأتأكد نسول نشوف نتأكد بعد عندما حتى
    """
)
"""Beside a yes such words put it off."""


DARIJA: Final = word_set(
    "had hadi hadchi dyal dyali liya lia khoya khouya khti simana lyoum rah rani msafra msafer mrida mrid mchghoul mchghoula هاد هادي هادشي السيمانة عامرة والله عندي راه النهار خليها خويا ختي دابا اليوم ما"
)
"""Behind a "la" or "ah" they tell that it is no article."""

NOW: Final = word_set("maintenant now daba encore yet دابا الآن حاليا mazal")

CONCLUDED: Final = re.compile(
    r"(?<!\w)(?:so|donc|du coup|alors|dakch?i 3la+ch|3la dakch?i|لذلك|لذا|لهذا|داكشي علاش|على داكشي)(?!\w)[\s,،]*(?=\w)",
    re.IGNORECASE,
)
"""What stands behind is concluded from whatever was told: "I have to pick up my kids so no"."""

BECAUSE: Final = re.compile(
    r"(?<=\w)[\s,،;]+(?:parce qu[e']|pcq|pck|car|puisqu[e']|vu qu[e']|[aà] cause d\w+|because|bcz|cuz|cos|coz|[7h]it(?:ach)?|7ita?ch|حيت|لأن\w*|لان\w*|بسبب)(?=[\s\w])",
    re.IGNORECASE,
)
"""Behind it stands why, which leaves an answer what it is."""

PREFERS: Final = re.compile(
    r"(?<!\w)(?:je prefere\w*(?! (?:ce (?:creneau|jour|moment)|cette (?:date|heure|option)|celui[- ]la|celle[- ]la|continuer|poursuivre|la garder|le garder|rester avec)(?!\w))|j'aimerais mieux|plutot (?:le|la|l'|les|un|une|vers|a|en|dans|demain|apres|avant)(?!\w)|(?:i|we)(?:'d| would)? (?:rather|prefer)(?! (?:this|that|to (?:continue|carry on|keep|stay with))(?!\w))|but rather|instead|(?:le (?:matin|soir|midi|week-end)|l'apres-midi|en (?:soiree|matinee|semaine)),? (?:ce |ca )?(?:serait|irait|m'irait|m'arrangerait)|(?:mornings|evenings|afternoons|weekends) (?:would|are|work|suit)"
    r"|kanf[ae]?d+[ae]?l|nf[ae]?d+[ae]?l|(?:كنفضل|(?<!من )[ان]فضل)(?! (?:هذا|هاد|هذه|الاستمرار|المتابعه|المواصله)(?!\w)))(?!\w)"
)
"""Behind it stands what one would rather have than what was asked about."""

BUT_CANNOT: Final = re.compile(
    r"(?<!\w)(?:mais|but|walakin|welakin|wlakin|لكن|ولكن)\s+(?:i (?:really |just |simply )?(?:can'?t|cannot|won'?t be able)|(?:je |là |la )*(?:ne )?(?:peux|pourrai[s]?) (?:malheureusement |vraiment |vrmt )?pas"
    r"|ma ?n?[9q][ae]?d\w*ch|ما ?نقدرش?|لا أستطيع|لا يمكنني|لن أستطيع|لن أتمكن)(?!\w)(?!.*(?:dire|say|decid|jawb|أقرر|refus|قول))",
    re.IGNORECASE | re.DOTALL,
)
"""Who would love to, but cannot."""

TELL_ME: Final = re.compile(
    r"(?<!\w)(?:vous me (?:direz|dites)|tu me diras|(?:dites|dis|expliquez|explique)[- ](?:moi|nous))|(?<!\w)(?:tell me|let me know|let us know|gouli?|goulo|[9q]oul|قل|قولو)",
    re.IGNORECASE,
)

BUT: Final = re.compile(
    r"[\s,،]+(?:mais|but|walakin|welakin|wlakin|و?لكن(?:ني|نا|ي)?)(?!\w)", re.IGNORECASE
)

ANOTHER_TIME: Final = re.compile(
    r"(?<!\w)(?:\d{1,2} ?[h:]?\d{0,2}(?!\w)|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow"
    r"|l?[ae]?tnin|t?tlat\w*|larb3\w*|(?:l[ae]?)?khmis|(?:l?|j)je?m3a|s?sebt|l7[ae]?d+|gh[ae]?d+a|غدا|(?:نهار )?(?:ال)?(?:اثنين|ثلاثا|اربعا|خميس|جمعه|سبت|احد|تنين|تلات|اربع|حد))(?!\w)"
)
"""What suits instead may be another time, to which "yes" would be wrong."""

BUT_NO: Final = re.compile(
    r"(?<!\w)(?:mais|but|walakin|welakin|wlakin|لكن|ولكن)\s+(?:non|nn|no|la+|lla+|لا)(?: (?:merci|thanks|thank you|chokran|choukran|شكرا))?\W*$",
    re.IGNORECASE,
)
"""A no behind whatever was kindly said: "smhliya walakin la"."""

LATER_ON: Final = re.compile(
    r"(?<!\w)(?:maybe|perhaps|peut[- ]?[eê]tre|inch\w+|in[- ]?sha ?allah|ymken|yemken|ربما|يمكن|إن شاء الله|انشاء الله)?,? ?"
    r"(?:later|another time|next (?:time|month|year)|some other time|une autre fois|plus tard|(?:la )?prochaine(?: fois)?|m[e]?r+a khra|mra jaya|في وقت لاحق|لاحقا|مرة أخرى|مرة خرى|المرة القادمة)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
"""A hope for later softens a no."""

ALL_SET: Final = re.compile(
    r"(?<!\w)(?:j'ai (?:deja )?(?:bien |tout )?not[ée](?: (?:tout|dans|sur) .*)?|(?:c'est|tout est) (?:d[ée]j[àa] |bien )?not[ée]|je (?:l'ai|note|noterai) .*|(?:i'?ve|i have) (?:already )?(?:noted|got it noted|set an? \w+|written) .*)$|(?<!\w)(?:i'?m|i am|we'?re|we are) (?:fine|good|ok|okay|all set|happy)(?: (?:as (?:i am|we are|is|it is)|without|thanks|thank you|like this|for now|with what i have))*(?!\w)",
    re.IGNORECASE,
)
"""Who needs nothing more says no once again."""

NEEDED: Final = re.compile(
    r"(?<!\w)(?:j'avais|j'ai|on a|nous avons) (?:\w+ )?besoin (?:de |d')(?!temps|r[ée]fl[ée]ch|v[ée]rif|voir|savoir|confirm|parler|en parler|demander|plus)\w+",
    re.IGNORECASE,
)
"""What it comes in handy for, which puts nothing off."""

THEN_ASKS: Final = re.compile(
    r"([^?؟]+?)[,.!،…]++\s*+(?:et |donc |alors |and |so )?(?:on (?:peut |pourra |va )?(?:commence\w*|fai\w+|d[ée]marre\w*)|quand|comment|c'est quand|[aà] quelle|o[uù]|when|how|what time|where|imta|fo9ach|fin|kifach|متى|[إا]متى|كيف|أين|فين|فوقاش)[^?؟]*+[?؟]\W*+$",
    re.IGNORECASE,
)
"""A yes, and a question how it goes on."""

PRAISED: Final = re.compile(
    r"(?<=parfait|perfect) (?=(?:je |i |i'm |i'll ))|(?<=c'est bon|ça marche|ca marche) (?=je )|(?<=for me) (?=(?:i |i'm |i'll ))|(?<=pour moi) (?=je )",
    re.IGNORECASE,
)
"""Where a comma is left out behind what was agreed to: "c'est parfait je finis juste avant"."""

CLAUSE: Final = re.compile(r"[,.;:!،؛\n…]+")

TELLS: Final = frozenset(
    "i im my we it that the he she there sorry unfortunately thanks thank".split()
)
"""Behind a "no" they begin to tell why; others are what there is none of."""

ABLE: Final = frozenset(
    "can could fine works work good free available ok okay yes perfect great mind".split()
)
"""They may turn what began with a "no"."""
