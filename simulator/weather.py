"""The weather: how often providers do which wrong, and the dice that decide when.

A weather is a row of `WEATHERS`. Whatever is drawn comes from one seeded source, so that the same
seed gives the same bad days.
"""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from bot.channels.protocol import OutcomeUnknown, SendError, Throttled, Unreachable
from core.duration import DAY, HOUR, MINUTE, SECOND

FaultKind = Literal["unreachable", "throttled", "cut after", "cut before", "undelivered"]
"""No connection; slower, please; the connection breaks after the provider took the message, or
before; the message is taken and later reported as failed."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong with one send: what the sender hears, and whether the provider took it."""

    kind: FaultKind
    taken: bool
    error: SendError | None = None


@dataclass(frozen=True, slots=True)
class Weather:
    """Shares between 0 and 1: of sends the first five, then of reports and of webhooks."""

    name: str
    summary: str
    unreachable: float = 0.0
    throttled: float = 0.0
    cut_after: float = 0.0
    cut_before: float = 0.0
    undelivered: float = 0.0
    reported: float = 0.0
    """Taken WhatsApp messages whose statuses are told at all."""
    disordered: float = 0.0
    """Reports that come late, and thereby out of order."""
    doubled: float = 0.0
    """Webhooks, of messages and of statuses, that are delivered again."""


WEATHERS: Mapping[str, Weather] = {
    one.name: one
    for one in (
        Weather("calm", "nothing goes wrong"),
        Weather("fair", "one send in a hundred does not reach the provider", unreachable=0.01),
        Weather(
            "rough", "every fault now and then; statuses late, twice and out of order",
            unreachable=0.02, throttled=0.01, cut_after=0.01, cut_before=0.01, undelivered=0.01,
            reported=0.9, disordered=0.2, doubled=0.05,
        ),
        Weather(
            "storm", "every tenth send meets each fault; a third of the webhooks comes twice",
            unreachable=0.1, throttled=0.1, cut_after=0.1, cut_before=0.1, undelivered=0.1,
            reported=0.8, disordered=0.5, doubled=0.3,
        ),
    )
}  # fmt: skip

AGAIN = (0, SECOND, 15 * SECOND, 10 * MINUTE, 5 * HOUR, DAY, 29 * DAY)
"""When a webhook is delivered a second time (reliability F1: at once to a month later)."""

STATUSES = (("sent", SECOND), ("delivered", 3 * SECOND), ("read", 5 * MINUTE))
"""What Twilio reports of a message, and how long after it took it."""

LATE = (MINUTE, HOUR, 20 * HOUR)
"""By how much a disordered report comes later."""

FAILURES = (30008, 63016, 63018, 63024)
"""Codes of taken messages that fail later: unknown, the window, the rate, a bad address."""


class Skies:
    """Draws what happens next; `met` counts what was drawn."""

    def __init__(self, weather: Weather, seed: int) -> None:
        self.met: Counter[str] = Counter()
        self._weather = weather
        self._chance = random.Random(seed)  # noqa: S311 - reproducible on purpose

    @property
    def doubtful(self) -> bool:
        """Whether a sender may be left without an answer, so that it will want to ask."""
        return bool(self._weather.cut_after or self._weather.cut_before)

    @property
    def reporting(self) -> bool:
        """Whether statuses are told, so that the provider's ids matter."""
        return self._weather.reported > 0 or self.doubtful

    def clear(self) -> None:
        """From now on nothing goes wrong; what is under way still arrives."""
        self._weather = WEATHERS["calm"]

    def at_send(self, channel: str) -> Fault | None:
        """What goes wrong with this send, or None."""
        now = self._weather
        if now is WEATHERS["calm"]:
            return None
        drawn = self._chance.random()
        shares: tuple[tuple[FaultKind, float], ...] = (
            ("unreachable", now.unreachable),
            ("throttled", now.throttled),
            ("cut after", now.cut_after),
            ("cut before", now.cut_before),
            ("undelivered", now.undelivered if channel == "whatsapp" else 0.0),
        )
        for kind, share in shares:
            drawn -= share
            if drawn < 0:
                self.met[kind] += 1
                return self._fault(kind)
        return None

    def _fault(self, kind: FaultKind) -> Fault:
        match kind:
            case "unreachable":
                return Fault(kind, taken=False, error=Unreachable("503"))
            case "throttled":
                wait = self._chance.choice((0.0, 1.0, 30.0, 3600.0))
                return Fault(kind, taken=False, error=Throttled("429", wait))
            case "cut after":
                return Fault(kind, taken=True, error=OutcomeUnknown("reset"))
            case "cut before":
                return Fault(kind, taken=False, error=OutcomeUnknown("timeout"))
            case "undelivered":
                return Fault(kind, taken=True)

    def reports(self, *, failing: bool) -> list[tuple[int, str, int]]:
        """The reports of one taken message: after how long, the status, Twilio's code or 0."""
        if failing:
            statuses = [*STATUSES[:1], ("undelivered", 4 * SECOND)]
        elif self._chance.random() < self._weather.reported:
            statuses = list(STATUSES)
        else:
            return []
        told: list[tuple[int, str, int]] = []
        for status, delay in statuses:
            code = self._chance.choice(FAILURES) if status == "undelivered" else 0
            late = 0
            if self._chance.random() < self._weather.disordered:
                self.met["late report"] += 1
                late = self._chance.choice(LATE)
            told.append((delay + late, status, code))
            told += [(delay + late + more, status, code) for more in self.again()]
        return told

    def again(self) -> list[int]:
        """After how long a webhook is delivered once more; mostly never."""
        if self._chance.random() >= self._weather.doubled:
            return []
        self.met["webhook again"] += 1
        return [self._chance.choice(AGAIN)]
