"""Whole numbers, as digits of any script or as words, by a grammar of our own."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from core.understanding.amends import without_denied
from core.understanding.normal import READ_AT_MOST, digits, fold, words
from core.understanding.number_words import CONSTRUCT, DARIJA, LANGUAGES, Language, numeral
from core.understanding.small_words import COURTESY
from core.understanding.table import read

# One separator throughout, groups of three: "1 500", "1٬500", "1'500"; a point or a comma may
# be a decimal mark, so one alone is never read as a separator.
_PLAIN: Final = re.compile(r"[0-9]{1,15}")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:([ '٬.,])[0-9]{3})(?:\1[0-9]{3})*")
_SPACES: Final = re.compile(r"[\s\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+")
_MEANINGFUL: Final = frozenset("+-−±%‰<>=≤≥~≈/€$£°?؟_")
"""Signs that make "a number" something else: a share, a price, a bound, a question."""


_NONE: Final = frozenset(
    map(fold, ("aucun", "aucune", "none", "rien", "walo", "walou", "والو", "لا شيء"))
)
_OF: Final = frozenset(map(fold, ("d", "de", "dyal", "dial", "ديال", "د")))

_SIGNED: Final = re.compile(r"[-+−±%‰<>=≤≥~≈/€$£°?؟_.,]\s*\d|\d\s*[-+%‰=/€$£°_]|\?|؟")

_NUMERALS: Final = frozenset(word for language in LANGUAGES for word in language.worth)


def whole_number(text: str) -> int | None:
    """The whole number that `text` is, 0 or more; None when it is anything else or could be two.

    Digits of any script up to 15, with groups ("1 500", "١٬٥٠٠", "1.500.000"), or words up to
    999 999 in French, English, Arabic and Darija. A noun behind
    it may say of what ("12 personnes"), and "aucun" is 0. Refuses `1_000`, `²`, `1.500`, `-5`, `50 %`.
    """
    if text.isascii() and text.isalnum():
        return _one_run(text)
    plain = _digits(text)
    if plain is not None:
        return plain
    if meant := without_denied(text):
        return whole_number(meant)
    said = [word for word in words(fold(text)) if word not in COURTESY]
    if not said:
        return None
    if not any(map(str.isdigit, said)) and (number := spelled(said)) is not None:
        return number
    return 0 if " ".join(said) in _NONE else None if _SIGNED.search(text) else _with_noun(said)


def _with_noun(said: Sequence[str]) -> int | None:
    """The number in "12 personnes", "عشرة أشخاص", "5 d nass": nothing else may be said."""
    counted = list(said)
    while counted and counted[-1] in _nouns():
        del counted[-1]
    if not counted or len(counted) == len(said):
        return None
    if counted[-1] in _OF:
        del counted[-1]
    if len(counted) == 1 and counted[0].isdigit():
        return _one_run(counted[0])
    return spelled(counted) if counted and not any(map(str.isdigit, counted)) else None


@cache
def _nouns() -> frozenset[str]:
    forms = (
        row["forms"] for row in read("amounts") if (row["kind"], row["value"]) == ("u", "count")
    )
    return frozenset(fold(form) for cell in forms for form in cell.split("|") if " " not in form)


def _one_run(text: str) -> int | None:
    """As `whole_number`, of ASCII letters and digits without a space, which most answers are."""
    if text.isdigit():
        return int(text) if len(text) <= 15 and (text[0] != "0" or len(text) <= 2) else None
    said = text.lower()
    if said in _NONE:
        return 0
    return spelled([said]) if numeral(said) in _NUMERALS and said not in COURTESY else None


def _digits(text: str) -> int | None:
    line = _SPACES.sub(" ", digits(text[:READ_AT_MOST]).replace("’", "'"))
    line = " ".join(part for part in line.split() if fold(part) not in COURTESY)
    while line and not (line[-1].isalnum() or line[-1] in _MEANINGFUL):
        line = line[:-1]
    while line and not (line[0].isalnum() or line[0] in _MEANINGFUL):
        line = line[1:]
    if _PLAIN.fullmatch(line):
        # A leading zero belongs to a telephone number or a code, except in "05".
        return int(line) if line[0] != "0" or len(line) <= 2 else None
    match = _GROUPED.fullmatch(line)
    if match is None or (match[1] in ".," and line.count(match[1]) < 2) or line[0] == "0":
        return None
    number = line.replace(match[1], "")
    return int(number) if len(number) <= 15 else None


def spelled(said: Sequence[str]) -> int | None:
    """The number below a million that these folded words spell, in one language; else None."""
    if len(said) > 16 or (len(said) == 1 and said[0] in CONSTRUCT):
        return None
    for language in LANGUAGES:
        worth = _worth(said, language)
        if worth and (number := _compose(worth, units_first=language.units_first)) is not None:
            return number
    return None


def _worth(said: Sequence[str], language: Language) -> list[int] | None:
    worth = []
    for place, word in enumerate(said):
        if place and word in language.joins:
            continue
        number = language.worth.get(word)
        if number is None and language is DARIJA:
            number = language.worth.get(numeral(word))
        if number is None and place and language.joined and word.startswith(language.joined):
            number = language.worth.get(word[1:])
        if number is None:
            return None
        worth.append(number)
    return worth


def _compose(worth: list[int], *, units_first: bool) -> int | None:
    thousands = [place for place, number in enumerate(worth) if number in (1000, 2000)]
    if len(thousands) > 1:
        return None
    below = _below_hundred_units_first if units_first else _below_hundred
    if not thousands:
        return _below_thousand(worth, below)
    at = thousands[0]
    head = _below_thousand(worth[:at], below) if at else 1
    tail = _below_thousand(worth[at + 1 :], below) if at + 1 < len(worth) else 0
    if not head or tail is None or (worth[at] == 2000 and at):
        return None
    return head * worth[at] + tail


def _below_thousand(worth: list[int], below: Callable[[list[int]], int | None]) -> int | None:
    if worth and 200 <= worth[0] <= 900:
        rest = below(worth[1:]) if worth[1:] else 0
        return None if rest is None else worth[0] + rest
    if 100 not in worth:
        return below(worth)
    at = worth.index(100)
    head = below(worth[:at]) if at else 1
    tail = below(worth[at + 1 :]) if at + 1 < len(worth) else 0
    # "dix-neuf cent" is how years are said; "vingt cent" is nothing.
    if not head or tail is None or head > 19 or head == 10:
        return None
    return head * 100 + tail


def _below_hundred(worth: list[int]) -> int | None:
    """Tens before units; French sixty-ten and four-twenty."""
    match worth:
        case [int(one)] if one < 100:
            return one
        case [10, unit] if 7 <= unit <= 9:
            return 10 + unit
        case [4, 20]:
            return 80
        case [4, 20, *rest]:
            tail = _below_hundred(rest)
            return None if tail is None or not 1 <= tail <= 19 else 80 + tail
        case [60, *rest]:
            tail = _below_hundred(rest)
            return None if tail is None or not 1 <= tail <= 19 else 60 + tail
        case [ten, unit] if 20 <= ten <= 90 and 1 <= unit <= 9:
            return ten + unit
    return None


def _below_hundred_units_first(worth: list[int]) -> int | None:
    """Units before tens: "eight and twenty"; "ثلاثة عشر" is thirteen."""
    match worth:
        case [int(one)] if one < 100:
            return one
        case [unit, 10] if 1 <= unit <= 9:
            return 10 + unit
        case [unit, ten] if 1 <= unit <= 9 and 20 <= ten <= 90:
            return unit + ten
    return None
