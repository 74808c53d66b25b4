"""Whether a sum that a sentence tells is there: not wished for, owed, spent, lost, or told by the month."""

import re
from typing import Final

from core.understanding.normal import READ_AT_MOST, fold
from core.understanding.number_words import LANGUAGES, numeral
from core.understanding.table import any_of

_UNREAL: Final = re.compile(rf"(?<!\w)(?:و?{any_of('reality', 'unreal')})(?!\w)")
"""Needed, hoped for, left open, owed, spent, lost, bounded, of another time or somebody else's."""

_GIVEN: Final = re.compile(rf"(?<!\w)(?:{any_of('reality', 'given')})(?!\w)")
"""Given to somebody, which a share may be and a sum that was obtained is not."""

_OBTAINED: Final = re.compile(rf"(?<!\w)[وبف]?{any_of('reality', 'obtained')}(?!\w)")
"""What was earned or obtained, and who is there to be counted; beside it other words tell where, how and from whom."""

_RATE: Final = re.compile(rf"(?<!\w){any_of('reality', 'rate')}(?!\w)")
"""By the month, by the piece."""

_FAMILY: Final = re.compile(
    rf"(?<!\w)(?P<number>\w+) (?:d |de |dyal |ديال |د )?{any_of('reality', 'family')}(?!\w)"
)
_WORKS: Final = re.compile(rf"(?<!\w){any_of('reality', 'works')}(?!\w)")
_BREATH: Final = re.compile(r"[,.;:]| (?:et|and|w|o|mais|but|walakin) | و ?(?=\w{4})")
"""Where another clause begins."""

_NUMERALS: Final = frozenset(word for one in LANGUAGES for word in one.worth)


def is_there(text: str, *, share: bool = False) -> bool:
    """Whether no word of `text` makes its sum a wish, a plan, a debt, a loss, a price, a rate or a condition.

    A `share` that was given is there; a sum that was given is not.
    """
    folded = fold(text)
    if not share and _GIVEN.search(folded) is not None:
        return False
    return _RATE.search(folded) is None and _UNREAL.search(folded) is None


def is_obtained(text: str) -> bool:
    """Whether a word of `text` tells that something was earned or obtained, or that somebody is there."""
    return _OBTAINED.search(fold(text)) is not None


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
    bare = _RATE.sub(" ", folded)
    return text if bare == folded else bare
