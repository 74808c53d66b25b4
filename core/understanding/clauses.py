"""The clauses of a sentence about when: which of them refuse a day, and which only lead up to it."""

import re
from datetime import date
from typing import Final

from core.understanding.calendar_grammar import reduced
from core.understanding.calendar_words import scan
from core.understanding.days import Days
from core.understanding.normal import READ_AT_MOST

_PAUSE: Final = re.compile(r"[,;!?،؛\n]+|\.(?= )|\b(?:mais|but|walakin|welakin|لكن|ولكن)\b")


SAID_NO: Final = re.compile(r"\w{3,} (?:la|lla|non|no|لا)\s*[,،.;]")
"""A no behind a day refuses it: "lyouma la, ghda m3a 6"."""

_NAMES_DAY: Final = re.compile(r"Z|en|o|N")


def without_refused(text: str, today: date) -> tuple[str, set[date]] | None:
    """`text` without the parts that refuse a day ("jeudi pas possible, vendredi 18h"), and those days.

    None when no day is refused or one is excepted.
    """
    kept = []
    refused: set[date] = set()
    denied = False
    for part in _PAUSE.split(text[:READ_AT_MOST].casefold()):
        symbols = scan(part)
        if ("z", "except") in symbols:
            return None
        said = reduced(symbols, today)
        letters = "".join(letter for letter, _ in said)
        denies = "z" in letters or SAID_NO.search(f"{part},")
        if denies and "r" in letters:
            return None
        if denies and "B" not in letters and _NAMES_DAY.search(letters):
            denied = True
            refused |= {day for _, value in said if isinstance(value, Days) for day in value.days}
        elif letters:
            kept.append(part)
    return (", ".join(kept), refused) if denied and kept else None


_CLAUSES: Final = re.compile(r"[,;!،؛\n]+|[.:](?=\s)")
_SAYS_NOTHING: Final = re.compile(r"[.ae&f]+")


def without_opening(text: str) -> str:
    """`text` without what is said before the clause that tells when: "Agreed, the 5th at 6pm".

    Behind it other words may turn it ("jeudi 18h, mon train part"), before it they only greet or
    lead up to it. Empty when nothing is left out.
    """
    clauses = _CLAUSES.split(text[:READ_AT_MOST])
    kept = list(clauses)
    while kept and _SAYS_NOTHING.fullmatch("".join(letter for letter, _ in scan(kept[0])) or "."):
        del kept[0]
    return ", ".join(kept) if kept and len(kept) < len(clauses) else ""
