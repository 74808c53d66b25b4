"""An answer given before, by mistake or otherwise, and taken back: "j'avais dit oui mais j'ai changé d'avis"."""

import re
from typing import Final

from core.understanding.normal import words
from core.understanding.small_words import COURTESY
from core.understanding.table import any_of

_GIVEN: Final = re.compile(
    rf"(?<!\w){any_of('former', 'gave')} (?:(?:le|the|sur|que|3la|علي) )?"
    rf"(?:(?P<yes>{any_of('former', 'yes')})|{any_of('former', 'no')})(?!\w)"
)
_CHANGED: Final = re.compile(rf"(?<!\w){any_of('former', 'changed')}(?!\w)")
_BUT: Final = re.compile(r"^\W*(?:et |w |و)?(?:mais|but|walakin|welakin|wlakin|و?لكن\w*)(?!\w)\W*")


def former(folded: str) -> tuple[bool, str] | None:
    """The answer that was given before and what is said about it now; None where nothing is."""
    found = _GIVEN.search(folded)
    if found is None:
        return None
    now = _BUT.sub("", f"{folded[: found.start()]} {folded[found.end() :]}".strip())
    return None if COURTESY.issuperset(words(now)) else (found["yes"] is not None, now)


def is_changed(folded: str) -> bool:
    """Whether it says that the answer was a mistake, or that one has changed one's mind."""
    return _CHANGED.search(folded) is not None
