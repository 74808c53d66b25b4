"""How often people want something: "toutes les deux semaines", "moins souvent", "كل أسبوعين"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from core.understanding.amends import amended, first_clause, without_denied
from core.understanding.phrases import Symbol, symbols


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Once in so many days: 7 a week, 14 "tous les quinze jours", 30 a month."""

    every: int


@dataclass(frozen=True, slots=True)
class RhythmDoubt:
    """A rhythm was spoken of, but it is not sure which: "plus de rappels" is more, or no more."""


Change = Literal["less", "more", "off"]
"""Less often, more often, or not at all."""

AT_MOST_UNKNOWN: Final = 1
"""More words than this that say nothing about a rhythm are a story, not an answer."""

AT_MOST_WISHED: Final = 5
"""More words than this are one even where a wish is told."""

_WISHES: Final = re.compile(
    r"(?<!\w)(?:would|could|let'?s|like|prefer|rather|please|pace|works?|fine|enough|plenty|pr[ée]f[èe]r\w+|voudrais|aimerais|souhait\w+"
    r"|peut|pouvez|peux|can|pourr\w+|svp|suffit|rythme|convient|va|bghit|brit|kanfd+[ae]l|n[9q]ed\w*|kafi|mezyan|بغيت|أفضل|أريد|أرغب|يكفي|كافي|يناسب\w*|مزيان|كنفضل|أرجو|المرجو|نرجو)(?!\w)"
)
"""Words of one who says how often they want something."""

_POLITE: Final = re.compile(
    r"\W*(?:(?:could|can|would) you|pourriez-vous|pouvez-vous|est-ce que vous pouvez|vous pouvez|wach t[9q][ae]?d\w+|هل يمكنكم|واش تقدرو)(?!\w)|\s*[?؟]\W*$",
    re.IGNORECASE,
)
"""A wish in the form of a question."""

MONTH, LONGEST = 30, 366
"""Days in a month; a longer rhythm than a year is a slip."""


def _days(said: Sequence[Symbol]) -> float:
    number = next((value for letter, value in said if letter == "n"), 1)
    days = number * said[-1][1]
    return _LOOSE.get(days, days)


def _share(said: Sequence[Symbol]) -> float:
    number = next((value for letter, value in said if letter == "n"), None)
    times = next((value for letter, value in said if letter == "f"), 1)
    return said[-1][1] / max(1, times if number is None else number)


def _named(said: Sequence[Symbol]) -> float:
    return said[-1][1]


# Letters of data/rhythms.tsv: e every, a per, f times, o other, u days in a unit, A days by name;
# L less, T too much, M more, F off, P more or no more, b a bound.
_RULES: Final[tuple[tuple[re.Pattern[str], Callable[[Sequence[Symbol]], float]], ...]] = (
    (re.compile("n?fe?a?u"), _share),
    (re.compile("eou"), lambda said: 2 * said[-1][1]),
    (re.compile("ae?n?u|en?u|nau"), _days),
    (re.compile("A"), _named),
)


_LENGTH: Final = re.compile("nu")
"""Asked how often, "2 semaines" is every two weeks."""


def read_rhythm(text: str) -> Rhythm | Change | RhythmDoubt | None:
    """How often `text` asks for; None when it speaks of no rhythm.

    "plus de rappels" is in doubt, as are two rhythms at once and a rhythm denied.
    """
    for instead in (without_denied(text), (amended(text) or ("", ""))[1]):
        if instead and isinstance(meant := read_rhythm(instead), Rhythm):
            return meant
    if clauses := first_clause(text):
        head, tail = clauses
        wished = read_rhythm(head)
        more = {letter for letter, _ in symbols(tail, "rhythms")}
        if isinstance(wished, Rhythm | str) and more <= {".", "a", "u"}:
            return wished
    said = symbols(_POLITE.sub("", text) if _POLITE.match(text) else text, "rhythms")
    letters = "".join(letter for letter, _ in said)
    kept = [symbol for symbol in said if symbol[0] not in ".z?"]
    bare = "".join(letter for letter, _ in kept)
    found: list[int] = []
    for pattern, worth in _RULES:
        while match := pattern.search(bare):
            first, last = match.span()
            found.append(_whole(worth(kept[first:last])))
            del kept[first:last]
            bare = bare[:first] + bare[last:]
    changes = {letter for letter in bare if letter in "LMFPT"}
    if not found and _LENGTH.fullmatch(letters):
        return Rhythm(_whole(_days(said)))
    if not found and not changes:
        spoken = "b" in bare or ("e" in bare and "u" in bare)
        return RhythmDoubt() if spoken else None
    clouded = (
        any(letter in "uoAf" and (letter, count) != ("f", 1) for letter, count in kept)
        or not {"z", "?", "b", "d"}.isdisjoint(letters)
        or any(symbol[0] == "n" and symbol[1] != 1 for symbol in kept)
        or letters.count(".")
        > (AT_MOST_WISHED if _WISHES.search(text.casefold()) else AT_MOST_UNKNOWN)
    )
    if len(set(found)) > 1 or len(changes - {"T"}) > 1 or clouded or "P" in changes:
        return RhythmDoubt()
    if found:
        opposed = not changes.isdisjoint("FT") or not 1 <= found[0] <= LONGEST
        return RhythmDoubt() if opposed else Rhythm(found[0])
    wishes = {_CHANGES[letter] for letter in changes}
    return wishes.pop() if len(wishes) == 1 else RhythmDoubt()


_CHANGES: Final[dict[str, Change]] = {"L": "less", "T": "less", "M": "more", "F": "off"}

_LOOSE: Final = {8: 7, 15: 14}
"""In French, and in Morocco, eight days are a week and fifteen days two."""


def _whole(days: float) -> int:
    return max(1, int(days)) if days else 0
