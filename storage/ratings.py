"""The skill grids of mentorships, one row a skill, rater and moment."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from core.mentoring.side import Side
from core.mentoring.skills import SKILLS, Moment, Rating
from storage.prepared import Prepared
from storage.schema import skill_rating

_OF = Prepared(select(skill_rating).where(skill_rating.c.mentorship_id == bindparam("pair")))
_RATED = Prepared(
    select(skill_rating.c.moment).where(
        skill_rating.c.mentorship_id == bindparam("pair"),
        skill_rating.c.rater == bindparam("by"),
    )
)


def keep(conn: Connection, mentorship_id: int, ratings: Sequence[Rating], now: int) -> None:
    """Keep ratings; a later one for the same moment takes the place of the former."""
    for one in ratings:
        conn.execute(
            delete(skill_rating).where(
                skill_rating.c.mentorship_id == mentorship_id,
                skill_rating.c.rater == one.rater,
                skill_rating.c.moment == one.moment,
                skill_rating.c.skill == one.skill,
            )
        )
    if ratings:
        conn.execute(
            skill_rating.insert(),
            [
                {
                    "mentorship_id": mentorship_id,
                    "rater": one.rater,
                    "moment": one.moment,
                    "skill": one.skill,
                    "level": one.level,
                    "at": now,
                }
                for one in ratings
            ],
        )


def of(conn: Connection, mentorship_id: int) -> list[Rating]:
    """All ratings of a mentorship, in the grid's order."""
    rows = _OF.all(conn, pair=mentorship_id)
    return [Rating(row.skill, row.rater, row.moment, row.level) for row in _in_order(rows)]


def every(conn: Connection) -> dict[int, list[Rating]]:
    """All ratings by mentorship."""
    found: dict[int, list[Rating]] = {}
    for row in _in_order(conn.execute(select(skill_rating)).all()):
        found.setdefault(row.mentorship_id, []).append(
            Rating(row.skill, row.rater, row.moment, row.level)
        )
    return found


def rated(conn: Connection, mentorship_id: int, rater: Side) -> frozenset[Moment]:
    """The moments for which this side has rated."""
    return frozenset(_RATED.scalars(conn, pair=mentorship_id, by=rater))


def _in_order(rows: Iterable[Any]) -> list[Any]:
    return sorted(rows, key=lambda row: (row.moment, row.rater, SKILLS.index(row.skill)))
