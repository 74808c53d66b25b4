"""What people take back in the same breath: "jeudi, pardon vendredi", "pas 3, 4", "yes… no wait, no"."""

import re
from typing import Final

from core.understanding.normal import READ_AT_MOST

_TAKEN_BACK: Final = re.compile(
    r"(?:(?<=\w)[\s,.…;:!?—-]+(?:(?:euh|ah|oh|hmm|non|no|nn|la|لا)[\s,.…!]+)*?)?(?<!\w)"
    r"(?:pardon|oups|oops|je (?:voulais|veux) dire|j'?voulais dire|enfin|en fait|ou plut[oô]t|finalement"
    r"|correction|erratum|(?:sorry,? )?i mean(?:t)?|no,? wait|wait,? no|scratch that|make (?:it|that)|actually"
    r"|my (?:bad|mistake)|je me suis tromp[eé]e?|euh,? non|non(?= \S)|no(?= \S)(?! (?:one|way|more|need|problem|worries|doubt|idea|sales|clients?|customers?|jobs?)\b)|nn(?= \S)"
    r"|ya3ni|يعني|c'est[- ][àa][- ]dire|autrement dit|in other words|9sedi|qsedi|kan9sed|kanqsed|ghlett|أقصد|اقصد|قصدي|كنقصد|عفوا|بل)"
    r"(?!\w)[\s,.…!:]*(?:non|no|la|لا)?[\s,.…!:]*",
    re.IGNORECASE,
)

_MAY_BE: Final = re.compile(
    r"pardon|o[ou]ps|dire|enfin|en fait|plut|final|corr|erratum|mean|no|nn|scratch|make|actual|my |tromp"
    r"|autrement|words|[9q]sed|ya3ni|ghlett|يعني|قصد|عفوا|بل"
)
"""Without any of these letters nothing is taken back; most messages have none."""

_DENIED_FIRST: Final = re.compile(
    r"\s*+(?:(?:non|no|la|لا),? )?(?:pas|not|machi|mashi|ماشي|ليس|ليست)\s++(?:[^,;،]|(?<=\d),(?=\d))+(?:[;،]|,(?!\d))\s*+"
    r"(?:plut[oô]t|mais|but|rather|بل|walakin|ولكن)?\s*(?=\S)",
    re.IGNORECASE,
)


def amended(text: str) -> tuple[str, str] | None:
    """What `text` says first and what it says instead, at its last correction; None without one.

    Whether both sides say something is for the reader of each to see.
    """
    line = text[:READ_AT_MOST]
    if _MAY_BE.search(line.casefold()) is None:
        return None
    start = end = 0
    for found in _TAKEN_BACK.finditer(line):
        # "non, pardon" are two that follow each other.
        start = start if found.start() == end else found.start()
        end = found.end()
    if not start:
        return None
    # "oui, enfin non": the no that ends the correction is what is meant.
    return line[:start], line[end:] or line[start:end].strip(" ,.…!:").split()[-1]


_PAUSE: Final = re.compile(
    r"[,;!،؛\n\u2600-\u2b4f\U0001f300-\U0001faff]+|[.…]+(?=\s)|\s(?=(?:parce qu[e']|pcq |car |vu qu[e']|puisqu[e']|because |cos |coz |since (?:i|we|my|it|he|she|they)\b|hit |7it |حيت |لأن))",
    re.IGNORECASE,
)


def first_clause(text: str) -> tuple[str, str] | None:
    """The first clause of `text` and what follows it; None when it has but one."""
    found = _PAUSE.search(text[:READ_AT_MOST])
    if found is None or not found.start() or not text[found.end() : READ_AT_MOST].strip():
        return None
    return text[: found.start()], text[found.end() : READ_AT_MOST]


def clauses(text: str) -> list[str]:
    """The clauses of `text`, in order; those of signs alone are left out."""
    found: list[str] = []
    while two := first_clause(text):
        found.append(two[0])
        text = two[1]
    return [clause for clause in (*found, text) if any(map(str.isalnum, clause))]


def without_denied(text: str) -> str:
    """`text` without a first clause that only denies: "pas 5, plutôt 4". Empty when it has none."""
    found = _DENIED_FIRST.match(text[:READ_AT_MOST])
    return text[found.end() : READ_AT_MOST] if found else ""
