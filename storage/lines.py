"""The line between the two of a pair: who blocked it, who shares contact details; one row a pair."""

from dataclasses import dataclass, field
from typing import cast

from sqlalchemy import Connection, bindparam, delete, or_, select

from core.mentoring.relay import Line
from core.mentoring.side import Side
from storage.codec import decode, encode
from storage.prepared import Prepared
from storage.schema import line, mentorship

_LOAD = Prepared(select(line).where(line.c.mentorship_id == bindparam("pair")))


@dataclass(frozen=True, slots=True)
class Stored:
    """A line, and what each side gives the other once both share."""

    line: Line = field(default_factory=Line)
    contacts: dict[Side, str] = field(default_factory=dict)


def load(conn: Connection, mentorship_id: int) -> Stored:
    """The line of a pair; one that nobody touched is open."""
    row = _LOAD.first(conn, pair=mentorship_id)
    if row is None:
        return Stored()
    blocked = tuple(cast("list[Side]", decode(row.blocked_by)))
    shared = tuple(cast("list[Side]", decode(row.shared_by)))
    return Stored(Line(blocked, shared, row.held), decode(row.contacts))


def save(conn: Connection, mentorship_id: int, stored: Stored) -> None:
    """Write the line of a pair; the caller holds the locks of both people."""
    conn.execute(delete(line).where(line.c.mentorship_id == mentorship_id))
    conn.execute(
        line.insert().values(
            mentorship_id=mentorship_id,
            blocked_by=encode(stored.line.blocked_by),
            shared_by=encode(stored.line.shared_by),
            contacts=encode(stored.contacts),
            held=stored.line.held,
        )
    )


def forget(conn: Connection, person_id: int) -> None:
    """Drop the lines of a person's pairs; call before the pairs forget the person."""
    theirs = select(mentorship.c.id).where(
        or_(mentorship.c.mentee_id == person_id, mentorship.c.mentor_id == person_id)
    )
    conn.execute(delete(line).where(line.c.mentorship_id.in_(theirs)))
