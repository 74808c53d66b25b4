"""Meetings of a pair once their time is fixed: reminders, two accounts, and what they mean."""

from msgspec.structs import replace

from core.duration import DAY
from core.mentoring import agreement, meeting
from core.mentoring.draft import Draft
from core.mentoring.events import Due, Reported
from core.mentoring.meeting import HELD, Meeting, begins
from core.mentoring.pair import LIVE
from core.mentoring.scheduling import offer_times
from core.mentoring.side import SIDES, other
from core.mentoring.timetable import AHEAD, HOURS_BEFORE, named, next_target

LATE = 3 * DAY
"""How long a meeting of which nobody has said anything may still be reported, before other times are
looked for: whoever answers after days is not told that it is too late. After two accounts that
differ again as well: who is asked over and over for a meeting that the other calls held needs a
human first."""

NO_SHOWS = 2
"""Absences after which a coordinator is told; softer than ADPList's warning (domain §2)."""


def remind(draft: Draft, event: Due) -> str:
    """A day and two hours before; who confirmed chose the day, so the weekend is no matter.

    After a long standstill only what is still true is said.
    """
    kind, side = named(event.timer)
    now = draft.pair.meeting
    left = begins(now) - draft.now if now else 0
    if left > (HOURS_BEFORE if kind == "day_before" else 0):
        draft.tell(side, f"meeting_{kind}", {"start": draft.now + left}, "appointment")
    return ""


def ask_report(draft: Draft, event: Due) -> str:
    _, side = named(event.timer)
    now = draft.pair.meeting
    if now is not None:
        draft.ask(side, "report", {"start": begins(now)}, "appointment")
    return ""


def reported(draft: Draft, event: Reported) -> str:
    now = draft.pair.meeting
    if now is None or now.appointment is None or draft.now < begins(now):
        return "no_meeting"
    if now.account(event.side) is not None:
        return "answered"
    draft.answered(event.side, "report")
    draft.keep(event.side, event.said)
    draft.note(event.side, event.task)
    draft.tell(event.side, "report_noted", {"account": event.account})
    now = meeting.report(now, event.side, event.account)
    draft.change(meeting=now)
    if now.settled_at and now.account(other(event.side)):
        _completed(draft, now)
    elif now.settled_at or now.account(other(event.side)):
        settle(draft, now)
    return ""


def _completed(draft: Draft, now: Meeting) -> None:
    """The second account came late: what was counted stays counted, a contradiction is seen."""
    if now.state == "disputed":
        again = draft.pair.disagreement
        draft.change(disagreement=True)
        draft.alert("disagreement")
        if draft.pair.state in LIVE:
            _plan_next(draft, now, again=again)


def reported_late(draft: Draft, event: Reported) -> str:
    """It is over: nothing is counted any more, and what was confided is kept all the same."""
    draft.keep(event.side, event.said)
    draft.tell(event.side, "report_noted", {"account": event.account})
    return ""


def unreported(draft: Draft, event: Due) -> str:
    """Two days after the end: what one side said is what we know, or nothing; a late word counts."""
    now = draft.pair.meeting
    if now is None:
        return ""
    state = meeting.verdict(now.mentor_account, now.mentee_account)
    if state == "unreported" and draft.pair.state in LIVE:
        now = replace(now, state=state, settled_at=draft.now)
        draft.change(meeting=now, next_offer_at=draft.now + LATE)
        return ""
    settle(draft, replace(now, state=state))
    return ""


def settle(draft: Draft, now: Meeting) -> None:
    """Draw the consequences of the two accounts, and plan the next meeting."""
    pair = draft.pair
    draft.change(meeting=replace(now, settled_at=draft.now))
    if now.state in HELD:
        draft.change(
            meetings_held=pair.meetings_held + 1,
            first_held_at=pair.first_held_at or begins(now),
            last_held_at=begins(now),
            disagreement=False,
        )
        for side in SIDES:  # who was there is not silent, whatever else they owe an answer to
            since = draft.now if draft.pair.seat(side).questions else 0
            draft.seat(side, waiting_since=since, rung=0)
    elif now.state == "disputed":
        draft.change(disagreement=True)
        draft.alert("disagreement")
    for side in SIDES:
        if now.state == f"no_show_{side}":
            missed = pair.seat(side).no_shows + 1
            draft.seat(side, no_shows=missed)
            if missed == NO_SHOWS:
                draft.alert("no_show", side)
    if pair.state in LIVE:
        _plan_next(draft, now, again=pair.disagreement)


def _plan_next(draft: Draft, last: Meeting, *, again: bool) -> None:
    """After a meeting the next comes with the rhythm; one that was not held is made up for. Where it
    was held for one of them only, whoever missed it is offered times, as they would be whatever the
    other said, and the other hears of it from them; unless they differed `again`.
    """
    choices = agreement.settled(draft.pair.agreement)
    rhythm = choices.rhythm if choices else "usual"
    target = next_target(draft.pair, rhythm, begins(last))
    if last.state == "disputed" and again:
        draft.change(next_offer_at=max(draft.now + LATE, target - AHEAD))
    elif last.state == "disputed":
        offer_times(draft, asked=[side for side in SIDES if last.account(side) != "held"])
    elif last.state not in HELD:
        offer_times(draft)
    elif target - AHEAD <= draft.now:
        offer_times(draft, target=target)
    else:
        draft.change(next_offer_at=target - AHEAD)
