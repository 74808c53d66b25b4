"""The skill grids of mentorships, one row a skill, rater and moment."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from core.mentoring.side import Side
from core.mentoring.skills import SKILLS, Moment, Rating
from storage import bulk
from storage.prepared import Prepared
from storage.schema import skill_rating

_OF = Prepared(select(skill_rating).where(skill_rating.c.mentorship_id == bindparam("pair")))
_KEEP = bulk.insert(skill_rating, "mentorship_id", "rater", "moment", "skill", "level", "at")
_REPLACED = Prepared(
    delete(skill_rating).where(
        skill_rating.c.mentorship_id == bindparam("pair"),
        skill_rating.c.rater == bindparam("by"),
        skill_rating.c.moment == bindparam("when"),
        skill_rating.c.skill == bindparam("which"),
    )
)
_RATED = Prepared(
    select(skill_rating.c.moment).where(
        skill_rating.c.mentorship_id == bindparam("pair"),
        skill_rating.c.rater == bindparam("by"),
    )
)


def keep(conn: Connection, mentorship_id: int, ratings: Sequence[Rating], now: int) -> None:
    """Keep ratings; a later one for the same moment takes the place of the former."""
    for one in ratings:
        _REPLACED.run(conn, pair=mentorship_id, by=one.rater, when=one.moment, which=one.skill)
    _KEEP.run(
        conn,
        [(mentorship_id, one.rater, one.moment, one.skill, one.level, now) for one in ratings],
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
