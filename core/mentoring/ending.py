"""Breaks, early goals, extensions, and every way in which a mentorship ends."""

from collections.abc import Mapping

from core.duration import DAY, months_after
from core.mentoring import agreement
from core.mentoring.draft import Draft
from core.mentoring.events import (
    Closed,
    Departed,
    Dissolved,
    Due,
    ExtensionDeclined,
    ExtensionWished,
    Finished,
    Lifted,
    Parted,
    Paused,
    Returned,
    Suspended,
    Terminated,
)
from core.mentoring.meeting import SEEKING
from core.mentoring.pair import BEGINNING, NUDGES, Pair, State
from core.mentoring.scheduling import drop, offer_times
from core.mentoring.side import SIDES, Side, other

LONGEST_PAUSE = 180 * DAY
"""A longer break is an end and a new beginning: half a year is the length of a mentorship."""

LONGEST_EXTENSION = 6
"""Months; one extension only (domain §3, length)."""

ENDINGS: Mapping[State, Mapping[Side, tuple[str, str]]] = {
    "completed": {"mentor": ("completed", "another"), "mentee": ("completed", "pledge")},
    "completed_early": {"mentor": ("completed", "another"), "mentee": ("completed", "pledge")},
    "ended_no_fault": {"mentor": ("ended", "rematch"), "mentee": ("ended", "rematch")},
    "auto_concluded": {"mentor": ("concluded", "rematch"), "mentee": ("concluded", "rematch")},
    "terminated": {"mentor": ("terminated", ""), "mentee": ("terminated", "")},
}
"""The last words and the choice that comes with them, by side (domain §7: every ending has both).
After an end for safety a coordinator speaks with each, so nothing is asked."""


def paused(draft: Draft, event: Paused) -> str:
    """No question, reminder or nudge until the return; a meeting ahead is given up."""
    if not draft.now < event.until <= draft.now + LONGEST_PAUSE:
        return "until"
    if _held(draft):
        return "held"
    _halt(draft)
    draft.change(paused_until=event.until)
    draft.tell(event.side, "pause_noted", {"until": event.until})
    draft.tell(other(event.side), "partner_paused", {"until": event.until})
    return ""


def suspended(draft: Draft, event: Suspended) -> str:
    """A hold has no date: it is a coordinator's to lift, and they are reminded of it."""
    if _held(draft):
        return "held"
    _halt(draft)
    draft.change(paused_until=0)
    for side in SIDES:
        draft.tell(side, "suspended")
    return ""


def lifted(draft: Draft, event: Lifted) -> str:
    return returned(draft, event) if _held(draft) else "not_held"


def returned(draft: Draft, event: Returned | Lifted | Due) -> str:
    """Everything stands where it stood; the planned end moves by the length of the break."""
    if isinstance(event, Returned) and _held(draft):
        return "held"
    pair = draft.pair
    away = draft.now - pair.paused_at
    draft.change(
        state=pair.resumes,
        resumes=None,
        resumed_at=draft.now,
        planned_end=pair.planned_end + away if pair.planned_end else 0,
        paused_at=0,
        paused_until=0,
        next_offer_at=0,
    )
    for side in SIDES:
        draft.seat(side, checkin_at=draft.now)
        draft.tell(side, "pause_over")
    if draft.pair.state in BEGINNING:
        _ask_agreement(draft)
    elif draft.pair.meeting is None or draft.pair.meeting.settled_at:
        offer_times(draft)
    return ""


def finished(draft: Draft, event: Finished) -> str:
    draft.seat(event.side, finished=True)
    draft.answered(event.side, "finish")
    partner = other(event.side)
    if draft.pair.seat(partner).finished:
        _begin_closing(draft, early=True)
        return ""
    draft.ask(partner, "finish")
    draft.tell(event.side, "waiting_for_partner")
    return ""


def end_due(draft: Draft, event: Due) -> str:
    _begin_closing(draft, early=False)
    return ""


def extension_wished(draft: Draft, event: ExtensionWished) -> str:
    pair, partner = draft.pair, other(event.side)
    if pair.extended:
        return "extended_before"
    if not 1 <= event.months <= LONGEST_EXTENSION:
        return "months"
    draft.seat(event.side, extension=event.months)
    draft.answered(event.side, "extension")
    wished = draft.pair.seat(partner).extension
    if not wished:
        draft.ask(partner, "extension", {"months": event.months})
        draft.tell(event.side, "waiting_for_partner")
        return ""
    months = min(event.months, wished)
    until = months_after(max(pair.planned_end, draft.now), months)
    draft.change(extended=True, planned_end=until, closing_at=0, closing_early=False)
    for side in SIDES:
        draft.withdraw(side, "closing", "extension")
        draft.seat(side, closed=False, finished=False)
        draft.tell(side, "extended", {"until": until, "months": months})
    if pair.state == "closing":
        draft.change(state="active")
        if draft.pair.meeting is None or draft.pair.meeting.settled_at:
            offer_times(draft)
    return ""


def extension_declined(draft: Draft, event: ExtensionDeclined) -> str:
    draft.answered(event.side, "extension")
    for side in SIDES:
        draft.seat(side, extension=0)
    draft.tell(other(event.side), "extension_declined")
    return ""


def closed(draft: Draft, event: Closed) -> str:
    """The closing ritual of one side; the thanks are theirs to give, the rest stays private."""
    if draft.pair.seat(event.side).closed:
        return "answered"
    draft.seat(event.side, closed=True)
    draft.answered(event.side, "closing")
    draft.keep(event.side, event.said)
    if event.thanks:
        draft.tell(other(event.side), "thanks", {"words": event.thanks})
    if draft.pair.seat(other(event.side)).closed:
        end(draft, _completed(draft))
    else:
        draft.tell(event.side, "closing_noted")
    return ""


def close_due(draft: Draft, event: Due) -> str:
    """Not everybody says goodbye; who met has completed, who never did is concluded kindly."""
    met = draft.pair.meetings_held or any(draft.pair.seat(side).closed for side in SIDES)
    end(draft, _completed(draft) if met else "auto_concluded")
    return ""


def parted(draft: Draft, event: Parted) -> str:
    draft.keep(event.side, event.said)
    end(draft, "ended_no_fault")
    return ""


def departed(draft: Draft, event: Departed) -> str:
    end(draft, "ended_no_fault", without=event.side)
    return ""


def dissolved(draft: Draft, event: Dissolved) -> str:
    end(draft, "ended_no_fault")
    return ""


def terminated(draft: Draft, event: Terminated) -> str:
    end(draft, "terminated")
    draft.alert("terminated")
    return ""


def end(draft: Draft, state: State, *, without: Side | None = None) -> None:
    """The last words to each side, a choice of what comes next, and nothing left open."""
    drop(draft, draft.now)
    quiet = {side for side in SIDES if silent(draft.pair, side)}
    draft.change(state=state, ended_at=draft.now)
    for side in SIDES:
        _withdraw_all(draft, side)
        draft.seat(side, waiting_since=0, rung=0)
        if side == without:
            continue
        words, choice = ENDINGS[state][side]
        alone = int(quiet == {other(side)})
        draft.tell(side, words, {"meetings": draft.pair.meetings_held, "alone": alone})
        if choice:
            draft.offer(side, choice)


def silent(pair: Pair, side: Side) -> bool:
    """Whether this side has left all nudges unanswered."""
    return pair.seat(side).rung >= NUDGES


def _halt(draft: Draft) -> None:
    """Nothing is open and nothing is due; a break that is prolonged counts from its beginning."""
    if draft.pair.state == "paused":
        return
    draft.change(resumes=draft.pair.state, state="paused", paused_at=draft.now)
    drop(draft, draft.now)
    for side in SIDES:
        _withdraw_all(draft, side)
        draft.seat(side, waiting_since=0, rung=0)


def _held(draft: Draft) -> bool:
    return draft.pair.state == "paused" and not draft.pair.paused_until


def _completed(draft: Draft) -> State:
    return "completed_early" if draft.pair.closing_early else "completed"


def _begin_closing(draft: Draft, *, early: bool) -> None:
    """A confirmed meeting stands as the last one; what is only being looked for is dropped."""
    draft.change(state="closing", closing_at=draft.now, closing_early=early)
    if draft.pair.meeting is not None and draft.pair.meeting.state in SEEKING:
        drop(draft, draft.now)
    for side in SIDES:
        kept = ("report", "extension")
        _withdraw_all(draft, side, besides=kept)
        draft.ask(side, "closing")


def _ask_agreement(draft: Draft) -> None:
    agreed = draft.pair.agreement
    for side in agreement.missing(agreed):
        draft.ask(side, agreement.question(agreed, side))
    if agreed.middle is not None:
        for side in SIDES:
            if side not in agreed.accepted:
                draft.ask(side, "agreement_middle", agreement.halfway(agreed))
    if asked := agreement.asked(agreed):
        draft.ask(asked, "agreement")


def _withdraw_all(draft: Draft, side: Side, besides: tuple[str, ...] = ()) -> None:
    keys = (question.key for question in draft.pair.seat(side).questions)
    draft.withdraw(side, *(key for key in keys if key not in besides))
