"""Taking the bytes of the erased off the disk, once their rows are gone (reliability P6).

SQLite zeroes what is deleted (secure_delete), but leaves copies of rows in the gaps of pages that it
has split or joined: two erased people in a hundred were still to be read there. Only a file that is
written anew has no such gaps. PostgreSQL frees dead rows, whose bytes are overwritten as pages fill
up.
"""

from sqlalchemy import Connection

from core.duration import DAY, HOUR
from storage.database import Database
from storage.meta import recall, remember

TOUCHED = (
    "person", "address", "inbox", "outbox", "delivery", "event", "member", "run", "timer",
    "consent", "confidence", "proposal", "exclusion", "mentorship", "goal", "outcome", "promise",
    "line", "relayed",
)  # fmt: skip
"""Tables that an erasure leaves dead rows in."""

REWRITTEN = 64 * 2**20
"""Bytes up to which a SQLite file is rewritten at once: that takes 15 ms for each million, in which
nothing else is written."""

NIGHT = range(2, 5)
"""Hours (UTC, Morocco's clock) in which a larger one is."""


def uncompacted(conn: Connection) -> bool:
    """Whether somebody was erased since the last `compact`."""
    erased, compacted = recall(conn, "erased_at"), recall(conn, "compacted_at")
    return erased is not None and (compacted is None or int(compacted) <= int(erased))


def compact(database: Database, now: int, *, rewrite: bool = False) -> bool:
    """Remove the erased bytes from the disk; False when a reader was in the way (try again).

    A SQLite file is rewritten at once where it is small, and with `rewrite`; then its log is folded
    into it and cut off.
    """
    with database.unbound() as conn:
        if database.dialect == "sqlite":
            rewrite = rewrite or _size(conn) <= REWRITTEN
            if rewrite:
                conn.exec_driver_sql("VACUUM")
            if conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar():
                return False
        else:
            for table in TOUCHED:
                conn.exec_driver_sql(f'VACUUM "{table}"')
    with database.begin() as conn:
        remember(conn, "compacted_at", str(now))
        if rewrite:
            remember(conn, "rewritten_at", str(now))
    return True


def to_rewrite(conn: Connection, now: int) -> bool:
    """Whether a large SQLite file still has the gaps of an erasure, and this is the time for it.

    It is, at night, and whenever a day has gone by without a night.
    """
    erased, rewritten = recall(conn, "erased_at"), recall(conn, "rewritten_at")
    if conn.dialect.name != "sqlite" or erased is None:
        return False
    if rewritten is not None and int(rewritten) > int(erased):
        return False
    return now // HOUR % 24 in NIGHT or now - int(erased) >= DAY


def _size(conn: Connection) -> int:
    """The bytes of a SQLite database."""
    pages = conn.exec_driver_sql("PRAGMA page_count").scalar_one()
    return int(pages) * int(conn.exec_driver_sql("PRAGMA page_size").scalar_one())
