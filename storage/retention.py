"""What is not kept for ever (reliability P7); people who leave are `storage.erasure`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from sqlalchemy import Connection, Table, bindparam, delete, func, select, text, update

from core.duration import DAY
from storage.among import among, ids
from storage.meta import recall, remember
from storage.outbox import empty_vanished
from storage.outcomes import match_parked
from storage.prepared import Prepared
from storage.schema import inbox, link, outbox, parked, relayed

PAYLOADS = 30 * DAY
"""How long what was received is kept as it came, and what was sent in its words."""

PARKED = DAY
"""How long a report about a message we do not know is kept."""

LINKS = 2 * DAY
"""How long a one-time code outlives its hour, for the history."""

CHUNK = 500
"""Rows a transaction empties at most, so that no turn waits for the cleaning."""

# One condition for each partial index: a month of what was sent is not looked at for it.
_EXPIRE = tuple(
    Prepared(
        update(outbox)
        .where(text(condition), outbox.c.created_at < bindparam("before"))
        .values(state="cancelled", error="expired")
    )
    for condition in (
        "state IN ('pending', 'sending')",
        "state IN ('sending', 'unknown', 'held')",
    )
)
_UNREAD = Prepared(select(func.min(inbox.c.id)).where(text("inbox.state = 'open'")))
_REPORTS = Prepared(delete(parked).where(parked.c.at < bindparam("before")))
_LINKS = Prepared(delete(link).where(link.c.expires_at < bindparam("before")))


@cache
def _next(table: Table, time: str) -> Prepared:
    """The rows that a purge looks at next."""
    rows = select(table.c.id, table.c[time]).where(table.c.id > bindparam("last"))
    return Prepared(rows.order_by(table.c.id).limit(CHUNK))


@cache
def _emptied(table: Table, column: str) -> Prepared:
    """Some rows without what stood in this column."""
    these = update(table).where(among(table.c.id, ids("these")))
    return Prepared(these.values({column: bindparam("nothing")}))


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
    for statement in _EXPIRE:
        statement.run(conn, before=now - PAYLOADS)
    bodies = _empty(conn, outbox, "body", "created_at", before=now - PAYLOADS, empty="")
    if crash is not None:
        crash("sweep.mid")
    _empty(conn, relayed, "text", "created_at", before=now - PAYLOADS, empty="")
    first_unread = _UNREAD.scalar(conn)
    payloads = _empty(
        conn, inbox, "payload", "received_at", before=now - PAYLOADS, empty=None, end=first_unread
    )
    reports = _REPORTS.run(conn, before=now - PARKED)
    _LINKS.run(conn, before=now - LINKS)
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
    rows = _next(table, time).all(conn, last=int(recall(conn, mark) or 0))
    # Ids rise with the time: what comes after the first that is too young is not looked at.
    old = [
        row[0]
        for row in takewhile(lambda row: row[1] < before and (end is None or row[0] < end), rows)
    ]
    if old:
        _emptied(table, column).run(conn, these=old, nothing=empty)
        remember(conn, mark, str(old[-1]))
    return len(old)
