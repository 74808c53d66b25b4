"""What one side of a pair said in private: kept with its author, for them and a coordinator."""

from sqlalchemy import Connection, Row, bindparam, select

from core.mentoring.events import Confided
from storage.prepared import Prepared
from storage.schema import confidence

_KEEP = Prepared(
    confidence.insert()
    .values(
        person_id=bindparam("whose"),
        mentorship_id=bindparam("pair"),
        about=bindparam("of"),
        rating=bindparam("given"),
        reason=bindparam("why"),
        line=bindparam("words"),
        at=bindparam("now"),
    )
    .returning(confidence.c.id)
)


def keep(conn: Connection, person_id: int, mentorship_id: int, said: Confided, now: int) -> int:
    """Keep what this person confided about the pair; its id."""
    made = _KEEP.scalar(
        conn,
        whose=person_id,
        pair=mentorship_id,
        of=said.about,
        given=said.rating,
        why=said.reason,
        words=said.line,
        now=now,
    )
    return int(made or 0)


def line_of(conn: Connection, confidence_id: int) -> str:
    """The line of one of them, empty when it is gone."""
    found = conn.execute(select(confidence.c.line).where(confidence.c.id == confidence_id))
    return str(found.scalar() or "")


def of(conn: Connection, person_id: int) -> list[Row[*tuple[object, ...]]]:
    """All that a person confided, oldest first."""
    return list(
        conn.execute(
            select(confidence).where(confidence.c.person_id == person_id).order_by(confidence.c.id)
        )
    )
