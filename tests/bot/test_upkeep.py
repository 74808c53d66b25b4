"""Chores: what an erasure leaves is taken off the disk, and no wrong clock makes us destroy anything."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from structlog.testing import capture_logs

from bot.upkeep import RELUCTANCE, Upkeep
from storage import alerts, compaction, erasure, meta
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


def people_in(database: Database) -> int:
    with database.begin() as conn:
        return conn.execute(select(func.count()).select_from(person)).scalar() or 0


YEARS = timedelta(days=3 * 365)


async def test_a_clock_that_is_years_ahead_erases_nobody(database: Database) -> None:
    """For a day of hourly looks somebody may find out; one that was set right has cost nothing."""
    clock = Clock()
    upkeep = Upkeep(database, KEY, clock)
    with database.begin() as conn:
        newcomer(conn)
    await upkeep.purge()

    with capture_logs() as told:
        for hour in range(RELUCTANCE):
            clock.now = NOON + YEARS + timedelta(hours=hour)
            await upkeep.purge()
    people = people_in(database)
    clock.now = NOON + timedelta(hours=RELUCTANCE)
    await upkeep.purge()

    assert (people, people_in(database)) == (1, 1)
    assert [one["event"] for one in told] == ["purge_put_off"]


async def test_after_a_long_absence_the_cleaning_is_done_a_day_later(database: Database) -> None:
    """Whoever was silent for two years is forgotten even so: that was promised."""
    clock = Clock()
    upkeep = Upkeep(database, KEY, clock)
    with database.begin() as conn:
        newcomer(conn)
    await upkeep.purge()

    there = []
    for hour in range(RELUCTANCE + 1):
        clock.now = NOON + YEARS + timedelta(hours=hour)
        await upkeep.purge()
        there.append(people_in(database))

    assert there == [1] * RELUCTANCE + [0]


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
