"""How it goes: after a meeting, now and then, when somebody is silent, when it is over."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.flows import relaying
from bot.flows.deed import concluded, did
from core.conversation.answers import Choice, Words
from core.conversation.book import Conclusion, Event, Rule
from core.conversation.daily import Daily
from core.conversation.effects import Act
from core.conversation.enclosure import media_of
from core.conversation.flow import Flow, ask, end, show, unless
from core.conversation.message import Part
from core.conversation.pulse import Held, Rating
from core.conversation.run import ABOUT, Run
from core.conversation.talk import Talk
from core.mentoring.meeting import ACCOUNTS

STEP = Daily({"week": 7, "fortnight": 14, "month": 30}, ("none",))
"""When the next step is due."""

LINE = Words(300)

CONFIDED = Words(300, media=("voice",))
"""A word to the team, written or spoken; what is spoken is kept as a reference and heard by them."""

REPORT = Flow(
    id="report",
    version=1,
    steps=(
        show("which"),
        ask("held", Held(ACCOUNTS, "held")),
        end("missed", unless("held", "held")),
        ask("rating", Rating()),
        ask("step", STEP, explained=True),
        ask("line", LINE, unless("step", "none"), optional=True),
        end("done"),
    ),
    nudged=False,
)
"""The same to both sides after a meeting (domain §0.12, two-sided truth)."""

CHECKIN = Flow(
    id="checkin",
    version=1,
    steps=(
        show("why"),
        ask("rating", Rating()),
        ask("progress", Choice(("moving", "slow", "stuck"))),
        ask("next_step", Choice(("go_on", "human", "less"), yes="go_on", outright=True)),
        ask("line", CONFIDED, optional=True),
        end("done"),
    ),
    nudged=False,
    confidential=True,
)
"""At most three taps and one optional line; the same to both sides (domain §0.12, §6.2)."""

FOLLOW_UP = Flow(
    id="follow_up",
    version=1,
    steps=(
        ask("progress", Choice(("growing", "steady", "stopped"))),
        ask("still", Choice(("often", "sometimes", "never"))),
        ask("line", CONFIDED, optional=True),
        end("done"),
    ),
    nudged=False,
    confidential=True,
)
"""What former mentees and mentors are asked, months later."""

STILL_ON = Flow(
    id="still_on",
    version=1,
    steps=(
        ask(
            "choice",
            Choice(("go_on", "pair_pause", "part"), yes="go_on", no="part", outright=True),
        ),
        end("done"),
    ),
    nudged=False,
)

BREATHER = Flow(
    id="breather",
    version=1,
    steps=(
        ask(
            "choice",
            Choice(("go_on", "pair_pause", "less", "human"), yes="go_on", outright=True),
        ),
        end("done"),
    ),
    nudged=False,
)
"""The last of three reminders offers more than the same question."""

REMATCH_OFFERED = Flow(
    id="rematch_offered",
    version=1,
    steps=(
        ask("choice", Choice(("wait", "other", "human"))),
        end("done"),
    ),
    nudged=False,
)

GOAL_REVIEW = Flow(
    id="goal_review",
    version=1,
    steps=(
        ask("choice", Choice(("reached", "later", "dropped"), yes="reached", outright=True)),
        end("done"),
    ),
    nudged=False,
)

CADENCE = Flow(
    id="cadence",
    version=1,
    steps=(
        ask(
            "every",
            Choice(("less", "more", "fortnight", "month", "keep"), no="keep", outright=True),
        ),
        end("done"),
    ),
    nudged=False,
)

DAYS: Mapping[str, int | str] = {"less": "less", "more": "more", "fortnight": 14, "month": 30}


def _reported(talk: Talk, event: Event) -> Conclusion:
    """A meeting that was held: the rating is private, a next step with words is shared."""
    answers = event.answers
    said = {"about": "meeting", "rating": answers["rating"]}
    due = STEP.due(answers["step"], event.now_ms)
    words = answers.get("line")
    task: dict[str, Any] | None = {"words": words, "due": due} if words else None
    return concluded(talk, event, "Reported", account="held", said=said, task=task)


def _missed(talk: Talk, event: Event) -> Conclusion:
    return concluded(talk, event, "Reported", account=event.answers["held"])


def _checked(talk: Talk, event: Event) -> Conclusion:
    """The answers, and what they ask for beside: a human, or fewer questions."""
    answers = event.answers
    said = {
        "about": event.run.facts.get("kind", ""),
        "rating": answers["rating"],
        "reason": answers["progress"],
        "line": answers.get("line") or "",
    }
    deeds = [did(event, "Answered", said=said)]
    match answers["next_step"]:
        case "human":
            deeds.append(did(event, "Flagged", concern="human"))
        case "less":
            deeds.append(did(event, "CadenceWished", wish="less"))
        case _:
            pass
    spoken = media_of(answers.get("line"))
    if spoken is None:
        return Conclusion(talk, tuple(deeds), rests=True)
    offer = relaying.offered(talk, event.run.facts[ABOUT], event.run.facts["name"], spoken)
    return replace(offer, effects=tuple(deeds), parts=(Part("checkin-heard"),))


def _followed(talk: Talk, event: Event) -> Conclusion:
    answers = event.answers
    reason = f"{answers['progress']},{answers['still']}"
    about = event.run.facts.get("kind", "")
    said = {"about": about, "reason": reason, "line": answers.get("line") or ""}
    return concluded(talk, event, "Answered", said=said)


def chosen(talk: Talk, event: Event) -> Conclusion:
    """One answer that says how to go on."""
    facts = event.run.facts
    match event.answers["choice"]:
        case "go_on" if event.flow == BREATHER.id:
            # The question that was recalled waits in the agenda and is asked now.
            return Conclusion(talk, (did(event, "Wrote"),), (Part("breather-thanks"),))
        case "go_on" | "wait":
            return concluded(talk, event, "StillOn")
        case "pair_pause":
            return Conclusion(talk, begin="pair_pause", facts=facts)
        case "part":
            return Conclusion(talk, begin="part", facts=facts)
        case "less":
            return concluded(talk, event, "CadenceWished", wish="less")
        case "other":
            return concluded(talk, event, "Parted", said={"about": "end", "reason": "contact"})
        case _:
            return concluded(talk, event, "Flagged", concern="human")


CONFIDED_IN: Mapping[str, tuple[str, str]] = {
    CHECKIN.id: ("", "progress"),
    FOLLOW_UP.id: ("", "progress"),
    REPORT.id: ("meeting", ""),
    "closing": ("closing", "changed"),
}
"""Flows of private answers: what these are about (the kind that was asked, if empty), and the step
that is their reason.
"""


def so_far(run: Run) -> dict[str, Any] | None:
    """What was confided in a passage that is not at its end; None where nothing was."""
    about, why = CONFIDED_IN.get(run.flow, ("", ""))
    rating, reason = run.answers.get("rating"), run.answers.get(why)
    if run.flow not in CONFIDED_IN or not (rating or reason):
        return None
    said = {"about": about or run.facts.get("kind", ""), "reason": reason or ""}
    return {**said, "rating": rating} if rating else said


SETTLED: Mapping[str, str] = {"reached": "reached", "later": "moved", "dropped": "dropped"}
"""What becomes of a goal whose date has passed; moved is to the end of the mentorship."""


def _reviewed(talk: Talk, event: Event) -> Conclusion:
    noted = Part("goal_review-noted", {"name": event.run.facts["name"]})
    settled = {"how": SETTLED[str(event.answers["choice"])]}
    deed = Act("progress", int(event.run.facts[ABOUT]), "GoalSettled", settled)
    return Conclusion(talk, (deed, did(event, "GoalReviewed")), (noted,))


def _paced(talk: Talk, event: Event) -> Conclusion:
    wish = DAYS.get(str(event.answers["every"]))
    if wish is None:
        return Conclusion(talk, parts=(Part("common-unchanged"),))
    return concluded(talk, event, "CadenceWished", wish=wish)


def pacing(talk: Talk, event: Event) -> Conclusion:
    """How often somebody wants to be asked."""
    return Conclusion(talk, begin=CADENCE.id, facts=event.run.facts)


def paced(wish: int | str) -> Rule:
    """A cadence wished in so many words needs no question."""

    def rule(talk: Talk, event: Event) -> Conclusion:
        return Conclusion(talk, (did(event, "CadenceWished", wish=wish),))

    return rule


RULES: Mapping[tuple[str, str], Rule] = {
    ("report", "done"): _reported,
    ("report", "missed"): _missed,
    ("checkin", "done"): _checked,
    ("follow_up", "done"): _followed,
    ("still_on", "done"): chosen,
    ("breather", "done"): chosen,
    ("rematch_offered", "done"): chosen,
    ("goal_review", "done"): _reviewed,
    ("cadence", "done"): _paced,
}
