"""From the first hello to two signatures: what each event of the agreement does."""

from msgspec.structs import replace

from core.duration import months_after
from core.mentoring import agreement, scheduling
from core.mentoring.draft import Draft
from core.mentoring.ending import end
from core.mentoring.events import (
    Arbitrated,
    Chose,
    Conceded,
    Due,
    Insisted,
    MiddleAccepted,
    MiddleDeclined,
)
from core.mentoring.side import SIDES, Side, other

QUESTIONS = ("agreement", "agreement_terms", "agreement_differs", "agreement_middle")


def introduce(draft: Draft) -> None:
    """Both said yes: each meets the other, and is asked for the six taps."""
    for side in SIDES:
        draft.tell(side, "introduced")
        draft.ask(side, "agreement")


def chose(draft: Draft, event: Chose) -> str:
    if event.version != draft.pair.agreement.version:
        return "outdated"
    if wrong := agreement.faults(event.choices):
        return wrong[0]
    chosen = agreement.choose(draft.pair.agreement, event.side, event.choices, draft.now)
    if event.seen and agreement.differences(chosen):
        # They keep their own all the same: the other one is asked.
        chosen = agreement.insist(chosen, event.side)
    draft.change(agreement=chosen, state="contracting")
    draft.answered(event.side, *QUESTIONS)
    partner = other(event.side)
    if chosen.of(partner) is None:
        draft.tell(event.side, "waiting_for_partner")
        if draft.pair.seat(partner).asked("agreement"):
            # No word closes what they may be in the middle of: it counts as well.
            draft.answered(partner, "agreement")
            draft.ask(partner, agreement.question(chosen, partner))
        return ""
    draft.withdraw(other(event.side), "agreement_differs", "agreement_middle")
    _go_on(draft)
    return ""


def conceded(draft: Draft, event: Conceded) -> str:
    if agreement.asked(draft.pair.agreement) != event.side:
        return "not_asked"
    draft.change(agreement=agreement.concede(draft.pair.agreement, event.side, draft.now))
    draft.answered(event.side, *QUESTIONS)
    _go_on(draft)
    return ""


def insisted(draft: Draft, event: Insisted) -> str:
    if agreement.asked(draft.pair.agreement) != event.side:
        return "not_asked"
    draft.change(agreement=agreement.insist(draft.pair.agreement, event.side))
    draft.answered(event.side, *QUESTIONS)
    _go_on(draft)
    return ""


def middle_due(draft: Draft, event: Due) -> str:
    """Three days of a coordinator did not settle it: what lies between the two is put to both."""
    _propose_middle(draft)
    return ""


def middle_accepted(draft: Draft, event: MiddleAccepted) -> str:
    agreed = draft.pair.agreement
    if agreed.middle is None or event.side in agreed.accepted:
        return "not_asked"
    draft.answered(event.side, "agreement_middle")
    if other(event.side) not in agreed.accepted:
        draft.change(agreement=replace(agreed, accepted=(event.side,)))
        draft.tell(event.side, "waiting_for_partner")
        return ""
    both = agreed
    for side in SIDES:
        both = agreement.choose(both, side, agreed.middle, draft.now)
    draft.change(agreement=both)
    _go_on(draft)
    return ""


def middle_declined(draft: Draft, event: MiddleDeclined) -> str:
    """A coordinator has two more weeks; who declined is not named to the other."""
    agreed = draft.pair.agreement
    if agreed.middle is None or event.side in agreed.accepted:
        return "not_asked"
    draft.change(agreement=replace(agreed, middle=None, accepted=(), declined=draft.now))
    draft.answered(event.side, "agreement_middle")
    draft.withdraw(other(event.side), "agreement_middle")
    draft.alert("no_agreement", urgent=True)
    for side in SIDES:
        draft.tell(side, "no_middle")
    return ""


def apart(draft: Draft, event: Due) -> str:
    """Nobody's fault: two who find no terms are each free for somebody else."""
    end(draft, "ended_no_fault")
    return ""


def arbitrated(draft: Draft, event: Arbitrated) -> str:
    if wrong := agreement.faults(event.choices):
        return wrong[0]
    settled = draft.pair.agreement
    for side in SIDES:
        settled = agreement.choose(settled, side, event.choices, draft.now)
        draft.withdraw(side, *QUESTIONS)
    draft.change(agreement=settled)
    _go_on(draft)
    return ""


def stuck(draft: Draft, event: Due) -> str:
    draft.alert("stuck")
    return ""


def _go_on(draft: Draft) -> None:
    """Both have chosen: start, or put the one question, or call a coordinator."""
    agreed = draft.pair.agreement
    choices = agreement.settled(agreed)
    if choices is not None:
        _start(draft, choices.months)
        return
    asked = agreement.asked(agreed)
    if asked is None:
        draft.alert("no_agreement")
        if agreed.deadlocked and not agreed.declined:  # once more around: not a second week
            _propose_middle(draft)
            return
        draft.change(agreement=replace(agreed, deadlocked=agreed.deadlocked or draft.now))
        for side in SIDES:
            draft.tell(side, "no_middle" if agreed.declined else "coordinator_helps")
        return
    draft.ask(asked, "agreement_differs", _differences(draft, asked))
    if draft.actor != asked:
        draft.tell(other(asked), "waiting_for_partner")


def _propose_middle(draft: Draft) -> None:
    """Ask whoever did not choose the very same themselves."""
    agreed = draft.pair.agreement
    found = agreement.middle(agreed)
    accepted = tuple(side for side in SIDES if agreed.of(side) == found)
    agreed = replace(agreed, middle=found, accepted=accepted)
    draft.change(agreement=agreed)
    for side in SIDES:
        if side not in accepted:
            draft.ask(side, "agreement_middle", agreement.halfway(agreed))


def _differences(draft: Draft, side: Side) -> dict[str, str | int]:
    """The names of what differs, and each with what the other chose: terms are no secret."""
    found = agreement.differences(draft.pair.agreement)
    facts: dict[str, str | int] = {"choices": ",".join(one.choice for one in found)}
    for one in found:
        facts[f"{one.choice}_yours"] = getattr(one, side)
        facts[f"{one.choice}_theirs"] = getattr(one, other(side))
    return facts


def _start(draft: Draft, months: int) -> None:
    draft.change(state="active", active_at=draft.now, planned_end=months_after(draft.now, months))
    for side in SIDES:
        draft.tell(side, "agreement_signed", {"months": months})
        draft.tell(side, "briefing")
    scheduling.offer_times(draft)
