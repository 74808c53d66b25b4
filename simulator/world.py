"""A whole programme in one process: the production handlers and storage, phones, and a clock.

There is no conversation logic here: what people do becomes inbox rows, the turn worker and the
timers are production's, and what they owe is delivered to screens.
"""

import heapq
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.channels.console import Console
from bot.channels.telegram_parse import parse_telegram
from bot.channels.whatsapp_parse import parse_whatsapp
from bot.handlers.desk import Desk
from bot.metrics import Metrics
from bot.turns import TurnWorker, fire_due
from bot.wiring import make_desk, open_prepared
from core.duration import DAY, HOUR, SECOND
from simulator.clock import HOME, Clock
from simulator.courier import ACCOUNTS, HOLDING, Courier, Delivery
from simulator.cycle import Cycle, Happening
from simulator.phone import Action, CannotDo, Phone, zone_of_number
from simulator.provider import Errand, Provider, Status
from simulator.templates import approve_all, approve_doubted
from simulator.thumb import press
from simulator.upkeep import FORGET, forget, purge
from simulator.waiting import Waiting, due, look
from simulator.weather import WEATHERS, Skies
from storage import inbox
from storage.arrivals import Arrival
from storage.database import Database
from storage.people import Handle

START = datetime(2026, 11, 23, 10, tzinfo=UTC)
"""A Monday morning, for worlds that do not begin now."""

KEY = b"a simulated world keeps no secrets"


Plan = tuple[int, int, Callable[[], Sequence[tuple[Phone, Action]]]]
Watcher = Callable[[Cycle], None]


class World:
    """Phones around one assistant. Everything happens when `do` or `advance` says so.

    `watch` functions are called after every moment at which something happened. Without `receipts`
    no provider's ids are kept, which only quoted replies and status reports need.
    """

    def __init__(
        self,
        url: str = "sqlite://",
        *,
        start: datetime = START,
        coordinators: Handle | None = None,
        skies: Skies | None = None,
        desk: Callable[[Desk], Desk] = lambda given: given,
        receipts: bool = True,
    ) -> None:
        self.clock = Clock(start)
        self.database: Database = open_prepared(url)
        with self.database.begin() as conn:
            approve_all(conn, self.clock.now)
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
        self.provider = Provider(skies or Skies(WEATHERS["calm"], 0), receipts=receipts)
        self._courier = Courier(
            self.database,
            self.phone,
            lambda: self.clock.now,
            KEY,
            self.provider,
        )
        self._channels: dict[str, None] = {}
        self._agenda: list[Plan] = []
        self._planned = 0
        self._held: set[tuple[str, str]] = set()
        self._waiting: Waiting | None = None
        self._purged_on = self.clock.now // DAY
        self._looked_at = self.clock.now // HOUR
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
            zone or zone_of_number(address) or HOME,
        )
        self.phones[channel, address] = phone
        self._channels.setdefault(channel)
        return phone

    def adopt(self, phone: Phone) -> None:
        """A phone with all that stands on it, from a world that was kept."""
        key = phone.channel, phone.address
        self.phones[key] = phone
        self._channels.setdefault(phone.channel)
        self._held.add(key)  # something may have been held for it: looked up when it writes

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
            for at in (
                waiting.timer_at,
                waiting.wake_at,
                waiting.owed_at,
                waiting.unknown_at,
                self.provider.next_at(),
            )
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
        self._look()
        self._purge()
        return True

    def step(self, at: int) -> Cycle:
        """Move to `at` and let everything due by then happen."""
        self.clock.move_to(at)
        self._look()
        self._purge()
        acts: list[tuple[Phone, Action]] = []
        while self._agenda and self._agenda[0][0] <= self.clock.now:
            acts.extend(heapq.heappop(self._agenda)[2]())
        return self._cycle(acts)

    def waiting(self) -> Waiting:
        """What waits in the database; it changes only when something happens."""
        if self._waiting is None:
            with self.database.read() as conn:
                self._waiting = look(conn, self.clock.now)
        return self._waiting

    # -- one moment ---------------------------------------------------------------------------

    def _cycle(self, acts: Iterable[tuple[Phone, Action]], *, strict: bool = False) -> Cycle:
        now = self.clock.now
        done = tuple(self._arrive(acts, strict=strict))
        self._waiting = None
        brought = self._bring()
        delivered: list[Delivery] = []
        timers, busy = 0, True
        back = self._returning(done)
        while busy:
            self._waiting = None
            waiting, busy = self.waiting(), False
            channels: Collection[str] = waiting.owed_on
            if waiting.letters and (waiting.retry_at or 0) <= now:
                busy = bool(self._worker.step())
            elif due(waiting.timer_at, now) or due(waiting.wake_at, now):
                fired = fire_due(self.database, self.desk)
                timers += fired
                busy = bool(fired)
            elif due(waiting.unknown_at, now):
                busy = bool(self._courier.resolve(self._channels))
            if busy:  # what it owes may be for any channel
                channels = list(self._channels)
            left = self._courier.deliver(channels)
            delivered += left
            busy = busy or bool(left)
            if not busy and back:  # what was held and no reply has brought along
                busy = sum(self._courier.release(channel) for channel in sorted(back)) > 0
                back = set()
        self._held |= {
            (one.phone.channel, one.phone.address) for one in delivered if one.error in HOLDING
        }
        if waiting.forgetting and not done:
            forget(self.database, self.desk.key, now)
            self._waiting = None
        cycle = Cycle(now, done, tuple(delivered), timers, waiting, brought)
        for watcher in self.watch:
            watcher(cycle)
        return cycle

    def _arrive(self, acts: Iterable[tuple[Phone, Action]], *, strict: bool) -> Iterable[Happening]:
        now = self.clock.now
        happened: list[Happening] = []
        arrivals: list[Arrival] = []
        for phone, action in acts:
            try:
                arrival = press(phone, action, now)
            except CannotDo:
                if strict:
                    raise
                continue
            happened.append(Happening(now, phone, action, arrival.event_id if arrival else ""))
            if arrival is not None:
                arrivals += self.provider.bring(arrival)
        self._record(arrivals)
        return happened

    def _bring(self) -> tuple[Errand, ...]:
        """What providers bring now that does not come from a phone at this moment."""
        brought = tuple(self.provider.due(self.clock.now))
        self._record(
            [
                replace(one, received_at=self.clock.now)
                for one in brought
                if isinstance(one, Arrival)
            ]
        )
        statuses = [one for one in brought if isinstance(one, Status)]
        if statuses:
            # Imports the provider's library, which no other world needs.
            from bot.channels.whatsapp_webhook import StatusReport  # noqa: PLC0415
            from bot.sending.reports import take_report  # noqa: PLC0415

            with self.database.begin() as conn:
                for one in statuses:
                    report = StatusReport(
                        one.outbox_id, one.provider_id, one.status, one.code, one.part
                    )
                    take_report(conn, self.desk, report, ACCOUNTS["whatsapp"])
        return brought

    def _record(self, arrivals: list[Arrival]) -> None:
        if arrivals:
            with self.database.begin() as conn:
                inbox.record(conn, arrivals, self.desk.key)

    def _returning(self, done: Iterable[Happening]) -> set[str]:
        """Channels on which somebody writes again for whom something is held."""
        back = {(one.phone.channel, one.phone.address) for one in done if one.event_id}
        # A report may hold something back as well; which message it is about is in the tables.
        held = back if self.provider.skies.reporting else back & self._held
        self._held -= back
        return {channel for channel, _ in held}

    def _look(self) -> None:
        """Once an hour what production asks Twilio: a template that a failure made us doubt is
        approved all the while.
        """
        hour = self.clock.now // HOUR
        if hour == self._looked_at or not self.provider.skies.reporting:
            return
        self._looked_at = hour
        with self.database.begin() as conn:
            approve_doubted(conn, self.clock.now)

    def _purge(self) -> None:
        """Once a day what production does every hour."""
        today = self.clock.now // DAY
        if today == self._purged_on:
            return
        self._purged_on, self._waiting = today, None
        purge(self.database, self.clock.now)
