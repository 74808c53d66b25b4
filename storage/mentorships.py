"""Two people who said yes to each other, one row a pair; the pair itself is a JSON document."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select, update

from storage.schema import mentorship


class StalePairError(RuntimeError):
    """The pair was changed by somebody else since it was read."""


@dataclass(frozen=True, slots=True)
class Mentorship:
    """A row; an id of a person is None once they are erased, `pair` is JSON text."""

    id: int
    mentee_id: int | None
    mentor_id: int | None
    proposal_id: int | None
    kind: str
    state: str
    pair: str
    version: int
    created_at: int
    updated_at: int
    ended_at: int


def begin(
    conn: Connection,
    mentee_id: int,
    mentor_id: int,
    proposal_id: int | None,
    now: int,
    *,
    pair: str = "{}",
    state: str = "agreed",
) -> int:
    """A new pair; its id. Raises IntegrityError when the mentee is accompanied already."""
    made = conn.execute(
        mentorship.insert()
        .values(
            mentee_id=mentee_id,
            mentor_id=mentor_id,
            proposal_id=proposal_id,
            state=state,
            pair=pair,
            created_at=now,
            updated_at=now,
        )
        .returning(mentorship.c.id)
    )
    return int(made.scalar_one())


def load(conn: Connection, mentorship_id: int) -> Mentorship | None:
    """The pair, or None."""
    row = conn.execute(select(mentorship).where(mentorship.c.id == mentorship_id)).first()
    return _mentorship(row) if row else None


def of(conn: Connection, person_id: int, *, live: bool = True) -> list[Mentorship]:
    """The pairs a person is part of, newest first; only those that have not ended if `live`."""
    statement = select(mentorship).where(
        or_(mentorship.c.mentee_id == person_id, mentorship.c.mentor_id == person_id)
    )
    if live:
        statement = statement.where(mentorship.c.ended_at == 0)
    return [_mentorship(row) for row in conn.execute(statement.order_by(mentorship.c.id.desc()))]


def live(conn: Connection) -> list[int]:
    """The ids of all pairs that have not ended."""
    running = select(mentorship.c.id).where(mentorship.c.ended_at == 0, mentorship.c.pair != "{}")
    return list(conn.execute(running.order_by(mentorship.c.id)).scalars())


def save(
    conn: Connection, one: Mentorship, pair: str, state: str, now: int, *, ended: bool
) -> None:
    """Write the pair as changed from what was read. Raises StalePairError."""
    changed = conn.execute(
        update(mentorship)
        .where(mentorship.c.id == one.id, mentorship.c.version == one.version)
        .values(
            pair=pair,
            state=state,
            version=one.version + 1,
            updated_at=now,
            ended_at=(one.ended_at or now) if ended else 0,
        )
    )
    if changed.rowcount != 1:
        raise StalePairError(f"mentorship {one.id} at version {one.version}")


def taken(conn: Connection, mentor_id: int) -> int:
    """How many people this mentor accompanies now."""
    return int(
        conn.execute(
            select(func.count())
            .select_from(mentorship)
            .where(mentorship.c.mentor_id == mentor_id, mentorship.c.ended_at == 0)
        ).scalar_one()
    )


def accompanied(conn: Connection, mentee_id: int) -> bool:
    """Whether this mentee has a mentor now."""
    return (
        conn.execute(
            select(mentorship.c.id).where(
                mentorship.c.mentee_id == mentee_id, mentorship.c.ended_at == 0
            )
        ).first()
        is not None
    )


def forget(conn: Connection, person_id: int) -> None:
    """Keep that there was a pair and how it ended, lose the person and every word."""
    for side in (mentorship.c.mentee_id, mentorship.c.mentor_id):
        conn.execute(
            update(mentorship).where(side == person_id).values({side.name: None, "pair": "{}"})
        )


def _mentorship(row: Row[Any]) -> Mentorship:
    return Mentorship(**row._mapping)  # noqa: SLF001 - the documented way to a row's columns
