"""Chores: what an erasure leaves in a file is taken off the disk, small files at once."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.upkeep import Upkeep
from storage import compaction, erasure, meta
from storage.database import open_database
from tests.storage.rows import KEY, newcomer

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
