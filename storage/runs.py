"""Finished passages through flows, with the answers that counted."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from core.conversation.kind import Value
from core.conversation.run import Run
from storage import bulk
from storage.codec import decode, encode
from storage.prepared import Prepared
from storage.schema import run

Finished = tuple[int, str, str, int, str, str, int]
"""A row: person, run, flow, version, end, answers as JSON text, when."""

_RECORD = bulk.insert(
    run, "person_id", "run_id", "flow", "version", "end", "answers", "finished_at"
)

_FIND = Prepared(
    select(run.c.flow, run.c.answers)
    .where(run.c.person_id == bindparam("person"), run.c.run_id == bindparam("name"))
    .order_by(run.c.id.desc())
    .limit(1)
)


def finish(
    conn: Connection,
    person_id: int,
    finished: Run,
    end: str,
    answers: Mapping[str, Value],
    *,
    now: int,
) -> None:
    """Keep a finished run."""
    record(conn, [row(person_id, finished, end, answers, now=now)])


def row(
    person_id: int, finished: Run, end: str, answers: Mapping[str, Value], *, now: int
) -> Finished:
    """What `record` keeps of a finished run."""
    kept = encode(answers)
    return person_id, finished.id, finished.flow, finished.version, end, kept, now


def record(conn: Connection, rows: Sequence[Finished]) -> None:
    """Keep finished runs."""
    _RECORD.run(conn, rows)


def find(conn: Connection, person_id: int, run_id: str) -> tuple[str, dict[str, Value]] | None:
    """The flow and the answers of a person's finished run, or None."""
    found = _FIND.first(conn, person=person_id, name=run_id)
    return (found.flow, decode(found.answers)) if found is not None else None


def of(conn: Connection, person_id: int) -> list[dict[str, Any]]:
    """A person's finished runs, oldest first."""
    rows = conn.execute(select(run).where(run.c.person_id == person_id).order_by(run.c.id))
    return [
        {
            "run": row.run_id,
            "flow": row.flow,
            "version": row.version,
            "end": row.end,
            "answers": decode(row.answers),
            "finished_at": row.finished_at,
        }
        for row in rows
    ]
