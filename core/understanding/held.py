"""Whether a meeting was held: "on s'est vus", "annulé", "ma tla9inach", "لم نلتق"."""

import re
from typing import Final

from core.understanding.normal import READ_AT_MOST
from core.understanding.phrases import symbols
from core.understanding.yesno import yes_no

AT_MOST_UNKNOWN: Final = 3
"""More words than this that speak of no meeting are a story."""

AT_MOST_TOLD: Final = 8
"""More words than this are one even behind "we met", "yes", "we had to cancel", where nothing contradicts it."""

_OPENS: Final = re.compile(r"\.?y?\.?\.?h[.hwy/n]*|y[.]*|x?\.?f[.fxo/n]*|x[.fz]*")


_BUT: Final = re.compile(
    r"(?<!\w)(?:mais|but|walakin|welakin|wlakin|لكن|ولكن)(?!\w)", re.IGNORECASE
)
_MEANT: Final = re.compile(
    r"(?<!\w)(?:devait|devions|devais|supposed|should have|kan khassna|kan khasna|kona ghan|كان من المفروض|كنا غادي)",
    re.IGNORECASE,
)
"""What was to be, and then a but."""


def _turned(head: str, tail: str) -> bool | None:
    """What two clauses say with a "but" between: "on devait se voir mais finalement non"."""
    if _MEANT.search(head):
        return None if read_held(tail) else False
    first, then = read_held(head), read_held(tail)
    if then is not None and yes_no(head) is not None:
        return then
    letters = {letter for letter, _ in symbols(tail, "held")}
    told = yes_no(head) is None and then is None and letters <= set(".n~")
    return first if told else None


def read_held(text: str) -> bool | None:
    """True when the meeting was held, False when not, None when it cannot be told.

    A plain yes or no answers too. "oui, annulé" and "non, on s'est vus" contradict themselves;
    "on se voit demain" tells nothing of what was, "non, demain" that it was not yet held.
    """
    head, *tail = _BUT.split(text[:READ_AT_MOST], maxsplit=1)
    if tail:
        return _turned(head, tail[0])
    # Letters of data/held.tsv: h held, w a word for it that also says other things, f failed,
    # o what comes between, g still to come, d in doubt, y yes, x no.
    letters = "".join(letter for letter, _ in symbols(text, "held"))
    unknown = letters.count(".")
    at_most = AT_MOST_TOLD if _OPENS.fullmatch(letters) else AT_MOST_UNKNOWN
    if not {"?", "d"}.isdisjoint(letters) or unknown > at_most:
        return None
    if "w" in letters and "h" not in letters and unknown:
        return None
    letters = letters.replace("w", "h")
    # A negation just before the verb turns it; elsewhere it may deny anything.
    failed = "f" in letters or "zh" in letters
    held = "h" in letters.replace("zh", "")
    if held and not {"z", "x", "f"}.isdisjoint(letters):
        return None
    if failed:
        return None if "y" in letters else False
    if "o" in letters:
        return False if letters[0] == "x" else None
    if held:
        return None if "g" in letters and "y" not in letters else True
    if "g" in letters:
        return False if letters[0] == "x" and "y" not in letters else None
    return yes_no(text)
