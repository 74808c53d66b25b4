"""The programme's reactions between two people, up to the match.

What falls due carries words as data: `parts`, `cards` and `introduction` are JSON that the handlers
made of codes and names, so that these rules stay pure.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from bot.flows.matching import CARDS, LINES, PLACES, PROPOSAL
from bot.flows.profile import member_of
from core.conversation.agenda import CONVERSATION, aside, passage, without
from core.conversation.book import Conclusion, Event, Rule
from core.conversation.effects import Act, Alert, Effect, SaveMember, Seek, SetTimer
from core.conversation.kind import Value
from core.conversation.message import Part
from core.conversation.moves import UNTIL
from core.conversation.run import ABOUT, Run
from core.conversation.talk import Talk
from core.duration import DAY, at
from core.matching.proposal import SHOWN_FOR

AGAIN = 7 * DAY
"""How long somebody who waits is left before we look again: no wait without a next step."""

LATER = 3 * DAY
"""How long "not now" before three cards lasts."""

_parts = msgspec.json.Decoder(tuple[Part, ...])
_any = msgspec.json.Decoder()


def shown(event: Event, name: str = "parts") -> tuple[Part, ...]:
    return _parts.decode(event.run.facts.get(name, "[]"))


def _facts(event: Event, *names: str) -> dict[str, str]:
    return {name: event.run.facts[name] for name in names if name in event.run.facts}


def _about(event: Event) -> int:
    return int(event.run.facts[ABOUT])


SEARCHING = frozenset({"proposal", "next", "waiting"})
ASKED = frozenset({"request"})
QUESTIONED = frozenset({"reply"})

# -- the mentee ------------------------------------------------------------------------------------


def _found(talk: Talk, event: Event) -> Conclusion:
    """Proposals were looked for: cards to choose from, or where one stands.

    Lines of an introduction that somebody is writing are kept for whom they choose now.
    """
    lines = _lines(talk)
    talk = without(talk, SEARCHING)
    cards: list[dict[str, Any]] = _any.decode(event.run.facts.get("cards", "[]"))
    if not cards:
        timer = SetTimer("seek", at(event.now_ms + AGAIN))
        if event.run.facts.get("waits", "") != "yes":
            return Conclusion(talk, (timer,))
        meanwhile = _facts(event, "flash", "trio")
        if not meanwhile:
            said = (*shown(event), Part("waiting-searching"))
            return Conclusion(talk, (timer,), said, news=True)
        return Conclusion(
            talk,
            (timer,),
            begin="waiting",
            shows={"where": shown(event)},
            facts=meanwhile,
            news=True,
        )
    facts: dict[str, str] = {}
    shows: dict[str, tuple[Part, ...]] = {}
    namesakes = Counter(card["name"] for card in cards)
    for number, (place, card) in enumerate(zip(PLACES, cards, strict=False), 1):
        name = str(card["name"])
        called = name if namesakes[name] == 1 else f"{name} ({number})"
        facts |= {place: called, f"id_{place}": str(card["id"])}
        shows[CARDS[place]] = tuple(
            replace(part, facts={**part.facts, "name": called}) if "name" in part.facts else part
            for part in _parts.decode(card["parts"])
        )
    return Conclusion(
        talk,
        (SetTimer("seek", at(event.now_ms + SHOWN_FOR)),),
        begin="proposal",
        facts=facts,
        shows=shows,
        answers=lines,
        news=True,
    )


def _writing(talk: Talk) -> Run | None:
    """The open or waiting passage through the proposals."""
    return passage(talk, PROPOSAL.id)


def _lines(talk: Talk) -> dict[str, Value]:
    run = _writing(talk)
    return {line: run.answers[line] for line in LINES if line in run.answers} if run else {}


def superseded(talk: Talk) -> Talk:
    """The talk without the cards that wait in it, since better ones are looked for at once; lines
    that somebody has written to a mentor stay.
    """
    return talk if _lines(talk) else without(talk, SEARCHING)


def _withdrawn(talk: Talk, event: Event, run: Run, place: str) -> Conclusion:
    """One of the cards on the screen is gone, maybe while an introduction to them is written.

    Whoever writes to somebody else is not disturbed; else the choice is asked again among those
    who are left, and the lines written so far stay. After the last one we look again at once.
    """
    facts = {name: one for name, one in run.facts.items() if name not in {place, f"id_{place}"}}
    shows = {**run.shows, CARDS[place]: ()}
    concerned = run.answers.get("choice") in {None, place}
    if concerned:
        shows["found"] = shown(event)
    left = replace(run, facts=facts, shows=shows)
    if talk.run is not run:
        waiting = tuple(left if one is run else one for one in talk.agenda)
        return Conclusion(replace(talk, agenda=waiting))
    talk = replace(talk, run=left)
    if not concerned:
        return Conclusion(talk)
    again = () if any(one in facts for one in PLACES) else (Seek(),)
    return Conclusion(aside(talk), again, news=True)


def _asked_for_others(talk: Talk, event: Event) -> Conclusion:
    acts = tuple(
        Act("proposal", int(event.run.facts[f"id_{place}"]), "reject", {"reason": reason})
        for reason in (_reason(event),)
        for place in PLACES
        if f"id_{place}" in event.run.facts
    )
    effects: list[Effect] = [*acts]
    wish = str(event.answers.get("why") or "")
    if wish and wish != "other":
        talk = replace(talk, more={**talk.more, "wish": wish})
        effects.append(SaveMember(member_of(talk.profile, talk.more, year=event.year)))
    return Conclusion(talk, (*effects, Seek()), (Part("proposal-searching"),))


def _reason(event: Event) -> str:
    return "none" if event.step == "none" else "later"


def _not_yet(talk: Talk, event: Event) -> Conclusion:
    timer = SetTimer("seek", at(event.now_ms + LATER))
    return Conclusion(talk, (timer,), (Part("proposal-kept"),))


def _reviewed(talk: Talk, event: Event) -> Conclusion:
    return Conclusion(talk, reopen="?" if event.value == "change" else "")


def _introduced(talk: Talk, event: Event) -> Conclusion:
    place = str(event.answers["choice"])
    facts = event.run.facts
    lines = [str(event.answers[step]) for step in LINES]
    act = Act("proposal", int(facts[f"id_{place}"]), "choose", {"introduction": lines})
    return Conclusion(talk, (act,), (Part("proposal-asked", {"name": facts[place]}),))


def _unlucky(talk: Talk, event: Event) -> Conclusion:
    """A mentor could not: the others of the same proposals, kindly."""
    about, run = event.run.facts[ABOUT], _writing(talk)
    place = next((one for one in PLACES if run and run.facts.get(f"id_{one}") == about), "")
    if run is not None and place:
        return _withdrawn(talk, event, run, place)
    never_asked = event.run.facts.get("introduction", "[]") == "[]"
    if never_asked and event.step == "proposal_gone":
        return Conclusion(talk)
    talk = without(talk, SEARCHING)
    facts = {
        name: value
        for name, value in event.run.facts.items()
        if name in {*PLACES, "introduction"} or name.startswith("id_")
    }
    return Conclusion(talk, begin="next", facts=facts, shows={"news": shown(event)}, news=True)


def _next(talk: Talk, event: Event) -> Conclusion:
    choice, facts = str(event.answers["choice"]), event.run.facts
    if choice == "human":
        return Conclusion(talk, (Alert("human"),), (Part("common-human"),))
    if choice == "others":
        return Conclusion(talk, (Seek(),), (Part("proposal-searching"),))
    lines = _any.decode(facts.get("introduction", "[]"))
    act = Act("proposal", int(facts[f"id_{choice}"]), "choose", {"introduction": lines})
    return Conclusion(talk, (act,), (Part("proposal-asked", {"name": facts[choice]}),))


def _questioned(talk: Talk, event: Event) -> Conclusion:
    return Conclusion(
        talk,
        begin="reply",
        facts=_facts(event, ABOUT, "name", UNTIL),
        shows={"question": shown(event)},
        news=True,
    )


def _answered(talk: Talk, event: Event) -> Conclusion:
    act = Act("proposal", _about(event), "answer", {"answer": event.answers["answer"]})
    return Conclusion(talk, (act,), (Part("reply-passed", _name(event)),))


def _name(event: Event) -> dict[str, str | int]:
    return {"name": event.run.facts["name"]}


def _waiting(talk: Talk, event: Event) -> Conclusion:
    if event.value == "wait":
        return Conclusion(talk, parts=(Part("waiting-on"),))
    wish = str(event.value)
    return Conclusion(talk, (Alert(wish),), (Part(f"waiting-{wish}"),))


# -- the mentor ------------------------------------------------------------------------------------


def _requested(talk: Talk, event: Event) -> Conclusion:
    """Somebody asks for this mentor, or still waits; nobody is reminded of what they are writing."""
    about, run = event.run.facts[ABOUT], talk.run
    answering = run is not None and run.flow in ASKED and run.facts.get(ABOUT) == about
    if answering and event.now_ms - talk.heard_at < CONVERSATION:
        return Conclusion(talk)
    talk = without(talk, ASKED, about)
    return Conclusion(
        talk,
        begin="request",
        facts=_facts(event, ABOUT, "name", UNTIL),
        shows={"card": shown(event)},
        news=True,
    )


def _decided(talk: Talk, event: Event) -> Conclusion:
    answers, about = event.answers, _about(event)
    facts = {
        "accepted": {},
        "later": {},
        "asked": {"question": answers.get("question")},
        "declined": {"reason": answers.get("reason"), "reason_line": answers.get("line")},
    }[event.step]
    done = {"accepted": "accept", "later": "later", "asked": "question", "declined": "decline"}
    act = Act("proposal", about, done[event.step], facts)
    return Conclusion(talk, (act,), (Part(f"request-{event.step}", _name(event)),))


def _over(flows: frozenset[str]) -> Rule:
    """Something is no longer open: its question is taken away, and why is said."""

    def rule(talk: Talk, event: Event) -> Conclusion:
        return Conclusion(
            without(talk, flows, event.run.facts[ABOUT]), parts=shown(event), news=True
        )

    return rule


# -- both ------------------------------------------------------------------------------------------


def _told(talk: Talk, event: Event) -> Conclusion:
    return Conclusion(talk, parts=shown(event), news=True)


def status(talk: Talk, event: Event) -> Conclusion:
    """Where does my request stand? Answered from what is true now, a moment later."""
    if not talk.profile:
        return Conclusion(talk)
    timer = SetTimer("standing", at(event.now_ms))
    return Conclusion(talk, (timer,), rests=True)


RULES: Mapping[tuple[str, str], Rule] = {
    ("timer", "seek"): _found,
    ("timer", "cards"): _found,
    ("proposal", "others"): _asked_for_others,
    ("proposal", "none"): _asked_for_others,
    ("proposal", "later"): _not_yet,
    ("proposal", "send"): _reviewed,
    ("proposal", "sent"): _introduced,
    ("timer", "proposal_declined"): _unlucky,
    ("timer", "proposal_expired"): _unlucky,
    ("timer", "proposal_gone"): _unlucky,
    ("timer", "proposal_full"): _unlucky,
    ("timer", "proposal_held"): _told,
    ("timer", "proposal_past"): _told,
    ("next", "done"): _next,
    ("timer", "proposal_question"): _questioned,
    ("reply", "done"): _answered,
    ("waiting", "meanwhile"): _waiting,
    ("timer", "request"): _requested,
    ("timer", "request_reminder"): _requested,
    ("request", "accepted"): _decided,
    ("request", "later"): _decided,
    ("request", "asked"): _decided,
    ("request", "declined"): _decided,
    ("timer", "request_gone"): _over(ASKED),
    ("timer", "request_expired"): _over(ASKED),
    ("timer", "request_full"): _over(ASKED),
    ("timer", "request_past"): _over(ASKED),
    ("move", "status"): status,
}
