"""Where two people stand, at one word: goals with their bars, and what can be done about them.

What is true is read by a turn of its own (`progress:<wish>` falls due), as with the pair's words.
"""

from collections.abc import Callable, Mapping

import msgspec

from bot.flows import goals, results
from bot.flows.endings import PLEDGE
from core.conversation.agenda import aside, without
from core.conversation.book import Conclusion, Event, Rule
from core.conversation.effects import SetTimer
from core.conversation.flow import Flow, ask, end, show
from core.conversation.kind import Value
from core.conversation.message import Part
from core.conversation.named import Named
from core.conversation.run import ABOUT
from core.conversation.talk import Talk
from core.duration import at

ITEMS = ("measure", "reached", "milestone", "goal", "skills", "outcome")
"""What can be done, in the order shown; each is there when the facts say so."""

PROGRESS = Flow(
    id="progress",
    version=1,
    steps=(
        show("standing"),
        ask("choice", Named((), (*ITEMS, "nothing"), frozenset(ITEMS))),
        end("done"),
    ),
    nudged=False,
)

FLOWS = (PROGRESS, *goals.FLOWS, *results.FLOWS)

MOVES: Mapping[str, str] = {
    "progress": "show",
    "measure": "measure",
    "milestone": "milestone",
    "goal": "goal",
    "skills": "skills",
    "outcome": "outcome",
    "story": "story",
}
"""Words that work everywhere (`locales/lexicon.toml`), and what each wants to know."""

ASIDE = frozenset({"show", "story", *ITEMS})
"""What somebody asked for themselves: the open question waits behind it."""

PASSING = frozenset({"menu", "partner", "whom", "progress", "measure", "milestone", "reached"})
"""Flows that somebody opened themselves, and that nobody comes back to."""

SHOWN: Mapping[str, str] = {"show": "standing", "pledge": "why"}
"""Where a flow shows the parts that came with its facts, if not as its `card`."""

FLOW_OF: Mapping[str, str] = {
    "show": PROGRESS.id,
    "grid": results.SKILLS_FLOW.id,
    "pledge": PLEDGE.id,
    "story": results.OUTCOME_CONSENT.id,
    **{flow.id: flow.id for flow in FLOWS},
}
"""The flow of each wish that asks something; the others are news."""

_parts = msgspec.json.Decoder(tuple[Part, ...])


def _told(talk: Talk, event: Event) -> Conclusion:
    """What was looked up: a flow with its facts and words, or news."""
    facts = dict(event.run.facts)
    wish = facts.pop("wish")
    parts = _parts.decode(facts.pop("parts", "[]"))
    attach = facts.pop("attach", "")
    if wish in ASIDE:
        talk = aside(without(talk, PASSING))
    if wish not in FLOW_OF or (parts and wish in ITEMS):
        return Conclusion(talk, parts=parts, news=True)
    return Conclusion(
        talk,
        begin=FLOW_OF[wish],
        facts=facts,
        answers=_known(wish, facts),
        attach=attach,
        reopen="?" if wish == "goal" and "statement" in facts else "",
        shows={SHOWN.get(wish, "card"): parts} if parts else {},
        news=True,
    )


def _known(wish: str, facts: Mapping[str, str]) -> dict[str, Value]:
    """Answers that a run brings along: the only goal there is, the vision of the first one, all of
    one that came back.
    """
    match wish:
        case "goal":
            return goals.drafted(facts)
        case "measure" | "milestone" if "two" not in facts:
            return {"which": "one"}
        case "skills" | "grid":
            return {"grid": facts["grid"].split()}
        case _:
            return {}


def _look_up(wish: str) -> Callable[[Talk, Event], Conclusion]:
    """The pair is known by now: have what is true of its goals looked up."""

    def rule(talk: Talk, event: Event) -> Conclusion:
        about = event.run.facts.get("mentorship") or event.run.facts[ABOUT]
        timer = SetTimer(f"progress:{wish}.{about}", at(event.now_ms))
        return Conclusion(talk, (timer,), rests=True)

    return rule


def _chosen(talk: Talk, event: Event) -> Conclusion:
    choice = str(event.answers["choice"])
    if choice == "nothing":
        return Conclusion(talk, parts=(Part("progress-bye"),))
    return _look_up(choice)(talk, event)


WISHES: Mapping[str, Callable[[Talk, Event], Conclusion]] = {
    move: _look_up(wish) for move, wish in MOVES.items()
}
"""What answers each of these wishes, given the facts of the pair."""

RULES: Mapping[tuple[str, str], Rule] = {
    ("timer", "progress"): _told,
    ("progress", "done"): _chosen,
    **goals.RULES,
    **results.RULES,
}
