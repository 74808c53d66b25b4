"""What asks providers for news goes on asking, whatever comes."""

import asyncio

from sqlalchemy import select, text

from bot.database_thread import DatabaseThread
from bot.receiving.door import Door
from bot.receiving.intake import Intake
from bot.settings import Settings
from storage.database import Database
from storage.schema import inbox
from tests.bot.conftest import KEY, Clock, until
from tests.channels.conftest import Listening, telegram_on
from tests.fakes.inbound import TelegramUser, telegram_text
from tests.fakes.telegram import FakeTelegram

REFUSING = (
    "CREATE TRIGGER refusing BEFORE INSERT ON inbox BEGIN SELECT RAISE(ABORT, 'refused'); END"
)


async def test_a_failure_that_nobody_foresaw_does_not_make_a_channel_deaf(
    file: Database, telegram: Listening[FakeTelegram]
) -> None:
    """The database refuses a row for a reason of its own: it is fetched again until it is stored."""
    thread, channel, refused = DatabaseThread(file), telegram_on(telegram), asyncio.Event()
    settings = Settings(_env_file=None, MEM_PATIENCE=0.0001)  # type: ignore[call-arg]

    class Refused(Door):
        async def admit_all(self, arrivals):  # type: ignore[no-untyped-def]
            try:
                return await super().admit_all(arrivals)
            except Exception:
                refused.set()
                raise

    intake = Intake(settings, Refused(thread, KEY), thread, Clock(), [].append)
    with file.begin() as conn:
        conn.execute(text(REFUSING))
    telegram.fake.push(telegram_text(TelegramUser(700000016), "Bonjour"))
    running = asyncio.create_task(intake.run(channel))
    async with asyncio.timeout(20):
        await refused.wait()
    with file.begin() as conn:
        conn.execute(text("DROP TRIGGER refusing"))

    def stored() -> bool:
        with file.read() as conn:
            return conn.execute(select(inbox.c.id)).first() is not None

    await until(stored)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await channel.close()
