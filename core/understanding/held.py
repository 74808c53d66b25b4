"""Whether a meeting was held: "on s'est vus", "annulé", "ma tla9inach", "لم نلتق"."""

import re
from typing import Final

from core.understanding.amends import first_clause
from core.understanding.normal import READ_AT_MOST
from core.understanding.phrases import symbols
from core.understanding.yesno import yes_no

AT_MOST_UNKNOWN: Final = 3
"""More words than this that speak of no meeting are a story."""

AT_MOST_TOLD: Final = 8
"""More words than this are one even behind "we met", "yes", "we had to cancel", where nothing contradicts it."""

_OPENS: Final = re.compile(r"[.n]{0,3}y?[.n]{0,3}h[.hwy/n]*|y[.nw]*|x?[.n]{0,4}f[.fxo/nw]*|x[.fz]*")


_BUT: Final = re.compile(
    r"(?<!\w)(?:mais|but|walakin|welakin|wlakin|لكن|ولكن)(?!\w)", re.IGNORECASE
)
_WHY: Final = re.compile(r"\W*(?:parce|pcq|car|because|[h7]it|حيت|لأن)", re.IGNORECASE)
"""Behind it stands why, whatever happened then."""

_MEANT: Final = re.compile(
    r"(?<!\w)(?:devait|devions|devais|supposed|should have|kan khassna|kan khasna|kona ghan|كان من المفروض|كنا غادي)",
    re.IGNORECASE,
)
"""What was to be, and then a but."""


_LLA: Final = re.compile(
    r"^\W*(?:la+|lla+)(?=\W*$|\s*[,.!;،]|\s+(?:ma|mazal|ba[9q]i|walo|machi|mashi|khoya|khti|a|smeh|sm[ae]h|hit|[7h]it|kan|kont|tsen|2?aj+[ae]?l|3|chokran|daba|wa))",
    re.IGNORECASE,
)
"""Darija's no, which elsewhere is the French article."""


def _turned(head: str, tail: str) -> bool | None:
    """What two clauses say with a "but" between: "on devait se voir mais finalement non"."""
    if _MEANT.search(head):
        return None if read_held(tail) else False
    first, then = read_held(head), read_held(tail)
    answers = yes_no(head) is not None
    silent = {"h", "f", "g", "w", "?", "y", "x"}.isdisjoint(
        letter for letter, _ in symbols(head, "held")
    )
    if then is not None and (answers or first is then or silent):
        return then
    letters = {letter for letter, _ in symbols(tail, "held")}
    told = not answers and then is None and letters <= set(".n~")
    return first if told else None


def read_held(text: str) -> bool | None:
    """True when the meeting was held, False when not, None when it cannot be told.

    A plain yes or no answers too. "oui, annulé" and "non, on s'est vus" contradict themselves;
    "on se voit demain" tells nothing of what was, "non, demain" that it was not yet held.
    """
    text = _LLA.sub("non", text[:READ_AT_MOST])
    if clauses := first_clause(text):
        told = read_held(clauses[0])
        if told is not None and {letter for letter, _ in symbols(clauses[1], "held")} <= set(
            ".nz~o"
        ):
            return told
        if told is not None and _WHY.match(text[len(clauses[0]) :]):
            return told
    head, *tail = _BUT.split(text, maxsplit=1)
    if tail:
        return _turned(head, tail[0])
    # Letters of data/held.tsv: h held, w a word for it that also says other things, f failed,
    # o what comes between, g still to come, d in doubt, y yes, x no.
    letters = "".join(letter for letter, _ in symbols(text, "held"))
    if "?" not in text and "؟" not in text:
        # "Oui, il m'a expliqué comment…" asks nothing.
        letters = letters[:1] + letters[1:].replace("?", ".")
    unknown = letters.count(".")
    at_most = AT_MOST_TOLD if _OPENS.fullmatch(letters) else AT_MOST_UNKNOWN
    if not {"?", "d"}.isdisjoint(letters) or unknown > at_most:
        return None
    if "w" in letters and not {"h", "f"} & set(letters) and unknown and letters[0] != "y":
        return None
    letters = letters.replace("w", "." if "f" in letters else "h")
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
