"""Sentences about days and hours, taken apart: "jeudi 18h30", "14/02", "بعد غد", "m3a 6"."""

import re
from functools import cache
from typing import Final

from core.understanding.asides import asides
from core.understanding.calendar_lexicon import Clock, Symbol, Written, lexicon, mistyped
from core.understanding.normal import READ_AT_MOST, fold, word_set, words
from core.understanding.number_words import CONSTRUCT, LANGUAGES
from core.understanding.numbers import spelled
from core.understanding.small_words import DENIED, FILLERS, NEGATIONS

_SHAPES: Final = re.compile(
    r"(?P<iso>(?<!\d)20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d))"
    r"|(?P<date>\d{1,2} ?(?P<mark>[-/.]) ?\d{1,2} ?(?P=mark) ?(?:\d{4}|\d\d)(?!\d))"
    r"|(?P<slash>\d{1,2} ?/ ?\d{1,2}(?![\dh])|(?<![\d:h-])\d{1,2}-0\d(?![\dh:/-]))"
    r"|(?P<ampm>(\d{1,2})(?: ?[:.h] ?(\d\d))? ?([ap])\.? ?m(?![^\W_])\.?)"
    r"|(?P<clock>(\d{1,2}) ?(?:h|heures?|(?<=1[3-9])hrs?|(?<=1[3-9] )hrs?|(?<=2[0-3])hrs?)(?:(\d\d?)| (\d\d)(?! ?[/:h\d]))?(?: ?mi?n(?! (?:daba|hna)))?(?![^\W_]))"
    r"|(?P<colon>(\d{1,3}) ?: ?(\d\d)(?!\d| ?h\d)(?: ?h(?![^\W_]))?)"
    r"|(?P<dotted>\d{1,2}\.\d\d(?![\d.]))"
    r"|(?P<dash>(?<=[\dhm])(?: ?(?:->?|→) ?| (?:l|ل) ?)(?=\d))"
    r"|(?P<number>\d+(?![^\W_]))"
    r"|(?P<word>[^\W_]+)"
)
_NTH: Final = re.compile(r"(\d{1,2})(?:er|ere|st|nd|rd|th|eme|e)")
_GLUED: Final = re.compile(
    r"(?:f|ف|l|ل|b|ب|a|d|د|w|و|m3a|مع|3la|على|ع)(\d{1,2})|(\d{1,2})(?:d|dl|du|f|de|ish)"
)
_ATTACHED: Final = re.compile(r"(?<![^\W_])([^\W\d_]+)(?=\d{1,2}[h:](?:\d\d)?(?![^\W_]))")
"""A word and the hour behind it without a space: "jeudi18h"."""

_ASKING: Final = word_set(
    "quand quel quelle when which متى فوقاش fo9ach fo9ash imta fou9ach waqtach"
)
_NO_ALONE: Final = frozenset(("non", "nn", "nan", "nope"))
_NO: Final = _NO_ALONE | {"no", "لا", "la"}
_NO_PAUSE: Final = re.compile(r"\s*\w+\s*[,،.!;:-]")
"""A no before a pause, or one that stands for a sentence, refuses what was proposed before."""

# The verb of a denial in two words: "ma n9derch".
_VERB_DENIED: Final = re.compile(r"\w{2,}(?:ch|sh|chi|ش)")
_AFTER_MON: Final = frozenset(("at", "morning", "afternoon", "evening"))

_BUSY: Final = word_set(
    """
    travaille travail work working job khdam khdama kankhdem kankhdm kankheddem خدام خدامة اعمل
    اشتغل كنخدم kan كان ai ete been ve was viens reflechir besoin need aide help uns
    """
)
"""Small words elsewhere; beside an hour they may tell of an engagement or of the past."""

_GREETINGS: Final = word_set(
    """
    bonjour bonsoir bjr bsr salut slt salam slm hello hi hey coucou cher chere dear mr mme si lalla
    merci thanks سلام السلام مرحبا شكرا سي لالة khoya khouya
    """
)
"""The word behind may be a name."""

_SPEAKING: Final = re.compile(
    r"(?:re)?(?:voi|voy|verr|parl|appel|rencontr|retrouv|discut|echang|fix|cal|propos|convien|arrang"
    r"|confirm|valid|prefer|programm|planifi|organis|connect|rejoin|bloqu|reserv|causer|debrief)\w{0,6}"
    r"|(?:meet|talk|speak|chat|schedul|confirm|propos|suggest|prefer|suit|discuss|connect)(?:s|e|es|ing)?"
    r"|[nt]t?(?:l[ae]?[9q]|ch[aoue]*f(?=\w)|h[ae]?d[ae]?r|3[aei]*y+[ae]*t|wa?s+l|d+wi|[9q]t[ae]?r[ae]?[7h]|k[ae]l+m|dir|fah|taf[9q]|[9q]ad)\w{0,7}"
    r"|k?a?y?n?[mn]a?s[ae]b(?:ni|na|k|kom|lik)?"
    r"|[نتايسك]{1,3}(?:لتق|لاق|تلاق|تواصل|تحدث|تكلم|تقابل|جتمع|ناقش|ناسب|فضل|قترح|حدد|تفق|هضر|عيط|شوف|شاوف|دوي|دير|لائم|وافق)\w{0,5}"
)
"""Forms of the verbs for meeting, talking and suiting, which say nothing about when."""

_SIR: Final = re.compile(r"\b[Ss]i [A-ZÀ-Ý]")
"""The Moroccan "si" before a first name is no French "if"."""

_CITIES: Final = word_set(
    "casa casablanca rabat fes maroc paris lyon france bruxelles londres montreal quebec canada toronto "
    "dubai york london morocco riyad doha geneve"
)
"""Behind an hour a city may name the clock that is meant."""

_NAME: Final = re.compile(r"(?<=[\w,;:\])] )[A-ZÀ-Ý][a-zà-ÿ'’-]+")
"""A word with a capital inside a sentence is the name of a person or a place."""

_DAYS: Final = ("w", "e", "u")
"""Before a number these make it a date."""

_PASSED: Final = ("passe", "passee")
"""Behind a day it is over; elsewhere somebody only comes by."""

_FROM: Final = {"de": "f", "du": "F"}
"""Before digits: "de 10 à 12" are hours, "du 10 au 12" days."""

_DAY_NUMBERS: Final = dict.fromkeys(("tlata", "tleta", "tlatha"), 1) | dict.fromkeys(
    ("arb3a", "arba3a", "reb3a"), 2
)
"""Three and four in Darija, which before an hour are Tuesday and Wednesday."""

_ZONES: Final = {"est": "America/New_York", "et": "America/New_York", "cet": "Europe/Paris"}
"""Small words of French; at the end of a sentence they name a clock."""

_ONE: Final = frozenset("un une an one wa7ed wahed wa7d wahd we7da شي chi".split())
_NUMBERS: Final = frozenset(
    word for language in LANGUAGES for word in language.worth if word not in CONSTRUCT
)
_STARTS: Final = frozenset(word for language in LANGUAGES for word in language.worth)


_IFS: Final = ("si ", "if ", "ila ", "اذا ", "الا ", "لا ", "ان ")
_FREE: Final = (
    "libres?|dispos?|disponibles?|possible|convient|conviendrait|va|arrange|voulez|veux|pouvez|peux|marche|ok"
    "|d'accord|partante?s?|joue|sied"
)
_COURTEOUS: Final = re.compile(
    r"(?<!\w)(?:"
    rf"(?:si|ou si) (?:vous|tu|t'|ca|cela|c'|c |on)(?:(?! pas| plus)[ ']*[\w]+){{0,4}}?[ ']*(?:{_FREE})(?: vous| toi| pour vous| pour toi)?"
    r"|if (?:you|u|it|that|this)(?:(?! not)[ ']*\w+){0,4}? (?:free|available|ok|okay|works?|suits?|possible|convenient|can|up for it|like)(?: for you| you)?"
    r"|(?:ila|اذا|الا|لا|ان) (?:(?:bghiti|brit|briti|momkin|ymken|بغيتي|بغيتو|امكن|ممكن)"
    r"|(?:kan|kanet|kant|kent|knt|knti|kenti|konti|kunti|كان|كانت|كنت|كنتي|كنتم)(?: \w+){0,2}?"
    r" (?:msali|msalya|fare?gha?|khawi|khawya|momkin|mumkin|mnasi?ba?|mojoud|wajda?|libre|dispo"
    r"|مسالي|مسالية|فارغ|فارغة|ممكنا?|مناسبا?|متفرغ\w*|متاح\w*|وقتكم|وقتك))(?: lik| likom| لك| لكم| ليك)?"
    r")(?!\w)"
)
"""If you are free, if it suits you: courtesy that opens no other possibility."""


@cache
def _beside() -> frozenset[str]:
    return (FILLERS | asides("talk", "when")) - _BUSY


def scan(text: str) -> list[Symbol]:
    """The symbols of `text` in order; "." stands for a word that says nothing about time.

    Courtesy and small words are left out. Never raises.
    """
    folded = fold(text)
    if any(opening in folded for opening in _IFS):
        folded = _COURTEOUS.sub(" ", folded)
    folded = _ATTACHED.sub(r"\1 ", folded)
    pieces = [(found.lastgroup or "", found) for found in _SHAPES.finditer(folded)]
    said = [found[0].strip() for _, found in pieces]
    phrases = lexicon()
    symbols: list[Symbol] = []
    at = 0
    while at < len(pieces):
        kind, found = pieces[at]
        word = said[at]
        before = symbols[-1][0] if symbols else ""
        if (
            word == "mn"
            and (before not in ("n", "c") or "".join(one[0] for one in symbols[-2:-1]) in _DAYS)
            and pieces[at + 1 : at + 2]
            and _digits(pieces[at + 1][0])
        ):
            # Behind a number it is the French minute, before one the Darija "from".
            symbols.append(("f", word))
            at += 1
            continue
        if word in _PASSED and before not in ("w", "u", "X", "m"):
            at += 1
            continue
        if word in _FROM and pieces[at + 1 : at + 2] and _digits(pieces[at + 1][0]):
            symbols.append((_FROM[word], word))
            at += 1
            continue
        for phrase, meaning in phrases.get(word, ()):
            if said[at : at + len(phrase)] == phrase:
                if meaning[0][0] == "m" and symbols and symbols[-1][0] == "c":
                    _split_clock(symbols)
                symbols += meaning
                at += len(phrase)
                break
        else:
            following = pieces[at + 1][0] if at + 1 < len(pieces) else ""
            if word == "mon" and _hour_follows(said[at + 1 : at + 2], following):
                # Before an hour it is no French "my".
                symbols.append(("w", 0))
                at += 1
                continue
            if word in ("ma", "ما") and following and _VERB_DENIED.fullmatch(said[at + 1]):
                symbols.append(("z", word))
                at += 2
                continue
            if word in _DAY_NUMBERS and (_digits(following) or said[at + 1 : at + 2] == ["m3a"]):
                symbols.append(("w", _DAY_NUMBERS[word]))
                at += 1
                continue
            if kind == "word" and word in _STARTS:
                size, number = _number(said[at : at + 4])
                if size:
                    symbols.append(("1" if size == 1 and word in _ONE else "n", number))
                    at += size
                    continue
            if kind == "number" and before == "c" and at and not _digits(pieces[at - 1][0]):
                # Words between an hour and a number part them: "4pm works 4 me".
                symbols.append((".", word))
            said_here = _word(word) if kind == "word" else _shape(kind, found)
            named = at and said[at - 1] in _GREETINGS and said_here == [(".", word)]
            symbols += [] if named else said_here
            at += 1
    if any(symbol[0] == "." for symbol in symbols) and (names := _names(text)):
        symbols = [one for one in symbols if one[0] != "." or one[1] not in names]
    for at, (kind, value) in enumerate(symbols[:-1]):
        # Before a name or a number "nhar" and "يوم" introduce a day, they count none.
        if value == "day" and kind == "u" and symbols[at + 1][0] in "wDdn":
            symbols[at] = ("e", "day")
    if said[1:] and said[-1] in _NO and not text.rstrip(" .!").endswith("là"):
        symbols.append(("z", said[-1]))
    if said and said[-1] in _ZONES:
        symbols = [
            *(one for one in symbols[:-1]),
            *(one for one in symbols[-1:] if one[0] not in "t&"),
        ]
        symbols.append(("Q", _ZONES[said[-1]]))
    if symbols and symbols[0][1] in _NO and (symbols[0][1] in _NO_ALONE or _NO_PAUSE.match(text)):
        del symbols[0]
    symbols = [symbol for symbol in symbols if symbol[0] != "_"]
    # "un Zoom jeudi": an article of what says nothing says nothing either.
    behind = [*(letter for letter, _ in symbols[1:]), ""]
    return [
        one for one, then in zip(symbols, behind, strict=False) if one[0] != "1" or then in _COUNTED
    ]


_COUNTED: Final = frozenset("uhHUcqLiw.")


def _names(text: str) -> frozenset[str]:
    named = _NAME.findall(text[:READ_AT_MOST])
    found = frozenset(word for name in named for word in words(fold(name))) - _CITIES
    return found | {"si"} if _SIR.search(text) else found


def _digits(kind: str) -> bool:
    return kind in ("number", "clock", "colon", "ampm")


def _hour_follows(said: list[str], kind: str) -> bool:
    return bool(said) and (kind != "word" or said[0] in _AFTER_MON)


def _split_clock(symbols: list[Symbol]) -> None:
    """“ novembre" is the thirtieth, not half past."""
    clock = symbols[-1][1]
    if isinstance(clock, Clock) and clock.spaced:
        symbols[-1] = ("c", Clock(clock.hour, exact=clock.exact))
        symbols.append(("n", clock.minute))


def _number(said: list[str]) -> tuple[int, int]:
    """How many of these words spell one number, and which; 0 words when none do."""
    for size in range(len(said), 0, -1):
        if said[size - 1] not in _NUMBERS:
            continue
        number = spelled(said[:size])
        if number is not None:
            return size, number
    return 0, 0


def _word(word: str) -> list[Symbol]:
    if word in NEGATIONS or DENIED.fullmatch(word):
        return [("z", word)]
    if word in _ASKING:
        return [("?", word)]
    if word in _beside():
        return []
    if found := _NTH.fullmatch(word):
        return [("o", int(found[1]))]
    if found := _GLUED.fullmatch(word):
        joint = ("&", "و") if word[0] in "wو" else ("a", "")
        return [joint, ("n", int(found[1]))] if found[1] else [("n", int(found[2]))]
    if _SPEAKING.fullmatch(word):
        return []
    if word[0] == "و" and len(word) > 2:
        return [("&", "و"), *scan(word[1:])]
    return mistyped(word) or [(".", word)]


def _shape(kind: str, found: re.Match[str]) -> list[Symbol]:
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
            return [("c", Clock(numbers[0], numbers[1] if numbers[1:] else 0, part))]
        case "clock" | "colon":
            minute = numbers[1] if numbers[1:] else 0
            exact = numbers[0] > 12 or found[0][0] == "0"
            spaced = kind == "clock" and re.search(r" \d\d$", found[0]) is not None
            return [("c", Clock(numbers[0], minute, exact=exact, spaced=spaced, shown=True))]
    return []
