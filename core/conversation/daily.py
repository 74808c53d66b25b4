"""A question about a day: one of a few spans, or a day in one's own words, always said back."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core import duration
from core.conversation.answers import chosen, named
from core.conversation.kind import Answer, Asked, Given, Misread, Unclear, Understood, Value
from core.conversation.message import Option
from core.conversation.named import Named
from core.understanding.moments import Doubt, Impossible, Moment, Reading, read_moment
from core.understanding.yesno import yes_no

DAY = "day"
"""The vocabulary of days: `day:<milliseconds UTC>@<zone>` is both the stored answer and its label."""

UNTIL = re.compile(r"^\s*(?:jusqu['’](?:au|à)?|until|till|حتى|إلى غاية|7ta l?)\s+", re.IGNORECASE)
"""How the end of a break is named: the day behind it is what counts."""

_LOOSE = re.compile(
    r"^\W*(?:15|quinze|8|huit) ?j\w*\W*$|(?<!\w)(?:et demie?|and a half|[wo]u? n[eo]?ss?|و ?نصف?)\W*$",
    re.IGNORECASE,
)
"""Lengths that are a day off when one counts: fifteen days may be two weeks."""

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
        if option := named(text, asked, self.every):
            return Answer(option)
        zone = self._zone(asked.given)
        match reach(text, asked.now.astimezone(zone)):
            case None if isinstance(found := chosen(text, asked, self.every), Answer):
                return found
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


@dataclass(frozen=True, slots=True)
class NamedOrDay(Named):
    """One of a few options, or, where the option `put_off` is there, the day that it stands for.

    A refusal may mean `no`, which is asked back.
    """

    days: Daily = Daily({})
    put_off: str = ""

    def understand(self, text: str, asked: Asked) -> Understood:
        ids = tuple(option.id for option in self.options(asked.given))
        if option := named(text, asked, ids):
            return Answer(option)
        day = self.days.understand(text, asked) if self.put_off in ids else Misread()
        if isinstance(day, Answer) and day.value not in self.days.every:
            return day
        read = Named.understand(self, text, asked)
        puts_off = isinstance(read, Answer) and read.value == self.put_off
        if yes_no(text) is False and not puts_off:
            return Unclear((self.no,))
        return day if isinstance(day, Misread) and day.reason else read

    def valid(self, value: Value, given: Given) -> bool:
        return Named.valid(self, value, given) or self.days.valid(value, given)

    def labels(self, value: Value) -> tuple[str, ...]:
        return Named.labels(self, value) or self.days.labels(value)


def reach(text: str, now: datetime) -> Reading:
    """How far a day or a span in words reaches, by the clock of `now`: "until 10 March", "two months".

    A bare span begins now. None where nothing is said of a day or a span.
    """
    zone = now.tzinfo or UTC
    words = UNTIL.sub("", text)
    read = read_moment(words, now=now, zone=zone)
    if isinstance(read, Moment | Impossible):
        return read
    begun = read_moment(f"in {words}", now=now, zone=zone)  # "in" is read beside any language
    if isinstance(begun, Doubt) and begun.alternatives and _LOOSE.search(words):
        first, last = begun.alternatives[0], begun.alternatives[-1]
        if (last.day - first.day).days <= 1:
            return last
    return begun if isinstance(begun, Moment) else read or begun


def _reference(moment: Moment, zone: ZoneInfo) -> str:
    at = datetime.combine(moment.day, moment.time or MORNING, zone)
    return f"{DAY}:{round(at.timestamp() * 1000)}@{zone.key}"
