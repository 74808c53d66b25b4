"""The year of birth a person states, as a year, a date or an age."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from core.understanding.normal import fold, word_set, words
from core.understanding.number_words import ARABIC, LANGUAGES
from core.understanding.numbers import spelled
from core.understanding.small_words import DOUBTS, FILLERS, NEGATIONS

YOUNGEST, OLDEST = 10, 100
"""Ages outside are slips of the thumb; whether an age fits the programme is decided elsewhere."""

OLDEST_BARE = 59
"""Two bare digits: 18-59 are an age, 60-99 a year 19xx; both are echoed back to the person."""


@dataclass(frozen=True, slots=True)
class BirthYear:
    """A year of birth; stated as an age it may be one year late, the birthday being unknown."""

    year: int
    stated_as: Literal["year", "age"]


@dataclass(frozen=True, slots=True)
class AmbiguousYear:
    """Several years are possible, or one that was only hinted at: ask."""

    candidates: tuple[int, ...]


_AGE_AFTER: Final = word_set(
    "ans an 3am 3aman sna snin senin years year yo yrs عام عاما سنة سنوات أعوام"
)
_AGE_BEFORE: Final = word_set("age agee aged 3mri 3omri 3andi 3endi 3ndi عمري عندي لدي العمر")
_YEAR_BEFORE: Final = word_set(
    "ne nee naissance annee born birth tzadit tzadt tzditt tzad mzyoud mzyouda mzad mwalid mawalid "
    "lmawalid mouloud 3am sanat مواليد ولدت مولود مولودة ازددت تزاديت تزدت مزيود مزيودة مزداد مزدادة "
    "ازداد الميلاد ميلادي ولادة سنة عام"
)
_MONTHS: Final = word_set(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre "
    "january february march april may june july august september october november december "
    "jan feb apr jun jul aug sep oct nov dec يناير فبراير مارس أبريل ماي مايو يونيو يوليوز يوليو "
    "غشت أغسطس شتنبر سبتمبر أكتوبر نونبر نوفمبر دجنبر ديسمبر"
)
_VAGUE: Final = DOUBTS | word_set(
    "environ presque bientot entre plus moins autour about almost nearly around over under between "
    "حوالي تقريبا بين أكثر أقل قرابة ta9riban taqriban 9rib"
)
_OTHERS: Final = NEGATIONS | word_set(
    "experience exp anciennete carriere societe entreprise boite company business projet startup fils fille enfant enfants mari femme since depuis ago "
    "charika شركة مقاولة مشروع خبرة تجربة ولدي بنتي منذ tajriba"
)
"""Words that make the number somebody else's, or the years of something else."""

_KNOWN: Final = (
    FILLERS
    | _VAGUE
    | _AGE_AFTER
    | _AGE_BEFORE
    | _YEAR_BEFORE
    | _MONTHS
    | word_set("was kont old of")
)

# Alone, not a part of a telephone number.
_BEFORE, _BEHIND = r"(?<!\d)(?<!\d[-/. ])", r"(?![-/. ]?\d)"
_DATES: Final = tuple(
    re.compile(_BEFORE + date_shape + _BEHIND)
    for date_shape in (
        r"(?P<d>\d{1,2})([-/.])(?P<m>\d{1,2})\2(?P<y>\d{4}|\d\d)",
        r"(?P<d>\d{1,2}) (?P<m>\d{1,2}) (?P<y>\d{4})",
        r"(?P<y>\d{4})([-/.])(?P<m>\d{1,2})(?:\2(?P<d>\d{1,2}))?",
        r"(?P<m>\d{1,2})[-/.](?P<y>\d{4})",
    )
)
_GLUED: Final = re.compile(r"(\d{2,3})([^\W\d]+)")
_JOINS: Final = frozenset(word for language in LANGUAGES for word in language.joins)
_SPELLED: Final = {word for language in LANGUAGES for word in language.worth} - {"a"}
_SPELLED_ON: Final = _SPELLED | _JOINS | {"و" + word for word in ARABIC.worth}


@dataclass(frozen=True, slots=True)
class _Number:
    value: int
    width: int
    start: int
    end: int


def birth_year(text: str, *, today: date) -> BirthYear | AmbiguousYear | None:
    """The year of birth in `text`: "1990", "90", "28 ans", "٢٨", "né en 92", "01/02/1990".

    An age gives `today.year - age`, so it may be one year late. None when nothing is understood,
    or when it lies in the future or outside ages `YOUNGEST`-`OLDEST`.
    """
    folded = fold(text)
    for pattern in _DATES:
        if match := pattern.search(folded):
            return _of_date(match.groupdict(), today)
    said = [part for word in words(folded) for part in _parted(word)]
    if not said or len(said) > 16 or not _OTHERS.isdisjoint(said):
        return None
    numbers = _numbers(said)
    if len(numbers) > 3:  # a telephone number, not a birthday
        return None
    inside = {at for number in numbers for at in range(number.start, number.end)}
    plain = all(word in _KNOWN for at, word in enumerate(said) if at not in inside)
    readings = [
        reading
        for number in numbers
        for reading in _readings(number, said, today, plain=plain)
        if _possible(reading.year, today)
    ]
    return _agreed(readings, vague=not _VAGUE.isdisjoint(said))


def _parted(word: str) -> tuple[str, ...]:
    glued = _GLUED.fullmatch(word)
    return (glued[1], glued[2]) if glued and glued[2] in _AGE_AFTER else (word,)


def _of_date(part: dict[str, str | None], today: date) -> BirthYear | None:
    written = part["y"] or ""
    year = _full(int(written), len(written), today)
    fits = 1 <= int(part["m"] or 0) <= 12 and 1 <= int(part.get("d") or 1) <= 31
    return BirthYear(year, "year") if fits and _possible(year, today) else None


def _possible(year: int, today: date) -> bool:
    return YOUNGEST <= today.year - year <= OLDEST


def _full(year: int, width: int, today: date) -> int:
    """`92` as 1992, `05` as 2005: the latest year that has passed."""
    if width > 2:
        return year
    return 2000 + year if 2000 + year <= today.year else 1900 + year


def _numbers(said: Sequence[str]) -> list[_Number]:
    found: list[_Number] = []
    at = 0
    while at < len(said):
        end = at + 1
        if said[at].isdecimal() and len(said[at]) <= 4:
            found.append(_Number(int(said[at]), len(said[at]), at, end))
        elif said[at] in _SPELLED:
            while end < len(said) and said[end] in _SPELLED_ON:
                end += 1
            while said[end - 1] in _JOINS:
                end -= 1
            value = _spelled(said[at:end])
            if value is not None and value >= 10:
                found.append(_Number(value, len(str(value)), at, end))
        at = end
    return found


def _spelled(said: Sequence[str]) -> int | None:
    """The number, and "nineteen ninety" as a year."""
    if said[0] == "nineteen" and (tail := spelled(said[1:])) and 10 <= tail <= 99:
        return 1900 + tail
    return spelled(said)


def _readings(
    number: _Number, said: Sequence[str], today: date, *, plain: bool
) -> tuple[BirthYear, ...]:
    before = said[number.start - 1] if number.start else ""
    after = said[number.end] if number.end < len(said) else ""
    aged = BirthYear(today.year - number.value, "age")
    born = BirthYear(_full(number.value, number.width, today), "year")
    if after in _AGE_AFTER:
        return (aged,) if number.width <= 3 else ()
    if after in _MONTHS:
        return ()
    marked = not _YEAR_BEFORE.isdisjoint(said[: number.start])
    if number.width == 4:
        return (born,) if marked or plain else ()
    if number.width != 2:
        return ()
    if before in _YEAR_BEFORE or (marked and plain):
        return (born,)
    if not _AGE_BEFORE.isdisjoint(said[: number.start]):
        return (aged,) if plain or before in _AGE_BEFORE else ()
    if not plain:
        return ()
    if number.value > OLDEST_BARE:
        return (born,)
    # "12" may be twelve years of age or the year 2012; one of them usually falls outside.
    return (born, aged) if 10 <= number.value < 18 else (born if number.value < 10 else aged,)


def _agreed(readings: Sequence[BirthYear], *, vague: bool) -> BirthYear | AmbiguousYear | None:
    """One year where all readings agree; an age may differ by one from the year it goes with."""
    years = sorted({reading.year for reading in readings})
    stated = {reading.year for reading in readings if reading.stated_as == "year"}
    if not years:
        return None
    if vague or years[-1] - years[0] > len(stated) or len(stated) > 1:
        return AmbiguousYear(tuple(years))
    return BirthYear(stated.pop(), "year") if stated else BirthYear(years[0], "age")
