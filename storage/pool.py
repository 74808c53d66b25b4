"""Everybody whom matching looks at, read in one go."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Connection, bindparam, exists, func, select, text

from core.matching.pool import (
    Exclusion,
    Mentee,
    Mentor,
    Pool,
    Reason,
    day_of,
    mentee_again,
    mentee_of,
    mentor_again,
    mentor_of,
)
from core.matching.proposal import ASKING, OPEN
from storage import exclusions, lapses, members
from storage.among import among, ids
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
_MATCHABLE = Prepared(
    select(member.c.person_id, member.c.created_at, member.c.updated_at).where(
        member.c.state.in_(MATCHABLE)
    )
)
_MEMBERS = Prepared(select(member).where(among(member.c.person_id, ids("people"))))
_MEMBER = Prepared(select(member).where(member.c.person_id == bindparam("whose")))


@dataclass(frozen=True, slots=True)
class Known:
    """One person as a pool had them, by the profile that was written at `written`."""

    written: int
    mentee: Mentee | None
    mentor: Mentor | None


@dataclass(slots=True)
class Acquaintance:
    """Whom the last load met and when (ms UTC), so that the next reads only changed profiles."""

    at: int = 0
    people: dict[int, Known] = field(default_factory=dict)

    def known(self, person_id: int, written: int, now: int) -> Known | None:
        """The person, unless the profile is another one since; a year begins with new verdicts."""
        one = self.people.get(person_id)
        if one is None or one.written != written or not written < self.at <= now:
            return None
        return one if day_of(self.at).year == day_of(now).year else None


def load(
    conn: Connection, now: int, *, seed: int = 0, acquaintance: Acquaintance | None = None
) -> Pool:
    """The pool as it is now: mentees without a mentor, mentors with their taken and asked seats.

    Former mentees who have completed and do not look for somebody again wait for nobody. Whoever
    is in `acquaintance` with the same profile is not read again; it is brought up to date.
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
    rows = _MATCHABLE.all(conn)
    people = _meet(conn, rows, now, acquaintance or Acquaintance())
    for row in rows:
        person, last_seen = row.person_id, seen.get(row.person_id, 0)
        one = people[person]
        mentee, mentor = one.mentee, one.mentor
        if mentee is not None and person not in elsewhere:
            since = max(row.created_at, ended.get(person, 0))
            mentee = mentee_again(
                mentee,
                now=now,
                last_seen=last_seen,
                waiting_since=since,
                rounds=sum(moment > since for moment in released),
            )
            mentees.append(mentee)
        if mentor is not None:
            mentor = mentor_again(
                mentor,
                now=now,
                last_seen=last_seen,
                taken=taken.get(person, 0),
                reserved=reserved.get(person, 0),
                lapsed=lapsed.get(person, 0),
                silent=person in silent,
            )
            mentors.append(mentor)
        if mentee is not one.mentee or mentor is not one.mentor:
            people[person] = Known(one.written, mentee, mentor)
    apart = frozenset(
        Exclusion(first, second, cast("Reason", reason), until)
        for (low, high), (reason, until) in exclusions.standing(conn, now).items()
        for first, second in ((low, high), (high, low))
    )
    return Pool(tuple(mentees), tuple(mentors), now, apart, running, seed)


def _meet(
    conn: Connection, rows: Sequence[Any], now: int, acquaintance: Acquaintance
) -> dict[int, Known]:
    """These people by id; the profiles of those who are not known as they are now are read."""
    people: dict[int, Known] = {}
    strangers: list[int] = []
    for row in rows:
        one = acquaintance.known(row.person_id, row.updated_at, now)
        if one is None:
            strangers.append(row.person_id)
        else:
            people[row.person_id] = one
    for row in _MEMBERS.all(conn, people=strangers) if strangers else ():
        person, profile = row.person_id, members.profile_of(row)
        people[person] = Known(
            row.updated_at,
            mentee_of(person, profile, now=now, last_seen=0) if "mentee" in profile.roles else None,
            mentor_of(person, profile, now=now, last_seen=0) if "mentor" in profile.roles else None,
        )
    acquaintance.at, acquaintance.people = now, people
    return people


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
