"""A provider reported what became of a message."""

from sqlalchemy import Connection

from bot.handlers.desk import Desk
from storage import events, outbox, outcomes, people
from storage.outcomes import Report, Reported


def handle_status(
    conn: Connection, desk: Desk, report: Report, *, blocked: bool = False
) -> Reported | None:
    """Apply a report; `blocked` says that it means the person closed the door on this channel.

    None when the message is not known yet; the report is kept and applied when it is.
    """
    desk.crash("status.before")
    now = int(desk.clock().timestamp() * 1000)
    reported = outcomes.record_status(conn, report, now)
    if reported is not None and blocked and reported.news:
        close_door(conn, reported.person_id, reported.address_id, now)
    desk.crash("status.after")
    return reported


def close_door(conn: Connection, person_id: int | None, address_id: int | None, now: int) -> None:
    """Write no more to an address whose owner blocked us, until they write from it."""
    if person_id is None or address_id is None:
        return
    people.set_status(conn, "blocked", address_id=address_id)
    outbox.cancel_for(conn, person_id, now, reason="blocked", address_id=address_id)
    events.record(conn, [(person_id, now, "blocked", "{}")])
