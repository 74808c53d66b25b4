"""Lengths of time in milliseconds, calendar months, and the moment that a number of them names."""

from calendar import monthrange
from datetime import UTC, datetime

SECOND, MINUTE, HOUR, DAY, WEEK = 1_000, 60_000, 3_600_000, 86_400_000, 604_800_000


def at(moment: int) -> datetime:
    """The aware UTC time of `moment` milliseconds since 1970."""
    return datetime.fromtimestamp(moment / 1000, UTC)


def months_after(moment: int, months: int) -> int:
    """The same day and hour (UTC) `months` later; the 31st becomes the month's last day."""
    then = at(moment)
    year, month = divmod(then.year * 12 + then.month - 1 + months, 12)
    day = min(then.day, monthrange(year, month + 1)[1])
    return int(then.replace(year=year, month=month + 1, day=day).timestamp() * 1000)
