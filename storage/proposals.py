"""Proposals between two people, one row each; the rules lie in `core.matching.proposal`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, bindparam, func, or_, select, update

from core.matching.proposal import ASKING, OPEN, State
from storage.among import among, ids, words
from storage.codec import decode, encode
from storage.prepared import Prepared, lock
from storage.schema import member, proposal

COLUMNS = tuple(column for column in proposal.c)
_NAMES = tuple(column.name for column in COLUMNS)

_LOAD = Prepared(select(*COLUMNS).where(proposal.c.id == bindparam("row")))
_OF = Prepared(
    select(*COLUMNS)
    .where(
        or_(
            proposal.c.mentee_id == bindparam("mentee"),
            proposal.c.mentor_id == bindparam("mentor"),
        ),
        among(proposal.c.state, words("states")),
    )
    .order_by(proposal.c.rank, proposal.c.id)
)
_ASKING = Prepared(
    select(func.count())
    .select_from(proposal)
    .where(
        proposal.c.mentor_id == bindparam("mentor"),
        proposal.c.state.in_(sorted(OPEN)),  # the condition of the index that holds the few
        proposal.c.state.in_(sorted(ASKING)),
    )
)
_SHOWN = Prepared(
    select(proposal.c.mentor_id, func.count())
    .where(proposal.c.state.in_(sorted(OPEN)), proposal.c.mentor_id.is_not(None))
    .group_by(proposal.c.mentor_id)
)
_ASKED = Prepared(
    select(func.count())
    .select_from(proposal)
    .where(proposal.c.mentee_id == bindparam("mentee"), proposal.c.asked_at > bindparam("since"))
)
_LOCK = Prepared(
    select(member.c.person_id)
    .where(among(member.c.person_id, ids("people")))
    .order_by(member.c.person_id)
    .with_for_update()
)
_GIVEN = (
    *("round_id", "mentee_id", "mentor_id", "rank", "points", "explanation", "table_version"),
    *("state", "created_at", "shown_at"),
)
_ADD = Prepared(
    proposal.insert()
    .values({name: bindparam(f"new_{name}") for name in _GIVEN})
    .returning(proposal.c.id)
)


@cache
def _changing(columns: tuple[str, ...]) -> Prepared:
    """The change of these columns of one row."""
    new: dict[str, Any] = {name: bindparam(f"new_{name}") for name in columns}
    return Prepared(update(proposal).where(proposal.c.id == bindparam("row")).values(new))


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


class Proposal(Struct, frozen=True):
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
    made = []
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
        new = {f"new_{name}": value for name, value in values.items()}
        made.append(int(_ADD.scalar(conn, **new) or 0))
    return made


def load(conn: Connection, proposal_id: int) -> Proposal | None:
    """The proposal, or None."""
    row = _LOAD.first(conn, row=proposal_id)
    return _proposal(row) if row else None


def of(
    conn: Connection,
    *,
    mentee: int | None = None,
    mentor: int | None = None,
    states: Collection[State] = OPEN,
) -> list[Proposal]:
    """Proposals to this mentee, or of this mentor, in these states, best and oldest first."""
    # An id of nobody is no row's, and one statement serves all questions.
    rows = _OF.all(conn, mentee=mentee or 0, mentor=mentor or 0, states=states)
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
    new = {f"new_{name}": value for name, value in values.items()}
    _changing(tuple(values)).run(conn, row=proposal_id, **new)


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
    change(conn, proposal_id, introduction=encode(list(lines)))


def asking(conn: Connection, mentor_id: int) -> int:
    """How many requests this mentor has not answered yet."""
    return int(_ASKING.scalar(conn, mentor=mentor_id) or 0)


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
    return {row[0]: row[1] for row in _SHOWN.all(conn)}


def asked(conn: Connection, mentee_id: int, since: int) -> int:
    """How many mentors this mentee has asked since then."""
    return int(_ASKED.scalar(conn, mentee=mentee_id, since=since) or 0)


def lock_sides(conn: Connection, people: Iterable[int]) -> bool:
    """Hold the members' rows until the transaction ends, always in the same order; whether what
    was read before may have changed meanwhile.

    Everything that two people share is decided under these locks; SQLite has one writer anyway.
    """
    return lock(conn, _LOCK, people=sorted(set(people)))


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


def _proposal(row: Any) -> Proposal:
    values = dict(zip(_NAMES, row, strict=True))
    values["explanation"] = decode(values["explanation"])
    values["introduction"] = tuple(decode(values["introduction"]))
    return Proposal(**values)
