"""What one side of a pair said in private: kept with its author, for them and a coordinator."""

from sqlalchemy import Connection, Row, select

from core.mentoring.events import Confided
from storage.schema import confidence


def keep(conn: Connection, person_id: int, mentorship_id: int, said: Confided, now: int) -> None:
    """Keep what this person confided about the pair."""
    conn.execute(
        confidence.insert().values(
            person_id=person_id,
            mentorship_id=mentorship_id,
            about=said.about,
            rating=said.rating,
            reason=said.reason,
            line=said.line,
            at=now,
        )
    )


def of(conn: Connection, person_id: int) -> list[Row[*tuple[object, ...]]]:
    """All that a person confided, oldest first."""
    return list(
        conn.execute(
            select(confidence).where(confidence.c.person_id == person_id).order_by(confidence.c.id)
        )
    )
