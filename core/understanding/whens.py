"""What is meant when somebody says when: a day and wall time, a doubt, or what cannot be."""

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Literal

from core.understanding.clocks import Part

Wall = time
"""A time of the day; `time` is a field below."""

Why = Literal["day", "time", "half", "several", "repeated", "unclear"]
"""What is in doubt: no day or a vague one, no time, am or pm, several are possible, an hour that
the clock shows twice, or words that turn or cloud the rest."""

Reason = Literal["past", "no_such_day", "no_such_time", "skipped"]
"""Why it cannot be: it is over, 31/02, 25h, or an hour that the clock leaves out in spring."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A day with a wall time, a part of the day, or neither, in the zone of the person.

    `until` ends a range on the same day. `fold` 1 is the second of two equal hours in autumn.
    """

    day: date
    time: Wall | None = None
    until: Wall | None = None
    part: Part | None = None
    fold: Literal[0, 1] = 0

    def starts(self, zone: tzinfo) -> datetime | None:
        """The aware instant; None without a time."""
        if self.time is None:
            return None
        return datetime.combine(self.day, self.time.replace(fold=self.fold), zone)


@dataclass(frozen=True, slots=True)
class Doubt:
    """When was said, but not enough or too much of it; `alternatives` may be offered to choose."""

    why: Why
    alternatives: tuple[Moment, ...] = ()


@dataclass(frozen=True, slots=True)
class Impossible:
    """A moment that does not exist or is over."""

    reason: Reason


Reading = Moment | Doubt | Impossible | None
