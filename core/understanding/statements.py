"""Statements in the words of a plain yes or no: "je suis prête", "ma kaynasebnich", "ماشي مشكل"."""

import re
from functools import lru_cache
from typing import Final

from core.understanding.normal import words
from core.understanding.small_words import CONNECTORS, COURTESY
from core.understanding.spelling import apart
from core.understanding.table import any_of, families
from core.understanding.yesno_words import CLAUSE

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
    r"(?<!\w)(?:(?:la |a la |en )?fin (?=d[eu] |d'|mai|juin|juil|aout|avril|mars|sept|oct|nov|dec|janv|fev)|nch(?:o|ou)fo? (?=l[a-z]{3,})|(?:at|by|till|until|before|after|around|about|from|past) noon|(?<!y )a si (?=\w{4,}(?:$|[ ,.!]))|نشوف (?=ال))"
)
"""The end of a month, which asks not where, noon, which refuses nothing, to see somebody, which puts nothing off, and Morocco's "sir", which is no condition."""

_THANKS: Final = re.compile(rf"(?<!\w){any_of('statements', 'thanks')}(?!\w)")
"""Thanks for something, beside which an "ok" may only say that it was seen: "thanks for the lovely note"."""

_FAREWELL: Final = re.compile(rf"(?<!\w){any_of('statements', 'farewell')}(?!\w)")
"""What is wished at the end, and answers nothing."""

_REFUSED: Final = ("no", "against")
"""A no in other words: "pas dispo"; "against" is one only to what was offered: "ne m'écrivez plus"."""


def _uncalled(line: str) -> str:
    """`line` without the name of the one spoken to at its end."""
    return line if _WHOM.isdisjoint(line.split()[-2:]) else _CALLED.sub("", line)


@lru_cache(maxsize=64)
def plainly(folded: str) -> str:
    """`folded` with yes and no for statements that say so, and without what asks or refuses nothing."""
    line = _uncalled(_FAREWELL.sub(" ", _THANKS.sub("merci info", apart(folded))))
    line = _EASY.sub("wakha", line)
    if " in " in line:
        line = _IN.sub("i'm at ", line)
    line = _SEE.sub(" ", _JUST.sub(" ", _WHICH.sub("ce", line)))
    line = families("statements", *_REFUSED).sub(" lla ", line)
    return families("statements", "yes").sub(" wakha ", line)


def leaves_open(folded: str) -> bool:
    """Whether a statement says that there is no answer yet, or that it was meant for somebody else."""
    return families("statements", "open").search(folded) is not None


def speaks_against(folded: str) -> bool:
    """Whether something is only unwanted or too much, which refuses nothing that was not offered."""
    return families("statements", "against").search(folded) is not None


def says_nothing(folded: str) -> bool:
    """Whether there is nothing but thanks and good wishes."""
    return (COURTESY | CONNECTORS).issuperset(words(_FAREWELL.sub(" ", _THANKS.sub(" ", folded))))


def without_statements(folded: str) -> str:
    """`folded` without the statements that say yes or no; itself where there are none."""
    line = ", ".join(map(_uncalled, CLAUSE.split(apart(folded))))
    bare = families("statements", *_REFUSED).sub(" ", line)
    bare = families("statements", "yes").sub(" ", bare)
    return folded if bare == line else bare
