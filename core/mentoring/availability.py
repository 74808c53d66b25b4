"""When two people could meet: weekly hours as they ticked them, and three times to choose from."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from itertools import groupby, islice
from zoneinfo import ZoneInfo

from msgspec import Struct

from core.duration import DAY, HOUR, MINUTE
from core.mentoring.appointment import local, place
from core.mentoring.calendar import allowed_from
from core.mentoring.weekend import (
    FRIDAY,
    FRIDAY_PRAYER,
    PRAYING,
    SATURDAY,
    SUNDAY,
    days_off,
)

LENGTH = 45 * MINUTE
"""A meeting (domain §3, session length)."""

NOTICE = 24 * HOUR
"""Between the proposal and the meeting, so that both have the brief a day before (domain B20-22)."""

OFFERED = 3
"""Times on one screen (domain §2, scheduling)."""

HORIZON = 28 * DAY
"""How far ahead times are looked for; the nearest days come first, since the first meeting is to be
within 14 days (domain §3) and the later ones within a month."""

STRIDE = 30 * MINUTE

QUARTER = 15 * MINUTE
"""What every zone's clock of today is ahead of UTC in multiples of, at every moment: within a quarter
of an hour of UTC no clock's hour changes."""

WINDOWS: Mapping[str, tuple[int, int]] = {
    "morning": (9, 12),
    "midday": (12, 14),
    "afternoon": (14, 18),
    "evening": (18, 21),
}
"""What a member means by a part of a working day, in hours of their own clock."""

REST = (10, 18)
"""The hours of a Saturday or Sunday that a member ticked."""

WAKING = (8, 21)
"""Hours in which nobody minds a meeting; used when the ticked hours of two people never meet."""


Fits = Callable[["Week", int], bool]
"""Whether a meeting that begins at a moment (milliseconds, UTC) suits somebody's week."""


class Week(Struct, frozen=True):
    """One person's usual week: hours as ticked, the clock they live by, the country they rest in."""

    times: tuple[str, ...]
    zone: str
    country: str = "MA"


class Times(Struct, frozen=True):
    """Times to choose from (milliseconds, UTC); `stated` when they lie in hours both ticked."""

    starts: tuple[int, ...]
    stated: bool = True


def free(week: Week, start: int) -> bool:
    """Whether a meeting from `start` lies in the hours that this person ticked."""
    # Windows are longer than a meeting and so are the gaps between them: both ends decide.
    ticked, clock = _ticked(week), place(week.zone)
    return (
        _hour(start // QUARTER, clock) in ticked
        and _hour((start + LENGTH - MINUTE) // QUARTER, clock) in ticked
    )


def awake(week: Week, start: int) -> bool:
    """Whether a meeting from `start` lies within this person's day."""
    return _awake(week, start) and _awake(week, start + LENGTH - MINUTE)


def earliest(mentor: Week, mentee: Week, now: int) -> int:
    """From when a first meeting may be: a day after both can have been told by daylight."""
    return max(allowed_from(now, week.zone) for week in (mentor, mentee)) + NOTICE


def common_times(
    mentor: Week,
    mentee: Week,
    now: int,
    *,
    besides: Collection[int] = (),
    count: int = OFFERED,
    unstated: bool = False,
) -> Times:
    """Up to `count` times from `now` (milliseconds, UTC) that suit both, on different days.

    `besides` are starts already refused or taken: nothing within a meeting's length of them. When
    the ticked hours never meet, or with `unstated`, any time when both are awake; empty when even
    that is impossible.
    """
    start = earliest(mentor, mentee, now)
    for fits, stated in ((free, True), (awake, False))[unstated:]:
        fitting = (
            at
            for day in range(start // DAY, (start + HORIZON) // DAY + 1)
            for at in _both(mentor, mentee, day, fits)
            if start <= at < start + HORIZON and all(abs(at - one) >= LENGTH for one in besides)
        )
        chosen = tuple(_spread(fitting, mentor, mentee, count))
        if chosen:
            return Times(chosen, stated)
    return Times((), stated=False)


def _both(mentor: Week, mentee: Week, day: int, fits: Fits) -> list[int]:
    """The starts on a day of UTC that suit both, in order."""
    theirs = _starts(mentee, place(mentee.zone), day, fits)
    return [at for at in _starts(mentor, place(mentor.zone), day, fits) if at in theirs]


@lru_cache(maxsize=8192)
def _starts(week: Week, clock: ZoneInfo, day: int, fits: Fits) -> tuple[int, ...]:
    """The starts on a day of UTC that suit one person, in order.

    Many tick the same hours, and the days ahead are gone through again for every pair of theirs. A
    clock of newer tables is another one (`_hour`).
    """
    return tuple(at for at in range(day * DAY, (day + 1) * DAY, STRIDE) if fits(week, at))


def _spread(fitting: Iterable[int], mentor: Week, mentee: Week, count: int) -> Iterator[int]:
    """One time a day of the mentee's, another part of the day each time, full hours first."""
    parts: set[str] = set()
    days = groupby(fitting, key=lambda at: local(at, mentee.zone).date())
    for _, day in islice(days, count):
        best = min(
            day,
            key=lambda at: (
                part_of_day(at, mentee.zone) in parts,
                local(at, mentee.zone).minute,
                local(at, mentor.zone).minute,
                at,
            ),
        )
        parts.add(part_of_day(best, mentee.zone))
        yield best


def overlap(mentor: Week, mentee: Week, starts: Collection[int]) -> int:
    """How many of `starts` both ticked, as words need it: 1 for all, 2 for some, 0 for none."""
    stated = sum(free(mentor, one) and free(mentee, one) for one in starts)
    return 1 if stated == len(starts) else 2 if stated else 0


def part_of_day(moment: int, zone: str) -> str:
    """The name in `WINDOWS` of the hour that a clock in `zone` shows; earlier hours are morning."""
    hour = local(moment, zone).hour
    return next((name for name, (_, end) in WINDOWS.items() if hour < end), "evening")


@lru_cache(maxsize=4096)
def _ticked(week: Week) -> frozenset[tuple[int, int]]:
    """The weekdays and hours of their own clock in which this person could meet."""
    return frozenset(
        (day, hour) for day in range(7) for hour in range(24) if _open(week, day, hour)
    )


def _open(week: Week, day: int, hour: int) -> bool:
    if day == FRIDAY and week.country in PRAYING and FRIDAY_PRAYER[0] <= hour < FRIDAY_PRAYER[1]:
        return False
    if day in (SATURDAY, SUNDAY) and ("saturday", "sunday")[day - SATURDAY] in week.times:
        return REST[0] <= hour < REST[1]
    if day in days_off(week.country):
        return False
    return any(first <= hour < end for name, (first, end) in WINDOWS.items() if name in week.times)


def _awake(week: Week, moment: int) -> bool:
    return WAKING[0] <= _hour(moment // QUARTER, place(week.zone))[1] < WAKING[1]


@lru_cache(maxsize=65_536)
def _hour(quarter: int, clock: ZoneInfo) -> tuple[int, int]:
    """The weekday and hour that a clock shows in this quarter of an hour of UTC.

    Whoever looks for times asks for the same month of the same few clocks again and again. A clock
    of newer tables is another one, so that nothing has to be forgotten.
    """
    shown = datetime.fromtimestamp(quarter * QUARTER / 1000, clock)
    return shown.weekday(), shown.hour
