"""Between meetings: check-ins, silence, next steps, the health, and calls for a human."""

from core.duration import DAY
from core.mentoring import agreement, checkin, ladder
from core.mentoring.budget import allowed
from core.mentoring.draft import Draft
from core.mentoring.ending import end, silent
from core.mentoring.events import (
    Answered,
    CadenceWished,
    Due,
    Flagged,
    GoalMissed,
    GoalReviewed,
    LeftOff,
    Reviewed,
    StillOn,
    TaskDone,
    Weighed,
    Wrote,
)
from core.mentoring.health import CHECK_IN, ON_TRACK, Signs
from core.mentoring.pair import NUDGES, Pair, Question
from core.mentoring.side import SIDES, Side, other
from core.mentoring.timetable import named, next_checkin, urgent

GAP = 2
"""Points between the two sides' last ratings that count as disagreement (domain §6.2)."""


def signs(pair: Pair, now: int) -> Signs:
    """The facts that the health is computed from; ratings are weighed, never shown."""
    choices = agreement.settled(pair.agreement)
    rhythm = choices.rhythm if choices else "usual"
    since = max(pair.last_held_at or pair.active_at, pair.resumed_at)
    ratings = [
        seat.confided.rating
        for seat in (pair.mentor, pair.mentee)
        if seat.confided and seat.confided.rating
    ]
    return Signs(
        age=now - pair.active_at,
        since_session=now - since,
        cadence=agreement.meeting_every(rhythm, (now - pair.active_at) // DAY) * DAY,
        met=bool(pair.meetings_held),
        lowest_rating=min(ratings, default=0),
        disagreement=pair.disagreement
        or (len(ratings) == len(SIDES) and max(ratings) - min(ratings) >= GAP),
        unanswered=sum(pair.seat(side).unanswered for side in SIDES),
        goal_overdue=pair.goal_overdue,
    )


def weighed(draft: Draft, event: Weighed) -> str:
    """At risk below 40, on track again from 70: between the two nothing changes, so it cannot flap."""
    if event.score < CHECK_IN and draft.pair.state == "active":
        draft.change(state="at_risk")
        draft.alert("at_risk")
    elif event.score >= ON_TRACK and draft.pair.state == "at_risk":
        draft.change(state="active")
    return ""


def look(draft: Draft, event: Due) -> str:
    """Once a week the health is computed anew: silence is a fact that no event brings."""
    return ""


def check_in(draft: Draft, event: Due) -> str:
    _, side = named(event.timer)
    coming = next_checkin(draft.pair, side)
    if coming is not None:
        asked = draft.pair.seat(side).checkins
        draft.seat(side, checkins=(*asked, coming.kind), checkin_at=draft.now)
        if coming.kind == "midterm" and side == "mentee":
            draft.tell(side, "pledge_recalled")
        draft.ask(side, "checkin", {"kind": coming.kind})
    return ""


def expired(draft: Draft, event: Due) -> str:
    _, side = named(event.timer)
    draft.withdraw(side, "checkin")
    draft.seat(side, unanswered=draft.pair.seat(side).unanswered + 1)
    return ""


def follow_up(draft: Draft, event: Due) -> str:
    _, side = named(event.timer)
    coming = next_checkin(draft.pair, side)
    if coming is not None:
        draft.seat(side, checkin_at=draft.now)
        draft.ask(side, "follow_up", {"kind": coming.kind})
    return ""


def answered(draft: Draft, event: Answered) -> str:
    """Also what nobody asked for, and the answer to last month's question: it counts today."""
    draft.answered(event.side, "checkin", "follow_up")
    draft.seat(event.side, unanswered=0)
    draft.keep(event.side, event.said)
    draft.note(event.side, event.task)
    draft.tell(event.side, "checkin_noted")
    return ""


def left_off(draft: Draft, event: LeftOff) -> str:
    """Without a word: they were in the middle of it when it was closed."""
    draft.keep(event.side, event.said)
    return ""


def cadence_wished(draft: Draft, event: CadenceWished) -> str:
    days = checkin.cadence_wished(event.wish, draft.pair.seat(event.side).cadence)
    draft.seat(event.side, cadence=days)
    draft.tell(event.side, "cadence_set", {"days": days})
    return ""


def task_done(draft: Draft, event: TaskDone) -> str:
    tasks = draft.pair.seat(event.side).tasks
    if not 0 <= event.index < len(tasks):
        return "no_task"
    left = (*tasks[: event.index], *tasks[event.index + 1 :])
    draft.seat(event.side, tasks=left)
    draft.tell(event.side, "task_done", {"left": len(left)})
    return ""


def goal_missed(draft: Draft, event: GoalMissed) -> str:
    draft.change(goal_overdue=True)
    draft.ask("mentee", "goal_review")
    return ""


def goal_reviewed(draft: Draft, event: GoalReviewed) -> str:
    draft.change(goal_overdue=False)
    draft.withdraw("mentee", "goal_review")
    draft.tell(other(event.side), "goal_reviewed")
    return ""


BETWEEN = frozenset({"tell_partner", "offer_rematch"})
"""Rungs about going on together: who only owes a closing review keeps nobody waiting."""


def climb(draft: Draft, event: Due) -> str:
    """One rung up the ladder of a silent side."""
    _, side = named(event.timer)
    seat, partner = draft.pair.seat(side), other(side)
    rung = ladder.LADDER[seat.rung]
    draft.seat(side, rung=seat.rung + 1)
    if draft.pair.state == "closing" and rung.act in BETWEEN:
        return ""
    match rung.act:
        case "nudge":
            _nudge(draft, side, rung.key)
        case "tell_partner" if not silent(draft.pair, partner):
            draft.tell(partner, rung.key)
        case "alert":
            draft.alert(rung.key, side)
        case "offer_rematch" if not silent(draft.pair, partner):
            draft.ask(partner, rung.key)
        case "notice" if draft.now - draft.pair.noticed_at > 2 * ladder.NOTICE_LASTS:
            _notice(draft)  # unless the pair's own stillness has brought one just now
        case "conclude":
            end(draft, "auto_concluded")
        case _:
            pass
    return ""


def idle(draft: Draft, event: Due) -> str:
    """No meeting for long: ask; a week later, if neither said that they go on, conclude."""
    if all(draft.pair.seat(side).asked("still_on") for side in SIDES):
        end(draft, "auto_concluded")
    else:
        _notice(draft)
    return ""


def still_on(draft: Draft, event: StillOn) -> str:
    if draft.pair.seat(event.side).asked("finish"):
        for side in SIDES:
            draft.seat(side, finished=False)
        draft.tell(other(event.side), "partner_goes_on")
    noticed = draft.pair.seat(event.side).asked("still_on")
    alone = (1 + noticed) if silent(draft.pair, other(event.side)) else 0
    draft.answered(event.side, "still_on", "rematch_offered", "finish")
    draft.tell(event.side, "still_on_noted", {"alone": alone})
    return ""


def wrote(draft: Draft, event: Wrote) -> str:
    return ""


def flagged(draft: Draft, event: Flagged) -> str:
    """A call for a human changes nothing between the two; it reaches a coordinator at once."""
    draft.alert(event.concern, event.side, urgent=event.concern != "human")
    draft.tell(event.side, "human_soon")
    return ""


def reviewed(draft: Draft, event: Reviewed) -> str:
    draft.change(disagreement=False, noticed_at=draft.now)
    for side in SIDES:
        since = draft.now if draft.pair.seat(side).questions else 0
        draft.seat(side, unanswered=0, no_shows=0, rung=0, waiting_since=since, confided=None)
    return ""


def _notice(draft: Draft) -> None:
    """They have a week from when the notice can be read, whatever the weekend."""
    weeks = [draft.pair.seat(side).week for side in SIDES]
    read = max(allowed(draft.now, "clock", zone=w.zone, country=w.country) for w in weeks)
    draft.change(noticed_at=read)
    for side in SIDES:
        if not draft.pair.seat(side).asked("still_on"):
            draft.ask(side, "still_on")


def _nudge(draft: Draft, side: Side, key: str) -> None:
    """Recall the question that the other waits for with a time of theirs, or the oldest that was not
    yet recalled three times.
    """
    questions = draft.pair.seat(side).questions
    pressing = urgent(draft.pair, side)
    order = questions if pressing is None or pressing.nudges else (pressing, *questions)
    found = next((one for one in order if one.nudges < NUDGES), None)
    if found is None:
        return
    counted = Question(found.key, found.at, found.nudges + 1)
    draft.seat(side, questions=tuple(counted if one == found else one for one in questions))
    draft.tell(side, key, {"question": found.key})
