"""A clock ran ahead and was set right: nobody waits for the day on which it was."""

import pytest
from sqlalchemy import select

from storage import ahead, doubts, inbox, outbox
from storage.database import Database
from storage.outcomes import Accepted, Retry, Unknown, settle
from storage.schema import address
from storage.schema import outbox as table
from tests.storage.rows import (
    ACCOUNT,
    CHANNEL,
    DAY,
    MINUTE,
    NOW,
    SECOND,
    arrival,
    newcomer,
    owed,
    receive,
    take,
)

TOMORROW = NOW + DAY


def test_another_attempt_waits_for_no_other_day(database: Database) -> None:
    """Its next attempt would have been tomorrow, and all that follows with it."""
    with database.begin() as conn:
        ana = newcomer(conn)
        owed(conn, "a", ana)
        owed(conn, "b", ana)
        tried = take(conn, now=TOMORROW)["a"]
        settle(conn, [Retry(tried.id, TOMORROW + SECOND, "network")], TOMORROW)
        before = take(conn, now=NOW + MINUTE)

        by = ahead.bring_back(conn, NOW + MINUTE)
        after = take(conn, now=NOW + MINUTE + SECOND)

    assert (before, by) == ({}, DAY - MINUTE)
    assert list(after) == ["a"]


def test_a_doubt_is_looked_into_and_a_lease_ends_today(database: Database) -> None:
    """What Twilio is asked about it is from when the request left, not from a day to come."""
    with database.begin() as conn:
        owed(conn, "doubt", newcomer(conn, "ana"))
        owed(conn, "leased", newcomer(conn, "karim"))
        doubted = take(conn, now=TOMORROW)["doubt"]
        settle(conn, [Unknown(doubted.id, "timeout", TOMORROW + MINUTE)], TOMORROW)

        ahead.bring_back(conn, NOW)
        looked = doubts.unknowns(conn, CHANNEL, ACCOUNT, NOW + MINUTE, 10)
        swept = doubts.sweep_leases(conn, CHANNEL, ACCOUNT, NOW + MINUTE + 1)

    assert [(one.key, one.sent_at) for one in looked] == [("doubt", NOW)]
    assert swept == 1


def test_a_letter_that_failed_is_read_again_today(database: Database) -> None:
    """And counts as written today, so that WhatsApp's 24 hours do."""
    with database.begin() as conn:
        newcomer(conn)
        receive(conn, arrival("1", received_at=TOMORROW), arrival("2", received_at=TOMORROW))
        first, _ = inbox.claim(conn, 10, TOMORROW).letters
        inbox.fail(conn, first.id, "boom", TOMORROW, retry_at=TOMORROW + SECOND)
        waiting = inbox.claim(conn, 10, NOW).letters

        ahead.bring_back(conn, NOW)
        letters = inbox.claim(conn, 10, NOW + SECOND).letters
        heard = conn.execute(select(address.c.last_in_at)).scalars().all()

    assert waiting == []
    assert [(one.event_id, one.received_at) for one in letters] == [("1", NOW), ("2", NOW)]
    assert heard == [NOW]


def test_what_was_said_counts_for_the_day_on_which_it_was(database: Database) -> None:
    """Those we wrote to first are left in peace for their days and no longer."""
    with database.begin() as conn:
        ana = newcomer(conn)
        owed(conn, "t1:1", ana, now=TOMORROW)
        said = take(conn, now=TOMORROW)["t1:1"]
        settle(conn, [Accepted(said.id, "SM1")], TOMORROW)

        ahead.bring_back(conn, NOW)

        assert outbox.begun_by_us(conn, ana, NOW - 1) == (NOW,)


@pytest.mark.parametrize("off", [0, ahead.TOLERATED])
def test_clocks_that_differ_a_little_move_nothing(database: Database, off: int) -> None:
    """Several machines never agree to the second; a plan for another day is no mistake."""
    with database.begin() as conn:
        ana = newcomer(conn)
        owed(conn, "a", ana, now=NOW + off, due_at=NOW + DAY)
        owed(conn, "b", newcomer(conn, "karim"), now=NOW + off)
        receive(conn, arrival("1", received_at=NOW + off))
        before = conn.execute(select(table).order_by(table.c.id)).all()

        by = ahead.bring_back(conn, NOW)

        assert by == 0
        assert conn.execute(select(table).order_by(table.c.id)).all() == before


def test_what_was_planned_for_later_stays_planned(database: Database) -> None:
    """A first attempt that was meant for the morning keeps its morning."""
    with database.begin() as conn:
        owed(conn, "a", newcomer(conn), now=TOMORROW, due_at=TOMORROW + DAY)
        ahead.bring_back(conn, NOW)
        assert conn.execute(select(table.c.due_at)).scalar() == TOMORROW + DAY
