"""What several processes on one PostgreSQL do for one another, and what polling promises."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import select, text

from bot.channels.whatsapp import WhatsApp
from bot.database_thread import DatabaseThread
from bot.receiving.door import Door
from bot.receiving.missed import MissedSweep
from bot.receiving.polling import Poller
from bot.sending.seat import Seat
from bot.wakes import Wakes
from storage.database import Database
from storage.schema import inbox
from tests.bot.conftest import KEY, Clock, Fakes, World, until
from tests.fakes.inbound import TelegramUser, message_sid, telegram_tap, telegram_text, twilio_text
from tests.fakes.inbound_twilio import ACCOUNT, SENDER, TOKEN
from tests.fakes.outcomes import ServerError
from tests.fakes.telegram import FakeTelegram

AMAL = TelegramUser(700000016)
PERSON = "whatsapp:+212600000016"


@contextlib.asynccontextmanager
async def running(*tasks: asyncio.Task[None]) -> AsyncIterator[None]:
    yield
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_a_ring_in_one_process_wakes_the_other(postgresql: Database) -> None:
    """NOTIFY carries it; the ringer's own listeners are called at once and only once."""
    here, there = Wakes(postgresql), Wakes(postgresql)
    heard: list[str] = []
    here.listen("outbox", lambda: heard.append("here"))
    there.listen("outbox", lambda: heard.append("there"))
    async with running(asyncio.create_task(here.run()), asyncio.create_task(there.run())):
        for _ in range(100):  # until both have connected
            here.ring("outbox")
            await asyncio.sleep(0.02)
            if "there" in heard:
                break
    assert heard[0] == "here"
    assert "there" in heard


async def test_on_sqlite_a_ring_stays_in_the_process(file: Database) -> None:
    """There is no other process."""
    wakes = Wakes(file)
    heard: list[int] = []
    wakes.listen("inbox", lambda: heard.append(1))
    wakes.ring("inbox")
    wakes.ring("outbox")
    await wakes.run()
    assert heard == [1]


async def test_one_process_has_the_seat_and_another_takes_it_over(postgresql: Database) -> None:
    """The second one works only when the first has gone."""
    working: list[str] = []
    first_may_end = asyncio.Event()

    async def first() -> None:
        working.append("first")
        await first_may_end.wait()

    async def second() -> None:
        working.append("second")

    one = asyncio.create_task(Seat(postgresql, "whatsapp:AC1").hold(first))
    await until(lambda: working == ["first"])
    two = asyncio.create_task(Seat(postgresql, "whatsapp:AC1").hold(second))
    other = asyncio.create_task(Seat(postgresql, "telegram:1").hold(second))
    await other
    assert working == ["first", "second"]
    first_may_end.set()
    await one
    await asyncio.wait_for(two, 10)
    assert working == ["first", "second", "second"]


async def test_a_lost_connection_loses_the_seat(postgresql: Database) -> None:
    """The work is stopped, and begun again when the seat is had again."""
    begun = 0

    async def work() -> None:
        nonlocal begun
        begun += 1
        await asyncio.sleep(3600)

    holding = asyncio.create_task(Seat(postgresql, "whatsapp:AC2").hold(work))
    async with running(holding):
        await until(lambda: begun == 1)
        with postgresql.begin() as conn:
            conn.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_locks"
                    " WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
                )
            )
        await until(lambda: begun == 2, seconds=10)


@pytest.fixture
def tables_away(file: Database) -> Database:
    """A database that cannot take a row until the test gives the table back."""
    with file.begin() as conn:
        conn.execute(text("ALTER TABLE inbox RENAME TO away"))
    return file


def stored(database: Database) -> int:
    with database.read() as conn:
        return len(conn.execute(select(inbox.c.id)).all())


async def test_polling_stores_every_update_and_answers_taps(telegram_world: World) -> None:
    """In order, with the taps answered, and Telegram told by the next question only."""
    world = telegram_world
    assert isinstance(world.fake, FakeTelegram)
    taps: list[str] = []
    door = Door(DatabaseThread(world.database), KEY)
    poller = Poller(world.channel, door, world.clock, taps.append, pause=0.05)  # type: ignore[arg-type]
    world.fake.script([ServerError(502)], operation="getUpdates")
    async with running(asyncio.create_task(poller.run())):
        world.fake.push(telegram_text(AMAL, "un"))
        world.fake.push(telegram_tap(AMAL, "7a.1.role.both"))
        await until(lambda: len(taps) == 1, seconds=10)
    assert stored(world.database) == 2


async def test_an_update_is_not_confirmed_before_it_is_on_disk(
    telegram_world: World, tables_away: Database
) -> None:
    """While the database cannot take it, Telegram keeps it."""
    world = telegram_world
    assert isinstance(world.fake, FakeTelegram)
    door = Door(DatabaseThread(world.database), KEY)
    poller = Poller(world.channel, door, world.clock, lambda _: None, pause=0.05)  # type: ignore[arg-type]
    world.fake.push(telegram_text(AMAL, "un"))
    async with running(asyncio.create_task(poller.run())):
        await until(lambda: world.fake.calls != [])
        await asyncio.sleep(0.2)
        with tables_away.begin() as conn:
            conn.execute(text("ALTER TABLE away RENAME TO inbox"))
        await until(lambda: stored(world.database) == 1, seconds=10)


async def test_missed_messages_are_fetched_once(file: Database, fakes: Fakes) -> None:
    """The first sweep only sets the mark; later ones bring what no webhook brought."""
    twilio, _ = fakes
    clock = Clock()
    channel = WhatsApp(ACCOUNT, TOKEN, sender=SENDER, api_url=twilio.url)
    thread = DatabaseThread(file)
    sweep = MissedSweep(channel, Door(thread, KEY), thread, clock)
    old = twilio_text(PERSON, "avant", sid=message_sid(1))
    twilio.fake.receive(old, clock() - timedelta(hours=2))
    assert await sweep.sweep() == 0
    twilio.fake.receive(twilio_text(PERSON, "manqué", sid=message_sid(2)), clock())
    clock.move(minutes=5)
    assert await sweep.sweep() == 1
    clock.move(minutes=5)
    assert await sweep.sweep() == 0
    assert stored(file) == 1
    await channel.close()


async def test_a_mark_of_a_time_to_come_hides_no_message(file: Database, fakes: Fakes) -> None:
    """The clock ran a day ahead, and was right again at the next start, three hours later."""
    twilio, _ = fakes
    clock = Clock()
    channel = WhatsApp(ACCOUNT, TOKEN, sender=SENDER, api_url=twilio.url)
    thread = DatabaseThread(file)
    sweep = MissedSweep(channel, Door(thread, KEY), thread, clock)
    clock.move(days=1)
    await sweep.sweep()
    clock.move(days=-1)
    twilio.fake.receive(twilio_text(PERSON, "manqué", sid=message_sid(2)), clock())
    clock.move(hours=3)
    assert await sweep.sweep() == 1
    await channel.close()
