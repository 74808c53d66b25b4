"""Hours in which we may write first, by each person's own clock."""

from datetime import timedelta

from core.mentoring.appointment import local

FIRST_HOUR, LAST_HOUR = 9, 20
"""We write first between 9:00 and 20:00 local time only (decision 15, domain §3)."""


def allowed_from(moment: int, zone: str) -> int:
    """The first time at or after `moment` (milliseconds, UTC) at which we may write to `zone`.

    An unknown zone counts as UTC, which is Morocco's clock.
    """
    here = local(moment, zone)
    if FIRST_HOUR <= here.hour < LAST_HOUR:
        return moment
    opening = here.replace(hour=FIRST_HOUR, minute=0, second=0, microsecond=0)
    if here.hour >= LAST_HOUR:
        # Wall time, so that a night with a change of clock still opens at nine.
        opening = (here.replace(tzinfo=None) + timedelta(days=1)).replace(
            hour=FIRST_HOUR, minute=0, second=0, microsecond=0, tzinfo=here.tzinfo
        )
    return int(opening.timestamp() * 1000)
