"""A person's history: which rule applied when; no words, no names."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from storage import bulk
from storage.codec import decode
from storage.schema import event

_RECORD = bulk.insert(event, "person_id", "at", "rule", "data")


def record(conn: Connection, rows: Sequence[tuple[int | None, int, str, str]]) -> None:
    """Store rows of (person_id, at, rule, data as JSON text)."""
    _RECORD.run(conn, rows)


def last(conn: Connection, person_id: int, count: int) -> list[dict[str, Any]]:
    """The last `count` events of a person, oldest first."""
    rows = conn.execute(
        select(event.c.at, event.c.rule, event.c.data)
        .where(event.c.person_id == person_id)
        .order_by(event.c.id.desc())
        .limit(count)
    ).all()
    return [{"at": row.at, "rule": row.rule, **decode(row.data)} for row in reversed(rows)]
