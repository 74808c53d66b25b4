"""A person's history: which rule applied when; no words, no names."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, select

from storage import bulk
from storage.among import among, ids
from storage.codec import decode
from storage.prepared import Prepared
from storage.schema import event

SEEN = "seen:"
"""How the rules begin that tell who looked a person up; the rest is the command."""

_TIMES = Prepared(
    select(event.c.at, event.c.data)
    .where(among(event.c.person_id, ids("people")), event.c.rule == bindparam("rule"))
    .order_by(event.c.id)
)
_RECORD = bulk.insert(event, "person_id", "at", "rule", "data")


def record(conn: Connection, rows: Sequence[tuple[int | None, int, str, str]]) -> None:
    """Store rows of (person_id, at, rule, data as JSON text)."""
    _RECORD.run(conn, rows)


def last(conn: Connection, person_id: int, count: int) -> list[dict[str, Any]]:
    """The last `count` events of a person, oldest first."""
    return _last(conn, person_id, count)


def happened(conn: Connection, person_id: int, count: int) -> list[dict[str, Any]]:
    """The last `count` events of a person, oldest first; who looked them up is none of these."""
    return _last(conn, person_id, count, event.c.rule.not_like(f"{SEEN}%"))


def looks(conn: Connection, person_id: int, count: int) -> list[dict[str, Any]]:
    """The last `count` times that somebody looked a person up, oldest first."""
    return _last(conn, person_id, count, event.c.rule.like(f"{SEEN}%"))


def times(conn: Connection, people: Collection[int], rule: str) -> list[tuple[int, str]]:
    """Each time that a rule applied to one of these people: when, and its data; oldest first."""
    return [(row.at, row.data) for row in _TIMES.all(conn, people=people, rule=rule)]


def _last(
    conn: Connection, person_id: int, count: int, *such: ColumnElement[bool]
) -> list[dict[str, Any]]:
    rows = conn.execute(
        select(event.c.at, event.c.rule, event.c.data)
        .where(event.c.person_id == person_id, *such)
        .order_by(event.c.id.desc())
        .limit(count)
    ).all()
    return [{"at": row.at, "rule": row.rule, **decode(row.data)} for row in reversed(rows)]
