"""Meetings of a pair: finding a time, moving it, giving it up."""

from collections.abc import Collection

from msgspec.structs import replace

from core.duration import DAY, WEEK
from core.mentoring import agreement, briefing, meeting
from core.mentoring.appointment import local, materialise
from core.mentoring.availability import (
    NOTICE,
    OFFERED,
    WAKING,
    Times,
    Week,
    common_times,
    overlap,
)
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
from core.mentoring.pair import LIVE, NUDGES, Pair
from core.mentoring.side import SIDES, Side, other
from core.mentoring.timetable import AHEAD, proposers

EARLY = 2 * DAY
"""How much sooner than the rhythm says a meeting may be, so that there are days to choose from."""

FIRST_WITHIN = 14 * DAY
"""What keeps a pair together is that it meets within two weeks (domain §3, B9)."""

QUESTIONS = ("times", "times_offered", "time_typed")


LATER, LATEST = 3 * DAY, 6 * DAY
"""How far ahead times lie, beside the notice, so that there is time to answer; each table that went
by without an answer puts the next one so much farther, up to the latest: who answers after a day or
two is not late for ever."""


QUICK, SOONER = DAY, DAY
"""Two who both sign this soon answer soon: their times lie only so far ahead, beside the notice. The
earlier a first meeting, the more room for another one within the two weeks if it fails."""

CHOICE = 3 * DAY
"""Days among which there is a choice of times for a first meeting, at least."""


def offer_times(
    draft: Draft, *, target: int = 0, asked: Collection[Side] = SIDES, lapsed: bool = False
) -> None:
    """Put three times on the table for the next meeting, and ask `asked` about them.

    Whoever still has a question about times keeps it and is told nothing new: their reminders show
    the table as it is. `target` is when the rhythm agreed on wants the meeting (milliseconds UTC, 0
    for as soon as possible); `lapsed` says that the last table went by.
    """
    pair = draft.pair
    now = pair.meeting
    if now is None or now.settled_at:
        now = _another(draft, now)
    besides = (*now.refused, *now.offered)
    lapses = now.lapses + lapsed
    ahead = (
        _first_ahead(pair, draft.now, lapses) if now.first else min((1 + lapses) * LATER, LATEST)
    )
    since = max(draft.now + ahead, target - EARLY - NOTICE)
    times = common_times(pair.mentor.week, pair.mentee.week, since, besides=besides)
    if now.first:
        times = _early(pair, since, times, besides)
    now = replace(meeting.offer(now, times.starts), lapses=lapses)
    draft.change(meeting=now, next_offer_at=0)
    for side in SIDES:
        if not times.starts:
            draft.withdraw(side, "times", "times_offered")
            draft.ask(side, "time_typed")
        elif not draft.rename(side, ("times", "times_offered"), "times") and side in asked:
            draft.withdraw(side, "time_typed")
            draft.ask(side, "times", _table(pair, times.starts))


def _first_ahead(pair: Pair, now: int, lapses: int) -> int:
    """How far ahead, beside the notice, times for a first meeting lie: near for two who both signed
    within a day, farther with each table that went by, and within the two weeks while they last.
    """
    signed = max(pair.agreement.mentor_signed, pair.agreement.mentee_signed)
    least = SOONER if signed <= pair.agreed_at + QUICK else LATER
    left = pair.agreed_at + FIRST_WITHIN - CHOICE - NOTICE - now
    return min(least + lapses * LATER, LATEST, left if left >= SOONER else LATEST)


def _early(pair: Pair, since: int, times: Times, besides: tuple[int, ...]) -> Times:
    """For a first meeting other hours of the same days, then hours that not both ticked, rather than
    days after the two weeks; who signed late is offered a week from now all the same.
    """
    until = pair.agreed_at + FIRST_WITHIN
    if until < since + NOTICE + CHOICE:
        until = since + NOTICE + WEEK
    early = tuple(one for one in times.starts if one <= until)
    for unstated in (False, True):
        if len(early) < OFFERED:
            taken = (*besides, *times.starts, *early)
            more = common_times(
                pair.mentor.week, pair.mentee.week, since, besides=taken, unstated=unstated
            )
            early += tuple(one for one in more.starts if one <= until)
    return replace(times, starts=tuple(sorted(early[:OFFERED]))) if early else times


def _table(pair: Pair, starts: tuple[int, ...]) -> dict[str, int]:
    """The facts of a question about times that the programme proposes."""
    return {**_starts(starts), "stated": overlap(pair.mentor.week, pair.mentee.week, starts)}


def _another(draft: Draft, last: Meeting | None) -> Meeting:
    """The next meeting; how the last one went is asked no more."""
    for side in SIDES:
        draft.withdraw(side, "report")
    return Meeting(last.number + 1 if last else 1, "proposed", first=not draft.pair.meetings_held)


def picked(draft: Draft, event: Picked) -> str:
    pair, now = draft.pair, draft.pair.meeting
    if now is None or now.state not in SEEKING:
        return "nothing_to_pick"
    if event.start not in now.offered and event.start not in now.fine(other(event.side)):
        return _table_changed(draft, now, event)
    if event.start < meeting.soonest(now, draft.now):
        # They did nothing wrong: the table was laid days ago.
        draft.answered(event.side, *QUESTIONS)
        draft.tell(event.side, "time_too_soon")
        chosen = now.fine(other(event.side))
        if chosen and max(chosen) >= meeting.soonest(now, draft.now):
            _ask_again(draft, event.side, "times", now.offered)
        else:
            offer_times(draft, asked=(event.side,), lapsed=True)
        return ""
    now = meeting.pick(now, event.side, event.start, pair.mentee.week.zone)
    draft.change(meeting=now)
    draft.answered(event.side, *QUESTIONS)
    if now.state == "confirmed":
        _confirmed(draft, now)
        return ""
    partner = other(event.side)
    if draft.pair.seat(partner).asked("times"):
        # They keep the whole table, with what suits the other first: one word less back and forth.
        _ask_again(draft, partner, "times", now.offered)
    else:
        draft.withdraw(partner, "time_typed")
        draft.ask(partner, "times_offered", _starts((event.start,)))
    draft.tell(event.side, "waiting_for_partner")
    return ""


def _table_changed(draft: Draft, now: Meeting, event: Picked) -> str:
    """The answer came after other times were laid out: these are asked about, at once.

    Who answers late is the one we waited for, so that "too late" alone would end the search.
    """
    proposed = now.fine(other(event.side))
    table = proposed or now.offered
    if event.start not in now.refused or now.fine(event.side) or not table:
        return "not_offered"
    draft.answered(event.side, *QUESTIONS)
    late = event.start < meeting.soonest(now, draft.now)
    draft.tell(event.side, "time_too_soon" if late else "time_gone")
    if max(table) < meeting.soonest(now, draft.now):
        offer_times(draft, asked=(event.side,), lapsed=True)
    else:
        _ask_again(draft, event.side, "times_offered" if proposed else "times", table)
    return ""


def _ask_again(draft: Draft, side: Side, key: str, table: tuple[int, ...]) -> None:
    """The question `key` about what is left of its table; nothing when all of it is too soon."""
    now = draft.pair.meeting
    left = tuple(one for one in table if now and one >= meeting.soonest(now, draft.now))
    if table and not left:
        return
    draft.ask(side, key, _table(draft.pair, left) if key == "times" else _starts(left))


def countered(draft: Draft, event: Countered) -> str:
    """Also how somebody proposes a time unasked, and how a confirmed meeting is moved."""
    now = draft.pair.meeting
    if now is None or now.settled_at:
        now = _another(draft, now)
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
    """What was proposed, or all that was on the table, is too soon by now: other times, the same
    question.

    It is the one who has not answered who is waited for. Whoever proposed a time hears once that
    nothing is fixed, and may propose another, unless all reminders of the other were in vain.
    """
    now = draft.pair.meeting
    if now is None:
        return ""
    unanswered = [
        side
        for side in proposers(draft.pair)
        if meeting.answer_by(now, max(now.fine(side))) <= draft.now
    ]
    if draft.pair.state in LIVE:
        for side in unanswered:
            alone = int(draft.pair.seat(other(side)).rung >= NUDGES)
            facts = {"start": max(now.fine(side)), "alone": alone}
            draft.tell(side, "time_unanswered", facts, "partner")
    asked = [other(side) for side in unanswered]
    rest = max(now.offered) > meeting.soonest(now, draft.now)
    if rest and asked and not any(draft.pair.seat(one).asked("times_offered") for one in asked):
        draft.change(meeting=meeting.unpick(now, unanswered))
        return ""
    waited = [side for side in SIDES if any(draft.pair.seat(side).asked(one) for one in QUESTIONS)]
    offer_times(draft, asked=() if waited else SIDES, lapsed=True)
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
    """Times around the day that the rhythm names; soon after two accounts that differ."""
    last = draft.pair.meeting
    soon = last is not None and last.state == "disputed"
    offer_times(draft, target=0 if soon else draft.pair.next_offer_at + AHEAD)
    return ""


def moved(draft: Draft, event: Moved) -> str:
    """The meeting stays the instant that both know; who moved reads it by the new clock.

    A question about times is put anew: words that answer it are read by the clock it was asked by.
    """
    before = draft.pair.seat(event.side).week
    times = before.times if event.times is None else event.times
    draft.seat(event.side, week=Week(times, event.zone, event.country))
    now = draft.pair.meeting
    if now is None or now.settled_at or event.zone == before.zone:
        return ""
    if begins(now) > draft.now:
        hour = local(begins(now), event.zone).hour
        odd = int(not WAKING[0] <= hour < WAKING[1])
        draft.tell(event.side, "meeting_local", {"start": begins(now), "odd": odd})
    table = {"times": now.offered, "times_offered": now.fine(other(event.side)), "time_typed": ()}
    for key, starts in table.items():
        if draft.pair.seat(event.side).asked(key):
            _ask_again(draft, event.side, key, starts)
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
    number = 1 if now.first else pair.meetings_held + 1
    phase = briefing.phase(number, (begins(now) - pair.active_at) / length)
    signed = agreement.settled(pair.agreement)
    questions = briefing.questions(phase, signed.purpose if signed else pair.intent, number)
    brief = dict(zip(("question1", "question2", "question3"), questions, strict=True))
    for side in SIDES:
        draft.withdraw(side, *QUESTIONS)
        draft.tell(side, "meeting_confirmed", {"start": begins(now)})
        draft.tell(side, "meeting_brief", {"first": int(now.first), **brief})
    draft.effects.append(Invite("PUBLISH", now.number, now.sequence, begins(now)))


def _starts(starts: tuple[int, ...]) -> dict[str, int]:
    return {f"start{place}": start for place, start in enumerate(starts, 1)}
