"""Finding a time for a meeting, moving it, giving it up."""

from collections.abc import Mapping

from msgspec.structs import replace

from bot.flows.deed import concluded
from bot.flows.vocabulary import MENU_YES
from core.conversation.answers import Choice
from core.conversation.book import Conclusion, Event, Rule
from core.conversation.flow import Flow, ask, end, show, when
from core.conversation.message import Part
from core.conversation.named import Named
from core.conversation.talk import Talk
from core.conversation.timing import Timing, moment_of
from core.duration import DAY
from core.mentoring.availability import NOTICE

STARTS = ("start1", "start2", "start3")
"""Facts that hold the times on the table, by the reader's clock."""

CALENDAR = "calendar"
"""Where a talk remembers that calendar files are welcome."""

FURTHEST = 62 * DAY
"""How far ahead a meeting is fixed: the longest rhythm is a month, and people forget more."""

TIMES = Flow(
    id="times",
    version=1,
    steps=(
        show("why"),
        ask(
            "choice",
            Timing(STARTS, ("none",), alone=(("none", "unable"),), no="none", yes="picked"),
            explained=True,
        ),
        end("none", when("choice", "none")),
        end("chosen"),
    ),
    nudged=False,
)
"""Times to choose from, the programme's or the partner's; one's own words propose another."""

MOVE = Flow(
    id="move",
    version=1,
    steps=(
        show("why"),
        ask("choice", Timing(STARTS, ("keep",), held="start")),
        end("kept", when("choice", "keep")),
        end("chosen"),
    ),
    nudged=False,
)
"""Another time than the one that was agreed on, or one that nobody has asked for yet."""

CANCEL = Flow(
    id="cancel",
    version=1,
    steps=(
        show("which"),
        ask("sure", Choice(("cancel", "move", "keep"), yes="cancel", no="keep", outright=True)),
        end("done"),
    ),
    nudged=False,
)

CHANGES = ("reschedule", "propose", "cancel_meeting", "calendar_file")
"""What can be done about the next meeting; each is there when a fact of its name says so."""

APPOINTMENT = Flow(
    id="appointment",
    version=1,
    steps=(
        show("when"),
        ask(
            "wish",
            Named((), (*CHANGES, "nothing"), frozenset(CHANGES)),
        ),
        end("done"),
    ),
    nudged=False,
)  # fmt: skip
"""Where the next meeting stands, and what can be done about it."""


PASSING = frozenset({MOVE.id, CANCEL.id, APPOINTMENT.id})
"""Flows that somebody opened themselves, and that nobody comes back to."""


def too_soon(event: Event, start: int) -> bool:
    """Whether the first meeting would leave the other no day to prepare."""
    return event.run.facts.get("first") == "1" and start < event.now_ms + NOTICE


def _chosen(talk: Talk, event: Event) -> Conclusion:
    """A time on the table is taken, another one is proposed; both are said back by the engine."""
    start, facts = moment_of(event.answers["choice"]), event.run.facts
    offered = {moment_of(facts[one]) for one in STARTS if facts.get(one)}
    if start in offered and event.flow == TIMES.id and not facts.get("lapsed"):
        return concluded(talk, event, "Picked", start=start)
    if too_soon(event, start):
        return _again(talk, event, "soon")
    if start > event.now_ms + FURTHEST:
        return _again(talk, event, "late")
    return concluded(talk, event, "Countered", starts=[start])


def _again(talk: Talk, event: Event, why: str) -> Conclusion:
    """The same question once more, with the reason."""
    part = Part(f"times-{why}", {"name": event.run.facts["name"]})
    return Conclusion(
        talk, parts=(part,), begin=event.flow, facts=event.run.facts, shows=event.run.shows
    )


def _none(talk: Talk, event: Event) -> Conclusion:
    return concluded(talk, event, "NoneSuited")


def _kept(talk: Talk, event: Event) -> Conclusion:
    return Conclusion(talk, parts=(Part("move-kept"),))


def _cancelled(talk: Talk, event: Event) -> Conclusion:
    match event.answers["sure"]:
        case "cancel":
            return concluded(talk, event, "Cancelled")
        case "move":
            return moving(talk, event)
        case _:
            return _kept(talk, event)


def moving(talk: Talk, event: Event) -> Conclusion:
    """The question for another time, from a run that knows what is possible."""
    facts = event.run.facts
    key = "move-propose" if facts.get("propose") else "move-which"
    shows = {"why": (Part(key, {"name": facts["name"]}),)}
    return Conclusion(talk, begin=MOVE.id, facts=facts, shows=shows)


def cancelling(talk: Talk, event: Event) -> Conclusion:
    """The last look before a meeting is given up."""
    facts = event.run.facts
    which = Part("cancel-which", {"name": facts["name"]}, {"start": (facts["start"],)})
    return Conclusion(talk, begin=CANCEL.id, facts=facts, shows={"which": (which,)})


def filed(talk: Talk, event: Event) -> Conclusion:
    """The calendar file, now and whenever this person's meetings change."""
    talk = replace(talk, more={**talk.more, CALENDAR: MENU_YES})
    return Conclusion(
        talk, parts=(Part("appointment-filed"),), attach=event.run.facts["calendar_file"]
    )


def wants_calendar(talk: Talk) -> bool:
    """Whether calendar files are welcome."""
    return talk.more.get(CALENDAR) == MENU_YES


def means(facts: Mapping[str, str]) -> tuple[Part, ...]:
    """How the two agreed to talk and what that takes of them; nothing while nothing is signed."""
    if facts.get("exchanged"):
        return (Part("pair-meeting_called"),)
    agreed = dict(one.split("=") for one in facts.get("agreed", "").split())
    said = {"name": facts["name"], "channel": agreed.get("channel", "")}
    return (Part("pair-meeting_how", said),) if agreed else ()


def standing(talk: Talk, event: Event) -> Conclusion:
    """Where the next meeting stands: fixed, being asked, waiting for the other, or not yet."""
    facts = event.run.facts
    name: dict[str, str | int] = {"name": facts["name"]}
    if facts.get("asked"):
        return asking(talk, event)
    if facts.get("start"):
        said = (Part("appointment-when", name, {"start": (facts["start"],)}), *means(facts))
    elif facts.get("waiting"):
        said = (Part("appointment-waiting", name),)
    else:
        said = (Part("appointment-none", name),)
    return Conclusion(talk, begin=APPOINTMENT.id, facts=facts, shows={"when": said})


def asking(talk: Talk, event: Event) -> Conclusion:
    """The open question about times, as it stands now."""
    facts = event.run.facts
    return Conclusion(talk, begin=TIMES.id, facts=facts, shows={"why": (reason(facts),)})


def reason(facts: Mapping[str, str]) -> Part:
    """Why a time is asked for: the programme's times, the partner's, or none that is obvious."""
    name: dict[str, str | int] = {"name": facts["name"]}
    if facts.get("lapsed"):
        return Part("times-lapsed", name)
    match facts["asked"]:
        case "times_offered":
            return Part("times-partner", {**name, "moved": int(facts.get("moved") or 0)})
        case "times" if facts.get("picked"):
            return Part("times-picked", name, {"start": (facts["picked"],)})
        case "times":
            return Part("times-propose", {**name, "stated": int(facts.get("stated") or 0)})
        case _:
            return Part("times-typed", name)


def _appointed(talk: Talk, event: Event) -> Conclusion:
    match event.answers["wish"]:
        case "reschedule" | "propose":
            return moving(talk, event)
        case "cancel_meeting":
            return cancelling(talk, event)
        case "calendar_file":
            return filed(talk, event)
        case _:
            return _kept(talk, event)


RULES: Mapping[tuple[str, str], Rule] = {
    ("times", "chosen"): _chosen,
    ("times", "none"): _none,
    ("move", "chosen"): _chosen,
    ("move", "kept"): _kept,
    ("cancel", "done"): _cancelled,
    ("appointment", "done"): _appointed,
}
