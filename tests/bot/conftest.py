"""A sender, its provider's fake and a database, with a clock that the test moves."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.attachments.links import Links
from bot.channels.protocol import Abilities, Bubble, Button, Channel
from bot.database_thread import DatabaseThread
from bot.metrics import Metrics
from bot.sending.outbox import Sender, Surroundings
from bot.sending.retries import Patience
from bot.sending.speech import Speech
from core.conversation.message import Message, Part
from storage import inbox, outbox
from storage.arrivals import Arrival
from storage.codec import encode
from storage.database import Database
from storage.opening import open_database
from storage.outbox import OwedRow
from storage.schema import address
from storage.schema import inbox as inbox_table
from storage.schema import outbox as outbox_table
from tests.channels.conftest import (  # noqa: F401 - two fixtures among them
    Listening,
    telegram,
    telegram_on,
    twilio,
    whatsapp_on,
)
from tests.fakes.inbound import TelegramUser, telegram_text
from tests.fakes.inbound_twilio import SENDER
from tests.fakes.telegram import FakeTelegram
from tests.fakes.twilio import FakeTwilio

KEY = b"a key of the tests, 32 bytes long"
PERSON = {"whatsapp": "whatsapp:+212600000016", "telegram": "700000016"}


@dataclass
class Clock:
    """A time that stands until it is moved; it begins now, because the fakes live in real time."""

    at: datetime = field(default_factory=lambda: datetime.now(UTC))  # noqa: TID251 - as said

    def __call__(self) -> datetime:
        return self.at

    @property
    def ms(self) -> int:
        return round(self.at.timestamp() * 1000)

    def move(self, **time: float) -> None:
        self.at += timedelta(**time)


def speak(message: Message, abilities: Abilities) -> tuple[Bubble, ...]:
    """A bubble for each part; its words are the key, so that no catalogue is needed."""
    if any(part.key == "unspeakable" for part in message.parts):
        raise LookupError("no words")
    return tuple(
        Bubble(part.key, tuple(Button(f"{part.token}.{o.id}", o.label, 1) for o in part.options))
        for part in message.parts
    )


@dataclass
class World:
    """One channel: who may be written to, what is owed, what became of it."""

    database: Database
    clock: Clock
    channel: Channel
    sender: Sender
    fake: FakeTwilio | FakeTelegram
    numbers: Any = field(default_factory=lambda: iter(range(1, 10_000)))

    def hears(self, who: str = "", text: str = "Bonjour") -> int:
        """Somebody writes; the id of their address."""
        who = who or PERSON[self.channel.name]
        event = Arrival(
            self.channel.name,
            self.channel.account,
            f"e{next(self.numbers)}",
            who,
            "",
            self.clock.ms,
        )
        with self.database.begin() as conn:
            inbox.record(conn, [event], KEY)
            # There is nobody here to handle it, and who has not been heard out is not spoken to.
            conn.execute(update(inbox_table).values(state="done"))
            row = conn.execute(select(address.c.id).where(address.c.address == who))
            address_id = int(row.scalar_one())
        if isinstance(self.fake, FakeTelegram) and int(who) > 0:
            self.fake.saw(telegram_text(TelegramUser(int(who)), text))
        return address_id

    def owe(self, *keys: str, who: str = "", attach: str = "", **more: Any) -> int:
        """Owe a message of these parts; its outbox id."""
        who = who or PERSON[self.channel.name]
        number = next(self.numbers)
        with self.database.begin() as conn:
            place = conn.execute(select(address).where(address.c.address == who)).one()
            body = encode(Message("fr", tuple(Part(key) for key in keys), attach))
            row = OwedRow(
                f"k{number}",
                place.person_id,
                place.id,
                self.channel.name,
                self.channel.account,
                who,
                body,
                **more,
            )
            outbox.owe(conn, [row], self.clock.ms)
            key = outbox_table.c.key == f"k{number}"
            return int(conn.execute(select(outbox_table.c.id).where(key)).scalar_one())

    def row(self, outbox_id: int) -> Any:
        with self.database.read() as conn:
            found = select(outbox_table).where(outbox_table.c.id == outbox_id)
            return conn.execute(found).one()

    def state(self, outbox_id: int) -> str:
        return str(self.row(outbox_id).state)

    async def send(self) -> None:
        """Send whatever is due now, and see to what is in doubt."""
        await self.sender.drain(10)
        await self.sender.sweep()
        await self.sender.drain(10)

    def texts(self, who: str = "") -> list[str]:
        who = who or PERSON[self.channel.name]
        if isinstance(self.fake, FakeTwilio):
            return [one.body for one in self.fake.delivered_to(who)]
        return [one.text for one in self.fake.delivered_to(int(who))]


async def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Return as soon as something holds that another task brings about; TimeoutError if never."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - it happens in a database or behind a socket
            await asyncio.sleep(0.005)


def make_sender(database: Database, channel: Channel, clock: Clock) -> Sender:
    thread = DatabaseThread(database)
    speech = Speech(speak, Links(KEY, "https://mem.example.org", ""), thread)
    return Sender(channel, Surroundings(thread, speech, clock, Metrics(), Patience()))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def file(sqlite_url: str) -> Iterator[Database]:
    """An open SQLite file; what differs on PostgreSQL is tested with the storage."""
    opened = open_database(sqlite_url)
    yield opened
    opened.close()


Fakes = tuple[Listening[FakeTwilio], Listening[FakeTelegram]]


@pytest.fixture
def fakes(
    twilio: Listening[FakeTwilio],  # noqa: F811 - a fixture
    telegram: Listening[FakeTelegram],  # noqa: F811 - a fixture
) -> Fakes:
    return twilio, telegram


@asynccontextmanager
async def made_world(name: str, database: Database, fakes: Fakes) -> AsyncIterator[World]:
    twilio, telegram = fakes  # noqa: F811 - the fixtures' values
    clock = Clock()
    channel: Channel
    fake: FakeTwilio | FakeTelegram
    if name == "whatsapp":
        channel, fake = whatsapp_on(twilio, sender=SENDER), twilio.fake
    else:
        channel, fake = telegram_on(telegram), telegram.fake
    yield World(database, clock, channel, make_sender(database, channel, clock), fake)
    await channel.close()


@pytest.fixture(params=["whatsapp", "telegram"])
async def world(
    request: pytest.FixtureRequest, file: Database, fakes: Fakes
) -> AsyncIterator[World]:
    """Each channel."""
    async with made_world(request.param, file, fakes) as made:
        yield made


@pytest.fixture
async def whatsapp_world(file: Database, fakes: Fakes) -> AsyncIterator[World]:
    async with made_world("whatsapp", file, fakes) as made:
        yield made


@pytest.fixture
async def telegram_world(file: Database, fakes: Fakes) -> AsyncIterator[World]:
    async with made_world("telegram", file, fakes) as made:
        yield made


@pytest.fixture
async def shared_world(database: Database, fakes: Fakes) -> AsyncIterator[World]:
    """WhatsApp on each kind of database, for what several processes do."""
    async with made_world("whatsapp", database, fakes) as made:
        yield made
