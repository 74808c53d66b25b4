"""Who is written to, when, in which order, and what stops it."""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from storage import doubts, outbox, people
from storage.database import Database
from storage.outcomes import Accepted, Failed, Retry, Unknown, settle
from storage.schema import outbox as table
from tests.storage.rows import (
    ACCOUNT,
    CHANNEL,
    MINUTE,
    NOW,
    SECOND,
    address_of,
    arrival,
    newcomer,
    owed,
    receive,
    states,
    take,
)


def test_replies_leave_before_reminders_before_broadcasts(database: Database) -> None:
    """Haste first, then the order in which they were owed."""
    with database.begin() as conn:
        for number, lane in enumerate(("broadcast", "reminder", "reply", "reply", "reminder")):
            owed(conn, f"{number}", newcomer(conn, f"p{number}"), lane=lane)

        order = [one.key for one in outbox.claim(conn, CHANNEL, ACCOUNT, NOW, 10, MINUTE)]

    assert order == ["2", "3", "1", "4", "0"]


def test_one_address_gets_one_message_at_a_time(database: Database) -> None:
    """The second leaves only when the first is settled, in order."""
    with database.begin() as conn:
        ana = newcomer(conn)
        owed(conn, "a", ana)
        owed(conn, "b", ana)
        first = take(conn)
        nothing = take(conn)
        settle(conn, [Accepted(first["a"].id, "1")], NOW)
        second = take(conn)

    assert (list(first), list(nothing), list(second)) == (["a"], [], ["b"])


def test_a_claim_says_what_a_sender_must_know(database: Database) -> None:
    """Attempt, parts that have left, and when the address was last heard from."""
    with database.begin() as conn:
        ana = newcomer(conn)
        row = owed(conn, "a", ana, lane="reminder", policy="once")
        taken = take(conn)["a"]

    assert (taken.attempt, taken.sent_parts, taken.last_in_at, taken.sent_at) == (1, 0, NOW, NOW)
    assert (taken.lane, taken.policy, taken.kind, taken.body) == (
        "reminder",
        "once",
        "message",
        row.body,
    )
    assert (taken.person_id, taken.to_address) == (ana, "ana")


def test_other_channels_are_other_senders(database: Database) -> None:
    """A sender claims for its own channel account only."""
    with database.begin() as conn:
        owed(conn, "a", newcomer(conn))
        owed(conn, "b", newcomer(conn, "bob", "telegram"))

        assert list(take(conn)) == ["a"]


def test_a_retry_waits_its_time_and_holds_back_what_follows(database: Database) -> None:
    """Order per person holds through a back-off."""
    with database.begin() as conn:
        ana = newcomer(conn)
        owed(conn, "a", ana)
        owed(conn, "b", ana)
        one = take(conn)["a"]
        settle(conn, [Retry(one.id, NOW + SECOND, "busy", one.attempt)], NOW)

        assert list(take(conn)) == []
        again = take(conn, NOW + SECOND)

    assert {key: one.attempt for key, one in again.items()} == {"a": 2}


def test_a_reminder_for_later_holds_nobody_back(database: Database) -> None:
    """What is due tomorrow does not delay what is due now, in any lane."""
    with database.begin() as conn:
        ana = newcomer(conn)
        owed(conn, "tomorrow", ana, lane="reminder", due_at=NOW + 99 * MINUTE)
        owed(conn, "now", ana, lane="reminder")

        assert list(take(conn)) == ["now"]


def test_a_reply_is_not_held_back_by_a_reminder(database: Database) -> None:
    """A reminder in its back-off does not keep an answer waiting."""
    with database.begin() as conn:
        ana = newcomer(conn)
        owed(conn, "reminder", ana, lane="reminder")
        one = take(conn)["reminder"]
        settle(conn, [Retry(one.id, NOW + MINUTE, "busy")], NOW)
        owed(conn, "reply", ana)

        assert list(take(conn)) == ["reply"]


def test_a_key_is_owed_once(database: Database) -> None:
    """Owing the same message twice is our mistake and changes nothing."""
    with database.begin() as conn:
        ana = newcomer(conn)
        owed(conn, "a", ana)
    with pytest.raises(IntegrityError), database.begin() as conn:
        owed(conn, "a", ana)
    with database.read() as conn:
        assert states(conn) == {"a": "pending"}


def test_what_is_too_old_is_not_sent(database: Database) -> None:
    """An expired message is cancelled instead of claimed."""
    with database.begin() as conn:
        owed(conn, "a", newcomer(conn), expires_at=NOW + SECOND)

        assert list(take(conn, NOW + SECOND)) == []
        assert states(conn) == {"a": "cancelled"}


@pytest.mark.parametrize(
    ("status", "lane", "state"),
    [
        ("stopped", "reply", "sending"),
        ("stopped", "reminder", "cancelled"),
        ("stopped", "broadcast", "cancelled"),
        ("blocked", "reply", "cancelled"),
        ("blocked", "reminder", "cancelled"),
        ("forgotten", "reply", "sending"),
        ("active", "broadcast", "sending"),
    ],
)
def test_a_closed_address_is_not_written_to(
    database: Database, status: str, lane: str, state: str
) -> None:
    """After STOP only the confirmation leaves, to a closed door nothing does."""
    with database.begin() as conn:
        ana = newcomer(conn)
        owed(conn, "a", ana, lane=lane)
        people.set_status(conn, status, address_id=address_of(conn, ana).id)
        take(conn)

        assert states(conn) == {"a": state}


def test_stop_cancels_all_but_what_is_kept(database: Database) -> None:
    """What waits is cancelled, except the confirmation; others are not touched."""
    with database.begin() as conn:
        ana, bob = newcomer(conn), newcomer(conn, "bob")
        for key in ("a", "b", "bye"):
            owed(conn, key, ana)
        owed(conn, "other", bob)
        outbox.cancel_for(conn, ana, NOW, keep=["bye"])

        assert states(conn) == {
            "a": "cancelled",
            "b": "cancelled",
            "bye": "pending",
            "other": "pending",
        }


def test_what_was_in_flight_at_stop_is_not_said_again(database: Database) -> None:
    """A retry after STOP ends in a cancellation, whether it failed or nobody knows."""
    with database.begin() as conn:
        ana, bob = newcomer(conn), newcomer(conn, "bob")
        owed(conn, "a", ana)
        owed(conn, "b", bob)
        taken = take(conn)
        settle(conn, [Unknown(taken["b"].id, "timeout")], NOW)
        outbox.cancel_for(conn, ana, NOW)
        outbox.cancel_for(conn, bob, NOW)
        settle(conn, [Retry(one.id, NOW, "again") for one in taken.values()], NOW)

        assert take(conn) == {}
        assert states(conn) == {"a": "cancelled", "b": "cancelled"}


def test_a_closed_door_cancels_there_only(database: Database) -> None:
    """Blocking on one channel leaves the other alone."""
    with database.begin() as conn:
        ana = newcomer(conn)
        people.add_address(conn, ana, ("telegram", ACCOUNT, "1"), NOW)
        console, telegram = people.addresses_of(conn, [ana])
        owed(conn, "a", ana)
        there = {"address_id": telegram.id, "channel": "telegram", "to_address": "1"}
        owed(conn, "b", ana, **there)
        outbox.cancel_for(conn, ana, NOW, reason="blocked", address_id=telegram.id)

        assert states(conn) == {"a": "pending", "b": "cancelled"}
        assert console.channel == CHANNEL


def test_a_dead_sender_leaves_unknown_outcomes(database: Database) -> None:
    """When its lease is over, nobody can say whether the message left."""
    with database.begin() as conn:
        owed(conn, "a", newcomer(conn))
        take(conn)

        assert doubts.sweep_leases(conn, CHANNEL, ACCOUNT, NOW + MINUTE) == 0
        assert doubts.sweep_leases(conn, CHANNEL, ACCOUNT, NOW + MINUTE + 1) == 1
        (doubt,) = doubts.unknowns(conn, CHANNEL, ACCOUNT, NOW + MINUTE + 1, 10)

    assert (doubt.key, doubt.unknowns, doubt.looks, doubt.answered) == ("a", 1, 0, False)


def test_a_sender_that_is_alone_does_not_wait_for_leases(database: Database) -> None:
    """At the start of the only sender everything under way was left by a dead one."""
    with database.begin() as conn:
        owed(conn, "a", newcomer(conn))
        take(conn)

        assert doubts.sweep_leases(conn, CHANNEL, ACCOUNT, NOW, abandoned=True) == 1


def test_doubts_are_looked_into_when_due(database: Database) -> None:
    """Each look is counted and says when the next one is."""
    with database.begin() as conn:
        owed(conn, "a", newcomer(conn))
        one = take(conn)["a"]
        settle(conn, [Unknown(one.id, "timeout", NOW + MINUTE, one.attempt)], NOW)

        early = doubts.unknowns(conn, CHANNEL, ACCOUNT, NOW, 10)
        (first,) = doubts.unknowns(conn, CHANNEL, ACCOUNT, NOW + MINUTE, 10)
        settle(conn, [Unknown(one.id, "absent", NOW + 5 * MINUTE)], NOW + MINUTE)
        (second,) = doubts.unknowns(conn, CHANNEL, ACCOUNT, NOW + 5 * MINUTE, 10)

    assert early == []
    assert (first.looks, second.looks, second.unknowns) == (0, 1, 1)


def test_a_doubt_knows_whether_the_person_has_written_since(database: Database) -> None:
    """Who has answered need not be asked again."""
    with database.begin() as conn:
        receive(conn, arrival("1"))
        ana = people.find_person(conn, "ana")
        assert ana is not None
        owed(conn, "a", ana)
        one = take(conn)["a"]
        settle(conn, [Unknown(one.id, "timeout")], NOW)
        (before,) = doubts.unknowns(conn, CHANNEL, ACCOUNT, NOW, 10)
        receive(conn, arrival("2", received_at=NOW + 1))
        (after,) = doubts.unknowns(conn, CHANNEL, ACCOUNT, NOW, 10)

    assert (before.answered, after.answered) == (False, True)


def test_a_doubt_does_not_silence_a_person(database: Database) -> None:
    """While nobody knows about one message, the next answers still leave."""
    with database.begin() as conn:
        ana = newcomer(conn)
        owed(conn, "a", ana)
        owed(conn, "b", ana)
        settle(conn, [Unknown(take(conn)["a"].id, "timeout")], NOW)

        assert list(take(conn)) == ["b"]


def test_a_farewell_leaves_no_trace(database: Database) -> None:
    """A message that is to vanish is gone once it is accepted, failed, or out of time."""
    with database.begin() as conn:
        nobody = {"person_id": None, "address_id": None, "vanish": True}
        for key in ("accepted", "failed", "late"):
            owed(conn, key, newcomer(conn, key), expires_at=NOW + MINUTE, **nobody)
        taken = take(conn)
        settle(
            conn,
            [Accepted(taken["accepted"].id, "1"), Failed(taken["failed"].id, "gone")],
            NOW,
        )

        assert states(conn) == {"late": "sending"}
        assert outbox.empty_vanished(conn, NOW + MINUTE) == 1
        assert states(conn) == {}


def test_a_thousand_waiting_messages_are_claimed_in_order(database: Database) -> None:
    """Each address once a claim, oldest first, nothing left behind."""
    with database.begin() as conn:
        someone = [newcomer(conn, f"p{n}") for n in range(10)]
        for number in range(200):
            owed(conn, f"{number}", someone[number % 10])
        order: list[int] = []
        while taken := take(conn, limit=7):
            order.extend(int(key) for key in taken)
            settle(conn, [Accepted(one.id, key) for key, one in taken.items()], NOW)

    assert sorted(order) == list(range(200))
    for person in range(10):
        mine = [number for number in order if number % 10 == person]
        assert mine == sorted(mine)


def test_two_senders_never_hold_the_same_message(postgresql: Database) -> None:
    """A second sender passes over what the first has claimed, and over that address."""
    with postgresql.begin() as conn:
        ana, bob = newcomer(conn), newcomer(conn, "bob")
        owed(conn, "a1", ana)
        owed(conn, "a2", ana)
        owed(conn, "b1", bob)
    with postgresql.begin() as one, postgresql.begin() as two:
        mine = take(one, limit=1)
        yours = take(two)

    assert (list(mine), list(yours)) == (["a1"], ["b1"])


def test_stop_reaches_what_a_sender_is_claiming(postgresql: Database) -> None:
    """STOP waits for a claim under way; what was not claimed is cancelled."""
    with postgresql.begin() as conn:
        ana = newcomer(conn)
        owed(conn, "a", ana)
        owed(conn, "b", ana)
    with postgresql.begin() as sender:
        take(sender)
    with postgresql.begin() as turn:
        outbox.cancel_for(turn, ana, NOW)
        found = states(turn)
        turn.execute(update(table).values(error=""))

    assert found == {"a": "sending", "b": "cancelled"}


def test_what_may_leave_is_known_without_taking_it(database: Database) -> None:
    """Only of this account, and not before its time."""
    with database.begin() as conn:
        ana = newcomer(conn)
        assert not outbox.is_due(conn, CHANNEL, ACCOUNT, NOW)
        owed(conn, "a", ana, due_at=NOW + MINUTE)
        assert not outbox.is_due(conn, CHANNEL, ACCOUNT, NOW)
        assert not outbox.is_due(conn, CHANNEL, "another", NOW + MINUTE)
        assert outbox.is_due(conn, CHANNEL, ACCOUNT, NOW + MINUTE)
        take(conn, NOW + MINUTE)
        assert not outbox.is_due(conn, CHANNEL, ACCOUNT, NOW + MINUTE)


def test_what_waits_behind_another_try_may_not_leave_yet(database: Database) -> None:
    """It is due, and nothing would be claimed: nobody has to be asked for its sake."""
    with database.begin() as conn:
        ana = newcomer(conn)
        owed(conn, "a", ana)
        settle(conn, [Retry(take(conn)["a"].id, NOW + MINUTE, "429")], NOW)
        owed(conn, "b", ana)
        assert not outbox.is_due(conn, CHANNEL, ACCOUNT, NOW + MINUTE - 1)
        assert outbox.is_due(conn, CHANNEL, ACCOUNT, NOW + MINUTE)
