"""One reading as one line of text: what the command prints and the labelled utterances expect."""

from datetime import datetime, tzinfo
from typing import Final, assert_never

from core.understanding.amounts import (
    Amount,
    AmountDoubt,
    Unit,
    told_amount,
    told_number,
)
from core.understanding.leaning import amount_meant, assent, met
from core.understanding.moments import Doubt, Impossible, Moment, Reading, read_moment
from core.understanding.numbers import whole_number
from core.understanding.ratings import RatingDoubt, read_rating
from core.understanding.rhythms import Rhythm, RhythmDoubt, read_rhythm

NOTHING, DOUBT, IMPOSSIBLE = "-", "?", "!"
"""The first characters of a line that gives no value."""

_UNITS: Final[dict[str, Unit]] = {
    "MAD": "MAD",
    "EUR": "EUR",
    "USD": "USD",
    "%": "%",
    "count": "count",
}


def readout(kind: str, text: str, *, now: datetime, zone: tzinfo) -> str:
    """The reading of `text` as a kind (moment, amount, amount:UNIT, …), on one line.

    The shapes stand in `core.understanding.__main__`. Raises ValueError for an unknown kind.
    """
    name, _, unit = kind.partition(":")
    match name:
        case "moment":
            return told_moment(read_moment(text, now=now, zone=zone))
        case "amount" if not unit or unit in _UNITS:
            return _amount(amount_meant(text, _UNITS[unit]) if unit else told_amount(text))
        case "rhythm":
            return _rhythm(text)
        case "rating":
            rating = read_rating(text)
            return DOUBT if isinstance(rating, RatingDoubt) else _or_nothing(rating)
        case "held":
            return {True: "held", False: "not_held", None: NOTHING}[met(text)]
        case "yesno":
            return {True: "yes", False: "no", None: NOTHING}[assent(text)]
        case "number":
            number = whole_number(text)
            return _or_nothing(told_number(text) if number is None else number)
    raise ValueError(f"no kind {kind!r}")


def _or_nothing(number: int | None) -> str:
    return NOTHING if number is None else str(number)


def _with_alternatives(sign: str, alternatives: list[str]) -> str:
    return f"{sign} {' | '.join(alternatives)}" if alternatives else sign


def told_moment(reading: Reading) -> str:
    """The line of a reading about when."""
    match reading:
        case None:
            return NOTHING
        case Impossible():
            return IMPOSSIBLE + reading.reason
        case Doubt():
            return _with_alternatives(
                DOUBT + reading.why, list(map(told_moment, reading.alternatives))
            )
        case Moment():
            told = reading.day.isoformat()
            if reading.time is not None:
                told += f" {reading.time:%H:%M}"
            if reading.until is not None:
                told += f"-{reading.until:%H:%M}"
            if reading.part is not None:
                told += f" {reading.part}"
            return told + (" second" if reading.fold else "")
    assert_never(reading)


def _amount(reading: Amount | AmountDoubt | None) -> str:
    match reading:
        case None:
            return NOTHING
        case AmountDoubt():
            return _with_alternatives(DOUBT, list(map(_amount, reading.alternatives)))
        case Amount():
            return f"{reading.value:f} {reading.unit}"
    assert_never(reading)


def _rhythm(text: str) -> str:
    reading = read_rhythm(text)
    match reading:
        case None:
            return NOTHING
        case RhythmDoubt():
            return DOUBT
        case Rhythm():
            return str(reading.every)
    return reading
