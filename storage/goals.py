"""The goals of a mentorship, one row a goal, with the values of its metric as they were told."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import Connection, and_, bindparam, or_, select, update

from core.mentoring.goal import Goal, Reading
from core.mentoring.side import Side
from storage.codec import encode
from storage.prepared import Prepared
from storage.schema import goal, mentorship

_goal = msgspec.json.Decoder(Goal)
_readings = msgspec.json.Decoder(tuple[Reading, ...])

_OF = Prepared(
    select(goal)
    .where(goal.c.mentorship_id == bindparam("pair"), goal.c.goal != "{}")
    .order_by(goal.c.id)
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A goal as it is kept: its row, whose proposal it was, and the values told so far."""

    id: int
    mentorship_id: int
    proposed_by: Side
    goal: Goal
    readings: tuple[Reading, ...]
    version: int


class StaleGoalError(RuntimeError):
    """The goal was changed by somebody else since it was read."""


def add(conn: Connection, mentorship_id: int, proposed_by: Side, one: Goal, now: int) -> int:
    """Keep a new goal; its id."""
    made = conn.execute(
        goal.insert()
        .values(
            mentorship_id=mentorship_id,
            proposed_by=proposed_by,
            state=one.state,
            goal=encode(one),
            created_at=now,
            updated_at=now,
        )
        .returning(goal.c.id)
    )
    return int(made.scalar_one())


def of(conn: Connection, mentorship_id: int) -> list[Kept]:
    """The goals of a mentorship, oldest first; those emptied by an erasure are left out."""
    rows = _OF.all(conn, pair=mentorship_id)
    return [
        Kept(
            row.id,
            row.mentorship_id,
            row.proposed_by,
            _goal.decode(row.goal),
            _readings.decode(row.readings),
            row.version,
        )
        for row in rows
    ]


def save(
    conn: Connection, kept: Kept, one: Goal, now: int, readings: Sequence[Reading] | None = None
) -> None:
    """Write the goal as changed from what was read. Raises StaleGoalError."""
    told = kept.readings if readings is None else tuple(readings)
    changed = conn.execute(
        update(goal)
        .where(goal.c.id == kept.id, goal.c.version == kept.version)
        .values(
            state=one.state,
            goal=encode(one),
            readings=encode(told),
            version=kept.version + 1,
            updated_at=now,
        )
    )
    if changed.rowcount != 1:
        raise StaleGoalError(f"goal {kept.id} at version {kept.version}")


def forget(conn: Connection, person_id: int) -> None:
    """Empty the goals of a mentee, and those that a mentor put into words; their states stay."""
    theirs = (
        select(mentorship.c.id)
        .where(
            mentorship.c.id == goal.c.mentorship_id,
            or_(
                mentorship.c.mentee_id == person_id,
                and_(mentorship.c.mentor_id == person_id, goal.c.proposed_by == "mentor"),
            ),
        )
        .exists()
    )
    conn.execute(update(goal).where(theirs).values(goal="{}", readings="[]"))
