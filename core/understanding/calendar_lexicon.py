"""The vocabulary of days and hours: what each phrase of data/calendar.tsv stands for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from core.understanding.normal import fold, words
from core.understanding.spelling import respelled, spellings
from core.understanding.table import read


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour and minute as said.

    `exact` when the notation leaves no choice between am and pm; `shown` as a clock shows it
    ("7h", "7:00"), which may be early in the morning; `counted` with the French "h", where "5h" may be
    before dawn; `spaced` when a space stands before minutes.
    """

    hour: int
    minute: int = 0
    part: str = ""
    exact: bool = False
    spaced: bool = False
    shown: bool = False
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A date in digits, day before month as everywhere in Morocco; `year` 0 when not given.

    `turned` when the month may stand first, as in the United States.
    """

    day: int
    month: int
    year: int = 0
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time, "two weeks"; `loose` for the French fortnight of fifteen days."""

    count: int
    unit: str
    loose: bool = False


Value = int | str | Clock | Written | Span
Symbol = tuple[str, Value]
"""A letter for the kind, and what it says. Sentences are matched as strings of these letters."""

LETTERS: Final = {
    "day": "d",
    "weekday": "w",
    "month": "m",
    "part": "p",
    "half": "p",
    "noon": "c",
    "midnight": "M",
    "hour": "H",
    "minutes": "q",
    "minus": "k",
    "past": "K",
    "unit": "u",
    "pair": "U",
    "span": "U",
    "in": "i",
    "later": "L",
    "next": "x",
    "this": "t",
    "last": "l",
    "fortnight": "E",
    "week": "X",
    "weekend": "W",
    "nextmonth": "G",
    "vague": "V",
    "bound": "B",
    "now": "N",
    "at": "a",
    "on": "e",
    "between": "f",
    "to": "T",
    "and": "&",
    "or": "r",
    "maybe": "v",
    "oneday": "o",
    "nth": "O",
    "zone": "Q",
    "oclock": "h",
    "thismonth": "g",
    "moment": "*",
    "anyday": "v",
    "greeting": "_",
    "no": "z",
    "meal": "Y",
    "ago": "J",
    "word": ".",
    "same": "=",
}
_NUMERIC: Final = frozenset(
    "day weekday month noon midnight hour minutes fortnight week oneday nth".split()
)
_INFLECTED: Final = frozenset("day weekday month part hour minutes unit pair".split())
_LATIN: Final = [
    joint + article for joint in ("", *"fdbnwm") for article in ("", "l", "el", "al", "le", "la")
]
_ARABIC: Final = ("ال", "ل", "فال", "بال", "لل", "دال", "ف", "ب", "د", "فل")

_NAMES: Final = frozenset("dwm")
_SHORTEST_TYPO: Final = 5


@cache
def _phrases() -> Mapping[tuple[str, ...], list[Symbol]]:
    phrases: dict[tuple[str, ...], list[Symbol]] = {}
    for row in read("calendar"):
        symbols = _symbols(row["kind"], row["value"])
        plain, latin, arabic = (_forms(row[column]) for column in ("plain", "latin", "arabic"))
        for form in (*plain, *latin, *arabic):
            phrases.setdefault(form, symbols)
        if row["kind"] in _INFLECTED:
            for form in latin:
                for joint in _LATIN:
                    phrases.setdefault((joint + form[0], *form[1:]), symbols)
            for form in arabic:
                for joint in _ARABIC if len(form) == 1 and len(form[0]) > 1 else ():
                    if form[0].removeprefix("ال") == "يوم" and not joint.endswith("ال"):
                        # "بيوم الجمعة" is on Friday, not today.
                        continue
                    phrases.setdefault((joint + form[0].removeprefix("ال"),), symbols)
    return phrases


@cache
def known_spellings() -> Mapping[str, str]:
    """One spelling of each word of Darija, by skeleton."""
    return spellings((form, tuple(symbols)) for form, symbols in _phrases().items())


@cache
def lexicon() -> dict[str, list[tuple[list[str], list[Symbol]]]]:
    """Every phrase under its first word, the longest first, as given and in one spelling."""
    phrases = dict(_phrases())
    known = known_spellings()
    for form, symbols in _phrases().items():
        phrases.setdefault(tuple(respelled(word, known) for word in form), symbols)
    by_word: dict[str, list[tuple[list[str], list[Symbol]]]] = {}
    for form, symbols in sorted(phrases.items(), key=lambda entry: -len(entry[0])):
        by_word.setdefault(form[0], []).append((list(form), symbols))
    return by_word


def _forms(cell: str) -> list[tuple[str, ...]]:
    return [form for phrase in cell.split("|") if (form := tuple(words(fold(phrase))))]


def _symbols(kind: str, value: str) -> list[Symbol]:
    letter = LETTERS[kind]
    if kind == "moment":
        day, part = value.split()
        return [("d", int(day)), ("p", part)]
    if kind == "noon":
        return [("c", Clock(12, exact=True))]
    if kind == "pair":
        return [(letter, Span(2, value))]
    if kind == "span":
        count, unit = value.split()
        return [(letter, Span(int(count), unit))]
    return [(letter, int(value) if kind in _NUMERIC else value)]


@cache
def _names() -> dict[tuple[str, int], list[tuple[str, list[Symbol]]]]:
    """Names of days and months that are long enough to be known with one slip of the thumb.

    They stand under their first letter and each length that a slip of one letter makes of them.
    """
    found: dict[tuple[str, int], list[tuple[str, list[Symbol]]]] = {}
    for row in read("calendar"):
        symbols = _symbols(row["kind"], row["value"])
        # With a preposition before it a name is too near to too much: "mrida", "delay".
        forms = [form for column in ("plain", "latin", "arabic") for form in _forms(row[column])]
        for name, *more in forms if symbols[0][0] in _NAMES else ():
            if not more and len(name) >= _SHORTEST_TYPO:
                for length in range(len(name) - 1, len(name) + 2):
                    found.setdefault((name[0], length), []).append((name, symbols))
    return found


@lru_cache(maxsize=2048)
def mistyped(word: str) -> list[Symbol]:
    """The one name that is a single slip away from `word`; empty when none or several are."""
    if len(word) < _SHORTEST_TYPO or any(map(str.isdecimal, word)):
        return []
    # In Arabic a letter may be a particle: "فالأمر" is no yesterday.
    kinds = _NAMES if word.isascii() else _NAMES - {"d"}
    near = [
        symbols
        for name, symbols in _names().get((word[0], len(word)), ())
        if symbols[0][0] in kinds and OSA.distance(name, word, score_cutoff=1) <= 1
    ]
    return near[0] if near and all(one == near[0] for one in near) else []
