"""A time two people agreed on: the wall time of one clock is kept, the instant follows from it."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct
from msgspec.structs import replace

HOME_ZONE = "Africa/Casablanca"
"""The clock of the programme's office."""


class Appointment(Struct, frozen=True):
    """What was said (`wall`, ISO 8601 without offset, in `zone`) and the instant it means now.

    `start` is in milliseconds UTC and is recomputed when a government changes a clock
    (reliability §7: the intent is stored, the instant is derived).
    """

    wall: str
    zone: str
    start: int


def place(zone: str) -> ZoneInfo:
    """The rules of `zone`; a name nobody knows counts as UTC, which is Morocco's clock."""
    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def local(moment: int, zone: str) -> datetime:
    """What a clock in `zone` shows at `moment` (milliseconds, UTC)."""
    return datetime.fromtimestamp(moment / 1000, place(zone))


def instant(wall: datetime, zone: str) -> int:
    """When a clock in `zone` shows `wall`, in milliseconds UTC.

    An hour that a clock skips is moved forward by what it skips; of an hour shown twice, the first
    counts (reliability §7).
    """
    here = wall.replace(tzinfo=place(zone), fold=0)
    return int(here.timestamp() * 1000)


def at_instant(start: int, zone: str) -> Appointment:
    """The appointment at `start` as the clock of `zone` shows it; `start` is in milliseconds UTC."""
    shown = local(start, zone).replace(tzinfo=None, second=0, microsecond=0)
    return Appointment(shown.isoformat(timespec="minutes"), zone, start)


def materialise(appointment: Appointment) -> Appointment:
    """`appointment` by the tables of today: the wall time stays, the instant may move.

    Raises ValueError for a wall time that we did not write.
    """
    wall = datetime.fromisoformat(appointment.wall)
    later = int(wall.replace(tzinfo=place(appointment.zone), fold=1).timestamp() * 1000)
    if appointment.start == later and local(later, appointment.zone).replace(tzinfo=None) == wall:
        # An hour shown twice, of which the second was meant; or simply the same instant as ever.
        return appointment
    return replace(appointment, start=instant(wall, appointment.zone))
