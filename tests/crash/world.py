"""One world of a crash test: a database, both providers, a server to kill, and what was posted.

The providers are processes of their own, so that they outlive the server, and so does the history.
"""

import asyncio
import itertools
import json
import os
import random
import socket
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import psycopg

from tests.crash import evidence
from tests.crash.databases import dsn_of
from tests.crash.members import ChannelName, Line, Role
from tests.crash.nursery import ROOT, Nursery
from tests.crash.providers import provider
from tests.crash.server import LOOK, Server
from tests.fakes import control
from tests.fakes.inbound import (
    TelegramUser,
    Webhook,
    message_sid,
    telegram_text,
    telegram_voice,
    telegram_webhook,
    twilio_status,
    twilio_text,
    twilio_webhook,
)
from tests.fakes.inbound_twilio import ACCOUNT, TOKEN
from tests.fakes.plain import PLAIN
from tests.fakes.telegram import TOKEN as BOT_TOKEN

PUBLIC = "https://mem.example"
SECRET = "crash-test-secret"
KEY = "crash-test-key-0123456789"
NOW_AND_THEN = 0.1
"""Seconds between two looks at what takes seconds, or costs several queries."""
PATIENCE = "0.002"
"""Waits before retries shrink to this part, so that minutes become tenths of a second."""


@dataclass(slots=True)
class Phone:
    """One member's chat, and what is expected of it in the end (`evidence.Expected`)."""

    channel: ChannelName
    number: int
    role: Role
    said: int = 0
    gone: bool = False
    joined: str = ""
    partner: str = ""
    acts: int = 0
    told: Counter[str] = field(default_factory=Counter)
    confided: list[tuple[str, int, str]] = field(default_factory=list)
    called: int = 0
    settled: int = 0
    mouth: asyncio.Lock = field(default_factory=asyncio.Lock)
    """One speaks for them at a time: who says the rest of a role begins where another has ended."""

    @property
    def account(self) -> str:
        return ACCOUNT if self.channel == "whatsapp" else BOT_TOKEN.partition(":")[0]

    @property
    def address(self) -> str:
        if self.channel == "whatsapp":
            return f"whatsapp:+2126{self.number:08}"
        return str(500_000_000 + self.number)

    def as_expected(self) -> dict[str, Any]:
        """What the checker is told; a member who never spoke is expected to be unknown."""
        return {
            "address": self.address,
            "answers": dict(self.role.answers),
            "profile": dict(self.role.profile),
            "gone": self.gone,
            "joined": self.joined,
            "partner": self.partner,
            "acts": self.acts,
            "told": dict(self.told),
            "confided": self.confided,
            "called": self.called,
            "settled": self.settled,
        }


@dataclass(slots=True)
class Deliveries:
    """The delivery logs as they grow: how many and what reached each address."""

    files: Sequence[Path]
    offsets: dict[Path, int] = field(default_factory=dict)
    texts: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    callbacks: dict[str, str] = field(default_factory=dict)
    """Where Twilio is to report on a message, by its sid."""

    def read(self) -> None:
        for path in self.files:
            start = self.offsets.get(path, 0)
            if not path.exists() or path.stat().st_size == start:
                continue
            with path.open("rb") as file:
                file.seek(start)
                fresh = file.read()
            whole = fresh[: fresh.rfind(b"\n") + 1]
            self.offsets[path] = start + len(whole)
            for line in whole.splitlines():
                one = json.loads(line)
                self.texts[str(one.get("to") or one["chat_id"])].append(
                    one.get("body") or one.get("text", "")
                )
                if "sid" in one:
                    self.callbacks[one["sid"]] = one["form"]["StatusCallback"]


class World:
    """Everything around the server, and the server."""

    def __init__(
        self,
        folder: Path,
        url: str,
        server: Server,
        twilio: control.Remote,
        telegram: control.Remote,
        *,
        seed: int,
    ) -> None:
        self.folder = folder
        self.url = url
        self.server = server
        self.twilio = twilio
        self.telegram = telegram
        self.chance = random.Random(seed)
        self.up = asyncio.Event()
        self.deliveries = Deliveries((folder / "twilio.jsonl", folder / "telegram.jsonl"))
        self.phones: list[Phone] = []
        self.earlier: evidence.Books | None = None
        self.answer_within = 20.0
        self._reach = {PUBLIC: f"http://127.0.0.1:{server.port}"}
        self._posted: list[tuple[Webhook, dict[str, Any]]] = []
        self._history = (folder / "history.jsonl").open("a", encoding="utf-8")
        self._client = httpx.AsyncClient(timeout=20, **PLAIN)
        self._numbers = itertools.count(1)
        self._events = itertools.count(1)

    # -- members ------------------------------------------------------------------------------

    def phone(self, channel: ChannelName, make: Callable[[int], Role]) -> Phone:
        """A new member's chat."""
        number = next(self._numbers)
        phone = Phone(channel, number, make(number))
        self.phones.append(phone)
        return phone

    async def say(self, phone: Phone, line: Line, *, wait: bool = True) -> None:
        """Post what a member says until it is acknowledged, then wait for the answer."""
        before = self.received(phone)
        webhook, name = self._webhook(phone, line)
        while not await self._post(webhook, name):
            await self._wait_for_server()
        phone.said += 1
        if self.chance.random() < 0.25:
            await self._post(*self.chance.choice(self._posted))
        if wait and not line.silent:
            await self.until(lambda: self.received(phone) > before, self.answer_within)

    async def say_all(self, phone: Phone, upto: int | None = None, *, wait: bool = True) -> None:
        """Say the lines of one's role that are left, up to a number of them."""
        async with phone.mouth:
            for line in phone.role.lines[phone.said : upto]:
                await self.say(phone, line, wait=wait)

    async def repeat_everything(self) -> None:
        """Deliver every webhook once more."""
        for webhook, name in list(self._posted):
            await self._post(webhook, name)

    def received(self, phone: Phone) -> int:
        self.deliveries.read()
        return len(self.deliveries.texts[phone.address])

    def texts(self, phone: Phone, start: int = 0) -> str:
        """All that reached a phone, from its delivery number `start` on."""
        self.deliveries.read()
        return "\n".join(self.deliveries.texts[phone.address][start:])

    async def until(self, holds: Callable[[], bool], seconds: float, look: float = LOOK) -> bool:
        """Look again and again, each `look` seconds, until something holds; whether it did in time."""
        deadline = monotonic() + seconds
        while not holds():
            if monotonic() > deadline:
                return False
            await asyncio.sleep(look)
        return True

    async def surely(self, holds: Callable[[], bool], look: float = LOOK) -> None:
        """Wait for what must come, however many servers die before it does."""
        if not await self.until(holds, 180, look):
            raise AssertionError(f"what must come never came, see {self.folder}")

    async def report(self, sid: str, status: str) -> bool:
        """Report on a message, as Twilio does: once; whether it was acknowledged."""
        form = twilio_status(sid, status, to="whatsapp:+212600000000")
        webhook = twilio_webhook(self.deliveries.callbacks[sid], form).rebased(self._reach)
        answer = await self._send(webhook)
        self._note(kind="status", sid=sid, status=status, answer=answer)
        return 200 <= answer < 300

    def _webhook(self, phone: Phone, line: Line) -> tuple[Webhook, dict[str, Any]]:
        number = next(self._events)
        if phone.channel == "whatsapp":
            event = message_sid(number)
            form = twilio_text(phone.address, line.words, sid=event)
            webhook = twilio_webhook(f"{PUBLIC}/webhooks/twilio", form)
        else:
            chat = int(phone.address)
            event = f"{number}.{chat}.{number}"
            user, ids = TelegramUser(chat), {"update_id": number, "message_id": number}
            update = (
                telegram_voice(user, **ids)
                if line.spoken
                else telegram_text(user, line.words, **ids)
            )
            webhook = telegram_webhook(f"{PUBLIC}/webhooks/telegram", update, SECRET)
        name = {
            "event": event,
            "channel": phone.channel,
            "account": phone.account,
            "address": phone.address,
            "silent": line.silent,
            "stop": line.stop,
            "passes": line.passes,
            "more": line.more,
        }
        return webhook.rebased(self._reach), name

    async def _post(self, webhook: Webhook, name: dict[str, Any]) -> bool:
        """Post once; whether it was acknowledged."""
        status = await self._send(webhook)
        self._note(kind="post", answer=status, **name)
        self._posted.append((webhook, name))
        return 200 <= status < 300

    async def _send(self, webhook: Webhook) -> int:
        """The HTTP status, 0 when there was no answer."""
        try:
            answer = await self._client.post(
                webhook.url, content=webhook.body, headers=dict(webhook.headers)
            )
        except httpx.TransportError:
            return 0
        return answer.status_code

    async def _wait_for_server(self) -> None:
        """As a provider that tries again: not before there is somebody to answer."""
        if self.up.is_set():
            await asyncio.sleep(LOOK)
        await self.up.wait()

    def _note(self, **entry: Any) -> None:
        self._history.write(json.dumps(entry, ensure_ascii=False) + "\n")
        self._history.flush()

    # -- the database, seen and touched from outside ----------------------------------------------

    def busy(self) -> list[str]:
        """What is still under way, in words; nothing when all has settled."""
        # In one statement: between two, what is counted by one becomes what the other counted before.
        asked = ", ".join(f'({sql}) AS "{words}"' for words, sql in UNDER_WAY.items())
        (found,) = evidence.query(self.url, f"SELECT {asked}")
        return [f"{count} {words}" for words, count in found.items() if count]

    def change(self, sql: str, *values: object) -> int:
        """Change rows behind the back of a server that is not running; how many."""
        if self.url.startswith("sqlite:///"):
            conn = sqlite3.connect(self.url.removeprefix("sqlite:///"))
            try:
                with conn:
                    return conn.execute(sql, values).rowcount
            finally:
                conn.close()
        with psycopg.connect(dsn_of(self.url)) as connection:
            cursor = connection.execute(sql.replace("%", "%%").replace("?", "%s"), values)
            return int(cursor.rowcount)

    def rows(self, sql: str) -> list[evidence.Row]:
        """What a SELECT finds."""
        return evidence.query(self.url, sql)

    def snapshot(self) -> None:
        """Keep what is known of people who are about to be erased."""
        books = evidence.read_books(self.url)
        if self.earlier is not None:
            books.keep_departed(self.earlier, (one.address for one in self.phones if one.gone))
        self.earlier = books

    # -- the end ------------------------------------------------------------------------------

    def gathered(self) -> evidence.Evidence:
        """Everything there is for the independent checker to look at."""
        for phone in self.phones:
            if phone.said:
                self._note(kind="expect", **phone.as_expected())
        return evidence.gather(self.url, self.folder, KEY.encode(), earlier=self.earlier)

    async def close(self) -> None:
        await self.server.kill()
        self._history.close()
        await self._client.aclose()


UNDER_WAY = {
    "letters": "SELECT count(*) AS n FROM inbox WHERE state = 'open'",
    "messages": "SELECT count(*) AS n FROM outbox"
    " WHERE state IN ('pending', 'sending', 'unknown', 'held')",
    "refusals": "SELECT count(*) AS n FROM address WHERE status = 'forgotten'",
    "words between two": "SELECT count(*) AS n FROM relayed WHERE state IN ('waiting', 'owed')",
    "timers": "SELECT count(*) AS n FROM timer"
    " WHERE state = 'waiting' AND due_at <= (SELECT max(done_at) FROM inbox)",
}


@contextmanager
def open_world(
    folder: Path, url: str, seed: int, nursery: Nursery, *, mutant: str = ""
) -> Iterator[World]:
    """A world with its providers running and its server not yet started."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        port = free_port()
        reach = f"{PUBLIC}=http://127.0.0.1:{port}"
        paths = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        outside = {**os.environ, "PYTHONPATH": paths}
        twilio, telegram = (
            stack.enter_context(provider(name, folder, reach, outside, nursery))
            for name in ("twilio", "telegram")
        )
        environment = {
            **outside,
            "DATABASE_URL": url,
            "PORT": str(port),
            "PUBLIC_URL": PUBLIC,
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_WHATSAPP_FROM": "whatsapp:+14155238886",
            "TWILIO_API_URL": twilio.url,
            "TELEGRAM_BOT_TOKEN": BOT_TOKEN,
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
            "TELEGRAM_API_URL": telegram.url,
            "SECRET_KEY": KEY,
            "COORDINATORS_CHAT": f"telegram:{evidence.TEAM}",
            "LOG_FORMAT": "json",
            "MEM_PATIENCE": PATIENCE,
            "MEM_MUTANT": mutant,
        }
        server = Server(folder, port, environment, nursery)
        yield World(folder, url, server, twilio, telegram, seed=seed)


_KEEPERS: list[socket.socket] = []
"""Bound and never listening: no connection and nobody who asks for any port is given theirs."""


def free_port() -> int:
    """A port for one server after another, which nobody else is given while this process lives."""
    keeper = socket.socket()
    keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    keeper.bind(("127.0.0.1", 0))
    _KEEPERS.append(keeper)
    return int(keeper.getsockname()[1])
