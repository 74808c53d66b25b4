"""Words beside a yes or a no: which halve it, turn it, put it off, or are what it denies."""

import re
from typing import Final

from core.understanding.normal import word_set
from core.understanding.small_words import FILLERS, NEGATIONS

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

ONCE: Final = word_set("quand lorsque when once mnin melli منين ملي عندما")
"""What stands behind puts a yes off."""

THANKS: Final = word_set("merci thanks thank chokran choukran شكرا gentil kind")

WAITING: Final = word_set("attendre wait later tard")
"""Words that put a yes off and give the reason of a no."""

TURNS: Final = NEGATIONS | word_set(
    """
    ne plus moins less t refus desistement retrait absence annulation refusal withdrawal cancellation رفضي انسحابي cant cannot impossible difficile annule annuler annulee cancel cancelled
    busy occupe occupee late tard trop refuse مستحيل مشغول مشغولة تعد صعب mosta7il mchghoul s3ib
    n9derch nqderch n9dersh
    """
)
"""Words that turn a yes into something else, and only strengthen a no."""

DENYING: Final = word_set(
    "n ne pas jamais not don dont doesn isn won cannot machi mashi ليس ليست لست لن لم ماشي مش ما غير"
)
DENIABLE: Final = word_set(
    """
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
    lmerra lmra lmarra merra had simana lyamat
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
    r"(?<!\w)(?:n'|ne |pas |not |n't |t |لا |لم |ma )(?:\w+ ){0,2}(?:rater|manquer|miss|deranger|bother|refus\w*|declin\w*|[انت]رفض\w*|k?a?nrf[ae]?d\w*)(?!\w)"
)
"""Who does not refuse has not said yes."""

UNDECIDED: Final = re.compile(
    r"(?<!\w)(?:(?:peux|pourra[is]*|vais|sais|saurais?) pas|can't|can not|cannot|won't|لا (?:استطيع|يمكنني|ادري)|ما ?نقدرش?|ma ?n[9q][ae]?d[ae]?rch) (?:\w+ ){0,3}?"
    r"(?:dire|repondre|savoir|decider|choisir|juger|trancher|promettre|garantir|say|answer|tell|know|decide|choose|judge|promise|guarantee"
    r"|(?:ال)?جواب|(?:ا|ن)جيب|(?:ا|ن)قرر|القول|نجاوب|نقول\w*|nj[ae]?w[ae]?b\w*|n[9g][ou]+l\w*|n3r[ae]f\w*)(?!\w)"
    r"|(?<!\w)(?:3t[iy]+n[iy]|khell?i+ni|laisse[zr]?[- ]moi|donne[zr]?[- ]moi|let me|give me|عطيني|خليني|اعطني|اعطوني|دعني|دعوني) (?:\w+ ){0,3}?(?:nf[ae]k+[ae]r|nkh[ae]?m+[ae]?m|temps|reflechir|y penser|think|time|نفكر|نخمم|افكر|وقت\w*)(?!\w)"
)
"""Who cannot say has said neither."""

OPEN: Final = word_set(
    """
    demander demande demanderai verifier verifie verifierai confirmer rappelle recontacte redis reviens
    voir regarder consulter discuter besoin temps attente depend selon sauf apres quand
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
    r"(?<!\w)(?:so|donc|du coup|alors)\s+(?:c'est |it's a |it's )?(non|no|nope|oui|yes)\W*$",
    re.IGNORECASE,
)
"""What is concluded from whatever was told: "I have to pick up my kids so no"."""

BUT_CANNOT: Final = re.compile(
    r"(?<!\w)(?:mais|but|walakin|welakin|wlakin|لكن|ولكن)\s+(?:i (?:really |just |simply )?(?:can'?t|cannot|won'?t be able)|(?:je |là |la )*(?:ne )?(?:peux|pourrai[s]?) (?:malheureusement |vraiment |vrmt )?pas"
    r"|ma ?n?[9q][ae]?d\w*ch|ما ?نقدرش?|لا أستطيع|لا يمكنني|لن أستطيع|لن أتمكن)(?!\w)(?!.*(?:dire|say|decid|jawb|أقرر|refus|قول))",
    re.IGNORECASE | re.DOTALL,
)
"""Who would love to, but cannot."""
