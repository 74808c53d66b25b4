"""Words to the partner, and the wish to share contact details: what follows from them.

Whether something may pass is decided by `bot.handlers.relays`, which answers the sender as well.
"""

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from bot.flows.hub import YES_OR_NO
from bot.flows.vocabulary import MENU_NO
from core.conversation.answers import Anything
from core.conversation.book import Conclusion, Event, Rule
from core.conversation.effects import Act, Alert, Effect, SetTimer
from core.conversation.enclosure import media_of, stored
from core.conversation.flow import Flow, ask, end, show, when
from core.conversation.message import Part
from core.conversation.named import Named
from core.conversation.passing import EACH, MEANT, MEETING, PLACES, SAID
from core.conversation.reach import NOTHING, Reach
from core.conversation.run import ABOUT
from core.conversation.talk import Talk
from core.conversation.update import Media, MediaKind
from core.duration import at
from core.mentoring.relay import LONGEST

PASSED: tuple[MediaKind, ...] = ("voice", "image", "document")

TEAM = "team"

SEVERAL = frozenset(EACH.values())
"""Options that mean every partner there is."""

MOVING = "move"

WRITE = Flow(
    id="write",
    version=1,
    steps=(ask("line", Anything(LONGEST, PASSED), summary=False), end("done")),
    nudged=False,
)
"""What one wants to tell the partner."""

FORWARD = Flow(
    id="forward",
    version=1,
    steps=(ask("to", Named(PLACES, (*SEVERAL, "nobody"), SEVERAL, "nobody")), end("done")),
    nudged=False,
)
"""Media came without a question that takes it: whether a partner is meant."""

MEANT_FLOW = Flow(
    id=MEANT,
    version=1,
    steps=(
        ask(
            "instead",
            Named(PLACES, (*SEVERAL, MOVING, TEAM, "nobody"), SEVERAL, "nobody", either=True),
            when("of", MEETING),
            explained=True,
        ),
        end("settled", when("of", MEETING)),
        ask(
            "to",
            Named(PLACES, (*SEVERAL, TEAM, "nobody"), SEVERAL, "nobody"),
            explained=True,
        ),
        end("done"),
    ),
    assumes=("of",),
    nudged=False,
    fleeting=True,
)
"""Words came that answer nothing: whether a partner is meant, or the team; or, where they may speak
of the meeting ahead, whether it has to move.
"""

CONTACT = Flow(
    id="contact",
    version=1,
    steps=(
        show("why"),
        ask("share", YES_OR_NO),
        end("kept", when("share", MENU_NO)),
        ask("contact", Reach(100, offer="address"), summary=False),
        end("withheld", when("contact", NOTHING)),
        end("shared"),
    ),
    nudged=False,
)
"""Whether and which contact details the partner may have, once both say yes."""

FLOWS = (WRITE, FORWARD, MEANT_FLOW, CONTACT)

_parts = msgspec.json.Decoder(tuple[Part, ...])


def writing(talk: Talk, event: Event) -> Conclusion:
    """The question what to tell the partner, from a run that knows who they are."""
    return Conclusion(talk, begin=WRITE.id, facts=_whom(event))


def contacting(talk: Talk, event: Event) -> Conclusion:
    """The question whether to share contact details."""
    return Conclusion(talk, begin=CONTACT.id, facts=_sharing(event))


def _contact_wished(talk: Talk, event: Event) -> Conclusion:
    """The same question, since the partner would like to."""
    wished = Part("contact-wished", {"name": event.run.facts["name"]})
    return Conclusion(
        talk, begin=CONTACT.id, facts=_sharing(event), shows={"why": (wished,)}, news=True
    )


def _sharing(event: Event) -> dict[str, str]:
    """With whom, and the number that can be given with one tap, if there is one."""
    given = event.run.facts.get("address", "")
    return {**_whom(event), **({"address": given} if given else {})}


def on_line(name: str) -> Rule:
    """A wish that needs no further question: to block, to be reached again, to report."""

    def rule(talk: Talk, event: Event) -> Conclusion:
        return Conclusion(talk, (_act(event, name),))

    return rule


def offered(talk: Talk, about: str, name: str, media: Media) -> Conclusion:
    """Ask whether a voice note that answered a question of ours is for the partner as well.

    What is said to us in confidence never passes by itself; it passes by a tap.
    """
    facts = {"one": name, "id_one": about, "media": stored(media), "name": name}
    return Conclusion(talk, begin=FORWARD.id, facts=facts)


def _written(talk: Talk, event: Event) -> Conclusion:
    line = str(event.answers["line"])
    said = {"media": line} if media_of(line) is not None else {"text": line}
    talk = replace(talk, line=int(event.run.facts[ABOUT]), line_at=event.now_ms)
    return Conclusion(talk, (_act(event, "pass", **said),))


def _forwarded(talk: Talk, event: Event) -> Conclusion:
    pairs = _chosen(event)
    if not pairs:
        return Conclusion(talk, parts=(Part("forward-kept"),))
    said = {"media": event.run.facts["media"]}
    return Conclusion(talk, tuple(Act("relay", one, "pass", said) for one in pairs))


def _passed(talk: Talk, event: Event) -> Conclusion:
    to = _to(event)
    if to == TEAM:
        return _to_team(talk, event)
    if to == MOVING:
        return _moved(talk, event)
    pairs = _chosen(event)
    if not pairs:
        return Conclusion(talk, parts=(Part("meant-kept"),))
    if len(pairs) == 1:  # what follows at once is more for the same one; of several nobody knows
        talk = replace(talk, line=pairs[0], line_at=event.now_ms)
    said = {"text": event.run.facts["words"]}
    return Conclusion(talk, tuple(Act("relay", one, "pass", said) for one in pairs))


def _chosen(event: Event) -> list[int]:
    """The mentorships whose partners are meant: one, every one, or none."""
    to, facts = _to(event), event.run.facts
    meant = PLACES if to in SEVERAL else (to,)
    return [int(facts[f"id_{one}"]) for one in meant if one in PLACES and f"id_{one}" in facts]


def _to(event: Event) -> str:
    """Who or what was chosen, whichever of the two questions asked."""
    return str(event.answers.get("instead") or event.answers["to"])


def _moved(talk: Talk, event: Event) -> Conclusion:
    """Another time is looked for, as at the word for it, and the one that was named is offered first;
    with several meetings ahead, for which. Their words stay with us, and they know it.
    """
    wanted = (event.run.facts.get(name, "") for name in (MEETING, SAID))
    kind = ".".join(("partner:reschedule", *filter(None, wanted)))
    timer = SetTimer(kind, at(event.now_ms))
    return Conclusion(talk, (timer,), (Part("meant-moving"),), rests=True)


def _to_team(talk: Talk, event: Event) -> Conclusion:
    """The team is called, and what was said is kept for it with the only pair it can be about."""
    facts, effects = event.run.facts, tuple[Effect, ...]((Alert("human"),))
    if "two" not in facts:
        said = {"about": TEAM, "line": facts["words"]}
        effects += (Act("mentorship", int(facts["id_one"]), "LeftOff", {"said": said}),)
    talk = replace(talk, confided_at=event.now_ms)
    return Conclusion(talk, effects, (Part("common-human"),))


def _shared(talk: Talk, event: Event) -> Conclusion:
    return Conclusion(talk, (_act(event, "share", contact=str(event.answers["contact"])),))


def _kept(talk: Talk, event: Event) -> Conclusion:
    return Conclusion(talk, (_act(event, "keep"),))


def _told(talk: Talk, event: Event) -> Conclusion:
    """What the partner wrote, or what became of one's own words."""
    facts = event.run.facts
    return Conclusion(
        talk, parts=_parts.decode(facts["parts"]), news=True, attach=facts.get("attach", "")
    )


def _act(event: Event, name: str, **facts: str) -> Act:
    return Act("relay", int(event.run.facts[ABOUT]), name, facts)


def _whom(event: Event) -> dict[str, str]:
    about = event.run.facts[ABOUT]
    return {ABOUT: about, "mentorship": about, "name": event.run.facts["name"]}


WISHES: Mapping[str, Rule] = {
    "write": writing,
    "contact": contacting,
    "block": on_line("block"),
    "unblock": on_line("unblock"),
    "report": on_line("report"),
}
"""What the partner menu and words that work everywhere ask for (`bot.flows.partner`)."""

RULES: Mapping[tuple[str, str], Rule] = {
    ("write", "done"): _written,
    ("forward", "done"): _forwarded,
    (MEANT, "done"): _passed,
    (MEANT, "settled"): _passed,
    ("contact", "shared"): _shared,
    ("contact", "kept"): _kept,
    ("contact", "withheld"): _kept,
    ("timer", "relay"): _told,
    ("timer", "relay_lost"): _told,
    ("timer", "contacts"): _told,
    ("timer", "contact_wish"): _contact_wished,
}
