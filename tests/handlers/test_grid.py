"""The skill grid comes by itself, and never on a day on which we ask something else."""

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from core.duration import WEEK
from storage.opening import open_database
from storage.schema import timer
from tests.handlers.couple import SIDES, Couple

ZONES = {"mentee": ZoneInfo("Africa/Casablanca"), "mentor": ZoneInfo("Europe/Paris")}


@pytest.fixture
def couple(sqlite_url: str) -> Iterator[Couple]:
    """The two, in French."""
    database = open_database(sqlite_url)
    yield Couple(database)
    database.close()


def date(at: int, side: str) -> str:
    """The day of a moment (ms UTC) where this side lives."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(ZONES[side]).date().isoformat()


def days(couple: Couple, side: str, family: str) -> set[str]:
    """The local days on which this side read something of a family."""
    return {
        date(at, side)
        for who, at, message in couple.read
        if who == side and any(part.key.startswith(family) for part in message.parts)
    }


def move_grids(couple: Couple, to: dict[str, int]) -> None:
    """As if the day of each side's grid had been chosen long before anything else."""
    with couple.stage.database.begin() as conn:
        for side, at in to.items():
            theirs = timer.c.kind.like("progress:grid%"), timer.c.person_id == couple.person(side)
            conn.execute(update(timer).where(*theirs).values(due_at=at))


def reports(couple: Couple, made: int) -> dict[str, int]:
    """When each side is asked how the meeting went."""
    due = couple.pair(made).timers
    return {side: due[f"report:{side}"] for side in SIDES}


def test_the_grid_gives_way_to_the_question_how_the_meeting_went(couple: Couple) -> None:
    """Its day was chosen before the meeting was fixed; that morning it moves to a free one."""
    made = couple.agree()
    for side in SIDES:
        couple.says(side, "1")
    asked = reports(couple, made)
    move_grids(couple, asked)
    couple.settle(milliseconds=max(asked.values()) - couple.stage.now)
    for _ in range(10):
        couple.settle(days=1)
    for side in SIDES:
        skills, report = days(couple, side, "skills-"), days(couple, side, "report-")
        assert len(report) >= 1, side
        assert len(skills) >= 1, side
        assert not skills & report, side


def test_a_grid_is_put_off_and_not_lost(couple: Couple) -> None:
    """It waits for a free day, which comes within a week of its own."""
    made = couple.agree()
    for side in SIDES:
        couple.says(side, "1")
    planned = {side: couple.pair(made).timers[f"checkin:{side}"] for side in SIDES}
    move_grids(couple, planned)
    couple.settle(milliseconds=max(planned.values()) - couple.stage.now)
    for _ in range(8):
        couple.settle(days=1)
    for side in SIDES:
        own, week = date(planned[side], side), date(planned[side] + WEEK, side)
        assert own < min(days(couple, side, "skills-")) <= week
