"""The programme's reactions: what follows from an answer, from the end of a flow, from a timer.

Each rule is a pure function of the talk and the event; `RULES` is the whole map.
"""

from base64 import urlsafe_b64encode
from collections.abc import Mapping

from msgspec.structs import replace

from bot.flows import accompanying, pairing, past, progress, relaying
from bot.flows.complement import COMPLEMENT
from bot.flows.endings import ALUMNUS
from bot.flows.profile import member_of
from bot.flows.vocabulary import MENU_YES, PAUSE_DAYS
from core.conversation import engine
from core.conversation.book import Conclusion, Event, Rule
from core.conversation.effects import (
    Alert,
    AskLink,
    DropTimer,
    Effect,
    Erase,
    Forget,
    JoinChats,
    OfferLink,
    RecordConsent,
    SaveMember,
    Seek,
    SetTimer,
)
from core.conversation.flow import Ask
from core.conversation.kind import Value
from core.conversation.message import Part
from core.conversation.moves import LEFT
from core.conversation.run import walk
from core.conversation.talk import Talk
from core.duration import DAY, HOUR, at
from core.mentoring.consent import CONSENT_VERSION, Consent

ERASURE_DELAY = 72 * HOUR
"""How long an erasure can be taken back (reliability P6)."""

FORGET_DELAY = HOUR
"""How long the address of someone who refused is kept, so that the goodbye can be delivered."""


def _consented(talk: Talk, event: Event) -> Conclusion:
    if event.value == "more":
        return Conclusion(talk)
    given = event.value == "accept"
    effects: tuple[Effect, ...] = (
        RecordConsent(Consent("programme", CONSENT_VERSION, talk.language, given)),
    )
    if given:
        effects = (*effects, DropTimer("forget"))
    return Conclusion(replace(talk, consented=given), effects)


def _declined(talk: Talk, event: Event) -> Conclusion:
    """A refusal keeps nothing: the talk is forgotten at once, the address after the goodbye."""
    blank = Talk(language=talk.language, burst=talk.burst)
    due = at(event.now_ms + FORGET_DELAY)
    return Conclusion(blank, (Forget(), SetTimer("forget", due)), (Part("onboarding-declined"),))


def _onboarded(talk: Talk, event: Event) -> Conclusion:
    first = not talk.profile
    profile = dict(event.answers)
    member = member_of(profile, talk.more, year=event.year)
    talk = replace(talk, profile=profile, paused_until=0)
    facts: dict[str, str | int] = {"name": member.name}
    verdict = Part(f"verdict-{member.verdict}", facts)
    reasons = tuple(Part(f"verdict-reason.{reason}") for reason in member.reasons[:2])
    parts = (verdict, *(reasons if member.verdict != "qualified" else ()))
    effects: list[Effect] = [SaveMember(member)]
    if member.verdict == "redirected":
        effects.append(Alert("redirected"))
    if member.verdict == "qualified" and "mentee" in member.roles and ALUMNUS not in talk.more:
        delay = COMPLEMENT_FIRST if first else 0
        effects.append(SetTimer("seek", at(event.now_ms + delay)))
    if not first:
        return Conclusion(
            talk, tuple(effects), (Part("common-updated"), *(parts if reasons else ()))
        )
    if member.verdict == "redirected":
        return Conclusion(talk, tuple(effects), parts)
    answers = {step: profile[step] for step in ASSUMED if step in profile}
    return Conclusion(talk, tuple(effects), parts, begin="complement", answers=answers)


def _complemented(talk: Talk, event: Event) -> Conclusion:
    more = {step: value for step, value in event.answers.items() if value is not None}
    for brought in (*ASSUMED, "ready"):
        more.pop(brought, None)
    talk = replace(talk, more={**talk.more, **more})
    member = member_of(talk.profile, talk.more, year=event.year)
    said = Part("complement-left" if LEFT in event.run.facts else "complement-thanks")
    return Conclusion(pairing.superseded(talk), (SaveMember(member), Seek()), (said,))


def _complement_later(talk: Talk, event: Event) -> Conclusion:
    return Conclusion(pairing.superseded(talk), (Seek(),))


COMPLEMENT_FIRST = HOUR
"""How long the optional questions may take before we look for somebody without them."""

ASSUMED = ("role", "home", "needs", "offers", "goal")
"""Answers that `complement` looks at."""


def _profile(talk: Talk, event: Event) -> Conclusion:
    """Show what is known and what can be changed of it, or go on with onboarding."""
    if not talk.profile:
        return Conclusion(talk)
    return Conclusion(talk, begin="onboarding", answers=talk.profile, reopen="?")


def _more(talk: Talk, event: Event) -> Conclusion:
    """Ask what is still open; who has answered everything goes through it once more."""
    if not talk.profile:
        return Conclusion(talk)
    answers: dict[str, Value] = {
        step: talk.profile[step] for step in ASSUMED if step in talk.profile
    }
    answers["ready"] = MENU_YES
    known = {step: value for step, value in talk.more.items() if COMPLEMENT.ask(step)}
    gone_on = {**answers, **known}
    left = walk(COMPLEMENT, engine.start(COMPLEMENT, "-", answers=gone_on))
    return Conclusion(
        talk, begin=COMPLEMENT.id, answers=gone_on if isinstance(left.at, Ask) else answers
    )


def _menu(talk: Talk, event: Event) -> Conclusion:
    match event.value:
        case "profile":
            return _profile(talk, event)
        case "complement":
            return _more(talk, event)
        case "language":
            return Conclusion(talk, begin="@language")
        case "human":
            return Conclusion(talk, (Alert("human"),), (Part("common-human"),))
        case "status":
            return pairing.status(talk, event)
        case _:
            return Conclusion(talk, begin=str(event.value))


def _data(talk: Talk, event: Event) -> Conclusion:
    if event.value != MENU_YES:
        return Conclusion(talk)
    return Conclusion(talk, parts=(Part("data-sent"),), attach="export")


def _paused(talk: Talk, event: Event) -> Conclusion:
    days = PAUSE_DAYS.get(str(event.value), 0)
    until = event.now_ms + days * DAY if days else 0
    paused = bool(talk.paused_until)
    talk = replace(talk, paused_until=until)
    effects: list[Effect] = []
    if talk.profile:
        member = member_of(talk.profile, talk.more, year=event.year, paused=bool(days))
        effects.append(SaveMember(member))
    if not days:
        words = Part("pause-ended" if paused else "common-unchanged")
        return Conclusion(talk, (*effects, DropTimer("pause_over")), (words,))
    effects.append(SetTimer("pause_over", at(until)))
    return Conclusion(talk, tuple(effects), (Part("pause-begun", {"days": days}),))


def _pause_over(talk: Talk, event: Event) -> Conclusion:
    if not talk.paused_until:
        return Conclusion(talk)
    talk = replace(talk, paused_until=0)
    effects: tuple[Effect, ...] = ()
    if talk.profile:
        effects = (SaveMember(member_of(talk.profile, talk.more, year=event.year)),)
    return Conclusion(talk, effects, (Part("pause-ended"),))


def _erasing(talk: Talk, event: Event) -> Conclusion:
    if event.value != MENU_YES:
        return Conclusion(talk, parts=(Part("common-kept"),))
    due = event.now_ms + ERASURE_DELAY
    talk = replace(talk, erase_at=due)
    effects = (SetTimer("erase", at(due)), DropTimer("pause_over"))
    return Conclusion(talk, effects, (Part("erase-scheduled"),))


def _erase(talk: Talk, event: Event) -> Conclusion:
    return Conclusion(talk, (Erase(),) if talk.erase_at else ())


def _forget(talk: Talk, event: Event) -> Conclusion:
    """Someone who refused and did not come back; a new start has a run."""
    return Conclusion(talk, () if talk.run or talk.consented else (Erase(),))


def _connecting(talk: Talk, event: Event) -> Conclusion:
    if event.value != MENU_YES:
        return Conclusion(talk)
    code = "link-" + urlsafe_b64encode(event.entropy).decode().rstrip("=")
    return Conclusion(talk, (OfferLink(code),), (Part("connect-code", {"code": code}),))


def _linking(talk: Talk, event: Event) -> Conclusion:
    if event.value != MENU_YES:
        return Conclusion(talk, parts=(Part("link-refused"),))
    if talk.profile:
        return Conclusion(talk, (Alert("merge"),), (Part("link-member"),))
    return Conclusion(talk, (AskLink(event.run.facts["code"]),), (Part("link-asked"),))


def _joining(talk: Talk, event: Event) -> Conclusion:
    if event.value != MENU_YES:
        return Conclusion(talk, parts=(Part("join-refused"),))
    return Conclusion(talk, (JoinChats(event.run.facts["code"]),), (Part("join-done"),))


def _join_due(talk: Talk, event: Event) -> Conclusion:
    return Conclusion(talk, begin="join", facts=event.run.facts, urgent=True)


def _reviewed(talk: Talk, event: Event) -> Conclusion:
    return Conclusion(talk, reopen="?" if event.value == "change" else "")


RULES: Mapping[tuple[str, str], Rule] = {
    ("onboarding", "consent"): _consented,
    ("onboarding", "informed"): _consented,
    ("onboarding", "declined"): _declined,
    ("onboarding", "refused"): _declined,
    ("onboarding", "pledge"): _reviewed,
    ("onboarding", "review"): _reviewed,
    ("onboarding", "done"): _onboarded,
    ("complement", "done"): _complemented,
    ("complement", "later"): _complement_later,
    ("menu", "choice"): _menu,
    ("move", "profile"): _profile,
    ("move", "complement"): _more,
    ("data", "file"): _data,
    ("pause", "until"): _paused,
    ("erase", "confirm"): _erasing,
    ("connect", "ready"): _connecting,
    ("link", "confirm"): _linking,
    ("join", "confirm"): _joining,
    ("timer", "pause_over"): _pause_over,
    ("timer", "erase"): _erase,
    ("timer", "forget"): _forget,
    ("timer", "join"): _join_due,
    **pairing.RULES,
    **accompanying.RULES,
    **relaying.RULES,
    **progress.RULES,
    **past.RULES,
}
