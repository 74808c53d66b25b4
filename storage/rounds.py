"""Matching rounds: drafted, looked at by a coordinator, released or undone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from storage.codec import decode, encode
from storage.prepared import Prepared
from storage.schema import matching_round

_LATEST = Prepared(
    select(matching_round)
    .where(matching_round.c.state == bindparam("which"))
    .order_by(matching_round.c.id.desc())
    .limit(1)
)


_NAMES = tuple(column.name for column in matching_round.c)


@dataclass(frozen=True, slots=True)
class MatchingRound:
    """A row; `summary` holds figures without names, `prices` by mentor among them."""

    id: int
    state: str
    mode: str
    table_version: str
    seed: int
    summary: Mapping[str, Any]
    created_at: int
    released_at: int


def draft(
    conn: Connection,
    now: int,
    *,
    mode: str,
    table_version: str,
    seed: int,
    summary: Mapping[str, Any],
) -> int:
    """Keep a new draft; its id."""
    made = conn.execute(
        matching_round.insert()
        .values(
            mode=mode,
            table_version=table_version,
            seed=seed,
            summary=encode(summary),
            created_at=now,
        )
        .returning(matching_round.c.id)
    )
    return int(made.scalar_one())


def load(conn: Connection, round_id: int) -> MatchingRound | None:
    """The round, or None."""
    row = conn.execute(select(matching_round).where(matching_round.c.id == round_id)).first()
    return _round(row) if row else None


def latest(conn: Connection, state: str) -> MatchingRound | None:
    """The newest round in this state, or None."""
    row = _LATEST.first(conn, which=state)
    return _round(row) if row else None


def close(conn: Connection, round_id: int, state: str, now: int) -> None:
    """Mark a draft as released or undone."""
    conn.execute(
        update(matching_round)
        .where(matching_round.c.id == round_id)
        .values(state=state, released_at=now if state == "released" else 0)
    )


def prices(conn: Connection, table_version: str) -> tuple[dict[int, int], int]:
    """What seats were worth by mentor, in units, in the last round that was released, and when.

    None when that round's scores were made by another table of weights than `table_version`.
    """
    last = latest(conn, "released")
    if last is None or last.table_version != table_version:
        return {}, 0
    found: Mapping[str, int] = last.summary.get("prices", {})
    return {int(mentor): price for mentor, price in found.items()}, last.released_at


def forget(conn: Connection, person_id: int) -> None:
    """Drop what this mentor's seats were worth from every round; the sums stay."""
    number = str(person_id)
    rows = conn.execute(
        select(matching_round.c.id, matching_round.c.summary).where(
            matching_round.c.summary.contains(f'"{number}":', autoescape=True)
        )
    ).all()
    for row in rows:
        summary = decode(row.summary)
        if summary.get("prices", {}).pop(number, None) is not None:
            conn.execute(
                update(matching_round)
                .where(matching_round.c.id == row.id)
                .values(summary=encode(summary))
            )


def _round(row: Any) -> MatchingRound:
    values = dict(zip(_NAMES, row, strict=True))
    values["summary"] = decode(values["summary"])
    return MatchingRound(**values)
