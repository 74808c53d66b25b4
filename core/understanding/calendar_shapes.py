"""Days and hours as digits write them: "14/02", "18h30", "2026-11-26T18:00", "6.30 pm"."""

import re
from typing import Final

from core.understanding.calendar_lexicon import Clock, Symbol, Written
from core.understanding.normal import fold

SHAPES: Final = re.compile(
    r"(?P<iso>(?<!\d)20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d))"
    r"|(?P<date>\d{1,2} ?(?P<mark>[-/.]) ?\d{1,2} ?(?P=mark) ?(?:\d{4}|\d\d)(?!\d))"
    r"|(?P<slash>\d{1,2} ?/ ?\d{1,2}(?![\dh])|(?<![\d:h-])\d{1,2}-0\d(?![\dh:/-])|(?<![\d:h-])(?:1[3-9]|2\d|3[01])-1[0-2](?![\dh:/-]))"
    r"|(?P<ampm>\d{1,2}(?: ?[:.h] ?\d\d)? ?[ap]\.? ?m(?![^\W_])\.?|\d{3,4} ?[ap]\.?m(?![^\W_])|\d{1,2}(?::\d\d)?p(?![^\W_]))"
    r"|(?P<clock>(\d{1,2}) ?(?:h|heures?|(?<=1[3-9])hrs?|(?<=1[3-9] )hrs?|(?<=2[0-3])hrs?)(?:(\d\d?)| (\d\d)(?! ?[/:h\d]))?(?: ?mi?n(?! (?:daba|hna)))?(?![^\W_]))"
    r"|(?P<colon>(\d{1,3}) ?: ?(\d\d)(?!\d| ?h\d)(?: ?h(?![^\W_]))?)"
    r"|(?P<dotted>\d{1,2}\.\d\d(?![\d.]))"
    r"|(?P<dash>(?<=[\dhm])(?: ?(?:->?|→) ?| (?:l|ل) ?)(?=\d))"
    r"|(?P<number>\d+(?![^\W_]))"
    r"|(?P<word>[^\W_]+)"
)
"""What a folded text consists of; the rest only parts."""

_PHONE: Final = re.compile(
    r"(?<!\d)(?:(?:\+|00)\d{1,3}(?:[ .-]?\d){8,10}|0[5-7](?:\d{8}|(?: \d\d){4}|(?:-\d\d){4}|(?:\.\d\d){4}"
    r"|\d\d(?: \d\d){3}|\d\d(?: \d{3}){2}))(?![\d:h])"
)
_ISO_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d)t(?=\d\d:\d\d)")
_MILITARY: Final = re.compile(
    r"(?<![\d/.,:+-])(?<!\d )(?:(0\d|1\d|2[0-3]) ?:? ?([0-5]\d) ?(?:hrs?|hours)\b|(0[6-9]|1\d)([0-5][05])(?![\d/.,:-]|\d*[^\W\d]| \d))"
)
"""An hour in four digits: "jeudi 1830", "1800 hrs"; 2000 and more may be a year."""

_OF_HALF: Final = re.compile(
    r"(?<![\w/:.,-])(?<!\d )(1[0-2]|0?[1-9])(?= (?:d|dyal|dial|ديال|د) ?(?:l?lil|l?layl|s?sba[7h]|l?3chiya|d?do[hu]r|l?3sar|(?:ال)?(?:ليل|صباح|عشيه|عصر|زوال))\b)"
)
"""The hour of a half of the day in Darija, which is no day of the month: "sebt 10 d lil"."""

_AT_EASE: Final = re.compile(
    r"\b(?:ma ?t(?:khaf|[9q]l[ae]?[9q]|nsa?|hez)\w*(?:ch|sh)|bla ma t(?:khaf|s[aeo]?w|khem|9l|he?z|khmm)\w+|لا (?:تقلق|تنس|تخف|تخاف|تنزعج)\w*|ما ?ت(?:خاف|نسا|قلق)\w*|بلا ما ت(?:خاف|سول|خمم|قلق)\w*|(?:ne )?(?:vous inquietez|t'?inquiete) pas|n'hesite[sz]? pas|(?:don'?t|do not) (?:worry|hesitate)"
    r"|that (?:only )?leaves(?: us| me)?|(?:mya|miya|meya) f(?: l)? ?(?:mya|miya|meya)|ميه ف(?:ال)?ميه)\b"
)
"""The other is put at ease, or the time is stressed: a no that denies nothing."""

_EASES: Final = re.compile("m[ae] ?t|ا ?ت|qui|esi|orr|eav|ya f|يه ف")
"""Without one of these nobody does."""

_PLACE: Final = re.compile(
    r"\b\d{1,3} ?(?:[%٪]|pour cent\b|percent\b)|\ba 100\b(?![h:])|\b\d{1,3} ?(?:kms?|kilometres?|m2|metres?|كلم|كم)\b|\b\d{1,2} ?(?:er|e|eme|ieme|nd|rd|th|st)? ?(?:etage|floor)\b|\b(?:salle|room|porte|etage|numero|bus|tram|ligne|bloc|immeuble|bureau) [a-z]?\d{1,3}(?![\d:h])"
)
"""Numbers that say where: "3ème étage", "salle 2"."""

_OFFERED: Final = re.compile(
    r"\b(?:(?:le|la|the|au|pour le|your|votre) )?(?:premier|premiere|1er|1ere|first|deuxieme|2eme|second|seconde|troisieme|3eme|third|dernier|derniere|last) "
    r"(?:creneaux?|options?|choix|propositions?|slots?|choice|one|date|horaire|ikhtiyar|khtiyar|iqtirah)\b"
)
"""Which of the times that were offered, said beside the time itself."""

_AND_HOUR: Final = re.compile(r"(?<!\w)و(?=ال(?:حاديه|ثانيه) عشر)")

_ANY_TIME: Final = re.compile(
    r"\b(?:any ?time|whenever|n'importe quand|n'importe quelle heure|fo9ma|wa9tma|fa?y wa9t)(?= (?:between|from|entre|de|bin|mn)\b)|\bany ?time (?=(?:on )?(?:mon|tue|wed|thu|fri|sat|sun|tom)\w* (?:morning|afternoon|evening))|\bعن بعد\b"
)
"""Any time of a range is the range; and "عن بعد" says where."""

_FOR_LONG: Final = re.compile(
    r"\b(?:pour|pendant|durant|for|لمده) (?:un |une |an |a |half |petite? |max |chi )*(?:demi[- ]heure|heure|hour|quart d'heure|\d{1,2} ?(?:mn|mins?|minutes?))\b|لمده (?:نصف )?ساعه"
)
"""How long it takes says nothing about when."""

_LATE: Final = re.compile(
    r"\b(?:(?:might|may|could) (?:be |arrive )|peut[- ]?etre )(?:\w+ ){0,4}(?:late|de retard|en retard)\b|\b(?:ymken|yemken|i?mken) n\w*3[ae]?t+[ae]?l\w*"
)
"""Who may come a little late."""

_HAVE_ONLY: Final = re.compile(
    r"\b(?:j'ai|j'aurai|on a|nous avons|i have|i've(?: got)?|i got|we have|there's|il y a|3a?nd[in]a?|عند(?:ي|نا)|لد(?:ي|ينا)) (?:(?:un|une|a|an|one|wa7d|chi|le|l'|the|petit|petite|little|small|nice|beau|bon|good|شي|واحد) ?)*(?:trou|creneau|moment|fenetre|battement|pause|slot|gap|window|break|opening|fara[gh]+|l?fara[gh]+|ra7a|r[ae]?7a|l?kh?wa|فراغ|راحه|فسحه|متسع)(?! (?:d[eu]|of) (?:boulot|travail|work))\b|"
    r"\b(?:ma ?)?3a?nd[in]a?(?:ch)? ghi+r\b|\b(?:ما ?)?عند(?:ي|نا)ش? غير\b|\b(?:je |j')?(?:n')?(?:ai|a|avons) (?:que|juste|seulement)\b(?! une? (?:rdv|rendez|cours|reunion|exam))|\bi(?:'ve)? (?:only|just) (?:have|got)\b"
    r"|\bi(?: have|'ve|'ve got| got) nothing(?: planned)?\b|\b(?:je |j')?(?:n')?ai rien(?: de prevu| de special)?\b"
)
"""The only time that somebody has, or one with nothing else in it: "3ndi ghir lkhmis"."""

_ONLY: Final = re.compile(
    "gh?i|غير| que|only|just|seulement|nothing|rien|trou|creneau|moment|fenetre|battement|pause"
    "|slot|gap|window|break|opening|fara|r[ae]?7a|khwa|فراغ|راحه|فسحه|متسع"
)
"""Without one of these nobody says so."""

_HAVE: Final = re.compile(r"\bjai\b")

_AT_MOST: Final = re.compile(
    r"\b(?:(?:mais )?(?:pas|jamais) plus (?:de |d')|au maximum |maximum |max |not (?:more|longer) than |no (?:more|longer) than |machi kter mn |at most |ghir |ليس اكثر من )(?:une? |an |wa7d )?(?:heure|hour|sa3a|demi[- ]heure|1h|1 ?heure|\d\d ?(?:mn|min\w*|d9\w*)|ساعه)\b(?: (?:max|maximum|au plus))?"
)
"""How long at most."""

_WOULD_WORK: Final = re.compile(
    r"\b((?:would|will|could|does|might|can|should) [^.,;!?]{2,60}) work\b(?! (?:at|in|on|from|until))"
)
"""Whether a time suits, and no work."""

_WEEK_ON: Final = re.compile(
    r"(?<!in )\b(?:a|one|two|three) (?:weeks?|fortnight) (?:on )?(?=mon|tue|wed|thu|fri|sat|sun|tomorrow)"
)
"""As in "a week on Tuesday", "two weeks tomorrow"."""

_ATTACHED: Final = re.compile(r"(?<![^\W_])([^\W\d_]+)(?=\d{1,2}[h:](?:\d\d)?(?![^\W_]))")
"""A word and the hour behind it without a space: "jeudi18h"."""

_IFS: Final = ("si ", "if ", "ila ", "اذا ", "الا ", "ايلا ", "لا ", "ان ")
_FREE: Final = (
    "libres?|dispos?|disponibles?|possible|convient|conviendrait|va|arrange|voulez|veux|pouvez|peux|marche|ok"
    r"|d'accord|partante?s?|joue|sied|matinal\w*|debout|reveille\w*|la(?! \w)|sur place|presente?s?"
)
_COURTEOUS: Final = re.compile(
    r"(?<!\w)(?:"
    rf"(?:si|ou si) (?:vous|tu|t'|ca|cela|c'|c |on)(?:(?! pas| plus)[ ']*[\w]+){{0,4}}?[ ']*(?:{_FREE})(?: vous| toi| pour vous| pour toi)?"
    r"|if (?:you|u|it|that|this)(?:(?! not)[ ']*\w+){0,4}? (?:free|available|ok|okay|works?|suits?|possible|convenient|can|up for it|like)(?: for you| you)?"
    r"|(?:ila|اذا|الا|ايلا|لا|ان) (?:(?:bghiti|brit|briti|momkin|ymken|بغيتي|بغيتو|امكن|ممكن)"
    r"|(?:kan|kanet|kant|kent|knt|knti|kenti|konti|kunti|كان|كانت|كنت|كنتي|كنتم)(?: \w+){0,2}?"
    r" (?:m+s+[ae]?l+[iy]+a?|fare?gha?|khawi|khawya|momkin|mumkin|mnasi?ba?|mojoud|wajda?|fay[9q]a?|libre|dispo"
    r"|مسالي|مسالية|فارغ|فارغة|ممكنا?|مناسبا?|متفرغ\w*|متاح\w*|وقتكم|وقتك))(?: lik| likom| لك| لكم| ليك)?"
    r"|(?:ila|اذا|ايلا) (?:kan |كان )?(?:mwaf[9q]\w*|mwaf[ie]+[9q]\w*|mnas[ie]b\w*|kay?nasb\w*|kaywaf[9q]\w*|موافق\w*|مناسب\w*|كيناسب\w*)(?: m3ak\w*| lik\w*| معاك\w*| معك\w*| ليك\w*)?"
    r"|(?:ila|اذا|الا|ايلا) (?:ma ?ka?n\w*|ma ?fi\w*|ma ?3a?nd\w*|ما ?كان\w*|ما ?في\w*|ما ?عند\w*) (?:3[ae]?nd\w+ |عند\w+ |lik |ليك )?(?:chi |شي )?(?:m[ou]+[cs]h?k[iey]l\w*|bara?[sz]i+t\w*|[7h]araj|iz3aj|مشكل\w*|مانع|حرج|إزعاج|برزيط)"
    r"|(?:اذا|ان) لم (?:يزعجك\w*|يضايقك\w*|يكن (?:لديك\w* |عندك\w* |هناك )?مانع\w*)(?: ذلك)?"
    r")(?!\w)"
)
"""If you are free, if it suits you: courtesy that opens no other possibility."""


_SINCE: Final = re.compile(
    r"\b(?:depuis|since) (?:hier|avant[- ]hier|(?:la )?semaine derniere|ce matin|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|yesterday|last \w+|this morning|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?: dernier| soir| matin)?\b"
    r"|\b(?:mn|men) (?:wl |wel )?l?b[ae]?r[ae]?[7h]\b|\bمنذ (?:امس|البارحه|الامس|ايام|يومين)\b|\bمن (?:البارح|البارحه)\b"
)
"""Since when it has been so: "je suis malade depuis hier"."""

_ASIDE: Final = re.compile(
    r"\bquand meme\b|\b(?:pourquoi|pourkoi|pkoi|pk|pq|prk) pas\b|\b(?:entre deux|between two) (?!heure|jour|hour|day|date)[a-z]{4,}|\b(?:appel|parl|telephon|call|talk|chat|ring)\w* (?:\w+ )?(?:du|dans le|depuis le|depuis la|from the|on the|in the) (?:train|bus|taxi|tram\w*|car|voiture)\b|\bautour d[' ]?une? (?:bon )?[a-z]+|\bبعد اذن\w*|\b(?:la|bord de|the) (?:mer|sun)\b(?! \d)|\bin an (?=[aeiou])"
    r"|\bالي (?:ال)?(?:مكتب|مقر|بيت|منزل|محل|متجر|مدرس|كلي|مركز|مقهي)\w*|\b(\w{3,}) or no \1\b|\b[وبلف]?الغدا\b|\bwa[9q]t l ?ghda\b"
)
"""Words of time that say nothing of it: "all the same", "with your leave", "au bord de la mer"."""

_STRETCHED: Final = re.compile(r"([^\W\d])\1{2,}")
"""As in "ouiiii"."""


def prepared(text: str) -> str:
    """`text` folded, with hours and days as `SHAPES` knows them, without telephone numbers and courtesy."""
    folded = _STRETCHED.sub(r"\1", fold(text))
    folded = _ASIDE.sub(" ", _SINCE.sub(" ", folded))
    folded = _AT_EASE.sub(" ", folded) if _EASES.search(folded) else folded
    if any(opening in folded for opening in _IFS):
        folded = _COURTEOUS.sub(" ", folded)
    folded = _WEEK_ON.sub(r"\g<0>from ", folded) if " " in folded else folded
    if any(late in folded for late in ("late", "retard", "mken")):
        folded = _LATE.sub(" ", folded)
    folded = _HAVE.sub("j'ai", folded) if "jai" in folded else folded
    if _ONLY.search(folded):
        folded = _HAVE_ONLY.sub("libre", folded)
    folded = _AT_MOST.sub(" ", _FOR_LONG.sub(" ", _ANY_TIME.sub(" ", folded)))
    folded = _AND_HOUR.sub("و ", folded) if " عشر" in folded else folded
    folded = _WOULD_WORK.sub(r"\1", folded) if " work" in folded else folded
    if not any(map(str.isdecimal, folded)):
        return folded
    folded = _OFFERED.sub(" ", _PLACE.sub(" ", folded))
    folded = _MILITARY.sub(_as_clock, _ISO_TIME.sub(r"\1 ", _PHONE.sub(" ", folded)))
    folded = _ATTACHED.sub(r"\1 ", folded)
    return _OF_HALF.sub(r"\1h ", folded) if " d" in folded or " د" in folded else folded


def _as_clock(found: re.Match[str]) -> str:
    return f"{found[1] or found[3]}:{found[2] or found[4]}"


def shape(kind: str, found: re.Match[str]) -> list[Symbol]:
    """What a piece of digits says, `kind` being the name of its group in `SHAPES`."""
    numbers = [int(part) for part in re.findall(r"\d+", found[0])]
    match kind:
        case "iso":
            year, month, day = numbers
            return [("D", Written(day, month, year))]
        case "date":
            day, month, year = numbers
            return [("D", Written(day, month, year if year > 99 else 2000 + year))]
        case "slash":
            return [("D", Written(numbers[0], numbers[1]))]
        case "dotted":
            return [("P", found[0])]
        case "dash":
            return [("T", "-")]
        case "number":
            number = numbers[0] if len(found[0]) <= 9 else 10**9
            if 2000 <= number <= 2100:
                return [("y", number)]
            return [("n", number)]
        case "ampm":
            part = "am" if "a" in found[0] else "pm"
            if numbers[0] > 99:
                numbers = [*divmod(numbers[0], 100)]
            return [("c", Clock(numbers[0], numbers[1] if numbers[1:] else 0, part))]
        case "clock" | "colon":
            minute = numbers[1] if numbers[1:] else 0
            exact = numbers[0] > 12 or found[0][0] == "0"
            spaced = kind == "clock" and re.search(r" \d\d$", found[0]) is not None
            counted = kind == "clock"
            clock = Clock(
                numbers[0], minute, exact=exact, spaced=spaced, shown=True, counted=counted
            )
            return [("c", clock)]
    return []
