"""From the first hello to two signatures: what each event of the agreement does."""

from core.duration import months_after
from core.mentoring import agreement, scheduling
from core.mentoring.draft import Draft
from core.mentoring.events import Arbitrated, Chose, Conceded, Due, Insisted
from core.mentoring.side import SIDES, Side, other

QUESTIONS = ("agreement", "agreement_differs")


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
    draft.change(agreement=chosen, state="contracting")
    draft.answered(event.side, *QUESTIONS)
    if chosen.of(other(event.side)) is None:
        draft.tell(event.side, "waiting_for_partner")
        return ""
    draft.withdraw(other(event.side), "agreement_differs")
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
        for side in SIDES:
            draft.tell(side, "coordinator_helps")
        return
    draft.ask(asked, "agreement_differs", _differences(draft, asked))
    if draft.actor != asked:
        draft.tell(other(asked), "waiting_for_partner")


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
