"""Who does not answer is not proposed until they write; opening a notice is no word of theirs."""

import pytest
from sqlalchemy import Connection, insert

from core.duration import DAY, HOUR
from storage import alerts, events, lapses
from storage.database import Database
from storage.schema import proposal
from tests.storage.rows import NOW, newcomer


def asked(conn: Connection, mentor: int, state: str, days_ago: int, **more: str) -> None:
    """A request to a mentor, settled so many days before now, a day after it was made."""
    settled = NOW - days_ago * DAY
    given = {"mentor_id": mentor, "state": state, "asked_at": settled - DAY, "settled_at": settled}
    conn.execute(insert(proposal).values(given | more))


def wrote(conn: Connection, person: int, rule: str, days_ago: int) -> None:
    events.record(conn, [(person, NOW - days_ago * DAY, rule, "{}")])


def test_requests_left_unanswered_in_a_row_count(database: Database) -> None:
    """An answer ends the row, and a mentor's own question that waits for the mentee is no lapse."""
    with database.begin() as conn:
        two, answered, waits = (newcomer(conn, name) for name in ("two", "answered", "waits"))
        for days in (9, 5):
            asked(conn, two, "expired", days)
        asked(conn, answered, "expired", 9)
        asked(conn, answered, "declined", 5)
        asked(conn, waits, "expired", 9, question="How old is it?")
        asked(conn, two, "expired", 400)
        assert lapses.of_all(conn, NOW) == {two: 2}
        counts = [lapses.of(conn, one, NOW) for one in (two, answered, waits)]
        assert counts == [2, 0, 0]


@pytest.mark.parametrize(
    ("rule", "heard"),
    [
        *(("answer:hub.menu", True), ("move:back", True), ("media:voice", True), ("menu", True)),
        *(("move:resume", False), ("nudge", False)),
    ],
)
def test_a_word_of_theirs_ends_it_and_a_tap_on_a_notice_does_not(
    database: Database, rule: str, heard: bool
) -> None:
    """Only what somebody said after the last lapse, or after the team was told, counts."""
    with database.begin() as conn:
        ana, bob = newcomer(conn), newcomer(conn, "bob")
        asked(conn, ana, "expired", 5)
        alerts.raise_alert(conn, bob, "silent", "normal", NOW - 5 * DAY)
        for one in (ana, bob):
            wrote(conn, one, "answer:name", 8)
            wrote(conn, one, "nudge", 6)
        assert (lapses.of_all(conn, NOW), lapses.silent(conn, NOW)) == ({ana: 1}, {bob})
        for one in (ana, bob):
            wrote(conn, one, rule, 3)
            wrote(conn, one, "nudge", 1)
        left = ({}, set()) if heard else ({ana: 1}, {bob})
        assert (lapses.of_all(conn, NOW + HOUR), lapses.silent(conn, NOW + HOUR)) == left
