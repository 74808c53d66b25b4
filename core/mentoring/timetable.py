"""What is due for a mentorship, derived from its facts alone: nothing can be forgotten or left over.

Timers that end in a side are that side's; all are by the reader's own clock and week.
"""

from datetime import timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from core.duration import DAY, HOUR, WEEK
from core.mentoring import agreement, checkin, ladder, meeting
from core.mentoring.appointment import instant, local, place
from core.mentoring.budget import allowed, allowed_before
from core.mentoring.checkin import CheckIn
from core.mentoring.meeting import Meeting
from core.mentoring.pair import BEGINNING, LIVE, Pair, Question, Seat
from core.mentoring.side import SIDES, Side, other

DAY_BEFORE, HOURS_BEFORE = 24 * HOUR, 2 * HOUR
"""Reminders of a meeting (domain §3: absences 0.77 times as frequent with them)."""

TOO_LONG_BEFORE = 6 * HOUR
"""A reminder of two hours that daylight would move further ahead is left out."""

REPORT_HOUR = 10
"""When both are asked how it went, on the next morning: the day of the meeting had its reminder,
and we begin one message a day at most (decision 15)."""

STUCK = 21 * DAY
"""In one stage for this long, a coordinator looks (Mentorloop, domain §3)."""

MIDDLE = 3 * DAY
"""Ours: how long a coordinator has with two who both keep their own terms, before what lies between
them is put to both: as long as any request to the team (`core.mentoring.standards`)."""

APART = 14 * DAY
"""After that was declined, how long until the two part kindly: three weeks in all, as long as any
stage may take (Mentorloop, domain §3)."""

IDLE = 90 * DAY
"""Without a meeting for this long, both are asked whether they go on (Guider, domain §0.11)."""

CLOSING = 21 * DAY
"""How long the closing questions stay open: a last meeting's reminders can fill a week of the budget
and the question waits its turn, and then there is time to answer."""

AHEAD = 9 * DAY
"""How long before the next meeting is due its times are proposed: the question and the three
messages around the meeting then lie in different weeks of the budget."""

PROPOSED = ("times", "times_offered")
"""Questions about times that somebody may have chosen already."""

TIMERS: tuple[str, ...] = (
    *(f"{kind}:{side}" for kind in ("ladder", "checkin", "expiry") for side in SIDES),
    *(f"{kind}:{side}" for kind in ("day_before", "hours_before", "report") for side in SIDES),
    *(f"follow_up:{side}" for side in SIDES),
    "times",
    "unreported",
    "next_meeting",
    "weigh",
    "idle",
    "end",
    "close",
    "return",
    "stuck",
    "middle",
    "apart",
)
"""Every timer there is, named as `SetTimer` and `Due` name it."""


def named(timer: str) -> tuple[str, Side]:
    """The kind of a timer and its side; one that is nobody's is the mentee's."""
    kind, _, side = timer.partition(":")
    return kind, "mentor" if side == "mentor" else "mentee"


def timetable(pair: Pair, now: int) -> dict[str, int]:
    """Timers of `pair` by name, in milliseconds UTC; one in the past was due and may have fired."""
    found: dict[str, int] = {}
    if pair.state in ("completed", "completed_early"):
        found |= _follow_ups(pair)
    elif pair.state == "paused":
        if pair.paused_until:
            found["return"] = pair.paused_until
        else:
            found["stuck"] = _next_multiple(pair.paused_at, STUCK, now)
    elif pair.state in BEGINNING:
        found |= _ladders(pair, now) | _deadlock(pair)
        found["stuck"] = _next_multiple(pair.agreed_at, STUCK, now)
    elif pair.state in LIVE:
        found |= _ladders(pair, now) | _checkins(pair) | _meeting(pair, now)
        found["weigh"] = _next_multiple(pair.active_at, WEEK, now)
        found["end"] = pair.planned_end
        found["idle"] = _idle(pair)
    elif pair.state == "closing":
        found |= _ladders(pair, now) | _meeting(pair, now)
        found["close"] = pair.closing_at + CLOSING
    return found


def rearmed(pair: Pair, now: int, *, fired: str) -> dict[str, int]:
    """What is to be armed: what lies ahead, and what was armed, fell due, and has not fired yet."""
    return {
        name: due
        for name, due in timetable(pair, now).items()
        if due > now or (name != fired and pair.timers.get(name) == due)
    }


def _by_day(due: int, seat: Seat) -> int:
    return _on_a_day(due, place(seat.week.zone), seat.week.country)


@lru_cache(maxsize=65_536)
def _on_a_day(due: int, clock: ZoneInfo, country: str) -> int:
    """Whatever happens to a pair, the same check-ins and recalls are looked for again.

    A clock of newer tables is another one, so that nothing has to be forgotten.
    """
    return allowed(due, "clock", zone=clock.key, country=country)


def _ladders(pair: Pair, now: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for side in SIDES:
        seat = pair.seat(side)
        rung = ladder.next_rung(seat.rung)
        if not seat.waiting_since or rung is None:
            continue
        due = ladder.due(seat.waiting_since, seat.rung)
        if rung.act == "conclude":
            due = max(due, pair.noticed_at + ladder.NOTICE_LASTS)
        day = _by_day(due, seat)
        found[f"ladder:{side}"] = _in_time(pair, side, day, now) if rung.act == "nudge" else day
    return found


def _in_time(pair: Pair, side: Side, due: int, now: int) -> int:
    """A reminder of `side`, sooner than `due` where a time that the other proposed would be gone by
    then: half way between the question and the last moment to answer it.
    """
    pressing = urgent(pair, side)
    if pair.meeting is None or pressing is None or pressing.nudges:
        return due
    last = meeting.answer_by(pair.meeting, min(pair.meeting.fine(other(side))))
    soon = _by_day((pressing.at + last) // 2, pair.seat(side))
    return soon if now < soon < min(due, last) else due


def urgent(pair: Pair, side: Side) -> Question | None:
    """The open question of `side` about times that the other proposed."""
    if other(side) not in proposers(pair):
        return None
    return next((one for one in pair.seat(side).questions if one.key in PROPOSED), None)


def _deadlock(pair: Pair) -> dict[str, int]:
    """Both keep their own terms: the middle after a while, and an end once it was declined."""
    agreed = pair.agreement
    if not agreed.deadlocked or agreement.asked(agreed) or agreement.missing(agreed):
        return {}
    signed = max(agreed.mentor_signed, agreed.mentee_signed, pair.resumed_at)
    if agreed.declined:
        return {"apart": max(agreed.declined, signed) + APART}
    return {} if agreed.middle else {"middle": max(agreed.deadlocked, signed) + MIDDLE}


def next_checkin(pair: Pair, side: Side) -> CheckIn | None:
    """The next check-in of one side; for alumni, the next follow-up. The closing has its own timer."""
    seat = pair.seat(side)
    if pair.ended_at:
        return checkin.next_checkin(checkin.follow_ups(pair.ended_at), seat.checkin_at)
    plan = checkin.plan(pair.active_at, pair.planned_end, seat.cadence)
    coming = checkin.next_checkin(plan, seat.checkin_at, seat.checkins)
    return None if coming is None or coming.kind == "closing" else coming


def _checkins(pair: Pair) -> dict[str, int]:
    found: dict[str, int] = {}
    for side in SIDES:
        seat = pair.seat(side)
        if coming := next_checkin(pair, side):
            found[f"checkin:{side}"] = _by_day(coming.due, seat)
        found |= {
            f"expiry:{side}": question.at + checkin.EXPIRES
            for question in seat.questions
            if question.key == "checkin"
        }
    return found


def _follow_ups(pair: Pair) -> dict[str, int]:
    return {
        f"follow_up:{side}": _by_day(coming.due, pair.seat(side))
        for side in SIDES
        if (coming := next_checkin(pair, side))
    }


def _meeting(pair: Pair, at: int) -> dict[str, int]:
    now = pair.meeting
    if now is None or now.settled_at:
        return {"next_meeting": pair.next_offer_at} if pair.state in LIVE else {}
    if now.state in meeting.SEEKING:
        return {"times": _lapse(pair, now, at)} if now.offered else {}
    found = {"unreported": meeting.ends(now) + meeting.UNREPORTED}
    for side in SIDES:
        found |= _reminders(now, side, pair.seat(side))
    return found


def proposers(pair: Pair) -> tuple[Side, ...]:
    """Who waits for the other's answer about times of their own."""
    now = pair.meeting
    if now is None or now.state not in meeting.SEEKING:
        return ()
    return tuple(
        side
        for side in SIDES
        if now.fine(side) and any(pair.seat(other(side)).asked(key) for key in PROPOSED)
    )


def _lapse(pair: Pair, now: Meeting, at: int) -> int:
    """When the whole table is too soon, or all that somebody proposed, whichever comes first.

    Of a time proposed at shorter notice than any answer needs, the time itself counts.
    """
    dues = [max(now.offered) - meeting.soonest(now, 0)]
    for side in proposers(pair):
        last = max(now.fine(side))
        by = meeting.answer_by(now, last)
        dues.append(by if by > at else last - meeting.soonest(now, 0))
    return min(dues)


def _reminders(now: Meeting, side: Side, seat: Seat) -> dict[str, int]:
    start, zone = meeting.begins(now), seat.week.zone
    found = {f"day_before:{side}": allowed_before(start - DAY_BEFORE, zone)}
    hours = allowed_before(start - HOURS_BEFORE, zone)
    if start - hours <= TOO_LONG_BEFORE:
        found[f"hours_before:{side}"] = hours
    if now.account(side) is None:
        found[f"report:{side}"] = _next_morning(meeting.ends(now), zone)
    return found


def _next_morning(moment: int, zone: str) -> int:
    day = local(moment, zone).replace(tzinfo=None) + timedelta(days=1)
    return instant(day.replace(hour=REPORT_HOUR, minute=0, second=0, microsecond=0), zone)


def _idle(pair: Pair) -> int:
    if all(pair.seat(side).asked("still_on") for side in SIDES):
        return pair.noticed_at + ladder.NOTICE_LASTS
    since = max(pair.active_at, pair.last_held_at, pair.resumed_at, pair.noticed_at)
    return since + IDLE


def _next_multiple(start: int, step: int, now: int) -> int:
    return start + ((now - start) // step + 1) * step


def next_target(pair: Pair, rhythm: str, started: int) -> int:
    """When the meeting after one that began at `started` is due by the rhythm agreed on."""
    age = (started - pair.active_at) // DAY
    return started + agreement.meeting_every(rhythm, age) * DAY
