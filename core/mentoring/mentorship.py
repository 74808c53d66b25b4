"""The mentorship as a machine: one table of what may happen in which state, one function to apply it.

Rule 1: every change of state stands in `TABLE`; a function that leads elsewhere is our mistake and
raises. Rule 2: what is refused changes nothing; a timer that is due is never refused. Rule 3: what to wait for follows from the facts
(`timetable`), so that no state is left without a next step.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, get_args

from msgspec.structs import replace

from core.mentoring import contracting, debrief, ending, following, scheduling
from core.mentoring.availability import Week
from core.mentoring.draft import Draft
from core.mentoring.effects import DropTimer, Effect, SetTimer
from core.mentoring.events import (
    Answered,
    Arbitrated,
    ByCoordinator,
    BySide,
    CadenceWished,
    Cancelled,
    Chose,
    ClocksChanged,
    Closed,
    Conceded,
    Countered,
    Departed,
    Dissolved,
    Due,
    Event,
    ExtensionDeclined,
    ExtensionWished,
    Finished,
    Flagged,
    GoalMissed,
    GoalReviewed,
    Insisted,
    LeftOff,
    Lifted,
    MiddleAccepted,
    MiddleDeclined,
    Moved,
    NoneSuited,
    Parted,
    Paused,
    Picked,
    Reported,
    Returned,
    Reviewed,
    StillOn,
    Suspended,
    TaskDone,
    Terminated,
    Weighed,
    Wrote,
)
from core.mentoring.health import health
from core.mentoring.pair import BEGINNING, ENDED, LIVE, OPEN, STATES, Pair, Seat, State
from core.mentoring.side import SIDES, Actor
from core.mentoring.timetable import named, rearmed

Same = Literal["same"]
To = tuple[State | Same, ...]
E_ = TypeVar("E_", bound=Event)


@dataclass(frozen=True, slots=True)
class Row:
    """What `on` (an event, or the kind of a timer) does in the states `source`; `to` is where it may
    lead. `do` changes a draft and returns "", or the reason for which it refuses.
    """

    on: type[Any] | str
    source: tuple[State, ...]
    to: To
    do: Callable[[Draft, Any], str]


def on(event: type[E_], source: tuple[State, ...], to: To, do: Callable[[Draft, E_], str]) -> Row:
    """A row for something that one of the two, a coordinator or the figures say."""
    return Row(event, source, to, do)


def at(timer: str, source: tuple[State, ...], to: To, do: Callable[[Draft, Due], str]) -> Row:
    """A row for a timer that fell due."""
    return Row(timer, source, to, do)


SAME: To = ("same",)
RUNNING: tuple[State, ...] = (*LIVE, "closing")
WAITING: tuple[State, ...] = (*BEGINNING, *RUNNING)
DONE: tuple[State, ...] = ("completed", "completed_early")

TABLE: tuple[Row, ...] = (
    # The agreement.
    on(Chose, ("agreed",), ("contracting",), contracting.chose),
    on(Chose, ("contracting",), ("same", "active"), contracting.chose),
    on(Conceded, ("contracting",), ("active",), contracting.conceded),
    on(Insisted, ("contracting",), SAME, contracting.insisted),
    on(MiddleAccepted, ("contracting",), ("same", "active"), contracting.middle_accepted),
    on(MiddleDeclined, ("contracting",), SAME, contracting.middle_declined),
    on(Arbitrated, BEGINNING, ("active",), contracting.arbitrated),
    at("middle", ("contracting",), SAME, contracting.middle_due),
    at("apart", ("contracting",), ("ended_no_fault",), contracting.apart),
    at("stuck", (*BEGINNING, "paused"), SAME, contracting.stuck),
    # Meetings.
    on(Picked, LIVE, SAME, scheduling.picked),
    on(Countered, LIVE, SAME, scheduling.countered),
    on(NoneSuited, LIVE, SAME, scheduling.none_suited),
    on(Cancelled, RUNNING, SAME, scheduling.cancelled),
    on(Reported, (*RUNNING, "paused"), SAME, debrief.reported),
    on(Reported, ENDED, SAME, debrief.reported_late),
    on(Moved, OPEN, SAME, scheduling.moved),
    on(ClocksChanged, OPEN, SAME, scheduling.clocks_changed),
    at("times", RUNNING, SAME, scheduling.times_passed),
    at("day_before", RUNNING, SAME, debrief.remind),
    at("hours_before", RUNNING, SAME, debrief.remind),
    at("report", RUNNING, SAME, debrief.ask_report),
    at("unreported", (*RUNNING, "paused"), SAME, debrief.unreported),
    at("next_meeting", LIVE, SAME, scheduling.offer_due),
    # Between meetings.
    on(Answered, STATES, SAME, following.answered),
    on(LeftOff, STATES, SAME, following.left_off),
    on(CadenceWished, OPEN, SAME, following.cadence_wished),
    on(TaskDone, OPEN, SAME, following.task_done),
    on(GoalMissed, RUNNING, SAME, following.goal_missed),
    on(GoalReviewed, OPEN, SAME, following.goal_reviewed),
    on(Wrote, OPEN, SAME, following.wrote),
    on(Flagged, STATES, SAME, following.flagged),
    at("checkin", LIVE, SAME, following.check_in),
    at("expiry", LIVE, SAME, following.expired),
    at("follow_up", DONE, SAME, following.follow_up),
    # The health.
    on(Weighed, ("active",), ("same", "at_risk"), following.weighed),
    on(Weighed, ("at_risk",), ("same", "active"), following.weighed),
    on(Reviewed, OPEN, SAME, following.reviewed),
    at("weigh", LIVE, SAME, following.look),
    # Silence.
    on(StillOn, WAITING, SAME, following.still_on),
    at("ladder", WAITING, ("same", "auto_concluded"), following.climb),
    at("idle", LIVE, ("same", "auto_concluded"), following.idle),
    # A break.
    on(Paused, (*BEGINNING, *LIVE, "paused"), ("paused",), ending.paused),
    on(Suspended, (*BEGINNING, *LIVE, "paused"), ("paused",), ending.suspended),
    on(Lifted, ("paused",), (*BEGINNING, *LIVE), ending.lifted),
    on(Returned, ("paused",), (*BEGINNING, *LIVE), ending.returned),
    at("return", ("paused",), (*BEGINNING, *LIVE), ending.returned),
    # The end.
    on(Finished, LIVE, ("same", "closing"), ending.finished),
    on(ExtensionWished, LIVE, SAME, ending.extension_wished),
    on(ExtensionWished, ("closing",), ("same", "active"), ending.extension_wished),
    on(ExtensionDeclined, RUNNING, SAME, ending.extension_declined),
    on(Closed, ("closing",), ("same", *DONE), ending.closed),
    on(Parted, OPEN, ("ended_no_fault",), ending.parted),
    on(Departed, OPEN, ("ended_no_fault",), ending.departed),
    on(Dissolved, OPEN, ("ended_no_fault",), ending.dissolved),
    on(Terminated, OPEN, ("terminated",), ending.terminated),
    at("end", LIVE, ("closing",), ending.end_due),
    at("close", ("closing",), (*DONE, "auto_concluded"), ending.close_due),
)
"""All that may happen: the event, the states it may happen in, where it may lead, what it does."""

INDEX: Mapping[tuple[type[Any] | str, State], Row] = {
    (row.on, state): row for row in TABLE for state in row.source
}


@dataclass(frozen=True, slots=True)
class Applied:
    """The mentorship after an event, and what should follow.

    All that is told and asked to one side makes one message, in this order.
    """

    pair: Pair
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing changed: `illegal` in this state, `not_due`, or the reason that the event's own rule
    gives, such as `too_soon`.
    """

    reason: str


def open_pair(id_: str, mentor: Week, mentee: Week, now: int, *, intent: str = "") -> Applied:
    """A mentorship on which both just agreed at `now` (milliseconds UTC), and its first words.

    The mentor's yes is the last one, so that theirs are an answer, whatever the hour.
    """
    pair = Pair(id_, "agreed", now, Seat(mentor, now), Seat(mentee, now), intent=intent)
    draft = Draft(pair, "mentor", now)
    contracting.introduce(draft)
    return _applied(pair, draft)


def apply(pair: Pair, event: Event, now: int) -> Applied | Refused:
    """What `event` makes of `pair` at `now`, in milliseconds UTC.

    Raises AssertionError if a rule leads to a state that its row does not name.
    """
    name: type[Any] | str = type(event)
    if isinstance(event, Due):
        name = named(event.timer)[0]
        if not pair.timers.get(event.timer, now + 1) <= now:
            return Refused("not_due")
    draft = Draft(pair, _actor(event), now)
    if isinstance(event, get_args(BySide)):
        _seen(draft, event)
    if reason := _play(draft, name, event):
        return Refused(reason)
    if (
        draft.pair.state in LIVE
        and (found := health(following.signs(draft.pair, now))).level != "too_early"
    ):
        _play(draft, Weighed, Weighed(found.score))
    return _applied(pair, draft, fired=event.timer if isinstance(event, Due) else "")


def _play(draft: Draft, name: type[Any] | str, event: Event) -> str:
    before = draft.pair.state
    row = INDEX.get((name, before))
    if row is None:
        return "illegal"
    if reason := row.do(draft, event):
        return reason
    after = draft.pair.state
    if after not in row.to and not (after == before and "same" in row.to):
        raise AssertionError(f"{name} leads from {before} to {after}")
    return ""


def _actor(event: Event) -> Actor:
    if isinstance(event, get_args(BySide)):
        side: Actor = event.side
        return side
    return "coordinator" if isinstance(event, get_args(ByCoordinator)) else "clock"


def _seen(draft: Draft, event: Any) -> None:
    """Any sign of life ends this side's silence, and answers whether they go on."""
    side = event.side
    if not isinstance(event, StillOn):
        draft.withdraw(side, "still_on")
    draft.seat(side, seen_at=draft.now, waiting_since=0, rung=0)


def _applied(before: Pair, draft: Draft, *, fired: str = "") -> Applied:
    for side in SIDES:
        seat = draft.pair.seat(side)
        if seat.questions and not seat.waiting_since and draft.pair.state in OPEN:
            draft.seat(side, waiting_since=draft.now)
    timers = rearmed(draft.pair, draft.now, fired=fired)
    pair = replace(draft.pair, timers=timers, version=before.version + 1)
    changed = [
        SetTimer(name, due) for name, due in timers.items() if before.timers.get(name) != due
    ]
    gone = [DropTimer(name) for name in before.timers if name not in timers and name != fired]
    return Applied(pair, (*draft.effects, *gone, *changed))
