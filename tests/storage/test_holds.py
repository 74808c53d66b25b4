"""Held messages: found when their person is back and heard out, on both databases."""

from sqlalchemy import Connection, select, update

from core.conversation.message import Message, Part
from storage import doubts, holds, inbox, outbox
from storage.codec import encode
from storage.database import Database
from storage.outcomes import Held, Noticed, Unknown, Unseen, settle
from storage.schema import address as address_table
from storage.schema import outbox as outbox_table
from tests.storage.rows import (
    ACCOUNT,
    CHANNEL,
    DAY,
    MINUTE,
    NOW,
    address_of,
    arrival,
    newcomer,
    owed,
    receive,
    states,
    take,
)

LATER = NOW + DAY


def held(conn: Connection, key: str, person: int, **more) -> int:
    """A message held just after the person was last heard from, and its id."""
    owed(conn, key, person, **more)
    row = take(conn)[key]
    settle(conn, [Held(row.id, "window", row.attempt)], NOW + 1)
    return row.id


def back(conn: Connection, person: int, at: int = LATER) -> None:
    """The person wrote."""
    place = address_of(conn, person)
    conn.execute(update(address_table).where(address_table.c.id == place.id).values(last_in_at=at))


def test_what_is_held_waits_for_its_own_person(database: Database) -> None:
    """Somebody else's message changes nothing; asked for by name or among all."""
    with database.begin() as conn:
        ana, bob = newcomer(conn), newcomer(conn, "bob")
        row = held(conn, "a", ana)
        held(conn, "b", bob)
        back(conn, ana)
        assert [one.id for one in holds.returned(conn, CHANNEL, ACCOUNT)] == [row]
        assert [one.id for one in holds.returned(conn, CHANNEL, ACCOUNT, [ana, bob])] == [row]
        assert holds.returned(conn, CHANNEL, ACCOUNT, [bob]) == []
        assert holds.returned(conn, CHANNEL, "another", [ana]) == []


def test_who_is_not_heard_out_is_not_spoken_to(database: Database) -> None:
    """What they wrote may answer what is held: its turn comes first."""
    with database.begin() as conn:
        ana = newcomer(conn)
        held(conn, "a", ana)
        back(conn, ana)
        receive(conn, arrival("e1", received_at=LATER))
        assert holds.returned(conn, CHANNEL, ACCOUNT) == []
        (letter,) = inbox.claim(conn, 5, LATER).letters
        inbox.finish(conn, [(letter.id, "done", "")], LATER)
        assert len(holds.returned(conn, CHANNEL, ACCOUNT)) == 1


def test_older_news_leave_before_the_reply(database: Database) -> None:
    """A reply that was claimed is put back as if nobody had touched it."""
    with database.begin() as conn:
        ana = newcomer(conn)
        row = held(conn, "news", ana, lane="reminder")
        back(conn, ana)
        owed(conn, "reply", ana)
        claimed = take(conn, LATER)
        assert list(claimed) == ["reply"]
        holds.let_go(conn, row, '{"language":"fr","parts":[]}', LATER)
        outbox.put_back(conn, [claimed["reply"].id])
        again = take(conn, LATER)
        assert (list(again), again["news"].lane) == (["news"], "reply")
        settle(conn, [Held(row, "window")], LATER)
        assert take(conn, LATER)["reply"].attempt == 1


def test_a_held_message_is_dropped_for_a_reason_or_expires(database: Database) -> None:
    """One that has left meanwhile is not touched; a notice prolongs the wait, never shortens it."""
    with database.begin() as conn:
        ana = newcomer(conn)
        first = held(conn, "a", ana)
        held(conn, "b", ana, expires_at=LATER)
        owed(conn, "c", ana, expires_at=LATER)
        row = take(conn)["c"]
        settle(conn, [Held(row.id, "notice news", row.attempt, LATER + DAY)], NOW)
        owed(conn, "d", ana, expires_at=LATER + 5 * DAY)
        row = take(conn)["d"]
        settle(conn, [Held(row.id, "notice news", row.attempt, LATER)], NOW)
        holds.drop(conn, {first: "said"})
        assert holds.expire(conn, CHANNEL, ACCOUNT, LATER) == 1
        assert states(conn) == {"a": "cancelled", "b": "cancelled", "c": "held", "d": "held"}
        reasons = conn.execute(select(outbox_table.c.key, outbox_table.c.error)).all()
        assert dict(map(tuple, reasons))["b"] == "expired"
        holds.drop(conn, {first: "again"})
        ends = dict(map(tuple, conn.execute(select(outbox_table.c.key, outbox_table.c.expires_at))))
        assert (ends["c"], ends["d"]) == (LATER + DAY, LATER + 5 * DAY)


def test_a_notice_is_known_until_its_message_goes_on(database: Database) -> None:
    """Only one that left since the given time, at this address, and still waits."""
    with database.begin() as conn:
        ana = newcomer(conn)
        place = address_of(conn, ana)
        owed(conn, "a", ana)
        row = take(conn)["a"]
        assert not holds.noticed(conn, ana, place.id, NOW - MINUTE)
        settle(conn, [Held(row.id, "notice match", row.attempt)], NOW)
        assert holds.noticed(conn, ana, place.id, NOW - MINUTE)
        assert not holds.noticed(conn, ana, place.id, NOW)
        assert not holds.noticed(conn, ana, place.id + 1, NOW - MINUTE)
        holds.drop(conn, {row.id: "said"})
        assert not holds.noticed(conn, ana, place.id, NOW - MINUTE)


def test_a_notice_in_doubt_is_looked_for_at_its_times(database: Database) -> None:
    """One and five minutes after the attempt here, until it is seen, or a day has passed."""
    waits = (MINUTE, 5 * MINUTE)

    def due(at: int) -> list[tuple[str, str]]:
        found = doubts.notices(conn, CHANNEL, ACCOUNT, at, waits, 10)
        return [(one.key, one.notice) for one in found]

    with database.begin() as conn:
        ana, bob = newcomer(conn), newcomer(conn, "bob")
        rows = {}
        for key, person in (("seen", ana), ("lost", bob)):
            owed(conn, key, person)
            row = rows[key] = take(conn)[key]
            doubt = Unknown(row.id, "timeout", attempt=row.attempt)
            settle(conn, [doubt, Held(row.id, "notice news", row.attempt, since=NOW)], NOW)
        assert due(NOW + MINUTE - 1) == []
        assert sorted(due(NOW + MINUTE)) == [("lost", "news"), ("seen", "news")]
        settle(conn, [Noticed(rows["seen"].id, "SM1")], NOW + MINUTE)
        lost = rows["lost"].id
        settle(conn, [Unseen(lost, "look")], NOW + MINUTE)
        assert due(NOW + 5 * MINUTE - 1) == []
        assert due(NOW + 5 * MINUTE) == [("lost", "news")]
        assert due(NOW + DAY) == []
        assert holds.noticed(conn, ana, address_of(conn, ana).id, NOW - 1)
        settle(conn, [Unseen(lost, "wait")], NOW + 5 * MINUTE)
        assert due(NOW + 5 * MINUTE) == []
        assert not holds.noticed(conn, bob, address_of(conn, bob).id, NOW - 1)
        assert states(conn) == {"seen": "held", "lost": "held"}


def test_a_notice_that_is_said_again_is_claimed_as_ever(database: Database) -> None:
    """With its doubts counted; somebody who wrote meanwhile has let the message go already."""
    with database.begin() as conn:
        ana = newcomer(conn)
        owed(conn, "a", ana)
        row = take(conn)["a"]
        doubt = Unknown(row.id, "timeout", attempt=row.attempt)
        settle(conn, [doubt, Held(row.id, "notice news", row.attempt, since=NOW)], NOW)
        settle(conn, [Unseen(row.id, "say", row.attempt)], NOW + MINUTE)
        again = take(conn, NOW + MINUTE)["a"]
        assert (again.attempt, again.unknowns, again.looks) == (2, 1, 0)
        settle(conn, [Unseen(row.id, "say", row.attempt)], NOW + MINUTE)
        assert states(conn) == {"a": "sending"}


def test_looking_for_what_is_held_does_not_read_what_was_sent(database: Database) -> None:
    """With many messages behind, the look goes through the index of the few that wait."""
    if database.dialect != "sqlite":
        return
    with database.begin() as conn:
        compiled = holds._EVERYBODY.statement.compile(conn.engine)
        plan = conn.exec_driver_sql(
            f"EXPLAIN QUERY PLAN {compiled}".replace("FOR UPDATE", ""), (CHANNEL, ACCOUNT) * 2
        ).all()
        assert any("ix_outbox_doubtful" in str(row) for row in plan), plan
        text = str(holds._SOME.statement.compile(conn.engine))
        plan = conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", (CHANNEL, ACCOUNT, "[1]")).all()
        assert any("ix_outbox_held" in str(row) for row in plan), plan


def test_a_question_that_was_never_let_through_is_known(database: Database) -> None:
    """Held, or expired unseen; not one that was on the screen before, nor anybody else's."""
    asking = '{"language":"fr","parts":[{"key":"report-held","token":"7a.2.held"}]}'
    telling = '{"language":"fr","parts":[{"key":"pair-ended"}]}'
    with database.begin() as conn:
        ana, bob = newcomer(conn), newcomer(conn, "bob")
        row = held(conn, "a", ana, body=asking)
        held(conn, "b", bob, body=telling)
        assert holds.unsaid(conn, ana, "7a.2.held", LATER, since=0) == (True, False)
        assert holds.unsaid(conn, ana, "7a.2.held", LATER, since=LATER) == (False, False)
        assert holds.unsaid(conn, ana, "7a.1.held", LATER, since=0) == (False, False)
        assert holds.unsaid(conn, ana, "", LATER, since=0) == (False, False)
        assert holds.unsaid(conn, bob, "7a.2.held", LATER, since=0) == (False, True)
        holds.drop(conn, {row: "expired"})
        assert holds.unsaid(conn, ana, "7a.2.held", LATER, since=0) == (True, False)
        owed(conn, "again", ana, body=asking)
        assert holds.unsaid(conn, ana, "7a.2.held", LATER, since=0) == (False, False)


def test_only_what_has_left_counts_as_said(database: Database) -> None:
    """What is held or older is no reason to say it more briefly."""
    with database.begin() as conn:
        ana = newcomer(conn)
        body = encode(Message("fr", (Part("request-card"),)))
        row = held(conn, "a", ana, body=body)
        assert not holds.left(conn, ana, "request-card", NOW)
        conn.execute(update(outbox_table).where(outbox_table.c.id == row).values(state="accepted"))
        assert holds.left(conn, ana, "request-card", NOW)
        assert not holds.left(conn, ana, "request-new", NOW)
        assert not holds.left(conn, ana, "request-card", NOW + DAY)
