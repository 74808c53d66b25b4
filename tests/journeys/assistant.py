"""The whole service in this process, between two providers that are not: HTTP in and HTTP out.

The web server, worker, senders and clock are those of `mem serve`; only time can be moved.
"""

import asyncio
import json
import os
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Self

import httpx

from bot.channels.whatsapp import WhatsApp as WhatsAppChannel
from bot.channels.whatsapp_content import SHAPES, definition
from bot.channels.whatsapp_templates import TwilioTemplates
from bot.service import Service
from bot.settings import Settings
from bot.wiring import CONTENTS, open_house
from core.conversation.book import Book
from storage import meta
from tests.crash import evidence
from tests.crash.nursery import Nursery
from tests.crash.world import UNDER_WAY, free_port
from tests.fakes.inbound import TelegramUser, telegram_joined_group
from tests.fakes.inbound_twilio import ACCOUNT, SENDER
from tests.fakes.inbound_twilio import TOKEN as TWILIO_TOKEN
from tests.fakes.plain import PLAIN
from tests.fakes.server import Running, serve
from tests.fakes.telegram import TOKEN as BOT_TOKEN
from tests.fakes.telegram import FakeTelegram
from tests.fakes.twilio import FakeTwilio
from tests.fakes.webhook import Webhook

ROOT = Path(__file__).parents[2]
PUBLIC = "https://mem.example"
SECRET = "journey-test-secret"
KEY = "journey-key-0123456789"
MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""A Monday at half past nine in Casablanca: a time at which people may be written to."""
PATIENCE = 30.0
"""Seconds in which anything that must come has come, however busy the machine is."""
LOOK = 0.005
UNHURRIED = timedelta(minutes=2)
"""After which twenty more things may be said to one person in a row on WhatsApp."""


@dataclass(slots=True)
class MovableClock:
    """Time that passes as everywhere, and jumps when a test says so."""

    base: datetime = MORNING
    _since: float = field(default_factory=monotonic)

    def __call__(self) -> datetime:
        return self.base + timedelta(seconds=monotonic() - self._since)

    def move(self, **span: float) -> None:
        self.base += timedelta(**span)


class Loop(asyncio.SelectorEventLoop):
    """A loop for a thread that is not the first one, where signals cannot be caught.

    `ahead` are the seconds by which its waits are over sooner than elsewhere.
    """

    def __init__(self) -> None:
        super().__init__()
        self.stop_service: Callable[[], object] = lambda: None
        self.ahead = 0.0

    def time(self) -> float:
        return super().time() + self.ahead

    def add_signal_handler(self, sig: int, callback: Callable[[], object], *args: object) -> None:
        self.stop_service = callback


class Assistant:
    """The service and its surroundings; `with` starts and ends it."""

    def __init__(self, url: str, *, coordinators: str = "", late_refusals: bool = False) -> None:
        self.url = url
        self.clock = MovableClock()
        self.port = free_port()
        reach = {PUBLIC: f"http://127.0.0.1:{self.port}"}
        self.twilio = FakeTwilio(
            reach=reach, clock=self.clock, enforce_window=True, late_refusals=late_refusals
        )
        self.telegram = FakeTelegram(reach=reach, clock=self.clock, enforce_start=not coordinators)
        self._coordinators = coordinators
        self._fakes: list[Running] = []
        self._loop: Loop | None = None
        self._thread: threading.Thread | None = None
        self._ended: Future[None] = Future()

    # -- life -----------------------------------------------------------------------------------

    def __enter__(self) -> Self:
        self._fakes = [serve(self.twilio.app), serve(self.telegram.app)]
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        for fake in self._fakes:
            fake.stop()

    def start(self, change: Callable[[Book], Book] | None = None) -> None:
        """Serve, perhaps with other flows than before."""
        house = open_house(self.settings, self.clock)
        if change is not None:
            house = replace(house, desk=replace(house.desk, book=change(house.desk.book)))
        self._loop = Loop()
        self._ended = Future()
        self._thread = threading.Thread(
            target=run_in, args=(self._loop, Service(house, "all"), self._ended), daemon=True
        )
        self._thread.start()
        self.until(self._is_ready, "the service is ready")
        self.until(lambda: bool(self.telegram.updates.webhook.url), "Telegram knows our webhook")

    def register_contents(self) -> None:
        """Have WhatsApp's buttons registered at Twilio; they count from the next start on."""
        house = open_house(self.settings, self.clock)
        channel = house.channels["whatsapp"]
        assert isinstance(channel, WhatsAppChannel)
        account = TwilioTemplates(channel)

        async def register() -> dict[str, str]:
            return {shape: await account.create(definition(shape)) for shape in SHAPES}

        with house.database.begin() as conn:
            meta.remember(conn, CONTENTS, json.dumps(asyncio.run(register())))
        house.database.close()

    def stop(self) -> None:
        """Stop as SIGTERM would; raises what ended the service otherwise."""
        assert self._loop is not None
        assert self._thread is not None
        if not self._ended.done():
            self._loop.call_soon_threadsafe(self._loop.stop_service)
        self._ended.result(timeout=20)
        self._thread.join(timeout=5)

    @property
    def settings(self) -> Settings:
        twilio, telegram = self._fakes
        return settings_between(
            twilio.url,
            telegram.url,
            database_url=self.url,
            port=self.port,
            coordinators_chat=self._coordinators,
            MEM_PATIENCE=0.01,
        )

    def _is_ready(self) -> bool:
        if self._ended.done():
            self._ended.result()
        try:
            answer = httpx.get(f"http://127.0.0.1:{self.port}/readyz", **PLAIN)
        except httpx.TransportError:
            return False
        return answer.status_code == 200

    # -- the world outside ------------------------------------------------------------------------

    def post(self, webhook: Webhook) -> int:
        """A provider's request; the HTTP status."""
        here = webhook.rebased({PUBLIC: f"http://127.0.0.1:{self.port}"})
        answer = httpx.post(
            here.url, content=here.body, headers=dict(here.headers), timeout=20, **PLAIN
        )
        return answer.status_code

    def fetch(self, link: str) -> Any:
        """What a link of ours leads to, as JSON."""
        local = link.replace(PUBLIC, f"http://127.0.0.1:{self.port}")
        answer = httpx.get(local, timeout=20, **PLAIN)
        assert answer.status_code == 200
        return answer.json()

    def join_group(self, chat_id: int, title: str) -> None:
        """Somebody puts the bot into a group."""
        update = telegram_joined_group(TelegramUser(700_000_999), chat_id, title)
        assert self.telegram.deliver(update) == 200

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait for what must come, and fail when it does not."""
        deadline = monotonic() + PATIENCE
        while not holds():
            if monotonic() > deadline:
                raise AssertionError(f"not in {PATIENCE:.0f} s: {what}")
            sleep(LOOK)

    def settle(self) -> None:
        """Wait until nothing is under way, nothing is due, and whatever was to be said was."""
        self.until(lambda: not self.busy(), "all is at rest")

    def busy(self) -> list[str]:
        """What is still under way; a message held until the person writes again is not."""
        now = round(self.clock().timestamp() * 1000)
        due = {
            "timers": "SELECT count(*) AS n FROM timer"
            f" WHERE state = 'waiting' AND due_at <= {now}",
            "wakes": f"SELECT count(*) AS n FROM person WHERE wake_at > 0 AND wake_at <= {now}",
        }
        # In one statement: between two, what is counted by one becomes what the other counted before.
        asked = ", ".join(f"({sql}) AS {name}" for name, sql in {**RESTLESS, **due}.items())
        (found,) = self.rows(f"SELECT {asked}")
        return [f"{count} {name}" for name, count in found.items() if count]

    def rows(self, sql: str) -> list[evidence.Row]:
        """What a SELECT of our own finds in the database."""
        return evidence.query(self.url, sql)

    def waits(self, **span: float) -> None:
        """Let time pass, and whatever falls due have its effect; of the service's own waits those
        are over that come of its pace.
        """
        assert self._loop is not None
        self.settle()
        self.clock.move(**span)
        self._loop.ahead += min(timedelta(**span), UNHURRIED).total_seconds()
        self._loop.call_soon_threadsafe(lambda: None)  # so that it looks at its waits again
        self.settle()

    def command(self, nursery: Nursery, *words: str) -> str:
        """What `mem …` prints about this database."""
        done = nursery.run("bot", words, environment(self.url), ROOT)
        assert done.returncode == 0, done.stderr
        return done.stdout


def settings_between(twilio_url: str, telegram_url: str, **more: object) -> Settings:
    """What a service between the two fakes is told; nothing of the developer's own settings."""
    values: dict[str, Any] = {
        "public_url": PUBLIC,
        "twilio_account_sid": ACCOUNT,
        "twilio_auth_token": TWILIO_TOKEN,
        "twilio_whatsapp_from": SENDER,
        "twilio_api_url": twilio_url,
        "telegram_bot_token": BOT_TOKEN,
        "telegram_webhook_secret": SECRET,
        "telegram_api_url": telegram_url,
        "secret_key": KEY,
        **more,
    }
    return Settings(_env_file=None, **values)  # type: ignore[call-arg]


def run_in(loop: Loop, service: Service, ended: "Future[None]") -> None:
    """Run a service until its loop is told to stop it; `ended` holds what ended it."""
    try:
        with asyncio.Runner(loop_factory=lambda: loop) as runner:
            runner.run(service.run())
    except BaseException as error:  # noqa: BLE001 - whoever waits is told
        ended.set_exception(error)
    else:
        ended.set_result(None)


RESTLESS = {
    "letters": UNDER_WAY["letters"],
    "refusals": UNDER_WAY["refusals"],
    "messages": "SELECT count(*) AS n FROM outbox WHERE state IN ('pending', 'sending', 'unknown')",
}
"""What moves by itself; what is held for a reader who is away rests."""


def environment(url: str) -> Mapping[str, str]:
    """Surroundings of a command: nothing of the developer's own settings."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return {**kept, "DATABASE_URL": url, "SECRET_KEY": KEY, "PYTHONPATH": str(ROOT)}
