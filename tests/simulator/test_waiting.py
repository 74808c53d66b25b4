"""When something happens next: neither too late nor again and again in vain."""

from simulator.waiting import look
from storage import outbox
from storage.database import Database
from storage.outcomes import Accepted, Retry, settle
from tests.storage.rows import ACCOUNT, CHANNEL, MINUTE, NOW, newcomer, owed

LEASE = MINUTE


def test_what_is_behind_another_try_waits_for_it(database: Database) -> None:
    """It has been due for long and cannot leave: to look at once would find the same each second."""
    with database.begin() as conn:
        ana = newcomer(conn)
        owed(conn, "first", ana)
        assert look(conn, NOW).owed_at == 0
        (first,) = outbox.claim(conn, CHANNEL, ACCOUNT, NOW, 10, LEASE)
        settle(conn, [Retry(first.id, NOW + MINUTE, "busy", first.attempt)], NOW)
        owed(conn, "second", ana)
        assert outbox.claim(conn, CHANNEL, ACCOUNT, NOW, 10, LEASE) == []
        assert look(conn, NOW).owed_at == NOW + MINUTE


def test_what_is_behind_nothing_is_due(database: Database) -> None:
    """Another try for somebody else, or one that has succeeded, keeps nobody waiting."""
    with database.begin() as conn:
        ana, bob = newcomer(conn), newcomer(conn, "bob")
        owed(conn, "first", ana)
        (first,) = outbox.claim(conn, CHANNEL, ACCOUNT, NOW, 10, LEASE)
        settle(conn, [Retry(first.id, NOW + MINUTE, "busy", first.attempt)], NOW)
        owed(conn, "other", bob)
        assert look(conn, NOW).owed_at == 0
        (other,) = outbox.claim(conn, CHANNEL, ACCOUNT, NOW, 10, LEASE)
        settle(conn, [Accepted(other.id, "x", other.attempt)], NOW)
        owed(conn, "second", ana)
        (again,) = outbox.claim(conn, CHANNEL, ACCOUNT, NOW + MINUTE, 10, LEASE)
        settle(conn, [Accepted(again.id, "y", again.attempt)], NOW + MINUTE)
        assert look(conn, NOW + MINUTE).owed_at == 0
