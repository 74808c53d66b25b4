"""Sentences about days and hours, taken apart: "jeudi 18h30", "14/02", "بعد غد", "m3a 6"."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from core.understanding.asides import asides
from core.understanding.calendar_lexicon import (
    Clock,
    Symbol,
    known_spellings,
    lexicon,
    mistyped,
)
from core.understanding.calendar_shapes import SHAPES, prepared, shape
from core.understanding.normal import READ_AT_MOST, fold, word_set, words
from core.understanding.number_words import CONSTRUCT, LANGUAGES, numeral
from core.understanding.numbers import spelled
from core.understanding.small_words import DENIED, FILLERS, NEGATIONS
from core.understanding.spelling import respelled, spellings

_NTH: Final = re.compile(r"(\d{1,2})(?:er|ere|st|nd|rd|th|eme|e)")
_GLUED: Final = re.compile(
    r"(?:f|ف|l|ل|b|ب|a|d|د|w|و|m3a|مع|3la|على|ع)(\d{1,2})|(\d{1,2})(?:d|dl|du|f|de|ish)"
)
_MEASURED: Final = re.compile(
    r"(\d{1,3})(jrs?|j|sem|semaines?|mois|mins?|mn|ans?|days?|weeks?|wks?)"
)
"""A number and its unit without a space: "15j", "3sem"."""

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

_PLACES: Final = word_set(
    """
    bureau bureaux cafe hotel restaurant resto agence local locaux siege quartier centre salle gare fac
    ecole campus boutique magasin usine atelier mall office station lobby hub
    مكتب المكتب مقهى المقهى فندق الفندق مقر المقر محطة المحطة lmaktab lbiro birou l9ahwa lqahwa
    """
)
"""The words behind may be the name of the place."""

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

_LEADING: Final = ("n", "c", "a", "T", "f", "B", "i")
"""Behind these the Darija article stands before an hour, elsewhere "l 19" is a date."""

_NE: Final = frozenset(("ne", "n"))
"""Before "plus" they make it "no more"."""

_ONE: Final = frozenset("un une an one wa7ed wahed wa7d wahd we7da شي chi".split())
_NUMBERS: Final = frozenset(
    word for language in LANGUAGES for word in language.worth if word not in CONSTRUCT
)
_STARTS: Final = frozenset(word for language in LANGUAGES for word in language.worth)


@cache
def _beside() -> frozenset[str]:
    return (FILLERS | asides("talk", "when")) - _BUSY


@cache
def _beside_spellings() -> Mapping[str, str]:
    return spellings(((word,), "") for word in sorted(_beside()))


def scan(text: str) -> list[Symbol]:
    """The symbols of `text` in order; "." stands for a word that says nothing about time.

    Courtesy and small words are left out. Never raises.
    """
    folded = prepared(text)
    pieces = [(found.lastgroup or "", found) for found in SHAPES.finditer(folded)]
    said = [found[0].strip() for _, found in pieces]
    known = known_spellings()
    plain = [respelled(word, known) for word in said]
    spellings_ = (said, plain) if plain != said else (said,)
    phrases = lexicon()
    symbols: list[Symbol] = []
    at = 0
    while at < len(pieces):
        kind, found = pieces[at]
        word = said[at]
        if word in _SMALL:
            digits_follow = at + 1 < len(pieces) and _digits(pieces[at + 1][0])
            small = _small(word, symbols, digits_follow=digits_follow)
            if small is not None:
                symbols += small
                at += 1
                continue
        phrase: list[str] = []
        meaning: list[Symbol] = []
        for spelling in spellings_:
            for one, says in phrases.get(spelling[at], ()):
                if len(one) > len(phrase) and spelling[at : at + len(one)] == one:
                    phrase, meaning = one, says
                    break
        if phrase:
            if meaning[0][0] == "m" and symbols and symbols[-1][0] == "c":
                _split_clock(symbols)
            symbols += meaning
            at += len(phrase)
        else:
            following = pieces[at + 1][0] if at + 1 < len(pieces) else ""
            if word == "mon" and _hour_follows(said[at + 1 : at + 2], following):
                # Before an hour it is no French "my".
                symbols.append(("w", 0))
                at += 1
                continue
            if word == "plus" and not _NE.isdisjoint(said[:at]):
                symbols.append(("z", word))
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
            if kind == "word" and numeral(word) in _STARTS:
                size, number = _number(said[at : at + 4])
                if size:
                    symbols.append(("1" if size == 1 and word in _ONE else "n", number))
                    at += size
                    continue
            after_clock = kind == "number" and symbols and symbols[-1][0] == "c"
            if after_clock and at and not _digits(pieces[at - 1][0]):
                # Words between an hour and a number part them: "4pm works 4 me".
                symbols.append((".", word))
            said_here = _word(word) if kind == "word" else shape(kind, found)
            named = (
                at
                and said_here == [(".", word)]
                and (
                    said[at - 1] in _GREETINGS or not _PLACES.isdisjoint(said[max(0, at - 2) : at])
                )
            )
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

_SMALL: Final = frozenset(("mn", "l", *_PASSED, *_FROM))


def _small(word: str, before: list[Symbol], *, digits_follow: bool) -> list[Symbol] | None:
    """What a small word says between its neighbours; None when it says what it always says."""
    letter = before[-1][0] if before else ""
    if word in _PASSED:
        return [] if letter not in ("w", "u", "X", "m") else None
    if not digits_follow:
        return None
    if word == "mn":
        # Behind a number it is the French minute, before one the Darija "from".
        dated = "".join(one[0] for one in before[-2:-1]) in _DAYS
        return [("f", word)] if letter not in ("n", "c") or dated else None
    if word == "l":
        return [("e", word)] if letter not in _LEADING else None
    return [(_FROM[word], word)]


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
        if numeral(said[size - 1]) not in _NUMBERS:
            continue
        number = spelled(said[:size])
        if number is not None:
            return size, number
    return 0, 0


@lru_cache(maxsize=8192)
def _word(word: str) -> list[Symbol]:
    """What a single word says; the list is shared, so nobody may change it."""
    if word in NEGATIONS or DENIED.fullmatch(word):
        return [("z", word)]
    if word in _ASKING:
        return [("?", word)]
    if word in _beside() or respelled(word, _beside_spellings()) in _beside():
        return []
    if found := _NTH.fullmatch(word):
        return [("o", int(found[1]))]
    if found := _MEASURED.fullmatch(word):
        unit = [("u", "day")] if found[2][0] == "j" else _unit(found[2])
        return [("n", int(found[1])), *unit]
    if found := _GLUED.fullmatch(word):
        if word.endswith("ish"):
            return [("a", "about"), ("n", int(found[2]))]
        joint = ("&", "و") if word[0] in "wو" else ("a", "")
        return [joint, ("n", int(found[1]))] if found[1] else [("n", int(found[2]))]
    if _SPEAKING.fullmatch(word):
        return []
    if word[0] == "و" and len(word) > 2:
        return [("&", "و"), *scan(word[1:])]
    return mistyped(word) or [(".", word)]


def _unit(word: str) -> list[Symbol]:
    return next(symbols for phrase, symbols in lexicon()[word] if len(phrase) == 1)
