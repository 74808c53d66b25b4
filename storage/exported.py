"""Mentorships and their progress as outsiders may have them: codes and figures, no one's words."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from core.mentoring import goal as goals_rules
from core.mentoring.following import signs
from core.mentoring.health import health
from core.mentoring.pair import LIVE, Pair
from storage import goals, ratings, results
from storage.codec import decode_pair
from storage.members import iso
from storage.schema import mentorship

CHUNK = 200
"""Mentorships read at a time, so that an export never holds them all."""


def mentorships(conn: Connection, now: int) -> Iterator[dict[str, Any]]:
    """One object a mentorship; of one whose people were erased only what says nothing of them.

    People are numbers, times ISO 8601 with offset, `health` a score from 0 to 100 while it is live.
    """
    for row, pair in _pairs(conn):
        live = pair is not None and pair.state in LIVE
        yield {
            "id": row.id,
            "mentee": row.mentee_id,
            "mentor": row.mentor_id,
            "kind": row.kind,
            "state": row.state,
            "agreed_at": iso(row.created_at),
            "active_at": iso(pair.active_at) if pair else None,
            "planned_end": iso(pair.planned_end) if pair else None,
            "ended_at": iso(row.ended_at),
            "meetings_held": pair.meetings_held if pair else None,
            "first_meeting_at": iso(pair.first_held_at) if pair else None,
            "last_meeting_at": iso(pair.last_held_at) if pair else None,
            "extended": pair.extended if pair else None,
            "health": health(signs(pair, now)).score if live and pair else None,
            "updated_at": iso(row.updated_at),
        }


def progress(conn: Connection, now: int) -> Iterator[dict[str, Any]]:
    """One object a goal, outcome or rated skill, told apart by `what`; figures are decimal text."""
    for row, _ in _pairs(conn):
        for kept in goals.of(conn, row.id):
            yield _goal(kept, now)
        for one in results.of(conn, row.id):
            yield _outcome(one)
        for rating in ratings.of(conn, row.id):
            yield {
                **_BLANK,
                "mentorship": row.id,
                "what": "skill",
                "kind": rating.skill,
                "state": rating.moment,
                "by": rating.rater,
                "value": str(rating.level),
            }


_BLANK: dict[str, Any] = dict.fromkeys(
    ("mentorship", "what", "id", "kind", "state", "by", "unit", "before", "value", "target",
     "share", "grade", "consents", "started_at", "due_at", "at")
)  # fmt: skip


def _goal(kept: goals.Kept, now: int) -> dict[str, Any]:
    goal = kept.goal
    last = kept.readings[-1] if kept.readings else None
    return {
        **_BLANK,
        "mentorship": kept.mentorship_id,
        "what": "goal",
        "id": kept.id,
        "kind": goal.topic,
        "state": goal.state,
        "by": kept.proposed_by,
        "unit": goal.unit,
        "before": _text(goal.baseline),
        "value": _text(last.value if last else None),
        "target": _text(goal.target),
        "share": round(goals_rules.progress(goal, kept.readings, now=now).done, 3),
        "started_at": iso(goal.start),
        "due_at": iso(goal.due),
        "at": iso(last.at) if last else None,
    }


def _outcome(kept: results.Kept) -> dict[str, Any]:
    one = kept.outcome
    return {
        **_BLANK,
        "mentorship": kept.mentorship_id,
        "what": "outcome",
        "id": kept.id,
        "kind": one.kind,
        "state": one.state,
        "by": one.reporter,
        "unit": one.unit,
        "before": _text(one.before),
        "value": _text(one.after),
        "grade": one.grade,
        "consents": list(one.consents),
        "at": iso(one.at),
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _pairs(conn: Connection) -> Iterator[tuple[Any, Pair | None]]:
    last = 0
    while True:
        rows = conn.execute(
            select(mentorship).where(mentorship.c.id > last).order_by(mentorship.c.id).limit(CHUNK)
        ).all()
        if not rows:
            return
        last = rows[-1].id
        for row in rows:
            yield row, decode_pair(row.pair) if row.pair != "{}" else None
