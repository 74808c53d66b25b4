"""Read models tell the truth about what is stored."""

import json

from sqlalchemy import String, Text, func, select

from storage import alerts, events, outbox, outcomes, people, queries
from storage.database import Database
from storage.schema import metadata
from tests.storage.community import settle_in
from tests.storage.rows import MINUTE, NOW, arrival, newcomer, owed, receive, take

OPERATIONAL = {
    "outbox.key",  # our own numbering; in the test it carries the name
    "timer.facts",  # one-time codes
}
"""Columns that a person's own file leaves out."""


def test_everything_about_somebody_is_in_their_file(database: Database) -> None:
    """Each stored occurrence of their words is in the file they can ask for."""
    with database.begin() as conn:
        zineb = settle_in(conn, "zineb")
        settle_in(conn, "bobbb")
        words = set()
        for table in metadata.sorted_tables:
            for column in table.c:
                name = f"{table.name}.{column.name}"
                if isinstance(column.type, String | Text) and name not in OPERATIONAL:
                    rows = select(column).where(column.like("%zineb%"))
                    words |= {_word(one) for one in conn.execute(rows).scalars()}
        file = json.dumps(queries.own_file(conn, zineb))

    assert len(words) > 12
    assert {word for word in words if word not in file} == set()
    assert "bobbb" not in file


def _word(stored: str) -> str:
    """The part of a stored text that is the person's own word."""
    start = stored.index("zineb")
    return stored[start:].split('"', maxsplit=1)[0]


def test_a_stranger_has_no_file(database: Database) -> None:
    """Nobody is nobody."""
    with database.read() as conn:
        assert queries.own_file(conn, 7) is None
        assert queries.why(conn, 7) is None


def test_why_tells_a_persons_story(database: Database) -> None:
    """What happened, what is asked, what is next, and what was not sent and why."""
    with database.begin() as conn:
        zineb = settle_in(conn, "zineb")
        outbox.cancel_for(conn, zineb, NOW, reason="stop")
        receive(conn, arrival("unread", "zineb-handle"))
        story = queries.why(conn, zineb)

    assert story is not None
    assert story.open_question == "onboarding-goal"
    assert [one["rule"] for one in story.events] == ["answer:name"]
    assert story.timers == [{"kind": "erase", "due_at": NOW}]
    assert story.wake_at == NOW + 1
    assert story.unread == 1
    reasons = {(one["state"], one["error"]) for one in story.unsent}
    assert ("cancelled", "stop") in reasons


def test_the_backlog_counts_what_waits(database: Database) -> None:
    """Open letters, owed messages by channel, doubts, due timers and open alerts."""
    with database.begin() as conn:
        receive(conn, arrival("1"), arrival("2", "bob", received_at=NOW - MINUTE))
        ana = people.find_person(conn, "ana")
        assert ana is not None
        for key in ("a", "b", "c"):
            owed(conn, key, newcomer(conn, key))
        taken = take(conn, limit=2)
        outcomes.settle(conn, [outcomes.Unknown(taken["a"].id, "x")], NOW)
        alerts.raise_alert(conn, ana, "human", "normal", NOW)
        found = queries.backlog(conn, NOW)

    assert found.inbox == {"open": 2}
    assert found.oldest_letter_at == NOW - MINUTE
    assert found.outbox == {
        ("console", "pending"): 1,
        ("console", "sending"): 1,
        ("console", "unknown"): 1,
    }
    assert (found.unknown_outcomes, found.alerts_open, found.timers_due) == (1, 1, 0)


def test_totals_count_every_row_ever(database: Database) -> None:
    """The report's figures are those of the tables."""
    with database.begin() as conn:
        settle_in(conn, "zineb")
        found = queries.totals(conn)

    assert found["inbox"] == {"done": 2}
    assert found["outbox"]["accepted"] == 1
    assert found["member"] == {"qualified": 1}
    assert found["timer"] == {"waiting": 1}


def test_messages_are_exported_without_words(database: Database) -> None:
    """In and out, with state and time, and not one word of anybody."""
    with database.begin() as conn:
        settle_in(conn, "zineb")
        exported = list(queries.messages(conn))

    assert [one["direction"] for one in exported] == ["in", "in", "out", "out", "out"]
    text = json.dumps(exported)
    assert "payload" not in text
    assert "body" not in text


def test_open_alerts_come_with_the_urgent_ones_first(database: Database) -> None:
    """The same alert is open once; a closed one can be opened again."""
    with database.begin() as conn:
        ana = newcomer(conn)
        assert alerts.raise_alert(conn, ana, "human", "normal", NOW)
        assert not alerts.raise_alert(conn, ana, "human", "normal", NOW + 1)
        assert alerts.raise_alert(conn, ana, "distress", "urgent", NOW)
        assert alerts.raise_alert(conn, None, "account", "normal", NOW)
        assert not alerts.raise_alert(conn, None, "account", "normal", NOW)
        found = alerts.open_alerts(conn)
        assert [one.kind for one in found] == ["distress", "human", "account"]
        assert alerts.close(conn, found[1].id, "coordinator", NOW) == "closed"
        assert alerts.close(conn, found[1].id, "coordinator", NOW) == "unknown"
        assert alerts.raise_alert(conn, ana, "human", "normal", NOW)


def test_history_is_told_from_the_oldest(database: Database) -> None:
    """The last few events, in the order in which they happened."""
    with database.begin() as conn:
        ana = newcomer(conn)
        rows = [(ana, NOW + n, f"rule{n}", "{}") for n in range(5)]
        events.record(conn, rows)

        found = [one["rule"] for one in events.last(conn, ana, 3)]

    assert found == ["rule2", "rule3", "rule4"]


def test_counting_costs_nothing_without_rows(database: Database) -> None:
    """An empty database has an empty backlog."""
    with database.read() as conn:
        found = queries.backlog(conn, NOW)
        count = conn.execute(select(func.count()).select_from(metadata.tables["timer"])).scalar()

    assert (found.inbox, found.outbox, count) == ({"open": 0}, {}, 0)
