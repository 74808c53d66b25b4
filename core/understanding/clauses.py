"""The clauses of a sentence about when: which of them refuse a day, and which only lead up to it."""

import re
from datetime import date
from typing import Final

from core.understanding.calendar_grammar import reduced
from core.understanding.calendar_words import scan
from core.understanding.days import Days
from core.understanding.normal import READ_AT_MOST

_PAUSE: Final = re.compile(
    r"[,;!?،؛\n]+|\.(?= )|\b(?:mais|but|par contre|en revanche|plut[oô]t|بل|rather|walakin|welakin|لكن|ولكن)\b"
)


SAID_NO: Final = re.compile(r"\w{3,} (?:la|lla|non|no|لا)\s*[,،.;]")
"""A no behind a day refuses it: "lyouma la, ghda m3a 6"."""

INSTEAD: Final = re.compile(
    r"\b(?:au lieu d[eu']|[aà] la place d[eu']|plut[oô]t qu[e']|instead of|rather than|et (?:non )?pas|and not|(?<!why )(?<!if )(?<!or )(?<!is )(?<!'s )(?<!'m )not (?:on )?(?=(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow)|et non|en place d[eu']|(?:est )?(?:mieux|pr[ée]f[ée]rable) qu[e']|(?:is )?better than|[7h]s[ae]n m[ei]?n)"
    r"|(?<!\w)(?:بدلا من|(?:أفضل|أحسن|افضل|احسن) من|بدل|عوض|وليس|وماشي|[wo] machi)(?!\w)|\b(?:f ?)?bla+s+[ae]?t\b|\bmachi\b(?= \w+$)"
)
"""What stands behind is refused as if it were denied: "vendredi au lieu de jeudi"."""

RATHER: Final = re.compile(r"\bplut[oô]t ([^,;]+?) que ")
"""As in "plutôt vendredi que jeudi"."""

_NOT_TODAY: Final = re.compile(
    r"\b(?:machi|mashi|pas|not|ماشي|ليس) (?:lyo?u?ma?|lyoum|aujourd'?hui|auj|today|اليوم)(?= (?:gh?e?d+a|demain|tomorrow|غدا)\b)"
)
"""As in "machi lyoum ghedda", said in one breath."""

_NAMES_DAY: Final = re.compile(r"Z|en|o|N|X")
_HOUR_OF_DAY: Final = re.compile("z?[ea]*[cRn][ea]*Z")
_NAMES_HOUR: Final = re.compile(r"(?=.*[cnR])[cnRza&.]+")


def without_refused(text: str, today: date) -> tuple[str, set[date]] | None:
    """`text` without the parts that refuse a day ("jeudi pas possible, vendredi 18h"), and those days.

    A part that only refuses an hour goes too ("demain 18h, pas 19h"). None when nothing is refused
    or something is excepted.
    """
    kept = []
    refused: set[date] = set()
    denied = False
    line = RATHER.sub(r"\1, pas ", text[:READ_AT_MOST].casefold())
    line = _NOT_TODAY.sub(r"\g<0>,", line)
    instead = INSTEAD.search(line) or RATHER.search(text.casefold())
    for part in _PAUSE.split(INSTEAD.sub(", pas ", line)):
        symbols = scan(part)
        excepts = ("z", "except") in symbols
        said = reduced(symbols, today)
        letters = "".join(letter for letter, _ in said)
        if excepts and (_IF.search(part) or not _EXCEPTS_DAY.fullmatch(letters)):
            return None
        denies = "z" in letters or SAID_NO.search(f"{part},")
        if denies and "r" in letters:
            return None
        if denies and "B" not in letters and _NAMES_DAY.search(letters):
            denied = True
            named = {day for _, value in said if isinstance(value, Days) for day in value.days}
            if instead and _HOUR_OF_DAY.fullmatch(letters) and len(named) == 1:
                # "4pm instead of 3 tomorrow": only the hour is another one.
                kept.append(named.pop().isoformat())
            refused |= named
        elif "z" in letters and _NAMES_HOUR.fullmatch(letters):
            denied = True
        elif letters:
            kept.append(part)
    return (", ".join(kept), refused) if denied and kept else None


_EXCEPTS_DAY: Final = re.compile("[av.&e]*z[e&a]*Z[e&a]*")
"""As in "tout sauf mercredi", which is no other day's exception."""

_IF: Final = re.compile(r"(?<!\w)(?:si|s'|if|unless|moins|ila|إذا|اذا|إلا)(?!\w)")

_REASON: Final = re.compile(
    r"[\s,;(]+(?:parce qu[e']|pcq|pck|puisque|vu que|(?<!by )(?<!my )(?<!the )car |because"
    r"|coz |cos |7it(?:ach)?|hit(?:ach)?|7ita?ch|حيت|حيث|لأن|لان|لأنني|لأني|بسبب)"
)
_TALKS: Final = (
    r"(?:faire|discut|parl|echang|échang|voir|revoir|prepar|prépar|travaill|avanc|finalis|present|présent|defin"
    r"|défin|commenc|demarr|démarr|debut|début|qu'on|que l'on"
    r"|(?:le |la |notre |un |une |l'|our |the |a )?(?:premi|prochain|nouve|first|next)?\w* ?(?:rdv|rendez|reunion|réunion|point"
    r"|seance|séance|session|call|appel|rencontre|visio|meeting|echange|échange|suite|chat|catch)"
    r"|discuss|talk|go (?:over|through)|review|prepare|catch|meet|start|work|look)"
)
_PURPOSE: Final = re.compile(
    rf"[\s,;(]+(?:(?:pour|pr|afin de|afin d'|histoire de|to|in order to|for|so) {_TALKS}|so we can "
    r"|(?:bach|besh|bash|باش) ?[nن]|من أجل |لمناقشة |بخصوص )"
)
"""What people meet for; other purposes ("pour un mariage") may be engagements."""


def without_reason(text: str) -> str:
    """`text` up to what it is for or why, when that says nothing about when: "jeudi 18h pour le pitch".

    A reason may name other days ("vendredi, car jeudi je travaille"). Empty when there is none.
    """
    line = text[:READ_AT_MOST]
    if found := _REASON.search(line.casefold()):
        return line[: found.start()]
    for found in _PURPOSE.finditer(line.casefold()):
        if _SAYS_NOTHING.fullmatch(
            "".join(letter for letter, _ in scan(line[found.end() :])) or "."
        ):
            return line[: found.start()]
    return ""


_SAYS_NOTHING: Final = re.compile(r"[.ae&f]+")


_MOVES: Final = re.compile(
    r"(?<!\w)(?:(?:d[ée]plac|d[ée]cal|report|repouss|chang|annul|avanc|modifi)\w+ (?:\w+['’ ]+){0,3}?(?:de|du|d['’]|pr[ée]vue? (?:le|pour|[aà])) ?(?:ce |le )?"
    r"|(?:mov(?:e|ing)|reschedul(?:e|ing)|postpon(?:e|ing)|push|shift|chang(?:e|ing)|cancel) (?:our |the |my |that |this )?(?:\w+ (?:on|of|from|at|scheduled for) )?"
    r"|(?:gh?a?)?n?(?:b[ae]?d+[ae]?l|2?a?j+[ae]?l|ghy+[ae]?r|3ty?l|lghi)\w* (?:\w+ ){0,2}?(?:dyal|dial|d|dl) ?|(?:gh?a?)?n?(?:b[ae]?d+[ae]?l|2?a?j+[ae]?l)\w* (?:l?rdv|lma?w3id|lappel|lmeeting) (?:dyal |d )"
    r"|(?:[أا]?جلوا?|[أا]لغ[يو]ا?|انقلوا?|غيروا?|حولوا?|بدلو?|تأجيل|تغيير|تاجيل|إلغاء|الغاء|نبدل\w*|نأجل\w*|نؤجل|نغير\w*|أؤجل|أغير) (?:ال)?(?:لقاء|موعد|اجتماع|جلسة|لقا|رونديفو)\w* (?:ديال |د )?(?:يوم |نهار )?)"
)
"""Moving a meeting that is named by its time: "déplacer la rencontre de jeudi 18h"."""

_TO: Final = re.compile(
    r"\s(?:[àa]|au|to|vers|pour|l|til|ل|إلى|الى)\s+(?:le |la )?|\sو(?:عوض|خلي|دير|جعل|حول|برمج)\w*\s+(?:ب|ف|إلى )?|\s(?=ل(?:ل|يوم|نهار))",
    re.IGNORECASE,
)
_TELLS_DAY: Final = re.compile("[dwDmP]|[eu][no]|n$")
_TELLS_HOUR: Final = re.compile("[cHp]")


def moved(text: str) -> tuple[str, str] | None:
    """The time from which `text` moves a meeting and the one to which, empty where none is said.

    None when nothing is moved that is named by its time.
    """
    line = text[:READ_AT_MOST]
    low = line.casefold()
    found = _MOVES.search(low)
    if not found:
        return None
    line = line if len(line) == len(low) else low
    named, *behind = _STOPS.split(line[found.end() :], maxsplit=1)
    if not _BEGINS.match(_letters(named)):
        return None
    if "=" in _letters(text):
        return None
    for to in _TO.finditer(named):
        old, new = _letters(named[: to.start()]), _letters(named[to.end() :])
        another_day = _TELLS_DAY.search(old) and _TELLS_DAY.search(new)
        if another_day or (_TELLS_HOUR.search(old) and _TELLS_HOUR.search(new)):
            return named[: to.start()], named[to.end() :]
    tells = behind and (
        _TELLS_DAY.search(_letters(behind[0])) or _TELLS_HOUR.search(_letters(behind[0]))
    )
    return named, behind[0] if tells else ""


def _letters(text: str) -> str:
    return "".join(letter for letter, _ in scan(text))


_STOPS: Final = re.compile(r"[,;!?؟،؛()\n]+|:(?!\d)|[.…]+(?=\s|$)|\s[-–—]\s")
_BEGINS: Final = re.compile("[eat]*[dwDcmpXWH]")
