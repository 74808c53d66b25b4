"""Pairs of people that are not proposed to each other, and until when."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, or_, select

from storage.schema import exclusion


def exclude(
    conn: Connection, first_id: int, second_id: int, reason: str, now: int, *, until: int = 0
) -> None:
    """Keep the two apart until then; 0 is for good."""
    low, high = sorted((first_id, second_id))
    conn.execute(
        exclusion.insert().values(
            first_id=low, second_id=high, reason=reason, until_at=until, created_at=now
        )
    )


def standing(conn: Connection, now: int) -> Mapping[tuple[int, int], tuple[str, int]]:
    """Every pair that is kept apart now, lower id first: why and until when."""
    rows = conn.execute(
        select(
            exclusion.c.first_id,
            exclusion.c.second_id,
            exclusion.c.reason,
            exclusion.c.until_at,
        )
        .where(or_(exclusion.c.until_at == 0, exclusion.c.until_at > now))
        .order_by(exclusion.c.id)
    )
    return {(row.first_id, row.second_id): (row.reason, row.until_at) for row in rows}


def of(conn: Connection, person_id: int, now: int) -> frozenset[int]:
    """Those who are kept apart from this person now."""
    rows = conn.execute(
        select(exclusion.c.first_id, exclusion.c.second_id).where(
            or_(exclusion.c.first_id == person_id, exclusion.c.second_id == person_id),
            or_(exclusion.c.until_at == 0, exclusion.c.until_at > now),
        )
    )
    return frozenset(row.second_id if row.first_id == person_id else row.first_id for row in rows)


def forget(conn: Connection, person_id: int) -> None:
    """Remove every pair of this person."""
    conn.execute(
        delete(exclusion).where(
            or_(exclusion.c.first_id == person_id, exclusion.c.second_id == person_id)
        )
    )
