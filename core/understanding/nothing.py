"""Whether a sentence says that there was none of what was asked for: "aucune vente", "لم نحقق أي دخل"."""

import re
from functools import cache
from typing import Final, Literal

from core.understanding.amends import clauses
from core.understanding.amount_words import scan
from core.understanding.measures import without_measures
from core.understanding.normal import fold
from core.understanding.small_words import COURTESY
from core.understanding.spelling import apart
from core.understanding.table import any_of

Asked = Literal["money", "heads", "either"]
"""What the question counts."""


def _said(kind: str) -> str:
    return rf"(?<!\w){any_of('none', kind)}(?!\w)"


_BEHIND: Final = rf"(?! {any_of('none', 'behind')}(?!\w))"
"""Of another sort, or for a purpose: "pas de revenus fixes", "no money to pay the rent"."""

_LACK: Final = re.compile(_said("lack") + _BEHIND)
"""None of something, in so many words: "pas un centime", "ma dkhel 7ta dirham"."""

_ALONE: Final = re.compile(_said("alone") + _BEHIND)
"""Nobody there, in so many words: "nobody works with me"."""

_HEADS: Final = re.compile(_said("head"))
"""Who works there, of whom there being none is no sum of money."""

_BESIDE: Final = rf"(?:{'|'.join(sorted(map(re.escape, COURTESY), key=len, reverse=True))})"


@cache
def _bare(*kinds: str) -> re.Pattern[str]:
    """A clause that says nothing else: "rien pour l'instant", "honestly nothing so far", "walou daba"."""
    none = "|".join(any_of("none", kind) for kind in kinds)
    beside = rf"(?:{any_of('none', 'still')}|{_BESIDE})"
    return re.compile(rf"(?:{beside} ){{0,5}}(?:{none})(?: (?:{beside}|{none})){{0,5}}")


_OPEN: Final = re.compile(rf"[?؟]|{_said('open')}")
"""What is asked, feared or not known, or only would be."""

_BUT: Final = re.compile(r"(?<!\w)(?:mais|but|walakin|welakin|wlakin|غير ان|و?لكن)(?!\w)")
_SO: Final = re.compile(r"(?<!\w)(?:donc|so(?! far)|du coup|et|and|w|o|و)(?!\w)")
_THING: Final = re.compile(_said("thing"))

_HINT: Final = re.compile(
    r"\b(?:w?ma|وما|ما|لا|لم|ولا|والو|pas|aucun|rien|zero|nul|jamais|personne|neant|que d|nada|n[io]\b|non|not|none|noth|n'|nil\b|zi[lp]"
    r"|never|nobody|7?ta\b|[7h]tt?a|wal|oual|si?fe?r|0\b|ليس|صفر|حتي|باقي)|(?:have|has|d[io]d?|does|could|is|was)n'?t"
)
"""A text without any of these denies nothing."""

MOST_WORDS: Final = 16
"""A longer text tells more than that there was none."""


def says_nothing(text: str, asked: Asked = "either") -> bool:
    """Whether `text` says that there was none of what was `asked` for, and no number beside it.

    "Rien à ajouter", "je n'ai rien compris" and "pas de revenus fixes" say something else.
    """
    line = fold(text)
    if _HINT.search(line) is None:
        return False
    line = apart(line)
    if len(line.split()) > MOST_WORDS or _OPEN.search(f"{line} {text[-1:]}"):
        return False
    lacking = (_LACK,) if asked == "money" else (_LACK, _ALONE)
    denials = [one for pattern in lacking if (one := pattern.search(line)) is not None]
    if denials:
        found = min(denials, key=re.Match.start)
        beside = f"{line[: found.start()]} {line[found.end() :]}"
        other = asked == "money" and _HEADS.search(found[0]) is not None
        return not other and not _tells_more(beside)
    bare = _bare("nothing", "nobody") if asked == "heads" else _bare("nothing")
    told = [part for clause in clauses(text) for part in _SO.split(apart(fold(clause)))]
    told = [part.strip() for clause in told for part in _BUT.split(clause) if part.strip()]
    for at, part in enumerate(told):
        if bare.fullmatch(part):
            return not _tells_more(" ".join((*told[:at], *told[at + 1 :])))
    return False


def _tells_more(beside: str) -> bool:
    """Whether a number stands beside what there was none of, or behind a "but" what there was."""
    told = _BUT.search(beside)
    there_was = told is not None and _THING.search(beside, told.end()) is not None
    return there_was or any(letter in "nsh" for letter, _ in scan(without_measures(beside)))
