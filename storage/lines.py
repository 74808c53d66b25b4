"""The line between the two of a pair: who blocked it, who shares contact details; one row a pair."""

from dataclasses import dataclass, field
from typing import cast

from sqlalchemy import Connection, bindparam, delete, or_, select, update

from core.mentoring.relay import Line
from core.mentoring.side import Side
from storage.codec import decode, encode
from storage.prepared import Prepared
from storage.schema import line, mentorship, outbox

CONTACT_SHARED = "contact-shared"
"""The key of the words that tell a partner how to reach somebody."""

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


def held(conn: Connection) -> frozenset[int]:
    """The pairs whose words a report holds until a coordinator has looked."""
    return frozenset(conn.execute(select(line.c.mentorship_id).where(line.c.held)).scalars())


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
    """Drop the lines of a person's pairs, and their contact in what was sent to their partners; call
    before the pairs forget the person.
    """
    theirs = or_(mentorship.c.mentee_id == person_id, mentorship.c.mentor_id == person_id)
    rows = conn.execute(
        select(line.c.contacts, mentorship.c.mentee_id, mentorship.c.mentor_id)
        .join(mentorship, mentorship.c.id == line.c.mentorship_id)
        .where(theirs)
    ).all()
    for row in rows:
        side, partner = (
            ("mentee", row.mentor_id) if row.mentee_id == person_id else ("mentor", row.mentee_id)
        )
        contact = decode(row.contacts).get(side)
        if contact and partner is not None:
            _forget_contact(conn, partner, contact)
    conn.execute(
        delete(line).where(line.c.mentorship_id.in_(select(mentorship.c.id).where(theirs)))
    )


def _forget_contact(conn: Connection, partner: int, contact: str) -> None:
    """Empty the message that told a partner how to reach somebody; one that waits is not sent."""
    told = (
        outbox.c.person_id == partner,
        outbox.c.body.contains(f'"{CONTACT_SHARED}"'),
        outbox.c.body.contains(encode(contact)[1:-1], autoescape=True),
    )
    waits = outbox.c.state.in_(("pending", "held", "unknown"))
    conn.execute(update(outbox).where(*told, waits).values(state="cancelled", error="erased"))
    conn.execute(update(outbox).where(*told, outbox.c.state != "sending").values(body=""))
