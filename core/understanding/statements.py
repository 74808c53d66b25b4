"""Statements in the words of a plain yes or no: "je suis prête", "ma kaynasebnich", "ماشي مشكل"."""

import re
from functools import lru_cache
from typing import Final

from core.understanding.spelling import apart
from core.understanding.table import any_of

_NAMES: Final = "chef|boss|patron|bro|sis|frero|frerot|l'ami|ami|habibi|hbibi|7bibi|khoya|khouya|khti|sa7bi|sidi|lalla|si"
_CALLED: Final = re.compile(rf"(?<=\w)[ ,]+(?:(?:a |mon )?(?:{_NAMES})|a si \w+)$")
_WHOM: Final = frozenset(_NAMES.split("|"))
"""Whom one speaks to, behind what is said."""

_EASY: Final = re.compile(rf"(?<!\w){any_of('statements', 'easy')}")
"""No problem, in Darija's many spellings."""

_WHICH: Final = re.compile(
    r"\bce qu(?:i|e|')|\b(?:les|ces|vos|aux|toutes les|the|your|these) (?:termes et )?(?:conditions|terms)"
)
"""A relative clause asks nothing: "tout ce qui est écrit"."""

_JUST: Final = re.compile(
    r"(?<!\w)(?:غير|ghi+r?) (?=(?:[صس]يفط|قول|كول|عيط|خلي|دير|كتب|بدا|زيد|عطي|s[iy]+ft|sayft|g[ou]+l|[9q]ou?l|3[iy]+t|khell|dir|kt[ae]b|bd[aw]|zid|3t[iy])\w*)"
)
"""Darija's "just" before what the other may do, which in Arabic denies."""

_IN: Final = re.compile(r"(?<!\w)(?:i'm|i am|we're|we are) in (?=\w)(?!for |with |too|as well)")
"""In a town, and not in."""

_SEE: Final = re.compile(
    r"(?<!\w)(?:(?:la |a la |en )?fin (?=d[eu] |d'|mai|juin|juil|aout|avril|mars|sept|oct|nov|dec|janv|fev)|nch(?:o|ou)fo? (?=l[a-z]{3,})|(?<!y )a si (?=\w{4,}(?:$|[ ,.!]))|نشوف (?=ال))"
)
"""The end of a month, which asks not where, to see somebody, which puts nothing off, and Morocco's "sir", which is no condition."""

_YES: Final = re.compile(rf"(?<!\w){any_of('statements', 'yes')}(?!\w)")
"""A statement that is a yes in other words, in folded text: "je suis prête", "kaynasebni"."""

_NO: Final = re.compile(rf"(?<!\w){any_of('statements', 'no')}(?!\w)")
"""A statement that is a no in other words: "pas dispo", "لا يناسبني"."""


@lru_cache(maxsize=64)
def plainly(folded: str) -> str:
    """`folded` with yes and no for statements that say so, and without what asks or refuses nothing."""
    line = apart(folded)
    if not _WHOM.isdisjoint(line.split()[-2:]):
        line = _CALLED.sub("", line)
    line = _EASY.sub("wakha", line)
    if " in " in line:
        line = _IN.sub("i'm at ", line)
    line = _SEE.sub(" ", _JUST.sub(" ", _WHICH.sub("ce", line)))
    return _YES.sub(" wakha ", _NO.sub(" lla ", line))


def without_statements(folded: str) -> str:
    """`folded` without the statements that say yes or no; itself where there are none."""
    line = apart(folded)
    bare = _YES.sub(" ", _NO.sub(" ", line))
    return folded if bare == line else bare
