"""Whether a partner is spoken to or spoken of: what is said of somebody is not passed on to them."""

import re
from collections.abc import Iterable
from typing import Final

from core.conversation.spelling import called
from core.conversation.wishes import Marks
from core.understanding.normal import fold, word_set, words

BEFORE: Final = word_set(
    """
    est ou avec de d du a pour sur sans chez par contre que qu et comme chere envers
    is are where with of to from about without for by against like and than that
    أين وين مع من عن على عند بدون ضد إلى الى
    fin fayn m3a ma3a dyal dial 3la 3nd bla l men mn
    """
)
"""Words that bind a name to what is said of somebody: "je veux arrêter avec Karim"."""

SPOKEN_TO: Final = word_set(
    """
    je j on nous tu vous merci bonjour salut peux pouvez c ca voici voila pourrais pourriez
    i we you thank thanks hi hello can could would please here this
    أنا نحن أنت أنتم هل شكرا مرحبا السلام ممكن هذا هذه
    ana 7na nta nti ntouma wach wash salam labas chokran chukran ghadi bghit
    """
)
"""Words that go on behind the name of somebody who is spoken to: "Karim je serai là"."""

BREAK: Final = re.compile(r"\s*(?:[,;:.!?…،؛؟\n-]|$)")
"""What ends a name by which somebody is called."""

_PREFIX: Final = "ل|ب|و|ك|d['’]|l['’]|qu['’]"
"""Small words written together with the name behind them."""


ROLES: Final = Marks.of(
    (
        *("mon mentor", "ma mentore", "mon mentoré", "ma mentorée", "mon binôme", "le mentor"),
        *("my mentor", "my mentee", "the mentor", "the mentee"),
        *("موجهي", "موجهتي", "مرافقي", "مرافقتي", "المستفيد من توجيهي"),
        *("lmentor dyali", "mentor dyali", "lmentor", "المونتور ديالي", "المونتور"),
    )
)
"""How a partner is called by whoever speaks of them; to their face nobody says so."""

OTHERS: Final = word_set("il elle he she هو هي howa hiya rah raha rahou")
"""Somebody who is spoken of without a name."""

HABIT: Final = word_set(
    """
    toujours jamais retard souvent always never late often دائما أبدا متأخر متأخرة
    dima 3mro 3mmro 3omro 3merha 3mrha m3ettel m3etla m3tel ديما عمرو عمرها معطل معطلة
    """
)
"""What is said of how somebody is: "he is always late"."""

FACING: Final = word_set(
    """
    tu te toi t vous votre vos ton ta tes you your yours u nta nti ntouma lik likom dyalek dyalkom
    أنت أنتم أنتما لك لكم نتا نتي نتوما ليك ليكم ديالك ديالكم
    """
)
"""Who is spoken to: then it is words for them, of whomever they are."""


def speaks_of_partner(text: str) -> bool:
    """Whether somebody's partner is spoken of without a name: by their role, or by how they are."""
    said = words(fold(text))
    if not FACING.isdisjoint(said):
        return False
    others = not OTHERS.isdisjoint(said[:2]) and not HABIT.isdisjoint(said)
    return others or ROLES.stand_in(said)


def spoken_of(text: str, names: Iterable[str]) -> str:
    """The first of `names` (first names) that the words speak of, and not to; empty for none."""
    return next((name for name in names if _spoken_of(text, name)), "")


def _spoken_of(text: str, name: str) -> bool:
    plain, spelled = _plain(text), re.escape(called(fold(text), name))
    spoken = re.search(rf"(?<!\w)({_PREFIX})?{spelled}(?!\w)", plain) if spelled else None
    if spoken is None:
        return False
    before, behind = words(plain[: spoken.start()]), plain[spoken.end() :]
    if spoken[1] or (before and before[-1] in BEFORE):
        return True
    goes_on = words(behind)[:1]
    return bool(goes_on) and not BREAK.match(behind) and goes_on[0] not in SPOKEN_TO


def _plain(text: str) -> str:
    """The text letter for letter as names are folded, its breaks kept."""
    return "".join(one if BREAK.fullmatch(one) else fold(one) or one for one in text)
