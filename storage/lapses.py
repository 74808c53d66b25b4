"""Who does not answer: requests that a mentor let run out, pairs in which somebody fell silent."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, or_, select

from core.duration import DAY
from storage.among import among, ids
from storage.prepared import Prepared
from storage.schema import alert, event, person, proposal

SINCE = 180 * DAY
"""Older silence says nothing of today: two seasons, twice what counts as one search."""

_ENDED = (
    select(
        proposal.c.mentor_id,
        proposal.c.state,
        proposal.c.question,
        proposal.c.answer,
        proposal.c.settled_at,
    )
    .where(
        proposal.c.asked_at > bindparam("since"),
        proposal.c.state.in_(("accepted", "declined", "expired")),
    )
    .order_by(proposal.c.settled_at, proposal.c.id)
)
_OF_ALL = Prepared(_ENDED.where(proposal.c.mentor_id.is_not(None)))
_OF = Prepared(_ENDED.where(proposal.c.mentor_id == bindparam("whose")))
_SILENT = Prepared(
    select(alert.c.person_id, func.max(alert.c.at).label("at"))
    .where(
        alert.c.kind == "silent", alert.c.person_id.is_not(None), alert.c.at > bindparam("since")
    )
    .group_by(alert.c.person_id)
)
# Each one's last word alone: all that somebody has ever written is years of events.
_LAST_WORD = (
    select(event.c.at)
    .where(
        event.c.person_id == person.c.id,
        or_(
            event.c.rule.like("answer:%"),
            event.c.rule.like("missed:%"),
            event.c.rule.like("media:%"),
            # Opening a notice is no word of theirs: who never answers opens them, too.
            and_(event.c.rule.like("move:%"), event.c.rule != "move:resume"),
            event.c.rule.in_(("menu", "start", "language")),
        ),
    )
    .order_by(event.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
_WROTE = Prepared(select(person.c.id, _LAST_WORD).where(among(person.c.id, ids("people"))))


def of_all(conn: Connection, now: int) -> dict[int, int]:
    """How many requests in a row each mentor has left unanswered; nobody who has written since.

    A request that ran out while the mentor's own question waited for the mentee is not theirs.
    """
    return _counted(conn, _OF_ALL.all(conn, since=now - SINCE))


def of(conn: Connection, mentor_id: int, now: int) -> int:
    """As `of_all`, of one mentor."""
    return _counted(conn, _OF.all(conn, whose=mentor_id, since=now - SINCE)).get(mentor_id, 0)


def _counted(conn: Connection, ended: Iterable[Any]) -> dict[int, int]:
    found: dict[int, tuple[int, int]] = {}
    for row in ended:
        if row.state != "expired":
            found.pop(row.mentor_id, None)
        elif not row.question or row.answer:
            found[row.mentor_id] = (found.get(row.mentor_id, (0, 0))[0] + 1, row.settled_at)
    heard = _heard(conn, found)
    return {mentor: lapsed for mentor, (lapsed, last) in found.items() if heard[mentor] <= last}


def silent(conn: Connection, now: int) -> set[int]:
    """Those of whom a coordinator was told that they do not answer, and who have not written since."""
    told = {row.person_id: row.at for row in _SILENT.all(conn, since=now - SINCE)}
    heard = _heard(conn, told)
    return {one for one, at in told.items() if heard[one] <= at}


def _heard(conn: Connection, people: Collection[int]) -> dict[int, int]:
    """When each of them last wrote, 0 for never."""
    found = dict.fromkeys(people, 0)
    if found:
        found |= {one: at for one, at in _WROTE.all(conn, people=found) if at is not None}
    return found
