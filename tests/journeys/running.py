"""The whole service between the two fakes, in a time that only moves when it is told to.

The web server, the worker, the senders with their pace, both providers' clients and every tick of
the metronome are those of `mem serve`. The metronome is beaten by hand, and a wait of the service
is over when as much time has passed in the story. Nothing is waited for by the clock on the wall:
whatever changes is a commit, or is heard by a fake.
"""

import asyncio
import http.client
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from copy import deepcopy
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import Connection, event, text
from sqlalchemy.pool import ConnectionPoolEntry
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels.whatsapp import WhatsApp
from bot.channels.whatsapp_templates import TwilioTemplates
from bot.clock import Metronome, Tick
from bot.service import Service
from bot.settings import Settings
from bot.templates.approvals import Approvals
from bot.wiring import House, Role, open_house
from core.duration import SECOND
from core.languages import LANGUAGES
from simulator.clock import Clock
from simulator.waiting import Waiting, due, look
from storage.database import Database
from storage.prepared import Prepared
from tests.crash.world import free_port
from tests.fakes.server import serve
from tests.fakes.telegram import FakeTelegram
from tests.fakes.twilio import FakeTwilio
from tests.fakes.twilio_content import Template
from tests.fakes.webhook import Webhook
from tests.journeys.assistant import PUBLIC, Loop, run_in, settings_between

PATIENCE = 30.0
"""Seconds in which anything that must come has come, however busy the machine is."""

_COMMITTED = "committed"
"""What a connection remembers until it is given back."""

READONLY = "postgresql_readonly"
"""The option of a transaction that only reads, where one connection does both (`Database.read`)."""

Templates = Mapping[str, Template]
"""What an account has at Twilio, by sid."""

_UNDER_WAY = Prepared(
    text("""
SELECT EXISTS (SELECT 1 FROM inbox WHERE state = 'open' AND coalesce(retry_at, 0) <= :now)
    OR EXISTS (SELECT 1 FROM outbox WHERE state = 'pending' AND due_at <= :now)
    OR EXISTS (SELECT 1 FROM outbox WHERE state = 'sending')
""")
)


class Beats(Metronome):
    """A metronome that is beaten: what is due by the story's clock is called, once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ticks: dict[str, tuple[int, Tick]] = {}
        self._next: dict[str, int] = {}

    def every(self, seconds: float, name: str, tick: Tick, *, at_once: bool = False) -> None:
        span = round(seconds * SECOND)
        self._ticks[name] = span, tick
        self._next[name] = self._clock.now + (0 if at_once else span)

    def start(self) -> None:
        """Nothing beats by itself."""

    async def stop(self) -> None:
        """Nothing beats by itself."""

    async def beat(self, *names: str) -> None:
        """Call these ticks; without names, all that are due."""
        now = self._clock.now
        for name, (span, tick) in self._ticks.items():
            if name in names or (not names and self._next[name] <= now):
                self._next[name] = now + span
                await tick()


class _Beaten(Service):
    """A service with a metronome of ours."""

    def __init__(self, house: House, role: Role, beats: Beats) -> None:
        super().__init__(house, role)
        self._clock = beats


class Running:
    """A service on a database, with templates that are approved at Twilio already."""

    def __init__(self, url: str, start: datetime, templates: Templates) -> None:
        self.clock = Clock(start)
        self.port = free_port()
        reach = {PUBLIC: f"http://127.0.0.1:{self.port}"}
        self.twilio = FakeTwilio(
            reach=reach, clock=self.clock, enforce_window=True, late_refusals=True
        )
        self.twilio.content.templates = deepcopy(dict(templates))
        self.telegram = FakeTelegram(reach=reach, clock=self.clock, enforce_start=True)
        self._happened = self._reported = 0
        self._news = threading.Condition()
        self._fakes = [serve(self._heard(one.app)) for one in (self.twilio, self.telegram)]
        self._house = open_house(self._settings(url), self.clock)
        event.listen(self.database.engine, "commit", self._commits)
        event.listen(self.database.engine.pool, "checkin", self._returns)
        self._beats = Beats(self.clock)
        self._loop = Loop()
        self._ended: Future[None] = Future()
        service = _Beaten(self._house, "all", self._beats)
        threading.Thread(
            target=run_in, args=(self._loop, service, self._ended), name="service", daemon=True
        ).start()
        menus = 1 + len(LANGUAGES)
        self.until(lambda: len(self.telegram.bot.commands) == menus, "Telegram is set up")
        self.beat()

    def close(self) -> None:
        """Stop as SIGTERM would; raises what ended the service otherwise."""
        try:
            if not self._ended.done():
                self._loop.call_soon_threadsafe(self._loop.stop_service)
            self._ended.result(timeout=PATIENCE)
        finally:
            for fake in self._fakes:
                fake.stop()

    @property
    def database(self) -> Database:
        """The service's own; reading waits for nobody."""
        return self._house.database

    # -- time -----------------------------------------------------------------------------------

    def move_to(self, at: int) -> None:
        """Let time pass until `at` (milliseconds), and nothing happen."""
        before = self.clock.now
        self.clock.move_to(at)
        self._loop.ahead += (self.clock.now - before) / 1000
        self._loop.call_soon_threadsafe(lambda: None)  # so that it looks at its waits again

    def beat(self, *names: str) -> None:
        """Beat, and let all that comes of it happen, including what falls due by it."""
        self._await_beat(*names)
        self.settle()
        while self._anything_due():
            self._await_beat("timers")
            self.settle()

    def waiting(self) -> Waiting:
        """What waits in the tables now."""
        with self.database.read() as conn:
            return look(conn, self.clock.now)

    def _await_beat(self, *names: str) -> None:
        beaten = asyncio.run_coroutine_threadsafe(self._beats.beat(*names), self._loop)
        beaten.result(PATIENCE)

    def _anything_due(self) -> bool:
        waiting = self.waiting()
        return due(waiting.timer_at, self.clock.now) or due(waiting.wake_at, self.clock.now)

    # -- rest -----------------------------------------------------------------------------------

    def settle(self) -> None:
        """Wait until every message is answered, whatever may be said now was said, and Twilio has
        reported on it.
        """
        self.until(self._at_rest, "all is at rest")
        while self._report():
            self.until(self._at_rest, "all is at rest")

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait for what must come, looking whenever something has happened."""
        seen = -1
        while not holds():
            if self._ended.done():
                self._ended.result()
            seen = self._wait_past(seen, what)

    def _wait_past(self, seen: int, what: str) -> int:
        """Return as soon as more has happened than was seen; how much."""
        with self._news:
            if not self._news.wait_for(lambda: self._happened > seen, PATIENCE):
                raise AssertionError(f"not in {PATIENCE:.0f} s: {what}")
            return self._happened

    def _at_rest(self) -> bool:
        # In the database's own thread: whatever is being committed is committed then.
        return self.database.threads.submit(self._look).result(PATIENCE)

    def _look(self) -> bool:
        with self.database.read() as conn:
            return not _UNDER_WAY.scalar(conn, now=self.clock.now)

    def _commits(self, conn: Connection) -> None:
        if READONLY in conn.get_execution_options():
            return  # nothing has changed, least of all by our own looking
        conn.info[_COMMITTED] = True
        self._happens()

    def _returns(self, _: object, record: ConnectionPoolEntry) -> None:
        # Told of a commit we are asked before it is made: PostgreSQL's threads do not wait for us.
        if record.info.pop(_COMMITTED, False):
            self._happens()

    def _happens(self) -> None:
        with self._news:
            self._happened += 1
            self._news.notify_all()

    def _heard(self, app: ASGIApp) -> ASGIApp:
        """A fake that says when it has heard something."""

        async def tell(scope: Scope, receive: Receive, send: Send) -> None:
            await app(scope, receive, send)
            self._happens()

        return tell

    # -- requests -------------------------------------------------------------------------------

    def post(self, webhook: Webhook) -> int:
        """A provider's request; the HTTP status."""
        return self.request("POST", webhook.url, webhook.headers, webhook.body)[0]

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> tuple[int, str]:
        """Ask the service; the HTTP status, and the type of what it answers."""
        there = urlsplit(url)
        path = f"{there.path}?{there.query}" if there.query else there.path
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, {**(headers or {}), "connection": "close"})
            answer = connection.getresponse()
            answer.read()
            return answer.status, answer.headers.get_content_type()
        finally:
            connection.close()

    def _report(self) -> bool:
        """Post what became of each message: delivered, or why not; whether there was any."""
        taken = [one for one in self.twilio.messages.values() if one.status_callback]
        for one in taken[self._reported :]:
            one.status = "failed" if one.error_code else "delivered"
            assert self.post(self.twilio.status_webhook(one.sid, one.status)) == 204
        news, self._reported = len(taken) > self._reported, len(taken)
        return news

    def _settings(self, url: str) -> Settings:
        twilio, telegram = self._fakes
        return settings_between(twilio.url, telegram.url, database_url=url, port=self.port)


def approved(url: str, clock: Clock) -> Templates:
    """All templates and buttons as Twilio has them once `mem templates push` was approved."""
    twilio = FakeTwilio(clock=clock)
    with serve(twilio.app) as running:
        settings = settings_between(running.url, running.url, database_url=url, port=0)
        house = open_house(settings, clock)
        channel = house.channels["whatsapp"]
        assert isinstance(channel, WhatsApp)
        known = asyncio.run(Approvals(TwilioTemplates(channel)).push())
        house.database.close()
    for one in known.values():
        if twilio.content.fetch(one.sid).approval.status == "received":
            twilio.content.decide(one.sid)
    return twilio.content.templates
