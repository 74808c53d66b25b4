"""A pair's times follow the clocks: new tables, also while the service runs, and a member who moves."""

import asyncio
import importlib
import shutil
import struct
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot import decrees
from bot.database_thread import DatabaseThread
from bot.decrees import Decrees
from bot.handlers import pairs
from bot.handlers.ledger import Ledger
from bot.zones import tables_version, use_packaged_zones
from core.mentoring.appointment import local
from core.mentoring.meeting import begins
from storage import members, mentorships
from storage.database import Database
from storage.schema import timer
from tests.handlers.couple import Couple


def follow(couple: Couple, tables: str) -> None:
    """A process starts with these time zone tables."""
    with couple.stage.database.begin() as conn:
        ledger = Ledger(conn, couple.stage.desk, couple.stage.clock())
        pairs.follow_clocks(ledger, tables)
        ledger.commit()


def version_of(couple: Couple, made: int) -> int:
    """How often the pair was written."""
    with couple.stage.database.read() as conn:
        one = mentorships.load(conn, made)
    assert one is not None
    return one.version


def test_pairs_look_again_once_for_each_new_tables(database: Database) -> None:
    """The first start with new tables reaches every running pair, the next one none."""
    couple = Couple(database)
    made = couple.confirm()
    before, version = couple.pair(made), version_of(couple, made)
    follow(couple, "2026c")
    once = version_of(couple, made)
    follow(couple, "2026c")
    assert version < once == version_of(couple, made)
    after = couple.pair(made)
    assert after.meeting is not None
    assert before.meeting is not None
    assert begins(after.meeting) == begins(before.meeting)


def test_a_mentor_who_moves_is_told_their_new_hour(database: Database) -> None:
    """The meeting stays at its moment; who moved reads it by the new clock."""
    couple = Couple(database)
    made = couple.confirm()
    before = couple.pair(made).meeting
    couple.waits(minutes=1)
    couple.says("mentor", "changer de ville")
    couple.says("mentor", "Montréal")
    couple.settle(minutes=30)
    with database.read() as conn:
        member = members.load(conn, couple.person("mentor"))
    assert member is not None
    assert member.timezone == "America/Toronto"
    after = couple.pair(made)
    assert after.mentor.week.zone == "America/Toronto"
    assert after.meeting is not None
    assert before is not None
    assert begins(after.meeting) == begins(before)
    assert "pair-meeting_local" in couple.keys("mentor")


def test_who_moves_during_a_break_comes_back_to_the_new_clock(database: Database) -> None:
    """The pair rests; what will be said afterwards keeps to the hours of where they live then."""
    couple = Couple(database)
    made = couple.confirm()
    couple.waits(minutes=1)
    couple.says("mentee", "pause du mentorat")
    couple.says("mentee", "1")
    assert couple.pair(made).state == "paused"
    couple.says("mentor", "changer de ville", "Montréal")
    couple.settle(minutes=30)
    assert couple.pair(made).mentor.week.zone == "America/Toronto"


# -- a decree while the service runs ---------------------------------------------------------------

SUMMER_AGAIN = datetime(2026, 9, 22, 3, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
"""From when until when the decree has Morocco's clocks an hour ahead."""


def compiled(spells: tuple[tuple[datetime, timedelta], ...], first: timedelta) -> bytes:
    """A time zone file (RFC 8536, version 1): `first`, then each offset from its moment on."""
    kinds = sorted({first, *(offset for _, offset in spells)})
    kinds.remove(first)
    kinds.insert(0, first)  # the first kind is the one before all transitions
    head = b"TZif" + bytes(16) + struct.pack(">6l", 0, 0, 0, len(spells), len(kinds), 4)
    moments = b"".join(struct.pack(">l", int(at.timestamp())) for at, _ in spells)
    indices = bytes(kinds.index(offset) for _, offset in spells)
    infos = b"".join(struct.pack(">lbB", int(one.total_seconds()), 0, 0) for one in kinds)
    return head + moments + indices + infos + b"XXX\0"


@pytest.fixture
def tables(tmp_path: Path) -> Iterator[Path]:
    """The package of time zone tables, as installed in a folder of its own; afterwards ours again."""
    shutil.copytree(
        Path(importlib.import_module("tzdata").__file__ or "").parent, tmp_path / "tzdata"
    )
    sys.path.insert(0, str(tmp_path))
    _imported_afresh()
    yield tmp_path / "tzdata"
    sys.path.remove(str(tmp_path))
    _imported_afresh()
    decrees.renew()
    use_packaged_zones()


def _imported_afresh() -> None:
    for name in [one for one in sys.modules if one.partition(".")[0] == "tzdata"]:
        del sys.modules[name]
    importlib.invalidate_caches()
    importlib.import_module("tzdata")


def decree(tables: Path) -> None:
    """Newer tables are installed: Morocco's clocks go an hour ahead for some weeks."""
    ahead, home = timedelta(hours=1), timedelta()
    since, until = SUMMER_AGAIN
    spells = ((since, ahead), (until, home))
    (tables / "zoneinfo" / "Africa" / "Casablanca").write_bytes(compiled(spells, home))
    version = tables / "__init__.py"
    version.write_text(version.read_text().replace(tables_version(), "2026x"))


def waiting(couple: Couple) -> dict[str, int]:
    """The pair's waiting timers by kind."""
    with couple.stage.database.read() as conn:
        rows = conn.execute(
            select(timer.c.kind, timer.c.due_at).where(
                timer.c.state == "waiting", timer.c.kind.like("pair_due:%")
            )
        )
        return {row.kind: row.due_at for row in rows}


def test_a_decree_while_the_service_runs(database: Database, tables: Path) -> None:
    """The agreed hour stays on the mentee's clock, the moment moves, and both are told; once."""
    couple = Couple(database)
    made = couple.confirm()
    couple.waits(minutes=1)
    before = couple.pair(made).meeting
    assert before is not None
    assert before.appointment is not None
    assert begins(before) > SUMMER_AGAIN[0].timestamp() * 1000
    timers = waiting(couple)
    clock = Decrees(DatabaseThread(database), couple.stage.desk)
    asyncio.run(clock.look())
    couple.settle(minutes=30)
    assert couple.keys("mentee") == couple.keys("mentor") == []

    decree(tables)
    asyncio.run(clock.look())
    asyncio.run(clock.look())
    couple.settle(hours=15)  # until morning
    after = couple.pair(made).meeting
    assert after is not None
    assert after.appointment is not None
    assert after.appointment.wall == before.appointment.wall
    assert begins(after) == begins(before) - 3_600_000
    assert local(begins(after), "Africa/Casablanca").isoformat()[:16] == before.appointment.wall
    for side in ("mentee", "mentor"):
        assert couple.keys(side).count("pair-meeting_clock") == 1
    hour = f"à {int(before.appointment.wall[11:13])} h"
    assert hour in couple.text("mentee")
    assert hour not in couple.text("mentor")  # whose own clocks stayed: an hour earlier for them
    moved = waiting(couple)
    for side in ("mentee", "mentor"):
        name = f"pair_due:{made}.hours_before:{side}"
        assert moved[name] == timers[name] - 3_600_000


def test_a_time_in_words_is_read_by_the_clock_one_lives_by_now(database: Database) -> None:
    """Asked in Lyon, answered after the move: half past five is that of Montréal."""
    couple = Couple(database)
    made = couple.agree()
    couple.waits(minutes=1)
    assert couple.open("mentor") == "times-choice"
    couple.says("mentor", "changer de ville", "Montréal")
    assert couple.open("mentor") == "times-choice"
    couple.says("mentor", "vendredi à 11h30")
    meeting = couple.pair(made).meeting
    assert meeting is not None
    (start,) = meeting.mentor_fine
    assert local(start, "America/Toronto").isoformat()[11:16] == "11:30"
    assert "17 h 30" not in couple.text("mentee")
    assert "15 h 30" in couple.text("mentee")


def test_other_hours_in_the_profile_count_for_the_next_times(database: Database) -> None:
    """Whoever changes when they are free is offered those hours; no clock has changed for them."""
    couple = Couple(database)
    made = couple.agree()
    couple.says("mentee", "changer disponibilités", "saturday")
    couple.says("mentor", "changer disponibilités", "samedi")
    for side in ("mentee", "mentor"):
        assert "pair-meeting_local" not in couple.keys(side)
    couple.waits(minutes=1)
    couple.says("mentee", "aucun")
    meeting = couple.pair(made).meeting
    assert meeting is not None
    days = {local(one, "Africa/Casablanca").weekday() for one in meeting.offered}
    assert days == {5}
