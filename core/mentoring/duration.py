"""Lengths of time in milliseconds, and calendar months."""

from calendar import monthrange
from datetime import UTC, datetime

MINUTE, HOUR, DAY, WEEK = 60_000, 3_600_000, 86_400_000, 604_800_000


def months_after(moment: int, months: int) -> int:
    """The same day and hour (UTC) `months` later; the 31st becomes the month's last day."""
    then = datetime.fromtimestamp(moment / 1000, UTC)
    year, month = divmod(then.year * 12 + then.month - 1 + months, 12)
    day = min(then.day, monthrange(year, month + 1)[1])
    return int(then.replace(year=year, month=month + 1, day=day).timestamp() * 1000)
