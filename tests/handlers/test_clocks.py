"""A pair's times follow the clocks: new tables, and a member who moves."""

from bot.handlers import pairs
from bot.handlers.ledger import Ledger
from core.mentoring.meeting import begins
from storage import members, mentorships
from storage.database import Database
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
