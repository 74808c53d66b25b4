"""A yes or a no that is said outright, as a consent has to be, and not only to be concluded from something."""

from typing import Final

from core.understanding.engagements import is_taken
from core.understanding.former import former
from core.understanding.normal import READ_AT_MOST, fold, words
from core.understanding.regrets import without_apology
from core.understanding.small_words import COURTESY, FILLERS
from core.understanding.statements import speaks_against, without_statements
from core.understanding.yesno import yes_no
from core.understanding.yesno_spoken import NOTED

_BESIDE: Final = COURTESY | FILLERS
"""What leaves a statement all that is said: "je suis partante, merci"."""


def said_outright(text: str) -> bool | None:
    """As `yes_no`, but None where a yes or a no only follows from a statement or an apology with more
    beside it.

    "Je suis prête" agrees, "je suis prête à arrêter" does not; "désolée, je viens de voir ça" refuses
    nothing, and "bien reçu" agrees to nothing.
    """
    meant = yes_no(text)
    if meant is None:
        return None
    folded = fold(text[:READ_AT_MOST])
    if former(folded) is not None:
        return None
    if " ".join(word for word in words(folded) if word not in COURTESY) in NOTED:
        return None
    bare = without_apology(without_statements(folded))
    alone = bare != folded and _BESIDE.issuperset(words(bare))
    if alone and not speaks_against(folded):
        return meant
    if not meant and is_taken(bare):
        return None
    return meant if bare == folded or yes_no(bare) is meant else None
