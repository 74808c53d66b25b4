"""Which shown options digits and ordinals count: "2", "le deuxième", "1 à 3", "135"."""

import re
from collections.abc import Sequence
from typing import Final

from core.understanding.index import Ids
from core.understanding.number_words import CARDINALS, LAST, ORDINALS
from core.understanding.small_words import CONNECTORS, COUNTING, DOUBTS, NEGATIONS, QUESTIONS

CLOUDS: Final = NEGATIONS | DOUBTS | QUESTIONS
"""Words that deny, doubt or ask."""

_BESIDE_DIGITS: Final = COUNTING | CONNECTORS | CLOUDS
# A digit that is a bound, a price, a share or half a smiley does not count options.
_SIGNED: Final = re.compile(r"(?:^|\s)[<>=:;~≈+−-]\d|\d\s*[%€$£]|[½¼¾⅓⅔²³¹]")
_NUMBERED: Final = re.compile(r"([^\W\d_]{1,7})(\d{1,2})")
_ONE: Final = frozenset(word for word, number in CARDINALS.items() if number == 1)

_RANGE: Final = re.compile(
    r"(?:de |du |from |mn |men |من )?(\d{1,2}) ?(?:a|au|to|->|→|\.{2,3}|jusqu'?a|7ta l|hta l|الي|حتي|ل)"
    r" ?(\d{1,2})"
)
_DASHED: Final = re.compile(r"(\d{1,2}) ?- ?(\d{1,2})")
_AS_MANY: Final = re.compile(
    r"(?:(?:tous |toutes )?les|the|all|all the) (\d|deux|trois|quatre|cinq|six|two|three|four|five)"
    r"|both|both of them|كلاهما|الاثنان|الاثنين معا|بجوج|b ?jouj|b ?zouj|joujhom"
)


def place(word: str, shown: Sequence[str]) -> Ids:
    """The option that one word counts; empty when it counts none or is out of range."""
    if word.isdecimal():
        at = int(word) if len(word) <= 3 else 0
    elif word in LAST:
        at = len(shown)
    else:
        at = ORDINALS.get(word) or CARDINALS.get(word) or 0
        glued = _NUMBERED.fullmatch(word) if not at and word[-1].isdecimal() else None
        if glued and glued[1] in _BESIDE_DIGITS:
            at = int(glued[2])
        elif not at and word.startswith("و") and len(word) > 2:
            return place(word.lstrip("و"), shown)
    return (shown[at - 1],) if 1 <= at <= len(shown) else ()


def counted(said: Sequence[str], text: str, shown: Sequence[str]) -> Ids:
    """The options counted by digits or ordinals in `text`, when nothing else of weight is said."""
    places: list[Ids] = []
    for word in said:
        option = place(word, shown)
        if option:
            # In "the first one" the last word only stands for "option".
            if not (word in _ONE and places):
                places.append(option)
        elif word not in _BESIDE_DIGITS or word.isdecimal():
            return ()
    if not places or _SIGNED.search(text):
        return ()
    return tuple(dict.fromkeys(one for option in places for one in option))


def doubted(said: Sequence[str], counts: Ids) -> bool:
    """Whether words beside digits cloud them: "pas 1", "les 2" (both, or the second?); not "no 1"."""
    if "les" in said and len(counts) == 1:
        return True
    return any(word in CLOUDS and word not in COUNTING for word in said)


def as_many(said: str, shown: Sequence[str]) -> bool | None:
    """Whether "les trois" are all that is shown; None when `said` is no such words."""
    match = _AS_MANY.fullmatch(said)
    if match is None:
        return None
    count = match[1] or "2"
    return (int(count) if count.isdecimal() else CARDINALS[count]) == len(shown)


def span(folded: str, shown: Ids, at_most: int) -> tuple[Ids, bool]:
    """The options of "1 à 3", "1-3" or "135", and whether that could be read otherwise.

    People write "1-3" for a list as well as for a range; only "1-2" is both. A run of digits is a
    list when no more than nine options are shown, so that no two digits are one number.
    """
    if match := _RANGE.fullmatch(folded):
        first, last = int(match[1]), int(match[2])
        if 1 <= first < last <= len(shown):
            return shown[first - 1 : last], False
        return (*place(match[1], shown), *place(match[2], shown)), True
    if match := _DASHED.fullmatch(folded):
        first, last = int(match[1]), int(match[2])
        between = shown[first - 1 : last] if 1 <= first < last <= len(shown) else ()
        if len(between) > at_most:
            return (between[0], between[-1]), False
        return between, len(between) > 2
    run = folded if folded.isdecimal() and 2 <= len(folded) <= 9 and len(shown) <= 9 else ""
    if run and len(set(run)) == len(run) and all(1 <= int(digit) <= len(shown) for digit in run):
        return tuple(shown[int(digit) - 1] for digit in run), False
    return (), False
