"""What two people agree on before they start, and what each reads before they meet."""

from collections.abc import Mapping
from typing import Any

from bot.flows.deed import concluded, did
from core.conversation.agenda import passage, without
from core.conversation.answers import Choice
from core.conversation.book import Conclusion, Event, Rule
from core.conversation.flow import Flow, ask, either, end, say, show, unless, when
from core.conversation.kind import Answers
from core.conversation.lengths import Lengths
from core.conversation.message import Part, Row
from core.conversation.named import Named
from core.conversation.pulse import Pace
from core.conversation.run import ABOUT
from core.conversation.talk import Talk
from core.mentoring.agreement import OPTIONS, RHYTHMS, TEXT_VERSION
from core.understanding.spoken import LANGUAGES

MONTHS: Mapping[str, int] = {"three": 3, "six": 6, "nine": 9, "twelve": 12}
"""Lengths as options; digits would count the options on the screen."""
MONTH_DAYS = {"three": 91, "six": 183, "nine": 274, "twelve": 365}

CHANNELS = OPTIONS["channel"]
CODES = tuple(LANGUAGES)

ANOTHER = "other"
"""Not the first language that both speak: shown only to those who share several."""

PROMISE = Choice(("promise", "talk"), yes="promise", outright=True)
ELSEWHERE = when("channel", ANOTHER)

AGREEMENT = Flow(
    id="agreement",
    version=1,
    steps=(
        ask("purpose", Choice(OPTIONS["purpose"])),
        ask("rhythm", Pace(RHYTHMS)),
        ask("months", Lengths(MONTH_DAYS)),
        ask("channel", Named((), (*CHANNELS, ANOTHER), frozenset({ANOTHER}))),
        ask("language", Named((), CODES, frozenset(CODES)), ELSEWHERE),
        ask("means", Choice(CHANNELS), ELSEWHERE),
        ask("confidentiality", PROMISE, summary=False, explained=True),
        ask(
            "conduct", PROMISE, unless("confidentiality", "talk"), recap=True, summary=False,
            explained=True,
        ),
        end("unsure", either(when("confidentiality", "talk"), when("conduct", "talk"))),
        end("done"),
    ),
    nudged=False,
)  # fmt: skip
"""Six taps; the language is the first that both speak, unless somebody wants another one."""

TERMS = Flow(
    id="agreement_terms",
    version=1,
    steps=(
        show("theirs"),
        ask("terms", Choice(("same", "own"), yes="same", no="own", outright=True)),
        end("own", when("terms", "own")),
        ask("confidentiality", PROMISE, summary=False, explained=True),
        ask("conduct", PROMISE, unless("confidentiality", "talk"), summary=False, explained=True),
        end("unsure", either(when("confidentiality", "talk"), when("conduct", "talk"))),
        end("done"),
    ),
    nudged=False,
)
"""The same six for whoever signs second: what the other chose in one tap, then both promises."""

TERMS_NAMED = ("purpose", "rhythm", "months", "channel", "language")
"""What the other has chosen, in the order of the taps."""

SEEN = "seen"
"""The fact that the other's choices were in sight."""

DIFFERS = Flow(
    id="agreement_differs",
    version=1,
    steps=(
        show("terms"),
        ask(
            "choice",
            Choice(("concede", "insist"), yes="concede", no="insist", outright=True),
        ),
        end("done"),
    ),
    nudged=False,
)
"""The two chose differently: one question, with both choices in sight."""

MIDDLE = Flow(
    id="agreement_middle",
    version=1,
    steps=(
        show("terms"),
        ask("choice", Choice(("accept", "decline"), yes="accept", no="decline", outright=True)),
        end("done"),
    ),
    nudged=False,
)
"""Both kept their own: what lies between the two, put to each."""

CARD = Choice(("next", "stop"), yes="next", no="stop")

BRIEFING = Flow(
    id="briefing",
    version=1,
    steps=(
        ask("aim", CARD),
        end("stopped", when("aim", "stop")),
        ask("meeting", CARD),
        end("stopped_again", when("meeting", "stop")),
        ask("limits", CARD),
        end("stopped_late", when("limits", "stop")),
        say("help"),
        end("done"),
    ),
    nudged=False,
    patient=True,
)
"""Four cards, left at any of them (`core.mentoring.briefing`)."""


def facts_for(languages: str) -> dict[str, str]:
    """The facts of the agreement's questions, from the codes that both speak, the first one first."""
    spoken = [one for one in languages.split() if one in LANGUAGES]
    facts = {"version": TEXT_VERSION, "language": spoken[0] if spoken else "fr"}
    if len(spoken) > 1:
        facts |= {ANOTHER: "yes", **dict.fromkeys(spoken, "yes")}
    return facts


def choices_of(answers: Answers, facts: Mapping[str, str]) -> dict[str, Any]:
    """The answers as the fields of `core.mentoring.agreement.Choices`."""
    elsewhere = answers["channel"] == ANOTHER
    return {
        "purpose": answers["purpose"],
        "rhythm": answers["rhythm"],
        "months": MONTHS[str(answers["months"])],
        "channel": answers["means"] if elsewhere else answers["channel"],
        "language": answers["language"] if elsewhere else facts["language"],
        "confidentiality": answers["confidentiality"] == "promise",
        "conduct": answers["conduct"] == "promise",
    }


def row(choice: str, code: str) -> Row:
    """One choice as a line of a summary, from its codes."""
    months = {str(count): option for option, count in MONTHS.items()}
    label = f"spoken:{code}" if choice == "language" else f"agreement-{choice}.{code}"
    if choice == "months":
        label = f"agreement-months.{months.get(code, 'six')}"
    return Row(f"agreement-{choice}.title", (label,))


def theirs(facts: Mapping[str, str]) -> Part:
    """What the other has chosen already."""
    rows = tuple(row(name, facts[f"{name}_theirs"]) for name in TERMS_NAMED)
    return Part("agreement_terms-theirs", {"name": facts["name"]}, rows=rows)


def terms(facts: Mapping[str, str]) -> tuple[Part, ...]:
    """What differs: one's own choices, then the other's; terms are no secret."""
    named = [one for one in facts["choices"].split(",") if one]
    sides = ("yours", "theirs")
    return tuple(
        Part(
            f"agreement_differs-{side}",
            {"name": facts["name"]},
            rows=tuple(row(one, facts[f"{one}_{side}"]) for one in named),
        )
        for side in sides
    )


def halfway(facts: Mapping[str, str]) -> tuple[Part, ...]:
    """What lies between the two, only where they differ."""
    named = [one for one in facts["choices"].split(",") if one]
    rows = tuple(row(one, facts[f"{one}_middle"]) for one in named)
    return (Part("agreement_middle-terms", {"name": facts["name"]}, rows=rows),)


def _signed(talk: Talk, event: Event) -> Conclusion:
    choices = choices_of(event.answers, event.run.facts)
    return _chose(talk, event, choices)


def _same(talk: Talk, event: Event) -> Conclusion:
    """What the other chose, under one's own promises."""
    chosen: dict[str, Any] = {name: event.run.facts[f"{name}_theirs"] for name in TERMS_NAMED}
    promised = {name: event.answers[name] == "promise" for name in ("confidentiality", "conduct")}
    return _chose(talk, event, {**chosen, "months": int(chosen["months"]), **promised})


def _chose(talk: Talk, event: Event, choices: Mapping[str, Any]) -> Conclusion:
    """One signature is enough: the same questions in other words are asked no more."""
    facts = event.run.facts
    talk = without(talk, frozenset({AGREEMENT.id, TERMS.id}), facts[ABOUT])
    seen = facts.get(SEEN) == "yes"
    return concluded(talk, event, "Chose", choices=choices, version=facts["version"], seen=seen)


def _own(talk: Talk, event: Event) -> Conclusion:
    """The six taps after all, from where they were left."""
    facts = event.run.facts
    begun = passage(talk, AGREEMENT.id, facts[ABOUT])
    answers = begun.answers if begun is not None else {}
    facts = {**facts, SEEN: "yes"}
    return Conclusion(talk, begin=AGREEMENT.id, facts=facts, answers=answers)


def _unsure(talk: Talk, event: Event) -> Conclusion:
    """Somebody who asks before they sign is answered by a human; the question stays open, and is
    put again when they come back to it.
    """
    talk = without(talk, frozenset({AGREEMENT.id, TERMS.id}), event.run.facts[ABOUT])
    return Conclusion(talk, (did(event, "Flagged", concern="human"),), (Part("agreement-unsure"),))


def _compared(talk: Talk, event: Event) -> Conclusion:
    conceded = event.answers["choice"] == "concede"
    return concluded(talk, event, "Conceded" if conceded else "Insisted")


def _halved(talk: Talk, event: Event) -> Conclusion:
    accepted = event.answers["choice"] == "accept"
    return concluded(talk, event, "MiddleAccepted" if accepted else "MiddleDeclined")


def _later(talk: Talk, event: Event) -> Conclusion:
    return Conclusion(talk, parts=(Part("briefing-later"),))


RULES: Mapping[tuple[str, str], Rule] = {
    ("agreement", "done"): _signed,
    ("agreement", "unsure"): _unsure,
    ("agreement_terms", "own"): _own,
    ("agreement_terms", "unsure"): _unsure,
    ("agreement_terms", "done"): _same,
    ("agreement_differs", "done"): _compared,
    ("agreement_middle", "done"): _halved,
    ("briefing", "stopped"): _later,
    ("briefing", "stopped_again"): _later,
    ("briefing", "stopped_late"): _later,
}
