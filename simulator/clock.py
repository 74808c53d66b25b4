"""A clock that can be moved: forwards only, in whole seconds, as production's metronome ticks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from core.duration import SECOND

HOME = "Africa/Casablanca"
"""Where the office is."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock:
    """The time of a simulated world; called, it answers as every other clock of the edges."""

    def __init__(self, start: datetime) -> None:
        self.now = whole(round(start.timestamp() * 1000))

    def __call__(self) -> datetime:
        return moment(self.now)

    def move_to(self, at: int) -> None:
        """Move to `at` (milliseconds), or stay when that is past: time does not run back."""
        self.now = max(self.now, whole(at))


def whole(at: int) -> int:
    """The first whole second at or after `at`, in milliseconds."""
    return -(-at // SECOND) * SECOND


def moment(at: int) -> datetime:
    """Milliseconds since 1970 as an aware time in UTC."""
    return _EPOCH + timedelta(milliseconds=at)


def at_home(at: int) -> datetime:
    """Milliseconds since 1970 on the office's clock."""
    return moment(at).astimezone(ZoneInfo(HOME))
