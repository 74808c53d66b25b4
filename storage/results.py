"""The outcomes of mentorships: what was claimed, confirmed, verified, and may be told."""

from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, or_, select, update

from core.mentoring.outcome import Outcome
from core.mentoring.side import Side
from storage.codec import encode
from storage.schema import mentorship, outcome

_outcome = msgspec.json.Decoder(Outcome)


@dataclass(frozen=True, slots=True)
class Kept:
    """An outcome as it is kept; `changed_at` (milliseconds UTC) is its last step."""

    id: int
    mentorship_id: int
    outcome: Outcome
    version: int
    changed_at: int


class StaleOutcomeError(RuntimeError):
    """The outcome was changed by somebody else since it was read."""


def add(conn: Connection, mentorship_id: int, one: Outcome, now: int) -> int:
    """Keep a new claim; its id."""
    made = conn.execute(
        outcome.insert()
        .values(
            mentorship_id=mentorship_id,
            kind=one.kind,
            reporter=one.reporter,
            state=one.state,
            grade=one.grade,
            outcome=encode(one),
            created_at=now,
            updated_at=now,
        )
        .returning(outcome.c.id)
    )
    return int(made.scalar_one())


def load(conn: Connection, outcome_id: int) -> Kept | None:
    """One outcome; None when there is none, or when an erasure emptied it."""
    row = conn.execute(
        select(outcome).where(outcome.c.id == outcome_id, outcome.c.outcome != "{}")
    ).first()
    return kept_of(row) if row else None


def of(conn: Connection, mentorship_id: int) -> list[Kept]:
    """The outcomes of a mentorship, oldest first."""
    rows = conn.execute(
        select(outcome)
        .where(outcome.c.mentorship_id == mentorship_id, outcome.c.outcome != "{}")
        .order_by(outcome.c.id)
    )
    return [kept_of(row) for row in rows]


def consented(conn: Connection, mentorship_id: int, side: Side) -> list[Kept]:
    """The outcomes that `side` agreed to have told, oldest first."""
    return [kept for kept in of(conn, mentorship_id) if side in kept.outcome.consents]


def every(conn: Connection, state: str | None = None) -> list[Kept]:
    """All outcomes that still say something, oldest first; only those in `state` if one is given."""
    found = select(outcome).where(outcome.c.outcome != "{}").order_by(outcome.c.id)
    rows = conn.execute(found if state is None else found.where(outcome.c.state == state))
    return [kept_of(row) for row in rows]


def save(conn: Connection, kept: Kept, one: Outcome, now: int) -> None:
    """Write the outcome as changed from what was read. Raises StaleOutcomeError."""
    changed = conn.execute(
        update(outcome)
        .where(outcome.c.id == kept.id, outcome.c.version == kept.version)
        .values(
            state=one.state,
            grade=one.grade,
            outcome=encode(one),
            version=kept.version + 1,
            updated_at=now,
        )
    )
    if changed.rowcount != 1:
        raise StaleOutcomeError(f"outcome {kept.id} at version {kept.version}")


def forget(conn: Connection, person_id: int) -> None:
    """Empty the outcomes of a mentee and those that a mentor claimed; kind and grade stay."""
    theirs = (
        select(mentorship.c.id)
        .where(
            mentorship.c.id == outcome.c.mentorship_id,
            or_(
                mentorship.c.mentee_id == person_id,
                and_(mentorship.c.mentor_id == person_id, outcome.c.reporter == "mentor"),
            ),
        )
        .exists()
    )
    conn.execute(update(outcome).where(theirs).values(outcome="{}"))


def kept_of(row: Row[Any]) -> Kept:
    """The outcome in a row that has all of its columns."""
    made = _outcome.decode(row.outcome)
    return Kept(row.id, row.mentorship_id, made, row.version, row.updated_at)
