"""What is not kept for ever is gone the day after."""

from sqlalchemy import select

from core.duration import DAY
from storage import inbox, outcomes, people, retention
from storage.database import Database
from storage.retention import CHUNK, PARKED, PAYLOADS
from storage.schema import inbox as inbox_table
from storage.schema import outbox as outbox_table
from tests.storage.rows import ACCOUNT, CHANNEL, NOW, arrival, newcomer, owed, receive, states, take


def payloads(conn) -> list[str | None]:
    """What is kept of what was received."""
    return list(conn.execute(select(inbox_table.c.payload).order_by(inbox_table.c.id)).scalars())


def handle_all(conn) -> None:
    """Close every open letter."""
    letters = inbox.claim(conn, 1000, NOW).letters
    inbox.finish(conn, [(one.id, "done", "") for one in letters], NOW)


def test_what_was_received_is_kept_thirty_days(database: Database) -> None:
    """The rows stay for recognising duplicates; their content goes on the day after."""
    with database.begin() as conn:
        receive(conn, arrival("1"), arrival("2", received_at=NOW + DAY))
        handle_all(conn)
        assert retention.purge(conn, NOW + PAYLOADS).payloads == 0
        assert retention.purge(conn, NOW + PAYLOADS + 1).payloads == 1
        assert payloads(conn) == [None, "2"]
        assert receive(conn, arrival("1")) == [False]


def test_what_was_sent_is_kept_thirty_days(database: Database) -> None:
    """The words go; that something was sent stays."""
    with database.begin() as conn:
        owed(conn, "a", newcomer(conn))
        outcomes.settle(conn, [outcomes.Accepted(take(conn)["a"].id, "1")], NOW)
        assert retention.purge(conn, NOW + PAYLOADS + 1).bodies == 1
        row = conn.execute(select(outbox_table)).one()

    assert (row.state, row.body) == ("accepted", "")


def test_unread_mail_is_never_emptied(database: Database) -> None:
    """A worker that was away for a month still finds every letter."""
    with database.begin() as conn:
        receive(conn, arrival("1"))
        handle_all(conn)
        receive(conn, arrival("2"), arrival("3"))
        retention.purge(conn, NOW + 2 * PAYLOADS)
        assert payloads(conn) == [None, "2", "3"]
        handle_all(conn)
        retention.purge(conn, NOW + 2 * PAYLOADS)
        assert payloads(conn) == [None, None, None]


def test_what_could_not_be_sent_in_a_month_is_given_up(database: Database) -> None:
    """Nobody gets a month-old answer, and its words are not kept for it."""
    with database.begin() as conn:
        owed(conn, "a", newcomer(conn))
        retention.purge(conn, NOW + PAYLOADS + 1)

        assert states(conn) == {"a": "cancelled"}
        assert conn.execute(select(outbox_table.c.body)).scalar() == ""


def test_reports_about_strangers_are_kept_a_day(database: Database) -> None:
    """A status that never found its message is dropped."""
    stray = outcomes.Report(CHANNEL, ACCOUNT, "SM1", "sent")
    with database.begin() as conn:
        outcomes.record_status(conn, stray, NOW)
        assert retention.purge(conn, NOW + PARKED).reports == 0
        assert retention.purge(conn, NOW + PARKED + 1).reports == 1


def test_a_report_that_found_its_message_is_applied_before_it_is_dropped(
    database: Database,
) -> None:
    """A status that came a moment before the message was known is not lost."""
    early = outcomes.Report(CHANNEL, ACCOUNT, "SM1", "delivered")
    with database.begin() as conn:
        owed(conn, "a", newcomer(conn))
        outcomes.record_status(conn, early, NOW)
        outcomes.settle(conn, [outcomes.Accepted(take(conn)["a"].id, "SM1")], NOW)
        retention.purge(conn, NOW + PARKED + 1)

        assert conn.execute(select(outbox_table.c.status)).scalar() == "delivered"


def test_cleaning_goes_in_parts(database: Database) -> None:
    """No transaction empties more than a few hundred rows; calling again finishes."""
    count = CHUNK + 7
    with database.begin() as conn:
        receive(conn, *(arrival(str(number)) for number in range(count)))
        handle_all(conn)
        first = retention.purge(conn, NOW + PAYLOADS + 1)
        second = retention.purge(conn, NOW + PAYLOADS + 1)

    assert (first.payloads, first.more) == (CHUNK, True)
    assert (second.payloads, second.more) == (7, False)


def test_people_are_not_touched(database: Database) -> None:
    """Retention forgets words, not persons."""
    with database.begin() as conn:
        ana = newcomer(conn)
        retention.purge(conn, NOW + 99 * PAYLOADS)

        assert people.load_talk(conn, ana) is not None
