"""A question about how long: one of a few lengths, by tap or in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from core.conversation.answers import Choice, named
from core.conversation.daily import reach
from core.conversation.kind import Answer, Asked, Given, Misread, Unclear, Understood, Value
from core.conversation.message import Option
from core.understanding.moments import Moment, read_moment

NEAR: Final = 3
"""Days by which a length in words may miss an option: six months are 181 days, or 184."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long, among `days` (option to days) and other options `ids`, of which `no` is a refusal.

    What lies between two lengths is asked back; a longer or shorter one than all is none of them.
    `dated`: a day in words counts from today ("until 10 March").
    """

    days: Mapping[str, int]
    ids: tuple[str, ...] = ()
    no: str = ""
    dated: bool = False

    def options(self, given: Given) -> tuple[Option, ...]:
        return tuple(Option(one, f".{one}") for one in self._every)

    def tapped(self, option: str, given: Given) -> Value:
        return option

    def understand(self, text: str, asked: Asked) -> Understood:
        if option := named(text, asked, self._every):
            return Answer(option)
        now = asked.now.astimezone(UTC)
        match reach(text, now):
            case None:
                return Choice(self._every, no=self.no, outright=True).understand(text, asked)
            case Moment(day) if self.dated or not _dated(text, now):
                return nearest(self.days, (day - now.date()).days, NEAR)
        return Misread()

    def valid(self, value: Value, given: Given) -> bool:
        return value in self._every

    def labels(self, value: Value) -> tuple[str, ...]:
        return (f".{value}",)

    @property
    def _every(self) -> tuple[str, ...]:
        return (*self.days, *self.ids)


def nearest(days: Mapping[str, int], wanted: int, near: int) -> Understood:
    """The option that misses `wanted` days by at most `near`, said back; between two, which one is
    asked. Of two options with the same days the last counts.
    """
    by_days = {length: option for option, length in days.items()}
    closest = sorted(by_days, key=lambda length: abs(length - wanted))
    if abs(closest[0] - wanted) <= near:
        return Answer(by_days[closest[0]], echo=True)
    between = min(by_days) < wanted < max(by_days)
    return Unclear(tuple(by_days[one] for one in sorted(closest[:2]))) if between else Misread()


def _dated(text: str, now: datetime) -> bool:
    """Whether the words name a day, and not only a span."""
    return isinstance(read_moment(text, now=now, zone=UTC), Moment)
