"""What a clock that ran ahead has written, once the clock is right: it is brought back to now.

Otherwise a message whose next attempt is tomorrow holds up all that follow to the same person, a
doubt is looked into tomorrow, and the days of silence that a person is owed are counted wrong.
"""

from sqlalchemy import Column, Connection, Table, bindparam, func, select, text, update

from core.duration import MINUTE
from storage.prepared import Prepared
from storage.schema import address, inbox, outbox

TOLERATED = 2 * MINUTE
"""Milliseconds that the clocks of several machines may differ, and one may be corrected."""
NEWEST = 500
"""How many of the newest rows are looked at; under a load more may be written until the next look."""


def _latest(table: Table, column: str) -> Prepared:
    newest = select(table.c[column]).order_by(table.c.id.desc()).limit(NEWEST).subquery()
    return Prepared(select(func.max(newest.c[column])))


_LATEST = (_latest(inbox, "received_at"), _latest(outbox, "created_at"), _latest(outbox, "sent_at"))


def _moved(table: Table, column: str, *also: str) -> Prepared:
    """Bring back what lies ahead in a column, where it meets these conditions."""
    ahead: Column[int] = table.c[column]
    return Prepared(
        update(table)
        .where(ahead > bindparam("now"), *(text(one) for one in also))
        .values({column: ahead - bindparam("by")})
    )


# What waits for its first attempt was meant to wait; another attempt, or a look, was not.
_MOVES = (
    _moved(outbox, "due_at", "state = 'pending' AND attempts > 0"),
    _moved(outbox, "due_at", "state IN ('unknown', 'held')"),
    _moved(outbox, "lease_until", "state = 'sending'"),
    _moved(outbox, "sent_at"),
    _moved(outbox, "created_at"),
    _moved(inbox, "retry_at", "state = 'open'"),
    _moved(inbox, "received_at"),
    _moved(address, "last_in_at"),
)


def bring_back(conn: Connection, now: int, *, before: int = 0) -> int:
    """Move what is stamped later than now to before it, all by as much; by how many ms, mostly 0.

    `before` is the time of the caller's last look: it tells that the clock was ahead also where so
    much was written since that the newest rows do not.
    """
    latest = max(before, *(one.scalar(conn) or 0 for one in _LATEST))
    by = int(latest) - now
    if by <= TOLERATED:
        return 0
    moved = [move.run(conn, now=now, by=by) for move in _MOVES]
    return by if any(moved) else 0
