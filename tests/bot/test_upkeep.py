"""Chores: what an erasure leaves is taken off the disk, and no wrong clock makes us destroy anything."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import func, select
from structlog.testing import capture_logs

from bot.upkeep import RELUCTANCE, Upkeep
from core.conversation.talk import Talk
from core.duration import DAY, HOUR
from storage import ahead, alerts, codec, compaction, erasure, meta, outbox
from storage.database import Database
from storage.opening import open_database
from storage.schema import outbox as outbox_table
from storage.schema import person
from tests.storage.rows import KEY, newcomer, owed

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.mark.parametrize(("largest", "hour"), [(compaction.REWRITTEN, 12), (0, 26)])
async def test_a_file_is_rewritten_after_an_erasure(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, largest: int, hour: int
) -> None:
    """A small file with the erasure, a large one in the hours of the night."""
    monkeypatch.setattr(compaction, "REWRITTEN", largest)
    clock, database = Clock(), open_database(sqlite_url)
    upkeep = Upkeep(database, KEY, clock)
    with database.begin() as conn:
        erasure.erase(conn, newcomer(conn, "zineb"), KEY, int(NOON.timestamp() * 1000))

    rewritten = []
    for passed in range(16):
        clock.now = NOON + timedelta(hours=passed, seconds=30)
        await upkeep.forget()
        await upkeep.purge()
        with database.begin() as conn:
            rewritten.append(meta.recall(conn, "rewritten_at"))
    database.close()

    at = int((NOON + timedelta(hours=hour - 12, seconds=30)).timestamp() * 1000)
    assert rewritten == [None] * (hour - 12) + [str(at)] * (28 - hour)


async def test_after_an_erasure_no_words_are_kept_in_memory(database: Database) -> None:
    """Whichever process erased; and as long as nobody is erased, they are."""
    upkeep, talk = Upkeep(database, KEY, Clock()), Talk(profile={"name": "Zineb"})
    await upkeep.forget()
    text = codec.encode_talk(talk)
    await upkeep.forget()
    assert codec.decode_talk(text) is talk
    with database.begin() as conn:
        erasure.erase(conn, newcomer(conn, "zineb"), KEY, int(NOON.timestamp() * 1000))
    await upkeep.forget()
    assert codec.decode_talk(text) is not talk


def people_in(database: Database) -> int:
    with database.begin() as conn:
        return conn.execute(select(func.count()).select_from(person)).scalar() or 0


YEARS = timedelta(days=3 * 365)
LOOKS = RELUCTANCE // HOUR


async def test_a_clock_that_is_years_ahead_erases_nobody(database: Database) -> None:
    """For a day of hourly looks somebody may find out; one that was set right has cost nothing."""
    clock = Clock()
    upkeep = Upkeep(database, KEY, clock)
    with database.begin() as conn:
        newcomer(conn)
    await upkeep.purge()

    with capture_logs() as told:
        for hour in range(LOOKS):
            clock.now = NOON + YEARS + timedelta(hours=hour)
            await upkeep.purge()
    people = people_in(database)
    clock.now = NOON + timedelta(hours=LOOKS)
    await upkeep.purge()

    assert (people, people_in(database)) == (1, 1)
    assert [one["event"] for one in told] == ["purge_put_off"]


async def test_after_a_long_absence_the_cleaning_is_done_a_day_later(database: Database) -> None:
    """Whoever was silent for two years is forgotten even so: that was promised. A process that is
    started anew every hour does not put it off for ever.
    """
    clock = Clock()
    with database.begin() as conn:
        newcomer(conn)
    await Upkeep(database, KEY, clock).purge()

    there = []
    for hour in range(LOOKS + 1):
        clock.now = NOON + YEARS + timedelta(hours=hour)
        await Upkeep(database, KEY, clock).purge()
        there.append(people_in(database))

    assert there == [1] * LOOKS + [0]


async def test_a_clock_that_leaps_again_and_again_erases_nobody(database: Database) -> None:
    """On from where it was doubted, or right in between and to the same time as before."""
    clock = Clock()
    upkeep = Upkeep(database, KEY, clock)
    with database.begin() as conn:
        newcomer(conn)
    for off in (timedelta(0), YEARS, 2 * YEARS, timedelta(hours=1), 2 * YEARS + timedelta(days=2)):
        clock.now = NOON + off
        await upkeep.purge()

    assert people_in(database) == 1


async def test_what_a_clock_that_ran_ahead_has_written_is_brought_back(database: Database) -> None:
    """The office is told once, and the message of a day to come may leave today."""
    clock = Clock()
    upkeep = Upkeep(database, KEY, clock)
    now = round(NOON.timestamp() * 1000)
    with database.begin() as conn:
        owed(conn, "a", newcomer(conn), now=now + 86_400_000)

    await upkeep.forget()
    await upkeep.forget()

    with database.begin() as conn:
        assert [one.kind for one in alerts.open_alerts(conn)] == ["clock"]
        assert conn.execute(select(outbox_table.c.created_at)).scalar() == now


async def test_what_ran_ahead_is_found_behind_many_newer_rows(database: Database) -> None:
    """So much was said since the clock was set right that the newest rows tell nothing of it."""
    clock = Clock()
    upkeep = Upkeep(database, KEY, clock)
    now = round(NOON.timestamp() * 1000)
    clock.now = NOON + timedelta(days=1)
    await upkeep.forget()
    with database.begin() as conn:
        ana = newcomer(conn)
        one = owed(conn, "0", ana, now=now + DAY)
        since = [replace(one, key=str(number)) for number in range(1, ahead.NEWEST + 1)]
        outbox.owe(conn, since, now - 1)
    clock.now = NOON

    await upkeep.forget()

    with database.begin() as conn:
        stamps = conn.execute(select(outbox_table.c.created_at).order_by(outbox_table.c.id))
        assert stamps.scalars().all() == [now, *[now - 1] * ahead.NEWEST]
        assert [one.kind for one in alerts.open_alerts(conn)] == ["clock"]


async def test_a_clock_that_is_set_back_before_anything_was_written_is_no_business_of_the_office(
    database: Database,
) -> None:
    """Nothing has to be brought back, and nobody is told that it was."""
    clock = Clock()
    upkeep = Upkeep(database, KEY, clock)
    clock.now = NOON + timedelta(days=1)
    await upkeep.forget()
    clock.now = NOON
    await upkeep.forget()

    with database.begin() as conn:
        assert alerts.open_alerts(conn) == []
