"""Finished passages through flows, with the answers that counted."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from core.conversation.flow import Value
from core.conversation.run import Run
from storage.codec import decode, encode
from storage.schema import run


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
    conn.execute(
        run.insert().values(
            person_id=person_id,
            run_id=finished.id,
            flow=finished.flow,
            version=finished.version,
            end=end,
            answers=encode(answers),
            finished_at=now,
        )
    )


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
