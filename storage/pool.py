"""Everybody whom matching looks at, read in one go."""

from typing import cast

from sqlalchemy import Connection, bindparam, exists, func, select, text

from core.matching.pool import Exclusion, Mentee, Mentor, Pool, Reason, mentee_of, mentor_of
from core.matching.proposal import ASKING, OPEN
from storage import exclusions, lapses, members
from storage.prepared import Prepared
from storage.schema import address, matching_round, member, mentorship, proposal, timer

MATCHABLE = ("qualified", "paused")
"""States of members who are looked at; a rule keeps out who pauses, so that it can be explained."""

_SEEN = Prepared(
    select(address.c.person_id, func.max(address.c.last_in_at)).group_by(address.c.person_id)
)
_SEEN_OF = Prepared(
    select(func.max(address.c.last_in_at)).where(address.c.person_id == bindparam("whose"))
)
_RUNNING = Prepared(
    select(mentorship.c.mentee_id, mentorship.c.mentor_id).where(
        mentorship.c.ended_at == 0, mentorship.c.mentee_id.is_not(None)
    )
)
_ENDED = Prepared(
    select(mentorship.c.mentee_id, func.max(mentorship.c.ended_at))
    .where(mentorship.c.mentee_id.is_not(None))
    .group_by(mentorship.c.mentee_id)
)
# Whoever has completed is looked for again only once they ask: a search of theirs is under way.
_ALUMNI = Prepared(
    select(mentorship.c.mentee_id, mentorship.c.ended_at).where(
        mentorship.c.state.in_(("completed", "completed_early")),
        mentorship.c.mentee_id.is_not(None),
        ~exists().where(
            timer.c.person_id == mentorship.c.mentee_id,
            text("timer.kind = 'seek'"),
            text("timer.state = 'waiting'"),
        ),
    )
)
_ENDED_OF = Prepared(
    select(func.max(mentorship.c.ended_at)).where(mentorship.c.mentee_id == bindparam("whose"))
)
_ASKED = Prepared(
    select(proposal.c.mentee_id, proposal.c.mentor_id).where(
        proposal.c.state.in_(sorted(OPEN)),  # the condition of the index that holds the few
        proposal.c.state.in_(sorted(ASKING)),
    )
)
_RELEASED = Prepared(select(matching_round.c.released_at).where(text("state = 'released'")))
_MATCHABLE = Prepared(select(member).where(member.c.state.in_(MATCHABLE)))
_MEMBER = Prepared(select(member).where(member.c.person_id == bindparam("whose")))


def load(conn: Connection, now: int, *, seed: int = 0) -> Pool:
    """The pool as it is now: mentees without a mentor, mentors with their taken and asked seats.

    Former mentees who have completed and do not look for somebody again wait for nobody.
    """
    seen: dict[int, int] = dict(_SEEN.all(conn))
    live = _RUNNING.all(conn)
    taken: dict[int, int] = {}
    for row in live:
        taken[row.mentor_id] = taken.get(row.mentor_id, 0) + 1
    ended: dict[int, int] = dict(_ENDED.all(conn))
    alumni = {person for person, at in _ALUMNI.all(conn) if at == ended[person]}
    asked = _ASKED.all(conn)
    reserved: dict[int, int] = {}
    for row in asked:
        reserved[row.mentor_id] = reserved.get(row.mentor_id, 0) + 1
    lapsed, silent = lapses.of_all(conn, now), lapses.silent(conn, now)
    elsewhere = alumni | {row.mentee_id for row in asked}
    released = _RELEASED.scalars(conn)
    running = frozenset((row.mentee_id, row.mentor_id) for row in live)
    mentees: list[Mentee] = []
    mentors: list[Mentor] = []
    for row in _MATCHABLE.all(conn):
        profile, person = members.profile_of(row), row.person_id
        last_seen = seen.get(person, 0)
        if "mentee" in profile.roles and person not in elsewhere:
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
                    lapsed=lapsed.get(person, 0),
                    silent=person in silent,
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
    row = _MEMBER.first(conn, whose=person_id)
    if row is None:
        raise LookupError(f"person {person_id} has no profile")
    since = max(row.created_at, _ENDED_OF.scalar(conn, whose=person_id) or 0)
    return mentee_of(
        person_id,
        members.profile_of(row),
        now=now,
        last_seen=_SEEN_OF.scalar(conn, whose=person_id) or 0,
        waiting_since=since,
    )
