"""A rating from 1 to 5 as people give it: "4/5", "⭐⭐⭐", "خمس نجوم", "excellent"."""

import re
from dataclasses import dataclass
from typing import Final

from core.understanding.amends import amended, first_clause, without_denied
from core.understanding.normal import READ_AT_MOST, digits
from core.understanding.phrases import Symbol, symbols

LOWEST, MIDDLE, HIGHEST = 1, 3, 5

STRONGER: Final = {4: 5}
"""What "very" and "bzaf" make of a word; the ends have words of their own."""

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


_NO: Final = ("z", 0)
"""What a plain no says: "non, plutôt 4" is 4."""

_JUDGES: Final = "nmwozxd?"
"""Letters of a clause that says more, or something else, of how it was."""

AT_MOST_AROUND: Final = 3
"""More words than this around a kind word tell something else by it: "bien" stands in many sentences."""


@dataclass(frozen=True, slots=True)
class RatingDoubt:
    """An opinion was given, but not on the scale of 1 to 5: "8/10", "bien", "4 ou 5".

    `likely` is the rating that its words amount to, to be said back and never taken; None where they
    amount to none.
    """

    likely: int | None = None


def read_rating(text: str) -> int | RatingDoubt | None:
    """The rating from 1 to 5 that `text` gives; None when it gives none or one off the scale.

    Words count only at the ends of the scale ("excellent" is 5, "nul" is 1); anything between,
    denied or on another scale is in doubt, with the number that kind words amount to.
    """
    for instead in (without_denied(text), (amended(text) or ("", ""))[1]):
        if instead and isinstance(meant := read_rating(instead), int):
            return meant
    if first := _SCALED_FIRST.match(digits(text[:READ_AT_MOST])):
        tail = text[first.end() :]
        letters = "".join(letter for letter, _ in symbols(tail, "ratings"))
        if letters and set(letters).isdisjoint("nw/?") and not _OTHER.match(tail):
            return int(first[1])
    at_once: int | None = None
    if clauses := first_clause(text):
        head, tail = clauses
        given = read_rating(head)
        denies = given is None and head.isalpha() and symbols(head, "ratings") == [_NO]
        if denies and isinstance(meant := read_rating(tail), int):
            return meant
        more = {letter for letter, _ in symbols(tail, "ratings")}
        if isinstance(given, int) and more.isdisjoint("nw?"):
            return given
        if isinstance(given, RatingDoubt) and more.isdisjoint(_JUDGES):
            at_once = given.likely
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
    tone = {_side(value) for letter, value in said if letter == "m"}
    agrees = len(numbers) == 1 and tone <= (
        {1} if numbers[0] >= 4 else {-1} if numbers[0] <= 2 else set()
    )
    clouds = "zx?d" if scaled or agrees else "zx?dm"
    at_most = AT_MOST_TOLD if "n/n" in letters else AT_MOST_UNKNOWN if scaled else 0
    unknown = letters.count(".") + letters.count("v") > at_most
    clouded = not set(clouds).isdisjoint(letters) or unknown
    if numbers and LOWEST <= numbers[0] <= HIGHEST:
        return RatingDoubt() if clouded or ends - {numbers[0]} else numbers[0]
    if numbers:
        return None
    likely = _likely(said) or at_once
    if ends or "m" in letters:
        return RatingDoubt(likely) if clouded or len(ends) > 1 or "m" in letters else ends.pop()
    return RatingDoubt(likely) if likely else None


def _side(worth: int) -> int:
    """1 for words above the middle of the scale, -1 for those below; 0 also where no number is."""
    return (worth > MIDDLE) - (0 < worth < MIDDLE)


def _likely(said: list[Symbol]) -> int | None:
    """The rating that words without a number amount to; None where they contradict each other, doubt,
    ask, or tell much else.
    """
    worths: list[int] = []
    denied = very = False
    around = 0
    for letter, worth in said:
        match letter:
            case "m" | "w" | "o" if worth:
                rated = _denied(letter, worth) if denied else STRONGER.get(worth, worth)
                worths.append(rated if denied or very else worth)
                denied = very = False
            case "x":
                denied = True
            case "v":
                if worths and not denied:
                    worths[-1] = STRONGER.get(worths[-1], worths[-1])
                very = True
            case "s":
                pass
            case "." | "/" if not denied:
                around, very = around + 1, False
            case _:
                return None
    one_sided = len(set(map(_side, worths))) == 1
    return max(worths) if one_sided and not denied and around <= AT_MOST_AROUND else None


def _denied(letter: str, worth: int) -> int:
    """What is left of a word that is denied: of one at an end of the scale, or below it, the middle."""
    return MIDDLE if letter == "w" or worth < MIDDLE else MIDDLE - 1
