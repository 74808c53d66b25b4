"""A break, an end before or at its time, looking back, and what comes next."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from bot.flows.deed import concluded, did
from bot.flows.vocabulary import PAUSE_DAYS
from core.conversation.answers import Choice, Words
from core.conversation.book import Conclusion, Event, Rule
from core.conversation.daily import Daily, NamedOrDay
from core.conversation.effects import Act, Alert, Seek
from core.conversation.flow import Flow, ask, end, show, when
from core.conversation.lengths import Lengths
from core.conversation.message import Part
from core.conversation.pulse import Rating
from core.conversation.run import ABOUT
from core.conversation.talk import Talk
from core.duration import DAY
from core.mentoring.pledge import LONGEST_DEFERRAL

MONTHS: Mapping[str, int] = {"one": 1, "three": 3, "six": 6}
MONTH_DAYS = {"one": 30, "three": 91, "six": 183}

REASONS = ("time", "fit", "needs", "contact", "other")
"""Why a pair ends, for the coordinators' eyes only."""

UNTIL = Daily(PAUSE_DAYS, ("stay",))

LATER = Daily({"three_months": 90, "six_months": 182, "one_year": 364})
"""When somebody would rather keep the promise."""

BEGINNING = NamedOrDay(
    (),
    ("keep_it", "may_defer", "decline"),
    frozenset({"may_defer"}),
    no="decline",
    days=LATER,
    put_off="may_defer",
)
"""When to begin in turn: "in September" is said as readily as "later"."""

PAIR_PAUSE = Flow(
    id="pair_pause",
    version=1,
    steps=(ask("until", UNTIL), end("stayed", when("until", "stay")), end("done")),
    nudged=False,
)
"""A break of the two with a date of return."""

PART = Flow(
    id="part",
    version=1,
    steps=(
        ask("reason", Choice((*REASONS, "stay"))),
        end("stayed", when("reason", "stay")),
        ask("line", Words(300), optional=True),
        end("done"),
    ),
    nudged=False,
    confidential=True,
)
"""An end that is nobody's fault: two taps, and a line that only the team reads."""

FINISH = Flow(
    id="finish",
    version=1,
    steps=(
        show("why"),
        ask("choice", Choice(("finish", "go_on"), yes="finish", no="go_on", outright=True)),
        end("done"),
    ),
    nudged=False,
)
"""The goals are reached: one proposes to close, the other is asked."""

EXTENSION = Flow(
    id="extension",
    version=1,
    steps=(show("why"), ask("months", Lengths(MONTH_DAYS, ("no",), no="no")), end("done")),
    nudged=False,
)

CLOSING = Flow(
    id="closing",
    version=1,
    steps=(
        ask("rating", Rating()),
        ask("changed", Choice(("skills", "confidence", "network", "business", "little"))),
        ask("thanks", Words(300, media=("voice",), lines=True), optional=True),
        end("done"),
    ),
    nudged=False,
)
"""Looking back: what changed, and a word that is passed on to the other."""

REMATCH = Flow(
    id="rematch",
    version=1,
    steps=(
        show("why"),
        ask("choice", Choice(("seek", "later", "human"), yes="seek", no="later")),
        end("done"),
    ),
    once=True,
)
"""Whether somebody else is wanted: nothing in the pair that ended waits for it, so we recall it, and
once only, for it may have ended because they are silent."""

ANOTHER = Flow(
    id="another",
    version=1,
    steps=(ask("choice", Choice(("yes", "rest"), yes="yes", no="rest")), end("done")),
    nudged=False,
)
"""A mentor whose mentee has completed: somebody else, or a rest."""

PLEDGE = Flow(
    id="pledge",
    version=1,
    steps=(
        show("why"),
        ask("choice", BEGINNING),
        end("chosen", when("choice", "keep_it", "decline")),
        ask("until", LATER, when("choice", "may_defer")),
        end("deferred"),
    ),
)
"""The promise is due: accompany somebody younger, now or, if there was none yet, at a later date.

It is recalled like any question of the programme's own: no pair waits any more that would recall it.
"""

CHOICES = frozenset({REMATCH.id, ANOTHER.id, PLEDGE.id})
"""What comes with an end, and stays when all else of the pair is closed."""

ALUMNUS = "alumnus"
"""Where a talk remembers that somebody was accompanied and is not looked for again unasked."""

LONGEST = 180 * DAY
"""The longest break (`core.mentoring.ending`), so that a date beyond it is asked again kindly."""


def _paused(talk: Talk, event: Event) -> Conclusion:
    until = UNTIL.due(event.answers["until"], event.now_ms)
    if not event.now_ms < until <= event.now_ms + LONGEST:
        part = Part("pair_pause-range")
        return Conclusion(talk, parts=(part,), begin=PAIR_PAUSE.id, facts=event.run.facts)
    return concluded(talk, event, "Paused", until=until)


def stayed(talk: Talk, event: Event) -> Conclusion:
    """Nothing is to change."""
    return Conclusion(talk, parts=(Part("common-unchanged"),))


def _parted(talk: Talk, event: Event) -> Conclusion:
    answers = event.answers
    said = {"about": "end", "reason": answers["reason"], "line": answers.get("line") or ""}
    return concluded(talk, event, "Parted", said=said)


def _finished(talk: Talk, event: Event) -> Conclusion:
    if event.answers["choice"] == "finish":
        return concluded(talk, event, "Finished")
    if event.run.facts.get("asked") == FINISH.id:
        return concluded(talk, event, "StillOn")
    return stayed(talk, event)


def _extended(talk: Talk, event: Event) -> Conclusion:
    months = MONTHS.get(str(event.answers["months"]))
    if months is not None:
        return concluded(talk, event, "ExtensionWished", months=months)
    if event.run.facts.get("asked") == EXTENSION.id:
        return Conclusion(
            talk, (did(event, "ExtensionDeclined"),), (Part("extension-declined_noted"),)
        )
    return stayed(talk, event)


def _closed(talk: Talk, event: Event) -> Conclusion:
    answers = event.answers
    said = {"about": "closing", "rating": answers["rating"], "reason": answers["changed"]}
    return concluded(talk, event, "Closed", said=said, thanks=answers.get("thanks") or "")


def _rematched(talk: Talk, event: Event) -> Conclusion:
    """A mentee is searched for at once; a mentor's seat is free again by itself."""
    side = event.run.facts["side"]
    match event.answers["choice"]:
        case "seek" if side == "mentee":
            return Conclusion(talk, (Seek(),), (Part("proposal-searching"),))
        case "human":
            return Conclusion(talk, (Alert("human"),), (Part("common-human"),))
        case choice:
            return Conclusion(talk, parts=(Part(f"rematch-{choice}_{side}"),))


def _another(talk: Talk, event: Event) -> Conclusion:
    if event.answers["choice"] == "rest":
        return Conclusion(talk, begin="pause")
    return Conclusion(talk, parts=(Part("another-thanks"),))


def _pledged(talk: Talk, event: Event) -> Conclusion:
    """Whoever keeps the promise is a mentor too: the same account, a few more questions."""
    if event.answers["choice"] == "decline":
        return Conclusion(talk, (_promise(event, "decline"),), (Part("pledge-declined"),))
    answers = {**talk.profile, "role": "both"}
    talk = replace(talk, more={**talk.more, ALUMNUS: "yes"})
    return Conclusion(
        talk,
        (_promise(event, "propose"),),
        (Part("pledge-welcome"),),
        begin="onboarding",
        answers=answers,
    )


def _deferred(talk: Talk, event: Event) -> Conclusion:
    due = LATER.due(event.answers.get("until") or event.answers["choice"], event.now_ms)
    until = min(max(due, event.now_ms + DAY), event.now_ms + LONGEST_DEFERRAL)
    day = f"day:{until}@{event.run.facts['zone']}"
    part = Part("pledge-deferred", labels={"day": (day,)})
    return Conclusion(talk, (_promise(event, "defer", until=until),), (part,))


def _promise(event: Event, name: str, **fields: Any) -> Act:
    return Act("pledge", int(event.run.facts[ABOUT]), name, fields)


def why(key: str) -> Rule:
    """One's own wish to end well, or to go on for longer: the question, with its reason."""

    def rule(talk: Talk, event: Event) -> Conclusion:
        part = Part(f"{key}-own", {"name": event.run.facts["name"]})
        return Conclusion(talk, begin=key, facts=event.run.facts, shows={"why": (part,)})

    return rule


RULES: Mapping[tuple[str, str], Rule] = {
    ("pair_pause", "done"): _paused,
    ("pair_pause", "stayed"): stayed,
    ("part", "done"): _parted,
    ("part", "stayed"): stayed,
    ("finish", "done"): _finished,
    ("extension", "done"): _extended,
    ("closing", "done"): _closed,
    ("rematch", "done"): _rematched,
    ("another", "done"): _another,
    ("pledge", "chosen"): _pledged,
    ("pledge", "deferred"): _deferred,
}
