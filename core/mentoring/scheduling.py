"""Meetings of a pair: finding a time, moving it, giving it up."""

from dataclasses import replace

from core.duration import DAY
from core.mentoring import briefing, meeting
from core.mentoring.appointment import local, materialise
from core.mentoring.availability import NOTICE, OFFERED, WAKING, common_times
from core.mentoring.draft import Draft
from core.mentoring.effects import Invite
from core.mentoring.events import (
    Cancelled,
    ClocksChanged,
    Countered,
    Due,
    Moved,
    NoneSuited,
    Picked,
)
from core.mentoring.meeting import SEEKING, Meeting, begins
from core.mentoring.pair import LIVE
from core.mentoring.side import SIDES, other
from core.mentoring.timetable import AHEAD

EARLY = 2 * DAY
"""How much sooner than the rhythm says a meeting may be, so that there are days to choose from."""

QUESTIONS = ("times", "times_offered", "time_typed")


def offer_times(draft: Draft, *, target: int = 0) -> None:
    """Put three times on the table for the next meeting, before both at once.

    `target` is when the rhythm agreed on wants it (milliseconds UTC, 0 for as soon as possible).
    """
    pair = draft.pair
    now = pair.meeting
    if now is None or now.settled_at:
        number = now.number + 1 if now else 1
        now = Meeting(number, "proposed", first=not pair.meetings_held)
    besides = (*now.refused, *now.offered)
    since = max(draft.now, target - EARLY - NOTICE)
    times = common_times(pair.mentor.week, pair.mentee.week, since, besides=besides)
    draft.change(meeting=meeting.offer(now, times.starts), next_offer_at=0)
    for side in SIDES:
        draft.withdraw(side, "times_offered", "time_typed")
        if times.starts:
            draft.ask(side, "times", {**_starts(times.starts), "stated": int(times.stated)})
        else:
            draft.withdraw(side, "times")
            draft.ask(side, "time_typed")


def picked(draft: Draft, event: Picked) -> str:
    pair, now = draft.pair, draft.pair.meeting
    if now is None or now.state not in SEEKING:
        return "nothing_to_pick"
    if event.start not in now.offered and event.start not in now.fine(other(event.side)):
        return "not_offered"
    if event.start < meeting.soonest(now, draft.now):
        # They did nothing wrong: the table was laid days ago.
        draft.answered(event.side, *QUESTIONS)
        draft.tell(event.side, "time_too_soon")
        offer_times(draft)
        return ""
    now = meeting.pick(now, event.side, event.start, pair.mentee.week.zone)
    draft.change(meeting=now)
    draft.answered(event.side, *QUESTIONS)
    if now.state == "confirmed":
        _confirmed(draft, now)
        return ""
    partner = other(event.side)
    draft.withdraw(partner, "times", "time_typed")
    draft.ask(partner, "times_offered", _starts((event.start,)))
    draft.tell(event.side, "waiting_for_partner")
    return ""


def countered(draft: Draft, event: Countered) -> str:
    """Also how somebody proposes a time unasked, and how a confirmed meeting is moved."""
    now = draft.pair.meeting
    if now is None or now.settled_at:
        number = now.number + 1 if now else 1
        now = Meeting(number, "proposed", first=not draft.pair.meetings_held)
    if now.appointment and begins(now) <= draft.now:
        return "begun"
    if not 0 < len(event.starts) <= OFFERED:
        return "how_many"
    if min(event.starts) < meeting.soonest(now, draft.now):
        return "too_soon"
    partner = other(event.side)
    both = next((start for start in event.starts if start in now.fine(partner)), 0)
    if both and now.state in SEEKING:
        draft.change(meeting=replace(now, offered=(*now.offered, both)))
        return picked(draft, Picked(event.side, both))
    now = meeting.counter(now, event.side, event.starts)
    draft.change(meeting=now, next_offer_at=0)
    draft.answered(event.side, *QUESTIONS)
    draft.withdraw(partner, *QUESTIONS)
    moved = int(now.state == "rescheduled")
    draft.ask(partner, "times_offered", {**_starts(event.starts), "moved": moved})
    draft.tell(event.side, "waiting_for_partner")
    if now.rounds == meeting.ROUNDS:
        draft.alert("no_time")
    return ""


def none_suited(draft: Draft, event: NoneSuited) -> str:
    now = draft.pair.meeting
    if now is None or now.state not in SEEKING:
        return "nothing_to_pick"
    draft.change(meeting=replace(now, rounds=now.rounds + 1))
    draft.answered(event.side, *QUESTIONS)
    if now.rounds + 1 == meeting.ROUNDS:
        draft.alert("no_time")
    offer_times(draft)
    return ""


def times_passed(draft: Draft, event: Due) -> str:
    """All that was on the table is too soon by now: other times, the same question."""
    offer_times(draft)
    return ""


def cancelled(draft: Draft, event: Cancelled) -> str:
    now = draft.pair.meeting
    if now is None or now.settled_at:
        return "no_meeting"
    if now.appointment and begins(now) <= draft.now:
        return "begun"
    drop(draft, draft.now)
    late = int(draft.pair.meeting is not None and draft.pair.meeting.state == "late_cancelled")
    draft.tell(other(event.side), "meeting_cancelled", {"start": begins(now), "late": late})
    draft.tell(event.side, "cancel_noted")
    if draft.pair.state in LIVE:
        offer_times(draft)
    return ""


def drop(draft: Draft, at: int) -> None:
    """The meeting that is sought or lies ahead will not be; calendars take it back."""
    now = draft.pair.meeting
    if now is None or now.settled_at or (now.appointment and begins(now) <= draft.now):
        return
    if start := begins(now) or now.given_up:
        draft.effects.append(Invite("CANCEL", now.number, now.sequence + 1, start))
    draft.change(meeting=replace(meeting.cancel(now, draft.now), settled_at=at))
    for side in SIDES:
        draft.withdraw(side, *QUESTIONS)


def offer_due(draft: Draft, event: Due) -> str:
    """Times around the day that the rhythm names."""
    offer_times(draft, target=draft.pair.next_offer_at + AHEAD)
    return ""


def moved(draft: Draft, event: Moved) -> str:
    """The meeting stays the instant that both know; who moved reads it by the new clock."""
    week = replace(draft.pair.seat(event.side).week, zone=event.zone, country=event.country)
    draft.seat(event.side, week=week)
    now = draft.pair.meeting
    if now is not None and not now.settled_at and begins(now) > draft.now:
        hour = local(begins(now), event.zone).hour
        odd = int(not WAKING[0] <= hour < WAKING[1])
        draft.tell(event.side, "meeting_local", {"start": begins(now), "odd": odd})
    return ""


def clocks_changed(draft: Draft, event: ClocksChanged) -> str:
    """A decree changed a clock: the wall time that was said stays, the instant follows."""
    now = draft.pair.meeting
    if now is None or now.appointment is None or begins(now) <= draft.now:
        return ""
    again = materialise(now.appointment)
    if again.start == now.appointment.start:
        return ""
    now = replace(now, appointment=again, sequence=now.sequence + 1)
    draft.change(meeting=now)
    for side in SIDES:
        draft.tell(side, "meeting_clock", {"start": begins(now)}, "appointment")
    draft.effects.append(Invite("PUBLISH", now.number, now.sequence, begins(now)))
    return ""


def _confirmed(draft: Draft, now: Meeting) -> None:
    pair = draft.pair
    length = max(1, pair.planned_end - pair.active_at)
    phase = briefing.phase(
        1 if now.first else pair.meetings_held + 1, (begins(now) - pair.active_at) / length
    )
    questions = briefing.questions(phase, pair.intent)
    brief = dict(zip(("question1", "question2", "question3"), questions, strict=True))
    for side in SIDES:
        draft.withdraw(side, *QUESTIONS)
        draft.tell(side, "meeting_confirmed", {"start": begins(now)})
        draft.tell(side, "meeting_brief", {"first": int(now.first), **brief})
    draft.effects.append(Invite("PUBLISH", now.number, now.sequence, begins(now)))


def _starts(starts: tuple[int, ...]) -> dict[str, int]:
    return {f"start{place}": start for place, start in enumerate(starts, 1)}
