"""What became of messages: late, twice, in any order, and never backwards."""

from itertools import permutations

import pytest
from sqlalchemy import func, select

from storage import doubts, outcomes
from storage.codec import decode_message
from storage.database import Database
from storage.outcomes import (
    RANKS,
    Accepted,
    Failed,
    Outcome,
    Progress,
    Report,
    Retry,
    Unknown,
    record_status,
    settle,
)
from storage.schema import delivery, parked
from storage.schema import outbox as table
from tests.storage.rows import ACCOUNT, CHANNEL, MINUTE, NOW, newcomer, owed, states, take


def report(status: str, *, provider_id: str = "SM1", error: str = "", **more) -> Report:
    """What the provider says of SM1."""
    return Report(CHANNEL, ACCOUNT, provider_id, status, error, **more)


def only(conn):
    """The one message there is."""
    return conn.execute(select(table)).one()


@pytest.fixture
def sent(database: Database) -> int:
    """The id of a claimed message."""
    with database.begin() as conn:
        owed(conn, "a", newcomer(conn))
        return take(conn)["a"].id


def test_acceptance_is_the_end(database: Database, sent: int) -> None:
    """An accepted message is not claimed again, whatever is said later."""
    late: list[Outcome] = [Retry(sent, NOW, "x"), Failed(sent, "x"), Unknown(sent, "x")]
    with database.begin() as conn:
        settle(conn, [Accepted(sent, "SM1")], NOW)
        settle(conn, late, NOW)

        assert states(conn) == {"a": "accepted"}
        assert take(conn) == {}


@pytest.mark.parametrize("state", ["sending", "unknown", "pending", "failed"])
def test_proof_of_acceptance_counts_in_any_state(database: Database, sent: int, state: str) -> None:
    """A report that carries our id shows that the message has left after all."""
    before: dict[str, Outcome] = {
        "unknown": Unknown(sent, "timeout"),
        "pending": Retry(sent, NOW + MINUTE, "busy"),
        "failed": Failed(sent, "given up"),
    }
    with database.begin() as conn:
        if state in before:
            settle(conn, [before[state]], NOW)
        assert only(conn).state == state
        record_status(conn, report("sent", outbox_id=sent), NOW)
        row = only(conn)

    assert (row.state, row.status) == ("accepted", "sent")


def test_an_outcome_of_an_earlier_attempt_changes_nothing(database: Database, sent: int) -> None:
    """A sender that slept through its lease cannot send a third copy."""
    with database.begin() as conn:
        doubts.sweep_leases(conn, CHANNEL, ACCOUNT, NOW, abandoned=True)
        settle(conn, [Retry(sent, NOW, "resend")], NOW)
        assert take(conn)["a"].attempt == 2
        settle(conn, [Retry(sent, NOW, "late", attempt=1)], NOW)

        assert states(conn) == {"a": "sending"}


def test_each_unknown_outcome_is_counted(database: Database, sent: int) -> None:
    """Duplicates can be compared with the outcomes nobody knew."""
    with database.begin() as conn:
        settle(conn, [Unknown(sent, "timeout"), Unknown(sent, "absent")], NOW)
        settle(conn, [Retry(sent, NOW, "resend")], NOW)
        take(conn)
        settle(conn, [Unknown(sent, "timeout")], NOW)

        assert only(conn).unknowns == 2


def test_parts_that_have_left_do_not_leave_again(database: Database, sent: int) -> None:
    """After a crash between two bubbles the second is the first to be sent."""
    with database.begin() as conn:
        settle(conn, [Progress(sent, 1, "SM1", attempt=1)], NOW)
        doubts.sweep_leases(conn, CHANNEL, ACCOUNT, NOW, abandoned=True)
        settle(conn, [Retry(sent, NOW, "resend")], NOW)

        assert take(conn)["a"].sent_parts == 1


@pytest.mark.parametrize("order", list(permutations(["sent", "delivered", "read", "sent"])))
def test_reports_in_any_order_end_the_same(
    database: Database, sent: int, order: tuple[str, ...]
) -> None:
    """The furthest status stays, however late or often the others come."""
    seen = []
    with database.begin() as conn:
        settle(conn, [Accepted(sent, "SM1")], NOW)
        for status in order:
            record_status(conn, report(status), NOW)
            seen.append(RANKS.index(only(conn).status))

    assert seen == sorted(seen)
    assert RANKS[seen[-1]] == "read"


def test_failure_is_final(database: Database, sent: int) -> None:
    """Nothing follows a reported failure, and its error is kept."""
    with database.begin() as conn:
        settle(conn, [Accepted(sent, "SM1")], NOW)
        record_status(conn, report("failed", error="63016"), NOW)
        again = record_status(conn, report("delivered"), NOW)
        row = only(conn)

    assert (row.state, row.status, row.error) == ("accepted", "failed", "63016")
    assert again is not None
    assert not again.news


def test_a_status_we_do_not_know_changes_nothing(database: Database, sent: int) -> None:
    """Providers add words without notice."""
    with database.begin() as conn:
        settle(conn, [Accepted(sent, "SM1")], NOW)
        reported = record_status(conn, report("levitating"), NOW)
        row = only(conn)

    assert row.status == "queued"
    assert reported is not None
    assert not reported.news


def test_a_report_that_comes_first_waits(database: Database, sent: int) -> None:
    """A status of an id we have not stored yet is applied when we have."""
    with database.begin() as conn:
        assert record_status(conn, report("delivered"), NOW) is None
        assert outcomes.match_parked(conn, NOW) == 0
        settle(conn, [Accepted(sent, "SM1")], NOW)
        assert outcomes.match_parked(conn, NOW) == 1
        left = conn.execute(select(func.count()).select_from(parked)).scalar()
        row = only(conn)

    assert (row.status, left) == ("delivered", 0)


def test_our_id_is_believed_in_its_channel_only(database: Database, sent: int) -> None:
    """Another account's report with our number is not about our message."""
    elsewhere = Report(CHANNEL, "another", "SM9", "failed", outbox_id=sent)
    with database.begin() as conn:
        assert record_status(conn, elsewhere, NOW) is None
        assert only(conn).state == "sending"


def test_each_bubble_finds_its_message(database: Database, sent: int) -> None:
    """A reply to any part of a message finds its question; strangers' messages do not."""
    with database.begin() as conn:
        settle(conn, [Progress(sent, 1, "7"), Accepted(sent, "8")], NOW)
        bodies = {
            (to, one): outcomes.quoted_body(conn, CHANNEL, ACCOUNT, to, one)
            for to in ("ana", "bob")
            for one in ("7", "8", "9")
        }

    found = {key for key, body in bodies.items() if body is not None}
    assert found == {("ana", "7"), ("ana", "8")}
    assert decode_message(bodies["ana", "7"] or "").parts[0].key == "a"


def test_the_same_id_twice_is_one_delivery(database: Database, sent: int) -> None:
    """Repeated acceptances of one id are one row."""
    with database.begin() as conn:
        settle(conn, [Accepted(sent, "SM1"), Accepted(sent, "SM1")], NOW)
        record_status(conn, report("sent", outbox_id=sent), NOW)
        count = conn.execute(select(func.count()).select_from(delivery)).scalar()

    assert count == 1
