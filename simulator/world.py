"""A whole programme in one process: the production handlers and storage, phones, and a clock.

There is no conversation logic here: what people do becomes inbox rows, the turn worker and the
timers are production's, and what they owe is delivered to screens.
"""

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.channels.console import Console
from bot.channels.telegram_parse import parse_telegram
from bot.channels.whatsapp_parse import parse_whatsapp
from bot.handlers.desk import Desk
from bot.metrics import Metrics
from bot.turns import TurnWorker, fire_due
from bot.wiring import make_desk, open_prepared
from core.understanding.countries import country_of_number
from core.understanding.places import time_zones
from simulator.clock import DAY, SECOND, Clock
from simulator.courier import ACCOUNTS, Courier, Delivery
from simulator.events import raw_event
from simulator.phone import (
    Action,
    Block,
    CannotDo,
    Edit,
    Phone,
    Repeat,
    Said,
    SendMedia,
    Tap,
    Type,
    Unblock,
)
from storage import erasure, inbox, outbox, retention
from storage.arrivals import Arrival
from storage.database import Database
from storage.outbox import Owed
from storage.people import Handle

START = datetime(2026, 11, 23, 10, tzinfo=UTC)
"""A Monday morning, for worlds that do not begin now."""

KEY = b"a simulated world keeps no secrets"

FORGET = 30 * SECOND
"""How often production looks for people to forget (bot.service)."""

HOME_ZONE = "Africa/Casablanca"

_WAITING = """
SELECT (SELECT count(*) FROM inbox WHERE state = 'open'),
       (SELECT min(retry_at) FROM inbox WHERE state = 'open'),
       (SELECT min(due_at) FROM timer WHERE state = 'waiting'),
       (SELECT min(wake_at) FROM person WHERE wake_at > 0),
       (SELECT min(due_at) FROM outbox WHERE state = 'pending'),
       (SELECT group_concat(DISTINCT channel) FROM outbox WHERE state = 'pending' AND due_at <= ?),
       EXISTS (SELECT 1 FROM address WHERE status = 'forgotten')
           OR EXISTS (SELECT 1 FROM outbox WHERE vanish)
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in the tables and since or until when (milliseconds, None for nothing)."""

    letters: int
    retry_at: int | None
    timer_at: int | None
    wake_at: int | None
    owed_at: int | None
    owed_on: str | None
    """The channels of what may be sent now, with commas."""
    forgetting: bool


@dataclass(frozen=True, slots=True)
class Happening:
    """Something somebody did: `event_id` is empty where their provider tells us nothing of it."""

    at: int
    phone: Phone
    action: Action
    event_id: str


@dataclass(frozen=True, slots=True)
class Cycle:
    """What came of one moment: who did what, what was delivered, and what had its effect."""

    at: int
    done: tuple[Happening, ...]
    delivered: tuple[Delivery, ...]
    timers: int
    waiting: Waiting


Plan = tuple[int, int, Callable[[], Sequence[tuple[Phone, Action]]]]
Watcher = Callable[[Cycle], None]


class World:
    """Phones around one assistant. Everything happens when `do` or `advance` says so.

    `watch` functions are called after every moment at which something happened.
    """

    def __init__(
        self,
        url: str = "sqlite://",
        *,
        start: datetime = START,
        coordinators: Handle | None = None,
        trouble: Callable[[Owed], None] = lambda _: None,
        desk: Callable[[Desk], Desk] = lambda given: given,
        receipts: bool = True,
    ) -> None:
        self.clock = Clock(start)
        self.database: Database = open_prepared(url)
        parse = {
            "whatsapp": parse_whatsapp,
            "telegram": parse_telegram,
            "console": Console().parse,
        }
        made = make_desk(parse, self.clock, KEY, metrics=Metrics(), coordinators=coordinators)
        self.desk = desk(made)
        self.phones: dict[tuple[str, str], Phone] = {}
        self.watch: list[Watcher] = []
        self._worker = TurnWorker(self.database, self.desk)
        self._courier = Courier(
            self.database,
            self.phone,
            lambda: self.clock.now,
            KEY,
            trouble,
            receipts=receipts,
        )
        self._channels: dict[str, None] = {}
        self._agenda: list[Plan] = []
        self._planned = 0
        self._held: set[tuple[str, str]] = set()
        self._waiting: Waiting | None = None
        self._purged_on = self.clock.now // DAY
        if coordinators is not None:
            self.add_phone(coordinators[0], coordinators[2])

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    # -- phones -------------------------------------------------------------------------------

    def add_phone(
        self, channel: str, address: str, *, name: str = "", locale: str = "", zone: str = ""
    ) -> Phone:
        """A phone that was not there before; its zone is that of its number unless given."""
        if channel == "whatsapp":
            address = f"whatsapp:+{address.removeprefix('whatsapp:').lstrip('+')}"
        phone = Phone(
            address,
            channel,
            ACCOUNTS[channel],
            name,
            locale,
            zone or zone_of_number(address) or HOME_ZONE,
        )
        self.phones[channel, address] = phone
        self._channels.setdefault(channel)
        return phone

    def phone(self, channel: str, address: str) -> Phone:
        """The phone with this address, made if somebody is written to who has none here."""
        return self.phones.get((channel, address)) or self.add_phone(channel, address)

    # -- what people do -----------------------------------------------------------------------

    def do(self, phone: Phone, action: Action) -> Cycle:
        """Somebody does something now, and all that follows at this moment happens.

        Raises CannotDo for what the phone or its screen does not allow; then nothing happened.
        """
        return self._cycle(((phone, action),), strict=True)

    def plan(self, at: int, act: Callable[[], Sequence[tuple[Phone, Action]]]) -> None:
        """Have somebody do at `at` (milliseconds) what they then find to do."""
        self._planned += 1
        heapq.heappush(self._agenda, (at, self._planned, act))

    # -- time ---------------------------------------------------------------------------------

    def next_event(self, *, people: bool = True) -> int | None:
        """When something happens next if nobody intervenes, or None when all is quiet for ever.

        Without `people`, only what the assistant itself has to do counts.
        """
        waiting = self.waiting()
        soon = self.clock.now + SECOND
        moments = [
            max(at, soon)
            for at in (waiting.timer_at, waiting.wake_at, waiting.owed_at)
            if at is not None
        ]
        if waiting.letters and waiting.retry_at:
            moments.append(max(waiting.retry_at, soon))
        if waiting.forgetting:
            moments.append(self.clock.now + FORGET)
        if people and self._agenda:
            moments.append(max(self._agenda[0][0], self.clock.now))
        return min(moments, default=None)

    def advance(self, span: timedelta) -> None:
        """Let this much time pass, and everything in it happen in order."""
        self.advance_to(self.clock.now + round(span.total_seconds() * 1000))

    def advance_to(self, until: int, *, most: int | None = None) -> bool:
        """Let time pass until `until`, or for at most so many events; True when it was reached."""
        events = 0
        while (at := self.next_event()) is not None and at <= until:
            if most is not None and events >= most:
                return False
            self.step(at)
            events += 1
        self.clock.move_to(until)
        self._purge()
        return True

    def step(self, at: int) -> Cycle:
        """Move to `at` and let everything due by then happen."""
        self.clock.move_to(at)
        self._purge()
        acts: list[tuple[Phone, Action]] = []
        while self._agenda and self._agenda[0][0] <= self.clock.now:
            acts.extend(heapq.heappop(self._agenda)[2]())
        return self._cycle(acts)

    def waiting(self) -> Waiting:
        """What waits in the database; it changes only when something happens."""
        if self._waiting is None:
            with self.database.read() as conn:
                row = conn.exec_driver_sql(_WAITING, (self.clock.now,)).one()
            self._waiting = Waiting(row[0], row[1], row[2], row[3], row[4], row[5], bool(row[6]))
        return self._waiting

    # -- one moment ---------------------------------------------------------------------------

    def _cycle(self, acts: Iterable[tuple[Phone, Action]], *, strict: bool = False) -> Cycle:
        now = self.clock.now
        done = tuple(self._arrive(acts, strict=strict))
        self._waiting = None
        delivered: list[Delivery] = []
        timers, busy = 0, True
        self._release(done)
        while busy:
            self._waiting = None
            waiting, busy = self.waiting(), False
            channels = waiting.owed_on.split(",") if waiting.owed_on else []
            if waiting.letters and (waiting.retry_at or 0) <= now:
                busy = bool(self._worker.step())
            elif _due(waiting.timer_at, now) or _due(waiting.wake_at, now):
                fired = fire_due(self.database, self.desk)
                timers += fired
                busy = bool(fired)
            if busy:  # what it owes may be for any channel
                channels = list(self._channels)
            left = self._courier.deliver(channels)
            delivered += left
            busy = busy or bool(left)
        self._held |= {
            (one.phone.channel, one.phone.address) for one in delivered if one.error == "window"
        }
        if waiting.forgetting and not done:
            self._forget()
            self._waiting = None
        cycle = Cycle(now, done, tuple(delivered), timers, waiting)
        for watcher in self.watch:
            watcher(cycle)
        return cycle

    def _arrive(self, acts: Iterable[tuple[Phone, Action]], *, strict: bool) -> Iterable[Happening]:
        now = self.clock.now
        happened: list[Happening] = []
        arrivals: list[Arrival] = []
        for phone, action in acts:
            try:
                raw = raw_event(phone, action, now)
            except CannotDo:
                if strict:
                    raise
                continue
            phone.blocked = isinstance(action, Block) or (
                phone.blocked and not isinstance(action, Unblock) and raw is None
            )
            _note(phone, action, now)
            phone.acts.append((now, action))
            happened.append(Happening(now, phone, action, raw[0] if raw else ""))
            if raw is None:
                continue
            if not isinstance(action, Repeat):
                phone.sent += 1
                phone.last = raw
            if not isinstance(action, Block | Unblock | Repeat):
                phone.heard_at = now
            arrivals.append(
                Arrival(phone.channel, phone.account, raw[0], phone.address, raw[1], now)
            )
        if arrivals:
            with self.database.begin() as conn:
                inbox.record(conn, arrivals, self.desk.key)
        return happened

    def _release(self, done: Iterable[Happening]) -> None:
        """Let go what waited for somebody to write again."""
        back = {(one.phone.channel, one.phone.address) for one in done if one.event_id}
        for channel in sorted({channel for channel, _ in back & self._held}):
            self._courier.release(channel)
        self._held -= back

    def _forget(self) -> None:
        """What production's upkeep does twice a minute for people who refused or were erased."""
        now = self.clock.now
        with self.database.begin() as conn:
            erasure.forget_due(conn, self.desk.key, now)
            outbox.empty_vanished(conn, now)

    def _purge(self) -> None:
        """What production's upkeep does every hour, here once a day: empty what is past its time."""
        today = self.clock.now // DAY
        if today == self._purged_on:
            return
        self._purged_on, self._waiting = today, None
        more = True
        while more:
            with self.database.begin() as conn:
                more = retention.purge(conn, self.clock.now).more


def zone_of_number(address: str) -> str:
    """The first time zone of a telephone number's country, or nothing."""
    number = address.removeprefix("whatsapp:")
    country = country_of_number(number) if number.startswith("+") else None
    return next(iter(time_zones(country)), "") if country else ""


def _due(at: int | None, now: int) -> bool:
    return at is not None and at <= now


def _note(phone: Phone, action: Action, now: int) -> None:
    """Put what somebody did on their own screen."""
    match action:
        case Type(words):
            phone.screen.append(Said(now, "text", words))
        case Tap(label):
            phone.screen.append(Said(now, "tap", label))
        case SendMedia(kind, caption):
            phone.screen.append(Said(now, kind, caption))
        case Edit(words):
            _edit(phone, words, now)
        case Block():
            phone.screen.append(Said(now, "block", ""))
        case Unblock():
            phone.screen.append(Said(now, "unblock", ""))
        case Repeat():
            phone.screen.append(Said(now, "repeat", ""))


def _edit(phone: Phone, words: str, now: int) -> None:
    for at in range(len(phone.screen) - 1, -1, -1):
        said = phone.screen[at]
        if isinstance(said, Said) and said.kind in {"text", "edited"}:
            phone.screen[at] = replace(said, kind="edited", text=words)
            phone.rewritten += 1
            return
    phone.screen.append(Said(now, "edited", words))
