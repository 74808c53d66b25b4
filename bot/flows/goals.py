"""The goal workshop and what is done with a goal: from a vision to a number and a date."""

from collections.abc import Mapping

from core.conversation.answers import Choice, Words
from core.conversation.book import Conclusion, Event, Rule
from core.conversation.daily import Daily
from core.conversation.effects import Act
from core.conversation.flow import Flow, ask, end, show, when
from core.conversation.kind import Value
from core.conversation.message import Part
from core.conversation.named import Named
from core.conversation.quantity import Quantity, amount_of
from core.conversation.run import ABOUT
from core.conversation.talk import Talk
from core.conversation.vocabulary import Topics
from core.mentoring.goal import AT_MOST

STEPS = ("one", "two", "three", "four", "five", "six")
"""Milestones that can be picked by digit."""

PLACES = STEPS[:AT_MOST]
"""The goals under way, oldest first."""

METRICS: Mapping[str, str] = {
    "turnover": "money",
    "clients": "count",
    "jobs": "count",
    "funding": "money",
    "export": "money",
    "margin": "%",
    "steps": "count",
    "other": "count",
}
"""What a goal may count, and in what."""

KINDS = tuple(METRICS.items())

DUE = Daily({"one_month": 30, "three_months": 91}, ("end",))
"""A goal's date: a span, the end of the mentorship, or a day in words."""

SEND = Choice(("send", "change"), yes="send", no="change", outright=True)

GOAL = Flow(
    id="goal",
    version=1,
    steps=(
        ask("vision", Words(300, telling=True)),
        ask("topic", Topics(at_most=1)),
        ask("statement", Words(140, telling=True)),
        ask("metric", Choice(tuple(METRICS)), explained=True),
        ask("counted", Words(40, telling=True), when("metric", "other")),
        ask("baseline", Quantity(steps=("metric",), kinds=KINDS), explained=True),
        ask(
            "target",
            Quantity(steps=("baseline", "metric"), kinds=KINDS, differs="baseline"),
            explained=True,
        ),
        ask("due", DUE),
        ask("send", SEND, recap=True, summary=False),
        end("done"),
    ),
)

GOAL_AGREE = Flow(
    id="goal_agree",
    version=1,
    steps=(
        show("card"),
        ask("choice", Choice(("agree", "talk"), yes="agree", no="talk", outright=True)),
        end("agreed", when("choice", "agree")),
        ask("words", Words(300), optional=True),
        end("returned"),
    ),
)
"""The other's goal: yes, or how it would be better put."""

WHICH = Named(PLACES)

MEASURE = Flow(
    id="measure",
    version=1,
    steps=(
        ask("which", WHICH),
        ask("first", Quantity(fact="unit_one"), when("which", "one")),
        ask("second", Quantity(fact="unit_two"), when("which", "two")),
        ask("third", Quantity(fact="unit_three"), when("which", "three")),
        ask(
            "right",
            Choice(("right", "change"), yes="right", no="change", outright=True),
            summary=False,
        ),
        end("done"),
    ),
    nudged=False,
)
"""Today's figure; it is said back and confirmed before it counts."""

VALUES: Mapping[str, str] = dict(zip(PLACES, ("first", "second", "third"), strict=True))

MILESTONE = Flow(
    id="milestone",
    version=1,
    steps=(
        ask("which", WHICH),
        ask("label", Words(80, telling=True)),
        ask("due", Daily({"week": 7, "fortnight": 14, "month": 30}, ("open",))),
        end("done"),
    ),
    nudged=False,
)

REACHED = Flow(
    id="reached",
    version=1,
    steps=(ask("which", Named(STEPS, ("none",))), end("done")),
    nudged=False,
)
"""Which step is done."""

FLOWS = (GOAL, GOAL_AGREE, MEASURE, MILESTONE, REACHED)


def did(event: Event, name: str, **fields: object) -> Act:
    """An event of `core.mentoring.progress` in the mentorship that a run is about."""
    return Act("progress", int(event.run.facts["mentorship"]), name, fields)


def reviewed(talk: Talk, event: Event) -> Conclusion:
    """Before it leaves, any answer can be put right."""
    return Conclusion(talk, reopen="?" if event.value == "change" else "")


def _remeasured(talk: Talk, event: Event) -> Conclusion:
    """A figure that is not meant is asked for again; with several goals, which it is about first."""
    if event.value != "change":
        return Conclusion(talk)
    if "two" in event.run.facts:
        return Conclusion(talk, reopen="?")
    answers: dict[str, Value] = {"which": PLACES[0]}
    return Conclusion(talk, begin=MEASURE.id, facts=event.run.facts, answers=answers)


def _dated(talk: Talk, event: Event) -> Conclusion:
    """A date after the end of the mentorship is out of both people's hands."""
    until = int(event.run.facts.get("until") or 0)
    if not until or DUE.due(event.value, event.now_ms) <= until:
        return Conclusion(talk)
    answers = {step: value for step, value in event.answers.items() if step != "due"}
    late = Part("goal-late", labels={"end": (f"day:{until}@{event.run.facts['zone']}",)})
    return Conclusion(talk, (), (late,), GOAL.id, event.run.facts, answers)


def drafted(facts: Mapping[str, str]) -> dict[str, Value]:
    """What is known of a goal before the workshop begins, by step."""
    answers: dict[str, Value] = {
        step.id: facts[step.id] for step in GOAL.steps if facts.get(step.id)
    }
    if "topic" in answers:
        answers["topic"] = [facts["topic"]]
    return answers


def _proposed(talk: Talk, event: Event) -> Conclusion:
    answers = event.answers
    topic = answers["topic"]
    baseline, target = amount_of(answers["baseline"]), amount_of(answers["target"])
    deed = did(
        event,
        "GoalProposed",
        topic=topic[0] if isinstance(topic, list) else str(topic),
        statement=answers["statement"],
        vision=answers["vision"],
        metric=answers.get("counted") or answers["metric"],
        unit=target.unit,
        baseline=str(baseline.value),
        target=str(target.value),
        due=DUE.due(answers["due"], event.now_ms),
    )
    return Conclusion(talk, (deed,), (Part("goal-sent", {"name": event.run.facts["name"]}),))


def _agreed(talk: Talk, event: Event) -> Conclusion:
    deed = did(event, "GoalAgreed", goal=int(event.run.facts[ABOUT]))
    return Conclusion(talk, (deed,), (Part("goal_agree-thanks"),))


def _returned(talk: Talk, event: Event) -> Conclusion:
    words = event.answers.get("words") or ""
    deed = did(event, "GoalReturned", goal=int(event.run.facts[ABOUT]), words=words)
    facts: dict[str, str | int] = {"name": event.run.facts["name"]}
    return Conclusion(talk, (deed,), (Part("goal_agree-passed_on", facts),))


def _measured(talk: Talk, event: Event) -> Conclusion:
    facts, place = event.run.facts, str(event.answers["which"])
    value = amount_of(event.answers[VALUES[place]]).value
    deed = did(event, "Measured", goal=int(facts[f"id_{place}"]), value=str(value))
    return Conclusion(talk, (deed,), (Part("measure-noted", {"name": facts["name"]}),))


def _set(talk: Talk, event: Event) -> Conclusion:
    facts, answers = event.run.facts, event.answers
    due = MILESTONE.ask("due")
    assert due is not None and isinstance(due.kind, Daily)  # noqa: S101, PT018 - the table above
    deed = did(
        event,
        "MilestoneSet",
        goal=int(facts[f"id_{answers['which']}"]),
        label=answers["label"],
        due=due.kind.due(answers["due"], event.now_ms),
    )
    return Conclusion(talk, (deed,), (Part("milestone-noted"),))


def _done(talk: Talk, event: Event) -> Conclusion:
    place = str(event.answers["which"])
    if place == "none":
        return Conclusion(talk, parts=(Part("common-unchanged"),))
    goal, _, index = event.run.facts[f"id_{place}"].partition(".")
    deed = did(event, "MilestoneDone", goal=int(goal), index=int(index))
    return Conclusion(talk, (deed,), (Part("reached-noted"),))


RULES: Mapping[tuple[str, str], Rule] = {
    ("goal", "due"): _dated,
    ("goal", "send"): reviewed,
    ("goal", "done"): _proposed,
    ("goal_agree", "agreed"): _agreed,
    ("goal_agree", "returned"): _returned,
    ("measure", "right"): _remeasured,
    ("measure", "done"): _measured,
    ("milestone", "done"): _set,
    ("reached", "done"): _done,
}
