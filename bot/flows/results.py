"""What changed: skills as both see them, outcomes that one claims and the other confirms."""

from collections.abc import Mapping

from bot.flows.goals import SEND, did, reviewed
from core.conversation.answers import Choice
from core.conversation.book import Conclusion, Event, Rule
from core.conversation.flow import Flow, ask, end, say, show, when
from core.conversation.message import Part
from core.conversation.quantity import Quantity, amount_of
from core.conversation.run import ABOUT
from core.conversation.scale import Scale
from core.conversation.talk import Talk
from core.mentoring.outcome import KINDS
from core.mentoring.skills import SKILLS

LEVEL = Scale("skills-level")

SKILLS_FLOW = Flow(
    id="skills",
    version=1,
    steps=(
        say("why"),
        *(ask(skill, LEVEL, when("grid", skill)) for skill in SKILLS),
        end("done"),
    ),
    assumes=("grid",),
    nudged=False,
)
"""Five taps: a run brings along which of the eight skills its grid has."""

COUNTED = tuple(kind for kind, counted in KINDS.items() if counted)
COMPARED = ("turnover", "export")
"""Outcomes that say something only beside what was before."""

FIGURE = Quantity(steps=("kind",), kinds=tuple(KINDS.items()))

OUTCOME = Flow(
    id="outcome",
    version=1,
    steps=(
        ask("kind", Choice((*KINDS, "none"), no="none", outright=True)),
        end("nothing", when("kind", "none")),
        ask("before", FIGURE, when("kind", *COMPARED)),
        ask("after", FIGURE, when("kind", *COUNTED)),
        ask("send", SEND, recap=True, summary=False),
        end("done"),
    ),
    nudged=False,
)

TELL = Choice(("yes", "no"), yes="yes", no="no", outright=True)

OUTCOME_CONFIRM = Flow(
    id="outcome_confirm",
    version=1,
    steps=(
        show("card"),
        ask("choice", Choice(("seen", "unseen"), yes="seen", no="unseen", outright=True)),
        end("disputed", when("choice", "unseen")),
        ask("tell", TELL),
        end("confirmed"),
    ),
)
"""Two people saw it, or a coordinator asks; nothing is told outside without both."""

OUTCOME_CONSENT = Flow(
    id="outcome_consent",
    version=1,
    steps=(show("card"), ask("tell", TELL), end("done")),
)

FLOWS = (SKILLS_FLOW, OUTCOME, OUTCOME_CONFIRM, OUTCOME_CONSENT)


def _rated(talk: Talk, event: Event) -> Conclusion:
    levels = {skill: event.answers[skill] for skill in SKILLS if skill in event.answers}
    moment = event.run.facts["moment"]
    deed = did(event, "Rated", moment=moment, levels=levels)
    whose = {one: event.run.facts[one] for one in ("side", "name")}
    return Conclusion(talk, (deed,), (Part("skills-noted", {"moment": moment, **whose}),))


def _claimed(talk: Talk, event: Event) -> Conclusion:
    answers = event.answers
    figures = {step: amount_of(answers[step]) for step in ("before", "after") if step in answers}
    fields: dict[str, object] = {step: str(one.value) for step, one in figures.items()}
    if "after" in figures:
        fields["unit"] = figures["after"].unit
    deed = did(event, "Claimed", kind=answers["kind"], **fields)
    facts: dict[str, str | int] = {"name": event.run.facts["name"]}
    return Conclusion(talk, (deed,), (Part("outcome-sent", facts),))


def _nothing(talk: Talk, event: Event) -> Conclusion:
    return Conclusion(talk, parts=(Part("common-unchanged"),))


def _confirmed(talk: Talk, event: Event) -> Conclusion:
    consent = event.answers["tell"] == "yes"
    deed = did(event, "Confirmed", outcome=int(event.run.facts[ABOUT]), consent=consent)
    return Conclusion(talk, (deed,), (Part("outcome_confirm-thanks"),))


def _disputed(talk: Talk, event: Event) -> Conclusion:
    deed = did(event, "Disputed", outcome=int(event.run.facts[ABOUT]))
    return Conclusion(talk, (deed,), (Part("outcome_confirm-asked"),))


def _consented(talk: Talk, event: Event) -> Conclusion:
    given = event.answers["tell"] == "yes"
    deed = did(event, "Consented", outcome=int(event.run.facts[ABOUT]), given=given)
    return Conclusion(talk, (deed,), (Part("outcome_consent-thanks"),))


RULES: Mapping[tuple[str, str], Rule] = {
    ("skills", "done"): _rated,
    ("outcome", "send"): reviewed,
    ("outcome", "done"): _claimed,
    ("outcome", "nothing"): _nothing,
    ("outcome_confirm", "confirmed"): _confirmed,
    ("outcome_confirm", "disputed"): _disputed,
    ("outcome_consent", "done"): _consented,
}
