"""What is not kept for ever (reliability P7); people who leave are `storage.erasure`."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, Table, delete, func, select, text, update

from core.duration import DAY
from storage.meta import recall, remember
from storage.outbox import empty_vanished
from storage.outcomes import match_parked
from storage.schema import inbox, link, outbox, parked, relayed

PAYLOADS = 30 * DAY
"""How long what was received is kept as it came, and what was sent in its words."""

PARKED = DAY
"""How long a report about a message we do not know is kept."""

LINKS = 2 * DAY
"""How long a one-time code outlives its hour, for the history."""

CHUNK = 500
"""Rows a transaction empties at most, so that no turn waits for the cleaning."""


@dataclass(frozen=True, slots=True)
class Purged:
    """How much one call removed; `more` when another call would find more."""

    payloads: int
    bodies: int
    reports: int
    more: bool


def purge(conn: Connection, now: int, *, crash: Callable[[str], None] | None = None) -> Purged:
    """Empty what is past its time, a few hundred rows at a time; call again while `more`."""
    match_parked(conn, now)
    # What could not be sent in a month is not said any more.
    conn.execute(
        update(outbox)
        .where(
            text("state IN ('pending', 'sending', 'unknown', 'held')"),
            outbox.c.created_at < now - PAYLOADS,
        )
        .values(state="cancelled", error="expired")
    )
    bodies = _empty(conn, outbox, "body", "created_at", before=now - PAYLOADS, empty="")
    if crash is not None:
        crash("sweep.mid")
    _empty(conn, relayed, "text", "created_at", before=now - PAYLOADS, empty="")
    unread = select(func.min(inbox.c.id)).where(text("inbox.state = 'open'"))
    first_unread = conn.execute(unread).scalar()
    payloads = _empty(
        conn, inbox, "payload", "received_at", before=now - PAYLOADS, empty=None, end=first_unread
    )
    reports = conn.execute(delete(parked).where(parked.c.at < now - PARKED)).rowcount
    conn.execute(delete(link).where(link.c.expires_at < now - LINKS))
    empty_vanished(conn, now)
    return Purged(payloads, bodies, reports, more=CHUNK in (payloads, bodies))


def _empty(
    conn: Connection,
    table: Table,
    column: str,
    time: str,
    *,
    before: int,
    empty: str | None,
    end: int | None = None,
) -> int:
    """Empty `column` of the next old rows before the id `end`; each row is met once."""
    mark = f"purged_{table.name}"
    last = int(recall(conn, mark) or 0)
    old = select(table.c.id).where(table.c.id > last, table.c[time] < before)
    if end is not None:
        old = old.where(table.c.id < end)
    ids = list(conn.execute(old.order_by(table.c.id).limit(CHUNK)).scalars())
    if ids:
        conn.execute(update(table).where(table.c.id.in_(ids)).values({column: empty}))
        remember(conn, mark, str(ids[-1]))
    return len(ids)
