"""Hours, minutes and lengths of time out of the words that a rule of the calendar fits.

Each takes the symbols that fit and today, and gives the symbols that stand for them.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from core.understanding.calendar_lexicon import Clock, Span
from core.understanding.calendar_parts import Hours, Symbols, number_in, pick, to_clock, to_number

LONGEST_TALK: Final = 2
"""Hours that two people talk at most; "1h" without a preposition may be that."""

LONGEST: Final = 6
"""Hours of the longest meeting that is read from one hour to another."""

LEAST_MINUTES: Final = 10
"""Minutes that a number behind an hour counts without a word between."""

HALF, QUARTER = 30, 15
"""Minutes of half an hour and of a quarter."""

LOOSE_DAYS: Final = (8, 15)
"""In French, and in Morocco, eight days are a week and fifteen days two."""


def span(said: Symbols, today: date) -> Symbols:
    """A length of time: "dans deux heures", "in a week"; "15 jours" are loose."""
    whole = pick(said, "U")
    if whole:
        return [("S", whole[1])]
    number, unit = pick(said, "nH"), pick(said, "uh")
    count = to_number(number[1]) if number else 1
    name = unit[1] if unit and unit[0] == "u" and isinstance(unit[1], str) else "hour"
    return [("S", Span(count, name, loose=name == "day" and count in LOOSE_DAYS))]


def and_half(said: Symbols, today: date) -> Symbols:
    """Half a unit more: "dans un mois et demi", which is no day but a length of about 45."""
    whole = pick(said, "U")
    length = whole[1] if whole else Span(number_in(said, "n1") or 1, str(pick(said, "u")[1]))  # type: ignore[index]
    halves = _HALVES.get(length.unit) if isinstance(length, Span) else None
    if said[0][1] == "after" or said[-1][1] != HALF or halves is None:
        return said
    each, unit = halves
    return (
        [("S", Span(2 * each * length.count + each, unit, loose=unit == "day"))]
        if isinstance(length, Span)
        else said
    )


_HALVES: Final = {
    "hour": (30, "minute"),
    "week": (3, "day"),
    "month": (15, "day"),
    "year": (6, "month"),
}
"""How many of what are half a unit."""


def of_darija(said: Symbols, today: date) -> Symbols:
    """Half a unit; or three or four, which in Darija are called as Tuesday and a quarter are: "tlat chhor"."""
    letter, value = said[1]
    unit = str(said[-1][1])
    if said[0][1] == "after":
        return said
    if letter == "w":
        return [("S", Span(to_number(value) + 2, unit))] if value in (1, 2) else said
    if value == QUARTER and unit != "hour":
        return [("S", Span(4, unit))]
    halves = _HALVES.get(unit)
    return [("S", Span(*halves))] if value == HALF and halves else said


def hours_ahead(said: Symbols, today: date) -> Symbols:
    """Leave "after 6pm", which bounds: only a length of time lies ahead."""
    clock = to_clock("c", said[-1][1])
    if said[0][1] == "after" or clock.part:
        return said
    return [("S", Span(clock.hour * 60 + clock.minute, "minute"))]


def plus(said: Symbols, today: date) -> Symbols:
    """Minutes behind the hour: "six heures et quart", "6 w noss"."""
    base = pick(said, "cHMn")
    clock = to_clock(*base) if base else Clock(99)
    minutes = number_in([one for one in said if one is not base], "qn")
    return [("c", replace(clock, minute=minutes))]


def _before(hour: int) -> int:
    """The hour before, on a clock face for one o'clock: a quarter to one is 12:45."""
    return 12 if hour == 1 else (hour - 1) % 24


def minus(said: Symbols, today: date) -> Symbols:
    """Minutes before the hour: "huit heures moins dix", "8 ila rb3"."""
    base = pick(said, "cHM" if pick(said, "cHM") else "n")
    clock = to_clock(*base) if base else Clock(99)
    minutes = number_in([one for one in said if one is not base], "qn")
    return [("c", replace(clock, hour=_before(clock.hour), minute=60 - minutes))]


def to_hour(said: Symbols, today: date) -> Symbols:
    """In "quarter to seven" the last number is the hour."""
    *_, last = said
    clock = to_clock(*last)
    return [("c", replace(clock, hour=_before(clock.hour), minute=60 - to_number(said[0][1])))]


def minutes_to(said: Symbols, today: date) -> Symbols:
    """Minutes before the hour in "ten to five", which is too long for a meeting from ten to five."""
    minutes, hour = to_number(said[0][1]), to_number(said[2][1])
    backward = minutes in (20, 25) or (
        minutes == 10 and hour < 10 and hour + 12 - minutes > LONGEST
    )
    return to_hour(said, today) if backward and 1 <= hour <= 12 else said


def half_hour(said: Symbols, today: date) -> Symbols:
    """In Britain "half six" is half past; where the part of the day is said we believe it."""
    minute = to_number(said[0][1])
    return [("c", Clock(to_number(said[1][1]), minute))] if minute == HALF else said


def past_hour(said: Symbols, today: date) -> Symbols:
    """Minutes said before the hour that they follow: "ten past six"."""
    return [("c", replace(to_clock(*said[-1]), minute=to_number(said[0][1])))]


def pair(said: Symbols, today: date) -> Symbols:
    """An hour and its minutes without a word between: "six thirty"."""
    numbers = [to_number(value) for letter, value in said if letter == "n"]
    if len(said) == len(numbers) and numbers[1] < LEAST_MINUTES:
        return said
    return [("c", Clock(numbers[0], numbers[1]))]


def and_minutes(said: Symbols, today: date) -> Symbols:
    """An hour "and thirty minutes"."""
    return pair(said, today) if said[-1] == ("u", "minute") else said


def counted(said: Symbols, today: date) -> Symbols:
    """In French hours are counted: "sept heures"."""
    return [("c", Clock(to_number(said[0][1]), shown=True, counted=said[1][1] == "h"))]


def plain(said: Symbols, today: date) -> Symbols:
    """An hour without minutes."""
    base = pick(said, "nHc")
    return [("c", to_clock(*base))] if base else []


def with_part(said: Symbols, today: date) -> Symbols:
    """An hour with the part of the day beside it: "6 du soir"."""
    base, part = pick(said, "ncH"), pick(said, "p")
    clock = to_clock(*base) if base else Clock(99)
    return [("c", replace(clock, part=clock.part or str(part[1] if part else "")))]


def dotted(said: Symbols, today: date) -> Symbols:
    """An hour with a point: "18.30"."""
    hour, minute = str(said[-1][1]).split(".")
    exact = int(hour) > 12 or hour[0] == "0"
    return [("c", Clock(int(hour), int(minute), exact=exact))]


def between(said: Symbols, today: date) -> Symbols:
    """From one hour to another: "de 18h à 20h"."""
    ends = [to_clock(*symbol) for symbol in said if symbol[0] in "cn"]
    return [("R", Hours(*ends))]


def of_hour(said: Symbols, today: date) -> Symbols:
    """Leave out the "de" of "le créneau de 18h"; "from 6" bounds."""
    return said[1:] if said[0][1] == "de" else said


def until(said: Symbols, today: date) -> Symbols:
    """From one hour "jusqu'à" another; leave "18h avant 20h"."""
    bound = pick(said, "B")
    return between(said, today) if bound and bound[1] == "until" else said


def call(said: Symbols, today: date) -> Symbols:
    """Who calls at an hour proposes it; "je vous appelle demain" puts it off."""
    return [] if said[0][1] == "call" else said


def later_than(said: Symbols, today: date) -> Symbols:
    """In "mn b3d sla" what alone is "later" stands before what comes first."""
    return [("i", "after")] if said[0][1] == "after" else said


def beside_part(said: Symbols, today: date) -> Symbols:
    """Beside an hour "before noon" and "after the asr" say which half of the day is meant."""
    before, part = said[0][0] == "B", said[1][1]
    if part == "noon":
        return [("p", "morning" if before else "afternoon")]
    return said if before or said[0][1] != "after" else said[1:]


def afternoon(said: Symbols, today: date) -> Symbols:
    """Leave "after the morning", which bounds; after noon is a part, and "dans l'aprem" too."""
    if said[0][1] != "after":
        return said[-1:]
    return [("p", "afternoon")] if said[-1][1] == "noon" else said


def length(said: Symbols, today: date) -> Symbols:
    """How many minutes it takes is another question."""
    unit = pick(said, "u")
    return [] if unit and unit[1] == "minute" else said


def one_or_two(said: Symbols, today: date) -> Symbols:
    """Doubt "jeudi 1h", which may say how long; "jeudi à 1h" says when."""
    clock = to_clock(*said[-1])
    unsaid = clock.shown and not (clock.exact or clock.minute or clock.part)
    short = unsaid and clock.hour <= LONGEST_TALK
    return [*said, ("v", "length")] if short else said
