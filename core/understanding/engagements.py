"""Whether somebody only tells what keeps them then: "j'ai un examen ce jour-là", "داك النهار خدامة"."""

import re
from typing import Final

from core.understanding.normal import fold, words
from core.understanding.small_words import DOUBTS, QUESTIONS
from core.understanding.telling_words import AGREES, UNENGAGED
from core.understanding.yesno_words import HEDGES

_THEN: Final = re.compile(
    r"(?<!\w)(?:(?:ce|cette|cet|ces) (?:jours?|soir|matin|heure|moment|date|creneau|horaire|semaine|week-end|apres-midi)[- ]?la|(?:a|dans) (?:cette heure|cet horaire|ce moment|ce creneau)|le meme (?:jour|moment|soir)|la meme (?:heure|semaine)"
    r"|(?:that|the same) (?:day|time|hour|evening|morning|afternoon|night|week|weekend|date|slot)|then$"
    r"|(?:f ?|fi |m3a )?(?:had|dak|hadak|dik|hadik|nefs|nafs) ?l?(?:w[ae]?[9q]t|nhar|s?sa3a|s?simana|l?ila|l?3chiya|s?sba[7h]|lya+ma?t)"
    r"|(?:ف|في |ب)?(?:هاد|داك|هداك|هاديك|ديك|هذا|هذه|ذلك|تلك|نفس) ?(?:ال)?(?:نهار|وقت|يوم|ساعه|اسبوع|سيمانه|توقيت|عشيه|موعد|مساء|صباح|تاريخ|فتره|ايام))(?!\w)"
)
"""The time that was proposed."""

_TAKEN: Final = re.compile(
    r"(?<!\w)(?:(?:j'ai|jai|j ai|j'aurai|on a|nous avons)(?: (?:deja|aussi|justement|malheureusement))?(?! (?:pas|rien|le temps|du temps|tout|toute|la possibilite|envie|hate|conge|libre|vu|bien|recu|note|pu|compris|besoin|que)(?!\w))(?! (?:un |une )?(?:creneau|trou|pause|moment|conge|jour off|question))"
    r"|(?:je|on|nous) (?:travaill\w+|boss\w+|gard\w+|voyag\w+|serai (?:absente?|occupee?|prise?|en (?:cours|reunion|deplacement|voyage|formation|stage))|suis (?:deja )?(?:prise?|occupee?|malade|absente?|de (?:garde|service)|en (?:cours|reunion|deplacement|voyage|formation|stage|rdv)|(?:au|a la|a l'|a|chez|avec) (?!maison|moi|vous|l'?aise|l'?heure|l'?ecoute|disposition|jour|fond|temps)\w+))"
    r"|(?:i have|i've got|i got|i'll have)(?: (?:already|also))?(?! (?:no|nothing|time|free|some time|off|space|a (?:free|question|break|gap|slot)|the (?:day|morning|afternoon|evening|time)|read|seen|to (?:ask|check|see))(?!\w))"
    r"|(?:i'm|i am|i'll be|i will be|we're|we'll be) (?:already )?(?:working|travell?ing|at (?:work|school|uni|the|a)|away|out of town|busy|sick|abroad|teaching|on (?:shift|duty|call)|in (?:class|a|court|hospital))|i (?:work|teach)"
    r"|3a?ndi (?!(?:l?w[ae]?[9q]t|walou?|[7h]?ta|l?fara[gh]+|m[ou]+[ck]h?k\w*|mani3|ma|so2al|chi|chwiy?a)(?!\w))\w+|(?:kankoun|ghadi nkoun|ghankoun) (?:f|m3a) ?(?!l?dar(?!\w))\w+|(?:ana |rani |kankoun |ghadi nkoun )?(?:kankh[ae]?d+[ae]?m|kh[ae]?d+am\w*|msaf[ei]?r\w*|mrida?|m[ae]?[cs]h+gh?ou?la?)"
    r"|(?:عندي|لدي) (?!(?:ال)?(?:وقت|والو|حتي|فراغ|فارغ|مشكل|مشكله|مانع|اعتراض|سوال|فكره|شي|شويه|ما)(?!\w))\w+|(?:انا |راني |كنكون |غادي نكون )?(?:خدام[ه]?|كنخدم|مسافر[ه]?|مشغول[ه]?|مريض[ه]?)|ساسافر|ساكون (?:مسافر\w*|مشغول\w*|في (?:العمل|الجامعه|المستشفي|السفر|المدرسه))|اعمل|اشتغل)(?!\w)"
)
"""What one does oneself, or has."""

_BOUNDED: Final = re.compile(
    r"(?<!\w)(?:jusqu\w*|avant|apres|until|till|before|after|from|des|a partir|[9q]bel|(?:mn|men) b[ae]?3d|[7h]ta|قبل|بعد|حتي|الي غايه|avec vous|with you|m3akom|مع(?:ا)?كم|off|only|just|seulement|que le|ghir|غير|فقط|pas|plus|not|n't|ne|ma|ما|لا|ليس)(?!\w)"
)
"""What leaves a part of that day, or denies what keeps one."""

_CLOUDS: Final = DOUBTS | QUESTIONS | HEDGES

_LONGEST: Final = 12
"""More words are a story."""


def is_taken(text: str) -> bool:
    """Whether `text` says no more than that somebody is taken up at the time that was proposed."""
    folded = fold(text)
    if _THEN.search(folded) is None or _TAKEN.search(folded) is None:
        return False
    said = words(folded)
    return (
        len(said) <= _LONGEST
        and _CLOUDS.isdisjoint(said)
        and not any(one.search(folded) for one in (_BOUNDED, AGREES, UNENGAGED))
    )
