"""Proposals between two people, one row each; the rules lie in `core.matching.proposal`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, or_, select, update

from core.matching.proposal import ASKING, OPEN, State
from storage.codec import decode, encode
from storage.schema import member, proposal

COLUMNS = tuple(column for column in proposal.c)

_OF = (
    select(*COLUMNS)
    .where(
        or_(
            proposal.c.mentee_id == bindparam("mentee"),
            proposal.c.mentor_id == bindparam("mentor"),
        ),
        proposal.c.state.in_(bindparam("states", expanding=True)),
    )
    .order_by(proposal.c.rank, proposal.c.id)
)


@dataclass(frozen=True, slots=True)
class NewProposal:
    """A proposal to keep; `explanation` holds codes for the mentee and for the mentor."""

    mentee_id: int
    mentor_id: int
    rank: int
    points: int
    explanation: Mapping[str, Any]
    table_version: str
    state: State = "shown"
    round_id: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A row; an id of a person is None once they are erased."""

    id: int
    round_id: int | None
    mentee_id: int | None
    mentor_id: int | None
    rank: int
    points: int
    table_version: str
    explanation: Mapping[str, Any]
    state: State
    introduction: tuple[str, ...]
    question: str
    answer: str
    reason: str
    reason_line: str
    created_at: int
    shown_at: int
    asked_at: int
    expires_at: int
    settled_at: int


def add(conn: Connection, rows: Sequence[NewProposal], now: int) -> list[int]:
    """Keep new proposals; their ids in the same order."""
    ids = []
    for one in rows:
        values = {
            "round_id": one.round_id,
            "mentee_id": one.mentee_id,
            "mentor_id": one.mentor_id,
            "rank": one.rank,
            "points": one.points,
            "explanation": encode(one.explanation),
            "table_version": one.table_version,
            "state": one.state,
            "created_at": now,
            "shown_at": now if one.state == "shown" else 0,
        }
        made = conn.execute(proposal.insert().values(**values).returning(proposal.c.id))
        ids.append(int(made.scalar_one()))
    return ids


def load(conn: Connection, proposal_id: int) -> Proposal | None:
    """The proposal, or None."""
    row = conn.execute(select(*COLUMNS).where(proposal.c.id == proposal_id)).first()
    return _proposal(row) if row else None


def of(
    conn: Connection,
    *,
    mentee: int | None = None,
    mentor: int | None = None,
    states: Collection[State] = OPEN,
) -> list[Proposal]:
    """Proposals to this mentee, or of this mentor, in these states, best and oldest first."""
    # An id of nobody is no row's, and one statement for all questions is made only once.
    sides = {"mentee": mentee or 0, "mentor": mentor or 0}
    rows = conn.execute(_OF, {**sides, "states": list(states)})
    return [_proposal(row) for row in rows]


def of_round(conn: Connection, round_id: int) -> list[Proposal]:
    """The proposals of a round, by mentee and rank."""
    rows = conn.execute(
        select(*COLUMNS)
        .where(proposal.c.round_id == round_id)
        .order_by(proposal.c.mentee_id, proposal.c.rank, proposal.c.id)
    )
    return [_proposal(row) for row in rows]


def change(conn: Connection, proposal_id: int, **values: str | int) -> None:
    """Write these columns."""
    conn.execute(update(proposal).where(proposal.c.id == proposal_id).values(**values))


def amend(
    conn: Connection,
    proposal_id: int,
    mentor_id: int,
    points: int,
    explanation: Mapping[str, Any],
) -> None:
    """Another mentor in a proposal that nobody has seen."""
    conn.execute(
        update(proposal)
        .where(proposal.c.id == proposal_id)
        .values(mentor_id=mentor_id, points=points, explanation=encode(explanation))
    )


def introduce(conn: Connection, proposal_id: int, lines: Iterable[str]) -> None:
    """Keep the mentee's own lines to the mentor."""
    conn.execute(
        update(proposal)
        .where(proposal.c.id == proposal_id)
        .values(introduction=encode(list(lines)))
    )


def asking(conn: Connection, mentor_id: int) -> int:
    """How many requests this mentor has not answered yet."""
    return int(
        conn.execute(
            select(func.count())
            .select_from(proposal)
            .where(proposal.c.mentor_id == mentor_id, proposal.c.state.in_(list(ASKING)))
        ).scalar_one()
    )


def looking(conn: Connection) -> set[int]:
    """Mentees who have open cards, shown or about to be."""
    rows = conn.execute(
        select(proposal.c.mentee_id)
        .where(proposal.c.state.in_(list(OPEN)), proposal.c.mentee_id.is_not(None))
        .distinct()
    )
    return set(rows.scalars())


def shown(conn: Connection) -> dict[int, int]:
    """How many open cards each mentor is on."""
    rows = conn.execute(
        select(proposal.c.mentor_id, func.count())
        .where(proposal.c.state.in_(list(OPEN)), proposal.c.mentor_id.is_not(None))
        .group_by(proposal.c.mentor_id)
    )
    return {row[0]: row[1] for row in rows}


def asked(conn: Connection, mentee_id: int, since: int) -> int:
    """How many mentors this mentee has asked since then."""
    return int(
        conn.execute(
            select(func.count())
            .select_from(proposal)
            .where(proposal.c.mentee_id == mentee_id, proposal.c.asked_at > since)
        ).scalar_one()
    )


def lock_sides(conn: Connection, people: Iterable[int]) -> None:
    """Hold the members' rows until the transaction ends, always in the same order.

    Everything that two people share is decided under these locks; SQLite has one writer anyway.
    """
    conn.execute(
        select(member.c.person_id)
        .where(member.c.person_id.in_(sorted(set(people))))
        .order_by(member.c.person_id)
        .with_for_update()
    ).all()


def forget(conn: Connection, person_id: int) -> None:
    """Keep the count and the outcome, lose the person and every word."""
    blank = {
        "explanation": "{}",
        "introduction": "[]",
        "question": "",
        "answer": "",
        "reason_line": "",
    }
    for side in (proposal.c.mentee_id, proposal.c.mentor_id):
        conn.execute(update(proposal).where(side == person_id).values({**blank, side.name: None}))


def _proposal(row: Row[Any]) -> Proposal:
    values = dict(row._mapping)  # noqa: SLF001 - the documented way to a row's columns
    values["explanation"] = decode(values["explanation"])
    values["introduction"] = tuple(decode(values["introduction"]))
    return Proposal(**values)
