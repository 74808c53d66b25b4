"""A question about a day: one of a few spans, or a day in one's own words, always said back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core import duration
from core.conversation.answers import Answer, Asked, Misread, Unclear, Understood, chosen
from core.conversation.flow import Value
from core.conversation.message import Option
from core.conversation.run import Given
from core.understanding.moments import Doubt, Impossible, Moment, read_moment

DAY = "day"
"""The vocabulary of days: `day:<milliseconds UTC>@<zone>` is both the stored answer and its label."""

UNTIL = re.compile(r"^\s*(?:jusqu['’](?:au|à)?|until|till|حتى|إلى غاية|7ta l?)\s+", re.IGNORECASE)
"""How the end of a break is named: the day behind it is what counts."""

MORNING = time(9)
"""The hour at which a day without one counts as come."""


@dataclass(frozen=True, slots=True)
class Daily:
    """A span among `spans` (option to days from now), another option of `ids`, or a day in words.

    The fact `zone` is the clock by which words are read. A span is stored as its id, a day as its
    label reference.
    """

    spans: Mapping[str, int]
    ids: tuple[str, ...] = ()
    zone: str = "zone"
    every: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "every", (*self.spans, *self.ids))

    def options(self, given: Given) -> tuple[Option, ...]:
        return tuple(Option(one, f".{one}") for one in self.every)

    def tapped(self, option: str, given: Given) -> Value:
        return option

    def understand(self, text: str, asked: Asked) -> Understood:
        if isinstance(found := chosen(text, asked, self.every), Answer):
            return found
        zone = self._zone(asked.given)
        match read_moment(UNTIL.sub("", text), now=asked.now.astimezone(zone), zone=zone):
            case Moment() as moment:
                return Answer(_reference(moment, zone), echo=True)
            case Doubt("time" | "half", alternatives) if (
                len({one.day for one in alternatives}) == 1
            ):
                return Answer(_reference(alternatives[0], zone), echo=True)
            case Doubt(alternatives=alternatives) if 1 < len(alternatives) <= 4:
                days = dict.fromkeys(_reference(one, zone) for one in alternatives)
                return Unclear(tuple(days))
            case Impossible(reason) if reason in {"past", "no_such_day"}:
                return Misread(reason)
        return Misread()

    def valid(self, value: Value, given: Given) -> bool:
        return value in self.every or (isinstance(value, str) and value.startswith(f"{DAY}:"))

    def labels(self, value: Value) -> tuple[str, ...]:
        return (f".{value}",) if value in self.every else (str(value),)

    def due(self, value: Value, now: int) -> int:
        """The milliseconds UTC that a stored answer means at `now`; 0 for an option of `ids`."""
        if value in self.spans:
            return now + self.spans[str(value)] * duration.DAY
        if value in self.ids:
            return 0
        return int(str(value).removeprefix(f"{DAY}:").partition("@")[0])

    def _zone(self, given: Given) -> ZoneInfo:
        try:
            return ZoneInfo(given.facts.get(self.zone, ""))
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")


def _reference(moment: Moment, zone: ZoneInfo) -> str:
    at = datetime.combine(moment.day, moment.time or MORNING, zone)
    return f"{DAY}:{round(at.timestamp() * 1000)}@{zone.key}"
