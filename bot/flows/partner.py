"""Everything that binds two people, at one word: the partner menu and its short ways.

What is true of the pair is read a moment later by a turn of its own (`partner:<wish>` falls due).
"""

from collections.abc import Callable, Mapping

from bot.flows import checkins, endings, meetings, progress, relaying
from bot.flows.agreement import AGREEMENT, BRIEFING, TERMS, row, theirs
from bot.flows.deed import did
from bot.flows.pairing import shown
from core.conversation.agenda import aside, without
from core.conversation.book import Conclusion, Event, Rule
from core.conversation.effects import SetTimer
from core.conversation.flow import Flow, ask, end
from core.conversation.message import Part
from core.conversation.named import Named
from core.conversation.passing import PLACES
from core.conversation.recounted import ACCOUNT
from core.conversation.run import ABOUT
from core.conversation.talk import Talk
from core.duration import at

ITEMS = (
    "meeting",
    "write",
    "progress",
    "agreement",
    "tips",
    "cadence",
    "pair_pause",
    "resume_pair",
    "extension",
    "finish",
    "contact",
    "part",
)
"""The menu, in the order shown; each is there when a fact of its name says so."""

PARTNER = Flow(
    id="partner",
    version=1,
    steps=(
        ask("choice", Named((), (*ITEMS, "nothing"), frozenset(ITEMS))),
        end("done"),
    ),
    nudged=False,
)

PASSING = frozenset({"menu", "partner", "whom", "write", "contact", "cadence", *meetings.PASSING})
"""Flows that somebody opened themselves, and that nobody comes back to."""

WHOM = Flow(
    id="whom",
    version=1,
    steps=(ask("choice", Named(PLACES, ("nobody",))), end("done")),
    nudged=False,
)
"""Which of several partners is meant."""


WITHOUT: Mapping[str, str] = {"certificate": "certificate", "story": "no_story"}
"""What is said where no pair fits a wish that is not about the present one."""


def wished(talk: Talk, event: Event, wish: str, about: str = "") -> Conclusion:
    """Have what is true of the pair looked up, and this wish answered with it."""
    if not talk.profile:
        return Conclusion(talk)
    kind = f"partner:{wish}.{about}" if about else f"partner:{wish}"
    return Conclusion(talk, (SetTimer(kind, at(event.now_ms)),), rests=True)


def _word(wish: str) -> Rule:
    def rule(talk: Talk, event: Event) -> Conclusion:
        return wished(talk, event, wish, str(event.value or ""))

    return rule


def _found(talk: Talk, event: Event) -> Conclusion:
    """The facts are there: nobody, several, or one partner with whom the wish is answered; what is
    true of several at once comes as words.

    Who asks wants this now: what was open waits behind it, a menu left open is put away.
    """
    facts = event.run.facts
    talk = aside(without(talk, PASSING))
    if "parts" in facts:
        return Conclusion(talk, parts=shown(event), news=True)
    if "one" in facts:
        return Conclusion(talk, begin=WHOM.id, facts=facts, news=True)
    if ABOUT not in facts:
        none = WITHOUT.get(facts["wish"], "none")
        none = "certificate_later" if "paired" in facts else none
        return Conclusion(talk, parts=(Part(f"partner-{none}"),), news=True)
    return WISHES[facts["wish"]](talk, event)


def _stands(talk: Talk, event: Event) -> Conclusion:
    """Where somebody stands, and then the question that is open, for often it is the next step."""
    talk = aside(without(talk, PASSING | progress.PASSING))
    return Conclusion(talk, parts=shown(event), news=True)


def _menu(talk: Talk, event: Event) -> Conclusion:
    return Conclusion(talk, begin=PARTNER.id, facts=event.run.facts)


def _chosen(talk: Talk, event: Event) -> Conclusion:
    choice = str(event.answers["choice"])
    if choice == "nothing":
        return endings.stayed(talk, event)
    return WISHES[choice](talk, event)


def _meant(talk: Talk, event: Event) -> Conclusion:
    choice, facts = str(event.answers["choice"]), event.run.facts
    if choice not in PLACES:
        return endings.stayed(talk, event)
    return wished(talk, event, facts["wish"], facts[f"id_{choice}"])


def _agreement(talk: Talk, event: Event) -> Conclusion:
    """The signed text and terms; while it is unsigned, its open question."""
    facts = event.run.facts
    name: dict[str, str | int] = {"name": facts["name"]}
    if facts.get("agreed"):
        codes = (one.split("=") for one in facts["agreed"].split())
        text = Part("agreement-text", {**name, "version": facts["version"]})
        rows = tuple(row(choice, code) for choice, code in codes)
        return Conclusion(talk, parts=(text, Part("agreement-terms", rows=rows)))
    if facts.get("open") == AGREEMENT.id:
        return Conclusion(talk, begin=AGREEMENT.id, facts=facts)
    if facts.get("open") == TERMS.id:
        return Conclusion(talk, begin=TERMS.id, facts=facts, shows={"theirs": (theirs(facts),)})
    return Conclusion(talk, parts=(Part("agreement-unsigned", name),))


def _tips(talk: Talk, event: Event) -> Conclusion:
    return Conclusion(talk, begin=BRIEFING.id, facts=event.run.facts)


def _opens(flow: str) -> Rule:
    def rule(talk: Talk, event: Event) -> Conclusion:
        return Conclusion(talk, begin=flow, facts=event.run.facts)

    return rule


def _resumed(talk: Talk, event: Event) -> Conclusion:
    return Conclusion(talk, (did(event, "Returned"),))


def _certified(talk: Talk, event: Event) -> Conclusion:
    """The words of a certificate, for whoever has completed a mentorship."""
    facts = event.run.facts
    wanted = ("own", "name", "months", "meetings")
    said: dict[str, str | int] = {name: facts[name] for name in wanted}
    said |= {"months": int(facts["months"]), "meetings": int(facts["meetings"])}
    part = Part(f"closing-certificate_{facts['side']}", said, {"day": (facts["ended"],)})
    return Conclusion(talk, parts=(part,))


def _with_meeting(rule: Rule) -> Rule:
    """A wish about the meeting that is fixed; without one, where the meeting stands."""

    def answer(talk: Talk, event: Event) -> Conclusion:
        return rule(talk, event) if event.run.facts.get("start") else meetings.standing(talk, event)

    return answer


def _recounting(talk: Talk, event: Event) -> Conclusion:
    """How it went, of a meeting that they say was held; where none is to be told of, how things stand."""
    facts = event.run.facts
    if "begun" not in facts:
        return meetings.standing(talk, event)
    which = Part("report-which", {"name": facts["name"]}, {"start": (facts["begun"],)})
    return Conclusion(
        talk,
        parts=(which,),
        begin=checkins.REPORT.id,
        facts={**facts, "start": facts["begun"]},
        answers={"held": "held"},
    )


WISHES: Mapping[str, Callable[[Talk, Event], Conclusion]] = {
    **relaying.WISHES,
    ACCOUNT: _recounting,
    "partner": _menu,
    "meeting": meetings.standing,
    "reschedule": _with_meeting(meetings.moving),
    "cancel_meeting": _with_meeting(meetings.cancelling),
    "calendar_file": _with_meeting(meetings.filed),
    "agreement": _agreement,
    "tips": _tips,
    "cadence": checkins.pacing,
    "less_often": checkins.paced("less"),
    "more_often": checkins.paced("more"),
    "fortnightly": checkins.paced(14),
    "monthly": checkins.paced(30),
    "pair_pause": _opens(endings.PAIR_PAUSE.id),
    "resume_pair": _resumed,
    "extension": endings.why(endings.EXTENSION.id),
    "finish": endings.why(endings.FINISH.id),
    "part": _opens(endings.PART.id),
    "certificate": _certified,
    **progress.WISHES,
}
"""What answers each wish, given the facts of the pair; each is also a word that works everywhere
(`locales/lexicon.toml`)."""

YIELDING = frozenset(WISHES) - {"block", "unblock", "report"}
"""Wishes in everyday words, no command where they answer a question; to block or to report always
is one."""

RULES: Mapping[tuple[str, str], Rule] = {
    ("timer", "partner"): _found,
    ("timer", "standing"): _stands,
    ("partner", "done"): _chosen,
    ("whom", "done"): _meant,
    **{("move", wish): _word(wish) for wish in WISHES},
}
