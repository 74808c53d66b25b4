"""How a time that is told beside a proposal lies to it: outside of it, before it, or in its way."""

from typing import Final

from core.understanding.calendar_lexicon import Clock
from core.understanding.clocks import DAY_STARTS, SPANS
from core.understanding.telling_clauses import Clause
from core.understanding.telling_words import AWAY, BEFORE, EVENTS, STARTS
from core.understanding.whens import Moment

_NOON: Final = 12 * 60
_FRIDAY: Final = 4
_HOUR_APART: Final = 60
"""Minutes between what is told and what is proposed."""


def clear_of(part: Clause, proposed: Moment) -> bool:
    """Whether the hour proposed lies outside of what a clause tells of the same day."""
    if proposed.time is None:
        return False
    clocks = [value for _, value in part.said if isinstance(value, Clock)]
    halves = [str(value) for letter, value in part.said if letter == "p"]
    if any(during(half, proposed.time.hour) for half in halves if not clocks):
        return False
    if clocks and (part.has(STARTS) or not part.has(AWAY)):
        meets = proposed.time.hour * 60 + proposed.time.minute
        apart = [meets - _since_noon(one) for one in clocks]
        return all(
            one <= -_HOUR_APART or (one >= _HOUR_APART and not part.has(STARTS)) for one in apart
        )
    later = any(
        _since_noon(one) <= proposed.time.hour * 60 + proposed.time.minute for one in clocks
    )
    return bool(halves or clocks) and (not clocks or later)


def not_before(part: Clause, proposed: Moment) -> bool:
    """Whether the hour proposed is at or behind every hour that a clause names as too early."""
    clocks = [value for _, value in part.said if isinstance(value, Clock)]
    if not clocks or proposed.time is None or not part.has(BEFORE):
        return False
    meets = proposed.time.hour * 60 + proposed.time.minute
    return all(_since_noon(one) <= meets for one in clocks)


def leaves_after(part: Clause, proposed: Moment) -> bool:
    """Whether a clause names an hour behind the proposed one."""
    clocks = [value for _, value in part.said if isinstance(value, Clock)]
    if not clocks or proposed.time is None:
        return False
    meets = proposed.time.hour * 60 + proposed.time.minute
    return all(_since_noon(one) > meets for one in clocks)


def _since_noon(clock: Clock) -> int:
    """Minutes of the day at which a clock that may be of either half may be soonest after eight."""
    hour = clock.hour + 12 if clock.hour < DAY_STARTS and not clock.exact else clock.hour
    return hour * 60 + clock.minute


def at_another_hour(part: Clause, proposed: Moment) -> bool:
    """Whether the hour that a clause names on the proposed day is another one."""
    if proposed.time is None:
        return False
    clocks = {value.hour % 12 for _, value in part.said if isinstance(value, Clock)}
    taken = {value for letter, value in part.said if letter == "p"}
    if clocks or not taken:
        return bool(clocks) and proposed.time.hour % 12 not in clocks
    return not any(during(str(value), proposed.time.hour) for value in taken)


def away_after(part: Clause, proposed: Moment) -> bool:
    """Whether somebody gets away only after that hour: "je finis à 19h, jeudi 18h"."""
    tells = part.has(AWAY) and "Z" not in part.letters and "c" in part.letters
    return tells and not away_before(part, proposed)


def away_before(part: Clause, proposed: Moment) -> bool:
    """Whether a clause tells that somebody gets away before that hour: "20h, je sors vers 19h"."""
    clocks = [value for _, value in part.said if isinstance(value, Clock)]
    if len(clocks) != 1 or proposed.time is None or not part.has(AWAY) or "Z" in part.letters:
        return False
    at = clocks[0].hour * 60 + clocks[0].minute
    meets = proposed.time.hour * 60 + proposed.time.minute
    return at <= meets if at >= _NOON else at <= meets % _NOON


def during(part: str, hour: int) -> bool:
    first, last = SPANS[part]
    return first <= hour <= last


def other_half_of_week(part: Clause, proposed: Moment) -> bool:
    """Whether a clause tells why not in the week, beside a weekend: "dimanche 15h, la semaine je bosse"."""
    weekend = proposed.day.weekday() > _FRIDAY
    other = ("u", "week") in part.said if weekend else "W" in part.letters
    return other and part.has(EVENTS) and "X" not in part.letters
