"""Everybody whom matching looks at, read in one go."""

from typing import Any, cast

from sqlalchemy import Connection, Select, func, select, text

from core.matching.pool import Exclusion, Mentee, Mentor, Pool, Reason, mentee_of, mentor_of
from core.matching.proposal import ASKING
from storage import exclusions, members
from storage.schema import address, matching_round, member, mentorship, proposal

MATCHABLE = ("qualified", "paused")
"""States of members who are looked at; a rule keeps out who pauses, so that it can be explained."""


def load(conn: Connection, now: int, *, seed: int = 0) -> Pool:
    """The pool as it is now: mentees without a mentor, mentors with their taken and asked seats."""
    seen: dict[int, int] = dict(
        _rows(
            conn,
            select(address.c.person_id, func.max(address.c.last_in_at)).group_by(
                address.c.person_id
            ),
        )
    )
    live = conn.execute(
        select(mentorship.c.mentee_id, mentorship.c.mentor_id).where(
            mentorship.c.ended_at == 0, mentorship.c.mentee_id.is_not(None)
        )
    ).all()
    taken: dict[int, int] = {}
    for row in live:
        taken[row.mentor_id] = taken.get(row.mentor_id, 0) + 1
    ended: dict[int, int] = dict(
        _rows(
            conn,
            select(mentorship.c.mentee_id, func.max(mentorship.c.ended_at)).group_by(
                mentorship.c.mentee_id
            ),
        )
    )
    asked = conn.execute(
        select(proposal.c.mentee_id, proposal.c.mentor_id).where(proposal.c.state.in_(list(ASKING)))
    ).all()
    reserved: dict[int, int] = {}
    for row in asked:
        reserved[row.mentor_id] = reserved.get(row.mentor_id, 0) + 1
    waiting_for_answer = {row.mentee_id for row in asked}
    released = conn.execute(
        select(matching_round.c.released_at).where(text("state = 'released'"))
    ).scalars().all()  # fmt: skip
    running = frozenset((row.mentee_id, row.mentor_id) for row in live)
    mentees: list[Mentee] = []
    mentors: list[Mentor] = []
    for row in conn.execute(select(member).where(member.c.state.in_(MATCHABLE))):
        profile, person = members.profile_of(row), row.person_id
        last_seen = seen.get(person, 0)
        if "mentee" in profile.roles and person not in waiting_for_answer:
            since = max(row.created_at, ended.get(person, 0))
            mentees.append(
                mentee_of(
                    person,
                    profile,
                    now=now,
                    last_seen=last_seen,
                    waiting_since=since,
                    rounds=sum(moment > since for moment in released),
                )
            )
        if "mentor" in profile.roles:
            mentors.append(
                mentor_of(
                    person,
                    profile,
                    now=now,
                    last_seen=last_seen,
                    taken=taken.get(person, 0),
                    reserved=reserved.get(person, 0),
                )
            )
    apart = frozenset(
        Exclusion(first, second, cast("Reason", reason), until)
        for (low, high), (reason, until) in exclusions.standing(conn, now).items()
        for first, second in ((low, high), (high, low))
    )
    return Pool(tuple(mentees), tuple(mentors), now, apart, running, seed)


def mentee(conn: Connection, person_id: int, now: int) -> Mentee:
    """One mentee as they are now. Raises LookupError for somebody without a profile."""
    row = conn.execute(select(member).where(member.c.person_id == person_id)).one_or_none()
    if row is None:
        raise LookupError(f"person {person_id} has no profile")
    heard = select(func.max(address.c.last_in_at)).where(address.c.person_id == person_id)
    ended = select(func.max(mentorship.c.ended_at)).where(mentorship.c.mentee_id == person_id)
    since = max(row.created_at, conn.execute(ended).scalar() or 0)
    return mentee_of(
        person_id,
        members.profile_of(row),
        now=now,
        last_seen=conn.execute(heard).scalar() or 0,
        waiting_since=since,
    )


def _rows(conn: Connection, statement: Select[Any]) -> list[tuple[int, int]]:
    return [(row[0], row[1]) for row in conn.execute(statement) if row[0] is not None]
