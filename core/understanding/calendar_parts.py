"""What a sentence about time is made of while its words are put together."""

from dataclasses import dataclass

from core.understanding.calendar_lexicon import Clock, Value
from core.understanding.days import Days


@dataclass(frozen=True, slots=True)
class Hours:
    """From one hour to another on the same day."""

    start: Clock
    end: Clock


Part = Value | Days | Hours
Symbols = list[tuple[str, Part]]
"""Letters with what they say, in the order of the words."""


def to_number(value: Part) -> int:
    """The whole number that a symbol carries; 0 when it carries something else."""
    return value if isinstance(value, int) else 0


def to_clock(letter: str, value: Part) -> Clock:
    """The clock that a symbol shows: its own, midnight, or an hour without minutes."""
    if isinstance(value, Clock):
        return value
    return Clock(0, exact=True) if letter == "M" else Clock(to_number(value))


def pick(said: Symbols, letters: str) -> tuple[str, Part] | None:
    """The first symbol with one of these letters."""
    return next((symbol for symbol in said if symbol[0] in letters), None)


def number_in(said: Symbols, letters: str) -> int:
    """The number of the first symbol with one of these letters; 0 without one."""
    found = pick(said, letters)
    return to_number(found[1]) if found else 0
