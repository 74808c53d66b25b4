"""What a person is entitled to read of what they share with others: theirs, and nothing private of
the other (reliability P4).

A mentorship belongs to two. What the mentee wants to reach and has reached is the mentee's, in
whoever's words; of the mentor it is what they wrote themselves. A rating is its author's.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from core.matching.proposal import State as ProposalState
from core.mentoring.goal import Goal
from core.mentoring.outcome import Outcome
from core.mentoring.side import Side
from storage import confidences, goals, lines, mentorships, promises, proposals, results
from storage.codec import decode
from storage.members import iso
from storage.mentorships import Mentorship
from storage.schema import proposal, relayed, skill_rating

WHOSE: Mapping[ProposalState, Side] = {"rejected": "mentee", "declined": "mentor"}
"""Who gave the reason of a proposal that came to nothing; of others it is nobody's word."""


def of(conn: Connection, person_id: int) -> dict[str, Any]:
    """By kind; figures are decimal text, times ISO 8601 with offset, people are not named."""
    taken_part = [
        (one, _side(one, person_id)) for one in mentorships.of(conn, person_id, live=False)
    ]
    return {
        "proposals": list(_proposals(conn, person_id)),
        "mentorships": [_mentorship(conn, one, side) for one, side in taken_part],
        "confided": [
            {"about": one.about, "rating": one.rating, "reason": one.reason, "line": one.line,
             "at": iso(one.at)}
            for one in confidences.of(conn, person_id)
        ],
        "goals": [
            found for one, side in taken_part for found in _goals(conn, one, side)
        ],
        "ratings": [
            found for one, side in taken_part for found in _ratings(conn, one, side)
        ],
        "outcomes": [
            found for one, side in taken_part for found in _outcomes(conn, one, side)
        ],
        "promise": _promise(conn, person_id),
        "relayed": list(_relayed(conn, person_id)),
    }  # fmt: skip


def _side(one: Mentorship, person_id: int) -> Side:
    return "mentor" if one.mentor_id == person_id else "mentee"


def _proposals(conn: Connection, person_id: int) -> Iterator[dict[str, Any]]:
    """Cards that a mentee was shown, requests that a mentor was asked: each with its own words."""
    rows = conn.execute(
        select(*proposals.COLUMNS)
        .where((proposal.c.mentee_id == person_id) | (proposal.c.mentor_id == person_id))
        .order_by(proposal.c.id)
    )
    for row in rows:
        side: Side = "mentor" if row.mentor_id == person_id else "mentee"
        if not (row.asked_at if side == "mentor" else row.shown_at):
            continue
        words: dict[str, Any] = (
            {"question": row.question}
            if side == "mentor"
            else {"introduction": decode(row.introduction), "answer": row.answer}
        )
        if WHOSE.get(row.state) == side:
            words |= {"reason": row.reason, "line": row.reason_line}
        yield {
            "as": side,
            "state": row.state,
            "shown_at": iso(row.shown_at),
            "asked_at": iso(row.asked_at),
            "settled_at": iso(row.settled_at),
            **words,
        }


def _mentorship(conn: Connection, one: Mentorship, side: Side) -> dict[str, Any]:
    """The course that both know, and one's own seat, choices and contact."""
    stored = lines.load(conn, one.id)
    found: dict[str, Any] = {
        "id": one.id,
        "as": side,
        "state": one.state,
        "agreed_at": iso(one.created_at),
        "ended_at": iso(one.ended_at),
        "blocked": side in stored.line.blocked_by,
        "contact": stored.contacts.get(side, ""),
    }
    if one.forgotten:
        return found
    pair = one.pair
    agreement = pair.agreement
    signed = agreement.mentor_signed if side == "mentor" else agreement.mentee_signed
    return {
        **found,
        "active_at": iso(pair.active_at),
        "planned_end": iso(pair.planned_end),
        "meetings_held": pair.meetings_held,
        "first_meeting_at": iso(pair.first_held_at),
        "last_meeting_at": iso(pair.last_held_at),
        "agreement": msgspec.to_builtins(agreement.of(side)),
        "signed_at": iso(signed),
        "seat": msgspec.to_builtins(pair.seat(side)),
    }


def _goals(conn: Connection, one: Mentorship, side: Side) -> Iterator[dict[str, Any]]:
    for kept in goals.of(conn, one.id):
        if side in ("mentee", kept.proposed_by):
            yield {
                "mentorship": one.id,
                "proposed_by": kept.proposed_by,
                **_goal(kept.goal),
                "values": [
                    {"at": iso(told.at), "value": str(told.value)}
                    for told in (kept.readings if side == "mentee" else ())
                ],
            }


def _goal(goal: Goal) -> dict[str, Any]:
    return {
        "topic": goal.topic,
        "vision": goal.vision,
        "statement": goal.statement,
        "metric": goal.metric,
        "unit": goal.unit,
        "baseline": _text(goal.baseline),
        "target": _text(goal.target),
        "started_at": iso(goal.start),
        "due_at": iso(goal.due),
        "state": goal.state,
        "milestones": [
            {"label": step.label, "due_at": iso(step.due), "state": step.state}
            for step in goal.milestones
        ],
    }


def _ratings(conn: Connection, one: Mentorship, side: Side) -> Iterator[dict[str, Any]]:
    """The levels that this person gave; what the other gave is the other's."""
    rows = conn.execute(
        select(skill_rating)
        .where(skill_rating.c.mentorship_id == one.id, skill_rating.c.rater == side)
        .order_by(skill_rating.c.moment, skill_rating.c.skill)
    )
    for row in rows:
        yield {
            "mentorship": one.id,
            "skill": row.skill,
            "moment": row.moment,
            "level": row.level,
            "at": iso(row.at),
        }


def _outcomes(conn: Connection, one: Mentorship, side: Side) -> Iterator[dict[str, Any]]:
    """A mentee's whole; of a mentor what they claimed, and that they consented to its telling."""
    for kept in results.of(conn, one.id):
        found = kept.outcome
        told = {
            "mentorship": one.id,
            "kind": found.kind,
            "state": found.state,
            "claimed_by": found.reporter,
            "at": iso(found.at),
            "consent": side in found.consents,
        }
        if side in ("mentee", found.reporter):
            yield {**told, **_figures(found)}
        elif side in found.consents:
            yield told


def _figures(found: Outcome) -> dict[str, Any]:
    return {
        "before": _text(found.before),
        "after": _text(found.after),
        "unit": found.unit,
        "grade": found.grade,
        "evidence": found.evidence,
    }


def _promise(conn: Connection, person_id: int) -> dict[str, Any] | None:
    one = promises.of(conn, person_id)
    if one is None:
        return None
    pledge = one.pledge
    return {
        "state": pledge.state,
        "version": pledge.version,
        "generation": pledge.generation,
        "began_at": iso(pledge.began_at),
        "signed_at": iso(pledge.signed_at),
        "due_at": iso(pledge.due_at),
        "deferred_until": iso(pledge.deferred_until),
        "honoured_at": iso(pledge.honoured_at),
        "reason": pledge.reason,
    }


def _relayed(conn: Connection, person_id: int) -> Iterator[dict[str, Any]]:
    """What they wrote to a partner; what they were written is among the messages sent to them."""
    rows = conn.execute(
        select(relayed).where(relayed.c.sender_id == person_id).order_by(relayed.c.id)
    )
    for row in rows:
        yield {
            "mentorship": row.mentorship_id,
            "content": row.content,
            "text": row.text,
            "media": decode(row.media) or None,
            "state": row.state,
            "reason": row.reason or None,
            "at": iso(row.created_at),
        }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
