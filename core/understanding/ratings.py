"""A rating from 1 to 5 as people give it: "4/5", "⭐⭐⭐", "خمس نجوم", "excellent"."""

import re
from dataclasses import dataclass
from typing import Final

from core.understanding.amends import amended, first_clause, without_denied
from core.understanding.normal import READ_AT_MOST, digits
from core.understanding.phrases import symbols

LOWEST, HIGHEST = 1, 5

AT_MOST_UNKNOWN: Final = 2
"""More words than this, even beside "5/5", are a story, not a rating."""

AT_MOST_TOLD: Final = 6
"""More words than this are one even where the scale is named."""

_STARS: Final = "⭐★🌟"
_OTHER_SCALE: Final = re.compile(
    r"\d\s*/\s*(?!5(?!\d))\d|\d[.,]\d|[½¼¾]|\d\s*[%+-]\s*\d?|\+\s*\d|-\s*\d"
)


_SCALED_FIRST: Final = re.compile(
    r"\W*([1-5])\s*(?:/|sur|out of|3la|على|من)\s*5(?![\d.,]*\d)(?!\w)", re.IGNORECASE
)
"""A rating on its scale, behind which people tell why."""

_OTHER: Final = re.compile(r"\s*(?:ou|or|ola|wla|أو|to|à|-|\+|,\s*(?:non|no))(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RatingDoubt:
    """An opinion was given, but not on the scale of 1 to 5: "8/10", "pas mal", "4 ou 5"."""


def read_rating(text: str) -> int | RatingDoubt | None:
    """The rating from 1 to 5 that `text` gives; None when it gives none or one off the scale.

    Words count only at the ends of the scale ("excellent" is 5, "nul" is 1); anything between,
    denied or on another scale is in doubt.
    """
    for instead in (without_denied(text), (amended(text) or ("", ""))[1]):
        if instead and isinstance(meant := read_rating(instead), int):
            return meant
    if first := _SCALED_FIRST.match(digits(text[:READ_AT_MOST])):
        tail = text[first.end() :]
        letters = "".join(letter for letter, _ in symbols(tail, "ratings"))
        if letters and set(letters).isdisjoint("nw/?") and not _OTHER.match(tail):
            return int(first[1])
    if clauses := first_clause(text):
        head, tail = clauses
        given = read_rating(head)
        more = {letter for letter, _ in symbols(tail, "ratings")}
        if isinstance(given, int) and more.isdisjoint("nw?"):
            return given
    line = digits(text[:READ_AT_MOST])
    stars = sum(line.count(star) for star in _STARS)
    said = symbols(line, "ratings")
    letters = "".join(letter for letter, _ in said)
    numbers = [value for letter, value in said if letter == "n"]
    ends = {value for letter, value in said if letter == "w"}
    if stars and not numbers:
        return stars if stars <= HIGHEST and not ends - {stars} else None
    if re.search(r"n[s]?/n", letters) is None and "/" not in line and len(numbers) > 1:
        return RatingDoubt()
    if len(numbers) == 2 and numbers[1] == HIGHEST:
        numbers = numbers[:1]
    if _OTHER_SCALE.search(line) or len(numbers) > 1:
        return RatingDoubt()
    # After "5/5" or "4 étoiles" more may be told; a bare number could count anything.
    scaled = re.search("ns|n/n", letters) is not None or "/" in line
    # "top, 5" and "bof, 2" say the same twice.
    tone = {value for letter, value in said if letter == "m"}
    agrees = len(numbers) == 1 and tone <= (
        {1} if numbers[0] >= 4 else {-1} if numbers[0] <= 2 else set()
    )
    clouds = "z?d" if scaled or agrees else "z?dm"
    at_most = AT_MOST_TOLD if "n/n" in letters else AT_MOST_UNKNOWN if scaled else 0
    unknown = letters.count(".") > at_most
    clouded = not set(clouds).isdisjoint(letters) or unknown
    if numbers and LOWEST <= numbers[0] <= HIGHEST:
        return RatingDoubt() if clouded or ends - {numbers[0]} else numbers[0]
    if numbers:
        return None
    if ends or "m" in letters:
        return RatingDoubt() if clouded or len(ends) > 1 or "m" in letters else ends.pop()
    return None
