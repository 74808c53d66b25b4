"""Fifty thousand bodies through the door, in this process: no 5xx, nothing raised, state intact."""

import asyncio
import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import text

from bot.channels.protocol import Abilities
from bot.service import Service
from bot.settings import Settings
from bot.turns import TurnWorker, fire_due
from bot.wiring import House, open_house
from bot.words.rendering import render
from storage.codec import decode_message, decode_talk
from tests.fakes.inbound import TelegramUser, telegram_text, telegram_webhook
from tests.fakes.inbound_twilio import ACCOUNT, TOKEN
from tests.fakes.telegram import TOKEN as BOT_TOKEN
from tests.fuzz.bodies import PUBLIC, SECRET, TELEGRAM, Request, requests

COUNT = int(os.environ.get("MEM_FUZZ", "50000"))
PARTS = 2
"""The bodies are dealt out to so many tests, for as many processors."""
AT_ONCE = 250
"""Requests in the air together, as from a provider that is busy."""
EXPECTED = {200, 204, 400, 403, 405, 413}
WITNESS = 999_999_999
SCREEN = Abilities(buttons=0, label=24, units=1600)


class Rig:
    """The real door, handlers and database without a network."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.now = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
        self.worker = TurnWorker(house.database, house.desk)
        self.statuses: Counter[int] = Counter()
        server = Service(house, "web")._server()
        assert server is not None
        server._listener.close()  # nobody will call: the application is asked directly
        self.app: Any = server.config.app

    async def post(self, request: Request) -> int:
        """One request straight into the ASGI application; whatever it raises is raised here."""
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": "http",
            "path": request.path,
            "raw_path": request.path.encode(),
            "query_string": request.query.encode(),
            "root_path": "",
            "headers": list(request.headers),
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }
        statuses: list[int] = []
        body = iter(({"type": "http.request", "body": request.body, "more_body": False},))

        async def receive() -> dict[str, Any]:
            return next(body, {"type": "http.disconnect"})

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                statuses.append(message["status"])

        await self.app(scope, receive, send)
        (status,) = statuses
        self.statuses[status] += 1
        return status

    async def handle(self) -> None:
        """Let everything that came have its effect, one minute later."""
        self.now += timedelta(minutes=1)
        run = asyncio.get_running_loop().run_in_executor
        while await run(self.house.database.threads, self.worker.step):
            pass
        await run(self.house.database.threads, fire_due, self.house.database, self.house.desk)

    def rows(self, sql: str) -> list[Any]:
        with self.house.database.read() as conn:
            return list(conn.execute(text(sql)))


@pytest.fixture
def rig(sqlite_url: str) -> Iterator[Rig]:
    values: dict[str, Any] = {
        "database_url": sqlite_url,
        "port": 0,
        "public_url": PUBLIC,
        "twilio_account_sid": ACCOUNT,
        "twilio_auth_token": TOKEN,
        "twilio_whatsapp_from": "whatsapp:+14155238886",
        "telegram_bot_token": BOT_TOKEN,
        "telegram_webhook_secret": SECRET,
        "secret_key": "fuzz-key-0123456789",
    }
    settings = Settings(_env_file=None, **values)  # type: ignore[call-arg]
    rigs: list[Rig] = []
    house = open_house(
        settings, lambda: rigs[0].now if rigs else datetime(2026, 11, 23, tzinfo=UTC)
    )
    rigs.append(Rig(house))
    yield rigs[0]
    house.database.close()


def witness(words: str, number: int) -> Request:
    """A well-behaved member among the noise."""
    user = TelegramUser(WITNESS, "Amal")
    update = telegram_text(user, words, update_id=2**41 + number, message_id=number)
    webhook = telegram_webhook(f"{PUBLIC}{TELEGRAM}", update, SECRET)
    headers = [(name.encode(), value.encode()) for name, value in webhook.headers.items()]
    return Request(TELEGRAM, "", headers, webhook.body)


@pytest.mark.timeout(400)
@pytest.mark.parametrize("part", range(PARTS))
async def test_noise_harms_nothing(rig: Rig, part: int) -> None:
    """Whatever arrives is answered 2xx and kept to its end, or refused and not kept."""
    first = int(os.environ.get("MEM_FUZZ_SEED") or random.SystemRandom().randrange(10**6))
    seed, count = first + part, COUNT // PARTS
    print(f"{count} bodies, seed {seed} (MEM_FUZZ_SEED={first} repeats them)")
    for number, words in enumerate(("Bonjour", "1", "1", "Amal Zemmouri"), 1):
        assert await rig.post(witness(words, number)) == 200
        await rig.handle()
    began = monotonic()
    makers = requests(seed, count)
    for start in range(0, count, AT_ONCE):
        batch = [make() for make in makers[start : start + AT_ONCE]]
        statuses = await asyncio.gather(*(rig.post(request) for request in batch))
        for status, request in zip(statuses, batch, strict=True):
            assert status in EXPECTED, (seed, start, status, request)
        await rig.handle()
    await rig.handle()
    print(f"{monotonic() - began:.1f} s, {dict(rig.statuses)}")
    assert rig.statuses[200] > count // 4, "the noise is refused at the door"
    assert rig.statuses[403] > count // 20
    assert rig.statuses[400] > count // 50

    states = {row.state: row.n for row in rig.rows(STATES)}
    assert set(states) <= {"done", "ignored"}, states
    assert rig.rows("SELECT count(*) FROM timer WHERE state = 'waiting' AND attempts > 0") == [(0,)]
    assert rig.rows("PRAGMA integrity_check") == [("ok",)]
    assert rig.rows("PRAGMA foreign_key_check") == []
    for row in rig.rows("SELECT talk FROM person"):
        decode_talk(row.talk)
    for row in rig.rows(
        "SELECT DISTINCT body FROM outbox WHERE kind = 'message' ORDER BY id DESC LIMIT 5000"
    ):
        for bubble in render(decode_message(row.body), SCREEN):
            bubble.text.encode("utf-8")

    assert await rig.post(witness("casa", 5)) == 200
    await rig.handle()
    (row,) = rig.rows(
        "SELECT p.talk FROM person p JOIN address a ON a.person_id = p.id"
        f" WHERE a.address = '{WITNESS}'"
    )
    run = decode_talk(row.talk).run
    assert run is not None
    assert run.answers == {
        "consent": "accept",
        "role": "mentee",
        "name": "Amal Zemmouri",
        "home": "MA-06/casablanca",
    }


async def test_the_same_seed_makes_the_same_noise() -> None:
    """A body that breaks something can be made again."""
    once, again = ([make() for make in requests(7, 300)] for _ in range(2))
    strip = [replace(request, headers=()) for request in once]
    assert strip == [replace(request, headers=()) for request in again]


STATES = "SELECT state, count(*) AS n FROM inbox GROUP BY state"
