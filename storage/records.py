"""What the programme's report is computed from, read in a few statements; ids stay inside."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from core.mentoring.checkin import ALUMNI
from core.mentoring.figures import PULSES, Asked, Course, Newcomer, Records
from core.mentoring.standards import Ticket
from storage import promises, ratings, results
from storage.codec import decode, decode_pair, decode_talk
from storage.schema import (
    alert,
    confidence,
    event,
    goal,
    member,
    mentorship,
    person,
    proposal,
)

QUALIFIED = "qualified"

FOLLOWED = frozenset(kind for _, kind in ALUMNI)
"""Check-ins of those whose mentorship is over."""


def load(conn: Connection, since: int, until: int) -> Records:
    """Everything that began from `since` until before `until` (milliseconds UTC); promises of all
    times, since a chain is older than any period.
    """
    pairs = conn.execute(
        select(mentorship).where(mentorship.c.created_at >= since, mentorship.c.created_at < until)
    ).all()
    asked = conn.execute(
        select(proposal.c.mentee_id, proposal.c.rank, proposal.c.state, proposal.c.shown_at,
               proposal.c.asked_at, proposal.c.explanation)
        .where(proposal.c.created_at >= since, proposal.c.created_at < until)
    ).all()  # fmt: skip
    shown: dict[int, int] = {}
    for row in asked:
        moment = row.shown_at or row.asked_at
        if row.mentee_id is not None and moment:
            shown[row.mentee_id] = min(moment, shown.get(row.mentee_id, moment))
    accepted: dict[int, int] = {}
    met: dict[int, int] = {}
    courses = list(_courses(conn, pairs))
    for row, course in zip(pairs, courses, strict=True):
        if row.mentee_id is None:
            continue
        accepted[row.mentee_id] = min(row.created_at, accepted.get(row.mentee_id, row.created_at))
        first = course.pair.first_held_at if course.pair is not None else 0
        if first:
            met[row.mentee_id] = min(first, met.get(row.mentee_id, first))
    return Records(
        newcomers=tuple(_newcomers(conn, since, until, (shown, accepted, met))),
        asked=tuple(
            Asked(row.rank, row.state, row.explanation != "{}") for row in asked if row.asked_at
        ),
        courses=tuple(courses),
        outcomes=tuple(
            one.outcome for one in results.every(conn) if since <= one.outcome.at < until
        ),
        pledges=tuple(one.pledge for one in promises.every(conn)),
        tickets=tuple(
            Ticket(row.kind, row.at, row.closed_at)
            for row in conn.execute(
                select(alert.c.kind, alert.c.at, alert.c.closed_at)
                .where(alert.c.at >= since, alert.c.at < until)
                .order_by(alert.c.id)
            )
        ),
    )


def _newcomers(
    conn: Connection, since: int, until: int, moments: tuple[Mapping[int, int], ...]
) -> Iterable[Newcomer]:
    shown, accepted, met = moments
    rows = conn.execute(
        select(person.c.id, person.c.created_at, person.c.talk, member.c.verdict, member.c.roles,
               member.c.region)
        .outerjoin(member, member.c.person_id == person.c.id)
        .where(person.c.created_at >= since, person.c.created_at < until)
    )  # fmt: skip
    for row in rows:
        yield Newcomer(
            began_at=row.created_at,
            qualified=row.verdict == QUALIFIED,
            mentee="mentee" in (decode(row.roles) if row.roles else ()),
            region=row.region or "",
            language=decode_talk(row.talk).language,
            proposed_at=shown.get(row.id, 0),
            accepted_at=accepted.get(row.id, 0),
            met_at=met.get(row.id, 0),
        )


def _courses(conn: Connection, pairs: Iterable[Row[Any]]) -> Iterable[Course]:
    pulses: dict[int, list[int]] = {}
    reasons: dict[int, list[str]] = {}
    after: dict[tuple[int, int], dict[str, str]] = {}
    for one in conn.execute(select(confidence).order_by(confidence.c.id)):
        if one.about in FOLLOWED:
            progress = one.reason.partition(",")[0]
            after.setdefault((one.mentorship_id, one.person_id), {})[one.about] = progress
        if one.rating and one.about in PULSES:
            pulses.setdefault(one.mentorship_id, []).append(one.rating)
        if one.reason and one.about == "end":
            reasons.setdefault(one.mentorship_id, []).append(one.reason)
    risky: dict[int, set[int]] = {}
    back: dict[int, set[int]] = {}
    changes = conn.execute(
        select(event.c.at, event.c.data).where(event.c.rule == "mentorship:state")
    )
    for one in changes:
        change = decode(one.data)
        number = int(change["mentorship"])
        if change["to"] == "at_risk":  # written once for each of the two, at one moment
            risky.setdefault(number, set()).add(one.at)
        if change["from"] == "at_risk" and change["to"] == "active":
            back.setdefault(number, set()).add(one.at)
    grids = ratings.every(conn)
    agreed = Counter(
        conn.execute(
            select(goal.c.mentorship_id).where(goal.c.state.not_in(("draft", "dropped")))
        ).scalars()
    )
    briefed = set(
        conn.execute(
            select(event.c.person_id).where(event.c.rule.like("answer:briefing.%")).distinct()
        ).scalars()
    )
    for row in pairs:
        number = row.id
        yield Course(
            state=row.state,
            created_at=row.created_at,
            ended_at=row.ended_at,
            pair=decode_pair(row.pair) if row.pair != "{}" else None,
            pulses=tuple(pulses.get(number, ())),
            reasons=tuple(reasons.get(number, ())),
            at_risk=len(risky.get(number, ())),
            recovered=len(back.get(number, ())),
            grid=tuple(grids.get(number, ())),
            goals=agreed[number],
            briefed=sum(one in briefed for one in (row.mentee_id, row.mentor_id)),
            after=after.get((number, row.mentee_id), {}),
        )
