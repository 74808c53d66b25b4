"""Pairs of people that are not proposed to each other, and until when."""

from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, delete, or_, select

from storage import bulk
from storage.prepared import Prepared
from storage.schema import exclusion

_EXCLUDE = bulk.insert(exclusion, "first_id", "second_id", "reason", "until_at", "created_at")
_NOW = or_(exclusion.c.until_at == 0, exclusion.c.until_at > bindparam("now"))
_STANDING = Prepared(
    select(exclusion.c.first_id, exclusion.c.second_id, exclusion.c.reason, exclusion.c.until_at)
    .where(_NOW)
    .order_by(exclusion.c.id)
)
_OF = Prepared(
    select(exclusion.c.first_id, exclusion.c.second_id).where(
        or_(
            exclusion.c.first_id == bindparam("whose"), exclusion.c.second_id == bindparam("whose")
        ),
        _NOW,
    )
)


def exclude(
    conn: Connection, first_id: int, second_id: int, reason: str, now: int, *, until: int = 0
) -> None:
    """Keep the two apart until then; 0 is for good."""
    low, high = sorted((first_id, second_id))
    _EXCLUDE.run(conn, [(low, high, reason, until, now)])


def standing(conn: Connection, now: int) -> Mapping[tuple[int, int], tuple[str, int]]:
    """Every pair that is kept apart now, lower id first: why and until when."""
    rows = _STANDING.all(conn, now=now)
    return {(row.first_id, row.second_id): (row.reason, row.until_at) for row in rows}


def of(conn: Connection, person_id: int, now: int) -> frozenset[int]:
    """Those who are kept apart from this person now."""
    rows = _OF.all(conn, whose=person_id, now=now)
    return frozenset(row.second_id if row.first_id == person_id else row.first_id for row in rows)


def forget(conn: Connection, person_id: int) -> None:
    """Remove every pair of this person."""
    conn.execute(
        delete(exclusion).where(
            or_(exclusion.c.first_id == person_id, exclusion.c.second_id == person_id)
        )
    )
