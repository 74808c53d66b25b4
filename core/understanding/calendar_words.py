"""Sentences about days and hours, taken apart: "jeudi 18h30", "14/02", "بعد غد", "m3a 6"."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from core.understanding.asides import asides
from core.understanding.calendar_company import (
    BUSY,
    GREETINGS,
    PLACES,
    PRONOUNS,
    SPEAKING,
    names,
    without_choice,
)
from core.understanding.calendar_lexicon import (
    Clock,
    Symbol,
    known_spellings,
    lexicon,
    mistyped,
)
from core.understanding.calendar_shapes import SHAPES, prepared, shape
from core.understanding.normal import word_set
from core.understanding.number_words import CONSTRUCT, LANGUAGES, numeral
from core.understanding.numbers import spelled
from core.understanding.small_words import COURTESY, DENIED, FILLERS, NEGATIONS
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

_ZONES: Final = {
    "cest": "Europe/Paris",
    "est": "America/New_York",
    "et": "America/New_York",
    "cet": "Europe/Paris",
}
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


Piece = tuple[str, re.Match[str]]
"""A piece of a folded text and the name of its shape."""


@cache
def _beside() -> frozenset[str]:
    return (FILLERS | asides("talk", "when")) - BUSY


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
    plain = [word if word in _beside() else respelled(word, known) for word in said]
    spellings_ = (said, plain) if plain != said else (said,)
    phrases = lexicon()
    symbols: list[Symbol] = []
    at = heard = told = 0
    while at < len(pieces):
        kind, found = pieces[at]
        word = said[at]
        if len(symbols) != told:
            told, heard = len(symbols), at
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
            if word in _DAY_NUMBERS and (
                _digits(following)
                or said[at + 1 : at + 2] == ["m3a"]
                or (
                    said[at + 1 : at + 2] == ["f"]
                    and len(pieces) > at + 2
                    and _digits(pieces[at + 2][0])
                )
            ):
                symbols.append(("w", _DAY_NUMBERS[word]))
                at += 1
                continue
            if kind == "word" and numeral(word) in _STARTS:
                size, number = _number(said[at : at + 4])
                if size:
                    if symbols and symbols[-1][0] == "c" and heard < at:
                        # "à 16h30, on sera deux"
                        symbols.append((".", word))
                    symbols.append(("1" if size == 1 and word in _ONE else "n", number))
                    at += size
                    continue
            after_clock = kind == "number" and symbols and symbols[-1][0] == "c"
            if after_clock and heard < at:
                # Words between an hour and a number part them: "4pm works 4 me".
                symbols.append((".", word))
            said_here = _word(word) if kind == "word" else shape(kind, found)
            named = at and said_here == [(".", word)] and _introduced(said, pieces, at, folded)
            if not (said_here or named) and symbols and symbols[-1][0] == "1":
                # "Un call dimanche": an article of what says nothing about when.
                symbols.pop()
            symbols += [] if named else said_here
            at += 1
    if any(symbol[0] == "." for symbol in symbols) and (named_here := names(text)):
        symbols = [one for one in symbols if one[0] != "." or one[1] not in named_here]
    symbols = without_choice(said, symbols)
    for at, (kind, value) in enumerate(symbols[:-1]):
        # Before a name or a number "nhar" and "يوم" introduce a day, they count none.
        if value == "day" and kind == "u" and symbols[at + 1][0] in "wDdn":
            symbols[at] = ("e", "day")
    symbols = _without_only(symbols)
    if _TO_TALK.search(folded):
        symbols = [one for one in symbols if one != ("T", "0")]
    if said[1:] and _last(said) in _NO and "là" not in text.casefold():
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


_TO_TALK: Final = re.compile(
    r"\bto (?:chat|talk|meet|speak|call|discuss|connect|catch|see|do|have|make|join|be|get|confirm|schedule|me|us|you)\b"
)
"""The English infinitive leads to no hour."""


def _introduced(said: Sequence[str], pieces: Sequence[Piece], at: int, folded: str) -> bool:
    """Whether the word here is the name of whoever is greeted, or of a place."""
    pause = folded[pieces[at - 1][1].end() : pieces[at][1].start()].strip()
    if said[at - 1] in GREETINGS:
        return not pause
    called = at > 1 and said[at - 2] in PLACES and not pause
    near = said[at - 1] in PLACES or (called and said[at - 1] not in PRONOUNS)
    return near and said[at] not in BUSY


_PARTING: Final = COURTESY | word_set("inchallah inshallah nchallah nshallah allah")


def _last(said: Sequence[str]) -> str:
    """The last word that is no courtesy; empty when all are."""
    return next((word for word in reversed(said) if word in _NO or word not in _PARTING), "")


_COUNTED: Final = frozenset("uhHUcqLiw.")


def _without_only(symbols: list[Symbol]) -> list[Symbol]:
    """Leave out "ghir" before the one day that is named; of a week it may be the exception."""
    if ("k", "only") not in symbols:
        return symbols
    at = symbols.index(("k", "only"))
    before, behind = symbols[:at], symbols[at + 1 :]
    names = bool(behind) and behind[0][0] in "ewdD"
    whole = any(letter in "XUuvWz" for letter, _ in before)
    return [*before, *behind] if names and not whole else symbols


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
    if word in NEGATIONS or (DENIED.fullmatch(word) and word not in _beside()):
        return [("z", word)]
    if word in _ASKING:
        return [("?", word)]
    if _said_beside(word):
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
    if SPEAKING.fullmatch(word):
        return []
    if word[0] == "و" and len(word) > 2:
        return [("&", "و"), *scan(word.lstrip("و"))]
    return mistyped(word) or [(".", word)]


_JOINED: Final = re.compile(r"(?:fl|bl|l|f|b)(?=\w{4})|(?:[بفلكو]?ال|لل|[بفل])(?=\w{3})")
"""Prepositions and the article, written as one with their noun in Darija and Arabic."""


def _said_beside(word: str) -> bool:
    """Whether a word says nothing about when, with what may be joined to it."""
    bare = _JOINED.sub("", word, count=1) if _JOINED.match(word) else word
    return bool(
        _beside().intersection((word, bare, "ال" + bare))
        or respelled(word, _beside_spellings()) in _beside()
    )


def _unit(word: str) -> list[Symbol]:
    return next(symbols for phrase, symbols in lexicon()[word] if len(phrase) == 1)
