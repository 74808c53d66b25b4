"""The hours of a typical week at which a person could meet, as one number in UTC."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

WINDOWS: Final = {
    "morning": (9, 12),
    "midday": (12, 14),
    "afternoon": (14, 18),
    "evening": (18, 21),
    "saturday": (9, 21),
    "sunday": (9, 21),
}
"""What the answers of onboarding mean, from hour to hour of the person's own clock."""

SUNDAY_WORKED: Final = frozenset("BH DZ EG IQ JO KW LY OM PS QA SA SD SY YE".split())
"""Countries whose working week is Sunday to Thursday."""

WEEKDAY, SATURDAY, SUNDAY = 0, 24, 44
"""Where the bits begin: 24 hours that Tuesday, Wednesday and Thursday share, then 20 hours of
Saturday and 20 of Sunday. 64 bits do not hold a week; these hold it for people who answered by
kind of day. A weekday hour is there three times a week and counts once."""

FIRST_HOUR = 4
"""Saturday and Sunday begin at 4:00 UTC here: the night between is nobody's meeting hour."""

_QUARTERS = 4
_DAY = 24 * _QUARTERS
_WEEK = 7 * _DAY


def weekly_hours(availability: Iterable[str], zone: str, country: str, on: date) -> int | None:
    """The hours, as bits, that lie wholly inside what the person said, by their clock on that day.

    Two people who share a bit are both free for that whole hour. None for a zone that does not
    exist (any more). Unknown availability codes count for nothing.
    """
    offset = _offset(zone, on)
    if offset is None:
        return None
    said = frozenset(code for code in availability if code in WINDOWS)
    return _bits(said, offset, country in SUNDAY_WORKED)


def hours_of(code: str, zone: str, country: str, on: date) -> int:
    """The bits that one availability code adds; 0 for an unknown zone."""
    return weekly_hours((code,), zone, country, on) or 0


@lru_cache(maxsize=1024)
def _offset(zone: str, on: date) -> int | None:
    """Quarters of an hour that the zone's clock is ahead of UTC at noon of that day."""
    try:
        clock = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    ahead = datetime(on.year, on.month, on.day, 12, tzinfo=UTC).astimezone(clock).utcoffset()
    return round((ahead or timedelta()) / timedelta(minutes=15))


def forget_clocks() -> None:
    """Time zone tables have changed: how far clocks are ahead is to be looked up again."""
    _offset.cache_clear()


@lru_cache(maxsize=4096)
def _bits(said: frozenset[str], offset: int, sunday_worked: bool) -> int:
    free = {(quarter - offset) % _WEEK for quarter in _quarters(said, sunday_worked)}

    def whole(day: int, hour: int) -> bool:
        start = day * _DAY + hour * _QUARTERS
        return all(quarter in free for quarter in range(start, start + _QUARTERS))

    bits = 0
    for hour in range(24):
        if all(whole(day, hour) for day in (1, 2, 3)):
            bits |= 1 << (WEEKDAY + hour)
        for day, begin in ((5, SATURDAY), (6, SUNDAY)):
            if hour >= FIRST_HOUR and whole(day, hour):
                bits |= 1 << (begin + hour - FIRST_HOUR)
    return bits


def _quarters(said: frozenset[str], sunday_worked: bool) -> Iterator[int]:
    """Free quarters of an hour since Monday 0:00, by the person's own clock."""
    worked = (6, 0, 1, 2, 3) if sunday_worked else (0, 1, 2, 3, 4)
    for code in said:
        days = {"saturday": (5,), "sunday": (6,)}.get(code, worked)
        begin, end = WINDOWS[code]
        for day in days:
            start = day * _DAY
            yield from range(start + begin * _QUARTERS, start + end * _QUARTERS)
