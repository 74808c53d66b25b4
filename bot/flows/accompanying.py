"""The programme's reactions while two people work together: what the pair says becomes talk.

`core.mentoring.mentorship` decides; it tells and asks by key. A key that is told is a message
`pair-<key>`, a key that is asked is a flow; what a flow ends with is an event of the pair.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from bot.flows import agreement, checkins, endings, meetings, partner
from bot.flows.deed import did
from bot.flows.mentorship import FLOW_OF
from bot.flows.pairing import ASKED, QUESTIONED, SEARCHING
from bot.flows.profile import member_of
from bot.flows.results import SKILLS_FLOW
from core.conversation import engine
from core.conversation.agenda import aside, closed, passage, passages, without
from core.conversation.book import Conclusion, Event, Rule
from core.conversation.effects import Effect, SaveMember
from core.conversation.enclosure import CONFIDED
from core.conversation.message import Part
from core.conversation.run import ABOUT, Run
from core.conversation.talk import Talk
from core.conversation.timing import label_of
from core.conversation.whose import told_of

MOMENTS = frozenset({"start"})
"""Facts that are a day and a time: they are said by the reader's own clock."""

DAYS = frozenset({"until"})
"""Facts that are a day."""

CODED = frozenset({"question"})
"""Facts that are the code of a question to talk about (`core.mentoring.briefing`)."""

NUDGES = ("nudge_gentle", "nudge_smaller")
"""Words that go before a question that is still open."""

CHOICE = "nudge_choice"
"""The last reminder, which is a question of its own."""

UNANSWERED = "time_unanswered"
"""A time that somebody proposed went by without an answer: they may propose another."""

SPOKEN = "thanks_spoken"
"""Thanks that are a voice note, which follows the words (`bot.attachments.enclosures`)."""

LATE = ("withdraw", "checkin")
"""A check-in nobody answered: it is asked no more, and a late answer still counts."""

WITH = {"agreement_terms": frozenset({agreement.TERMS.id, agreement.AGREEMENT.id})}
"""Questions that close more than their own flow: who prefers to choose goes through all the taps."""

LAST = frozenset({"ended", "concluded", "completed", "terminated"})
"""The last words of a pair."""

BREAKS = frozenset({"partner_paused", "suspended"})
"""Words of a break that somebody else took: what one is answering in private may be gone on with."""

STANDSTILLS = LAST | BREAKS | {"pause_noted"}
"""Words after which nothing of the pair is asked any more, what the talk itself began included."""

CLOSED = frozenset({checkins.BREATHER.id, *meetings.PASSING, *FLOW_OF.values()}) - endings.CHOICES

BASE = (ABOUT, "name", "side", "zone")

_any = msgspec.json.Decoder()
_parts = msgspec.json.Decoder(tuple[Part, ...])

Opening = tuple[str, dict[str, str], dict[str, tuple[Part, ...]]]
"""A flow to open, its facts, and the words it brings along."""


def _said(talk: Talk, event: Event) -> Conclusion:
    """Say what the pair says to this side; its question opens a flow, a withdrawn one closes."""
    facts = event.run.facts
    about = facts[ABOUT]
    parts: list[Part] = []
    begin, attach = "", ""
    effects: tuple[Effect, ...] = ()
    given: dict[str, str] = {}
    shows: dict[str, tuple[Part, ...]] = {}
    former: Run | None = None
    lines = _any.decode(facts["said"])
    if all((one["how"], one["key"]) == LATE for one in lines):
        return Conclusion(talk)
    talk = _calmed(talk, lines, about)
    resting = any(one["key"] in BREAKS for one in lines)
    for one in lines:
        key, more = one["key"], one.get("facts", {})
        match one["how"]:
            case "tell":
                parts += _told(key, facts, more)
                if key == SPOKEN:
                    attach = f"{CONFIDED}{more['confided']}"
                elif key == "introduced":
                    talk, effects = _settled(talk, event)
                elif key in STANDSTILLS:
                    talk, left = _closed(talk, event, CLOSED, resting=resting)
                    effects += left
                    talk = _ungraded(talk, about, key) if key in LAST else talk
                elif key == "briefing":
                    talk = _briefed(talk, event)
                elif key == CHOICE:
                    begin, given = checkins.BREATHER.id, _base(facts)
                elif key == UNANSWERED and not more.get("alone"):
                    begin, given, shows = _anew(facts, more)
                elif key in NUDGES:
                    former = passage(talk, FLOW_OF[more["question"]], about)
                    kept = _kept(former)
                    begin, given, shows = _opening(more["question"], {**kept, **facts}, {})
            case "ask":
                former = passage(talk, FLOW_OF[key], about)
                begin, given, shows = _opening(key, facts, more)
                if key == agreement.TERMS.id:
                    talk = _unopened(talk, agreement.AGREEMENT.id, about)
                if key == "report":
                    talk = without(talk, frozenset({agreement.BRIEFING.id}), about)
            case "withdraw":
                over = WITH.get(key, frozenset({FLOW_OF[key]}))
                talk, left = _closed(talk, event, over, resting=resting)
                effects += left
            case "invite" if meetings.wants_calendar(talk):
                attach = calendar(about, more)
    if begin:
        # The question as it is now; what was answered of it so far stays.
        talk = without(without(talk, frozenset({begin}), about), partner.PASSING)
        if talk.run is not None and talk.run.flow == agreement.BRIEFING.id:
            talk = aside(talk)
    answers = former.answers if former is not None and begin not in AFRESH else {}
    return Conclusion(
        talk,
        effects,
        tuple(parts),
        begin=begin,
        facts=given,
        answers=answers,
        shows=shows,
        news=bool(parts or begin),
        attach=attach,
    )


def _closed(
    talk: Talk, event: Event, flows: frozenset[str], *, resting: bool
) -> tuple[Talk, tuple[Effect, ...]]:
    """The talk without these passages of the pair; what was confided in one so far is kept.

    During a break one that was begun goes on: it is still true, and nobody else is waited for.
    """
    about = event.run.facts[ABOUT]
    runs = (run for run in passages(talk) if run.facts.get(ABOUT) == about)
    begun = {run.flow: said for run in runs if run.flow in flows and (said := checkins.so_far(run))}
    if resting:
        return without(talk, flows - begun.keys(), about), ()
    left = tuple(did(event, "LeftOff", said=said) for said in begun.values())
    return without(talk, flows, about), left


def _calmed(talk: Talk, lines: Sequence[Mapping[str, Any]], about: str) -> Talk:
    """The talk without what the last reminder offered, once the pair says something else: later it
    would speak of a silence that is over. While it is on the screen mere news leave it there.
    """
    keys = {one["key"] for one in lines}
    offered = talk.run is not None and talk.run.flow == checkins.BREATHER.id
    news = all(one["how"] == "tell" for one in lines) and not keys & {*NUDGES, *STANDSTILLS}
    if CHOICE in keys or (offered and news):
        return talk
    return without(talk, frozenset({checkins.BREATHER.id}), about)


def _settled(talk: Talk, event: Event) -> tuple[Talk, tuple[Effect, ...]]:
    """A mentee's search is over, and for the mentor the request that led here; others stand.

    What the proposals before this one lacked is over with the search: whoever looks again one day
    begins without it.
    """
    facts = event.run.facts
    if facts["side"] != "mentee":
        return without(talk, ASKED, facts.get("request", "")), ()
    talk = without(without(talk, SEARCHING), QUESTIONED)
    if not talk.more.get("wish"):
        return talk, ()
    more = {name: answer for name, answer in talk.more.items() if name != "wish"}
    talk = replace(talk, more=more)
    return talk, (SaveMember(member_of(talk.profile, more, year=event.year)),)


AIMS = frozenset({"goal", "goal_agree", "measure", "milestone", "reached"})
"""Flows about goals, which end with the pair."""

AFRESH = frozenset({meetings.TIMES.id})
"""Flows whose former answers say nothing about the question put anew."""


def _ungraded(talk: Talk, about: str, key: str) -> Talk:
    """The talk without goals and skill grids of a pair that is over; who has completed rates the last
    one, and what changed may be told and confirmed all the same.
    """

    def stale(run: Run) -> bool:
        last = key == "completed" and run.facts.get("moment") == "t2"
        graded = run.flow == SKILLS_FLOW.id and not last
        return (graded or run.flow in AIMS) and told_of(run.facts) == (int(about),)

    return closed(talk, stale)


def _unopened(talk: Talk, flow: str, about: str) -> Talk:
    """The talk without a passage that waits and of which nothing has been answered."""

    def unopened(run: Run) -> bool:
        waits = run is not talk.run and not run.answers
        return waits and run.flow == flow and run.facts.get(ABOUT) == about

    return closed(talk, unopened)


def _kept(former: Run | None) -> dict[str, str]:
    """What a recalled question was about; the times on its table are those of now."""
    facts = former.facts if former is not None else {}
    return {name: fact for name, fact in facts.items() if name not in meetings.STARTS}


def _base(facts: Mapping[str, str]) -> dict[str, str]:
    return {name: facts[name] for name in BASE}


def _briefed(talk: Talk, event: Event) -> Talk:
    """The cards come after whatever is asked now; nobody is reminded of them."""
    run = engine.start(agreement.BRIEFING, f"{event.origin}z", facts=_base(event.run.facts))
    return replace(talk, agenda=(*talk.agenda, replace(run, met=True)))


def calendar(about: str, more: Mapping[str, Any]) -> str:
    """The attachment that is a calendar file (`core.mentoring.invitation`)."""
    return f"calendar:{about}:{more['number']}:{more['sequence']}:{more['start']}:{more['method']}"


def _told(key: str, facts: Mapping[str, str], more: Mapping[str, Any]) -> list[Part]:
    """A told key as words: moments by the reader's clock, codes as labels."""
    if key == CHOICE:
        return []  # its question says it all
    plain: dict[str, str | int] = {"name": facts["name"]}
    labels: dict[str, tuple[str, ...]] = {}
    for name, value in more.items():
        stem = name.rstrip("123")
        if stem in MOMENTS and value:
            labels[name] = (label_of(int(value), facts["zone"]),)
        elif stem in DAYS and value:
            labels[name] = (f"day:{value}@{facts['zone']}",)
        elif stem in CODED and stem != name:
            labels[name] = (f"pair-question.{value}",)
        elif name != "confided":
            plain[name] = value
    parts = [Part(f"pair-{key}", plain, labels)]
    if key == "meeting_brief" and more.get("first"):
        card = _parts.decode(facts.get("card", "[]"))
        parts += [Part("pair-meeting_partner", {"name": facts["name"]}), *card] if card else []
        parts += meetings.means(facts)
    return parts


def _opening(key: str, facts: Mapping[str, str], more: Mapping[str, Any]) -> Opening:
    """The flow that asks a key, with the facts of this pair."""
    given = {name: value for name, value in facts.items() if name not in {"said", "card"}}
    for name, value in more.items():
        if name in MOMENTS:
            given[name] = label_of(int(value), facts["zone"])
        elif name not in meetings.STARTS:  # the table as it is now is known already
            given[name] = str(value)
    given["asked"] = key
    bring = BRINGS.get(key)
    return FLOW_OF[key], given, bring(given) if bring else {}


def _anew(facts: Mapping[str, str], more: Mapping[str, Any]) -> Opening:
    """Another time to propose, in place of the one that went by."""
    shared = {*BASE, "first", *meetings.STARTS}
    given = {name: fact for name, fact in facts.items() if name in shared}
    given["start"] = label_of(int(more["start"]), facts["zone"])
    return meetings.MOVE.id, given, {}


def _why(facts: Mapping[str, str]) -> dict[str, tuple[Part, ...]]:
    return {"why": (meetings.reason(facts),)}


def _reported(facts: Mapping[str, str]) -> dict[str, tuple[Part, ...]]:
    start = {"start": (facts["start"],)} if "start" in facts else {}
    key = "report-which" if start else "report-last"
    return {"which": (Part(key, {"name": facts["name"]}, start),)}


def _words(key: str) -> Callable[[Mapping[str, str]], dict[str, tuple[Part, ...]]]:
    """Words that depend on one fact, named in the key, as `checkin-{kind}`."""

    def bring(facts: Mapping[str, str]) -> dict[str, tuple[Part, ...]]:
        said: dict[str, str | int] = {"name": facts["name"]}
        if "months" in facts:
            said["months"] = int(facts["months"])
        return {"why": (Part(key.format_map({"kind": "regular", **facts}), said),)}

    return bring


BRINGS: Mapping[str, Callable[[Mapping[str, str]], dict[str, tuple[Part, ...]]]] = {
    "agreement_terms": lambda facts: {"theirs": (agreement.theirs(facts),)},
    "agreement_differs": lambda facts: {"terms": agreement.terms(facts)},
    "agreement_middle": lambda facts: {"terms": agreement.halfway(facts)},
    "times": _why,
    "times_offered": _why,
    "time_typed": _why,
    "report": _reported,
    "checkin": _words("checkin-{kind}"),
    "finish": _words("finish-partner"),
    "extension": _words("extension-partner"),
    "rematch": _words("rematch-{side}"),
    "pledge": lambda facts: _words("pledge-free" if facts.get("free") else "pledge-due")(facts),
}
"""The words that a question brings along, from its facts."""

RULES: Mapping[tuple[str, str], Rule] = {
    ("timer", "pair"): _said,
    **agreement.RULES,
    **meetings.RULES,
    **checkins.RULES,
    **endings.RULES,
    **partner.RULES,
}
