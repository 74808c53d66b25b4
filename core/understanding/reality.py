"""Whether a sum that a sentence tells is there: not wished for, owed, spent, lost, or told by the month."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal

from core.understanding.amount_values import Unit
from core.understanding.normal import READ_AT_MOST, fold
from core.understanding.number_words import LANGUAGES, numeral
from core.understanding.table import any_of, families

_Kind = Literal[
    "unreal",  # needed, hoped for, left open, owed, spent, lost, bounded, of another time or somebody else's
    "given",  # to somebody or somebody else's, which a share may be and a sum that was obtained is not
    "obtained",  # earned or obtained, or there to be counted; other words beside it tell where, how and from whom
    "rate",  # by the month, by the piece
    "levied",  # a share that others take or give: a tax, an interest, a discount
    "rise",  # by so much more
    "owned",  # one's own, of which a share is told
    "headcount",  # announces how many there are
    "hired",  # taken on, one beside the other
    "uncounted",  # not there to be counted
]
"""What a family of words says of a sum."""

_ARTICLES: Final[Mapping[_Kind, str]] = {"unreal": "و?", "obtained": "[وبف]?", "headcount": "[وف]?"}
"""What is written together with the words behind it."""


def _pattern(kind: _Kind) -> re.Pattern[str]:
    return families("reality", kind, before=_ARTICLES.get(kind, ""))


def _says(kind: _Kind, folded: str) -> bool:
    return _pattern(kind).search(folded) is not None


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
    if unit == "%" and _says("levied", folded):
        return False
    if unit not in ("%", "count") and _says("given", folded):
        return False
    return not _says("rate", folded) and not _says("unreal", folded)


@lru_cache(maxsize=32)
def is_obtained(text: str) -> bool:
    """Whether a word of `text` tells that something was earned or obtained, or that somebody is there."""
    return _says("obtained", fold(text))


def is_rise(text: str) -> bool:
    """Whether a word of `text` tells that something has risen."""
    return _says("rise", fold(text))


def is_owned(text: str) -> bool:
    """Whether `text` names something of one's own, of which a share may be told."""
    return _says("owned", fold(text))


def is_headcount(text: str) -> bool:
    """Whether a word of `text` announces how many there are."""
    return _says("headcount", fold(text))


def is_hired(text: str) -> bool:
    """Whether `text` tells who was taken on, so that its counts are of one kind and add up."""
    return _says("hired", fold(text))


def is_uncounted(text: str) -> bool:
    """Whether a word of `text` tells that what it counts is needed, meant to be or lost."""
    return _says("uncounted", fold(text))


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
    bare = _pattern("rate").sub(" ", folded)
    return text if bare == folded else bare
