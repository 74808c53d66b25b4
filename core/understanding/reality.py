"""Whether a sum that a sentence tells is there: not wished for, owed, spent, lost, or told by the month."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from core.understanding.amount_values import Unit
from core.understanding.initials import by_initial
from core.understanding.normal import READ_AT_MOST, fold
from core.understanding.number_words import LANGUAGES, numeral
from core.understanding.table import any_of


def _families(kind: str, before: str = "") -> dict[bool, re.Pattern[str]]:
    """The families of a kind: all of them, and those for a text without a letter of Arabic."""
    words = {
        plain: by_initial(any_of("reality", kind, "ar" if plain else "")[len("(?:") : -1])
        for plain in (False, True)
    }
    return {plain: re.compile(rf"(?<!\w){before}{said}(?!\w)") for plain, said in words.items()}


def _says(families: Mapping[bool, re.Pattern[str]], folded: str) -> bool:
    return families[folded.isascii()].search(folded) is not None


_UNREAL: Final = _families("unreal", "و?")
"""Needed, hoped for, left open, owed, spent, lost, bounded, of another time or somebody else's."""

_GIVEN: Final = _families("given")
"""Given to somebody or somebody else's, which a share may be and a sum that was obtained is not."""

_OBTAINED: Final = _families("obtained", "[وبف]?")
"""What was earned or obtained, and who is there to be counted; beside it other words tell where, how and from whom."""

_RATE: Final = _families("rate")
"""By the month, by the piece."""

_LEVIED: Final = _families("levied")
"""A share that others take or give: a tax, an interest, a discount."""

_RISE: Final = _families("rise")
"""By so much more."""

_OWNED: Final = _families("owned")
"""What is one's own, of which a share is told."""

_HEADCOUNT: Final = _families("headcount", "[وف]?")
"""What announces how many there are."""

_HIRED: Final = _families("hired")
"""Who was taken on, one beside the other."""

_UNCOUNTED: Final = _families("uncounted")
"""What is not there to be counted."""

_FAMILY: Final = re.compile(
    rf"(?<!\w)(?P<number>\w+) (?:d |de |dyal |ديال |د )?{any_of('reality', 'family')}(?!\w)"
)
_WORKS: Final = re.compile(rf"(?<!\w){any_of('reality', 'works')}(?!\w)")
_BREATH: Final = re.compile(r"[,.;:]| (?:et|and|w|o|mais|but|walakin) | و ?(?=\w{4})")
"""Where another clause begins."""

_NUMERALS: Final = frozenset(word for one in LANGUAGES for word in one.worth)


@lru_cache(maxsize=32)
def is_there(text: str, unit: Unit | None = None) -> bool:
    """Whether no word of `text` makes its sum a wish, a plan, a debt, a loss, a price, a rate or a condition.

    Of a `unit` other than money, what was given is there, too; of "%" not what is levied.
    """
    folded = fold(text)
    if unit == "%" and _says(_LEVIED, folded):
        return False
    if unit not in ("%", "count") and _says(_GIVEN, folded):
        return False
    return not _says(_RATE, folded) and not _says(_UNREAL, folded)


@lru_cache(maxsize=32)
def is_obtained(text: str) -> bool:
    """Whether a word of `text` tells that something was earned or obtained, or that somebody is there."""
    return _says(_OBTAINED, fold(text))


def is_rise(text: str) -> bool:
    """Whether a word of `text` tells that something has risen."""
    return _says(_RISE, fold(text))


def is_owned(text: str) -> bool:
    """Whether `text` names something of one's own, of which a share may be told."""
    return _says(_OWNED, fold(text))


def is_headcount(text: str) -> bool:
    """Whether a word of `text` announces how many there are."""
    return _says(_HEADCOUNT, fold(text))


def is_hired(text: str) -> bool:
    """Whether `text` tells who was taken on, so that its counts are of one kind and add up."""
    return _says(_HIRED, fold(text))


def is_uncounted(text: str) -> bool:
    """Whether a word of `text` tells that what it counts is needed, meant to be or lost."""
    return _says(_UNCOUNTED, fold(text))


def counts_family(text: str) -> bool:
    """Whether `text` counts children, brothers or sisters of whom it does not say that they work."""
    return any(
        found["number"].isdecimal() or numeral(found["number"]) in _NUMERALS
        for clause in _BREATH.split(fold(text))
        if _WORKS.search(clause) is None
        for found in _FAMILY.finditer(clause)
    )


def without_rate(text: str) -> str:
    """`text` without what says by the month or by the piece, folded then; itself where nothing does."""
    folded = fold(f"x {text[: READ_AT_MOST - 4]} x")[2:-2]
    bare = _RATE[folded.isascii()].sub(" ", folded)
    return text if bare == folded else bare
