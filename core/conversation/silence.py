"""What follows when nobody writes: timers that fall due, and an open question that waits."""

from collections.abc import Mapping

from msgspec.structs import replace

from core.conversation.agenda import (
    CONVERSATION,
    following,
    idle,
    offering,
    preferred,
    stirred_at,
    unmet,
)
from core.conversation.effects import Alert
from core.conversation.misreading import MISSES_BEFORE_SILENCE
from core.conversation.run import Run
from core.conversation.scene import Scene
from core.conversation.talk import Talk
from core.duration import DAY, HOUR, MINUTE
from core.mentoring.calendar import allowed_from

NUDGES = (20 * HOUR, 3 * DAY, 10 * DAY)
"""When an unanswered question is recalled: inside WhatsApp's 24 h, then twice, then a human."""

LAST_LOOK = 14 * DAY
"""How long after the last recall a human is told."""

STOPPED_TIMERS = frozenset({"erase", "forget"})
"""Timers that are carried out whatever the person said since: they only take away."""


def fall_due(scene: Scene, kind: str, facts: Mapping[str, str] | None = None) -> None:
    """What the timer `kind`, set with `facts`, means for the person; `silence` is the open question's."""
    scene.rule = f"due:{kind}"
    if kind == "silence":
        _break(scene)
        return
    if scene.talk.stopped and kind not in STOPPED_TIMERS:
        return
    scene.due = True
    scene.react("timer", kind, None, Run("-", "timer", 0, facts=dict(facts or {})), {})
    if scene.talk.run is None and scene.talk.agenda and not scene.talk.erase_at:
        # What fell due has ended the open question; what waited behind it is next.
        if scene.parts or scene.news or not scene.talk.agenda[0].met:
            scene.go_on()
        else:  # it is on their screen already: nobody is written to for that
            scene.talk = following(scene.talk)


def _break(scene: Scene) -> None:
    """An open question has waited: recall it, and after the last recall tell a human."""
    talk = scene.talk
    if talk.stopped or talk.run is None or talk.paused_until > scene.now_ms:
        return
    news = unmet(talk)
    if news is not None and idle(talk, scene.book, scene.now_ms):
        # News that came in the middle of something need not wait for a forgotten question.
        scene.talk = preferred(talk, news, scene.book)
        scene.news = True
        scene.go_on()
        return
    if not _owed(scene):
        return
    if talk.nudges < len(NUDGES):
        scene.talk = replace(talk, nudges=talk.nudges + 1)
        scene.say("common-nudge")
        scene.repeat()
    elif talk.nudges == len(NUDGES):
        scene.talk = replace(talk, nudges=talk.nudges + 1)
        scene.effects.append(Alert("silent"))


def wake_at(scene: Scene, talk: Talk) -> int:
    """When the person's silence becomes noteworthy (ms), at an hour that suits them; 0 for never."""
    soon = unmet(talk) is not None
    tired = talk.nudges > len(NUDGES)  # the last recall has been followed by a human's
    lost = talk.misses >= MISSES_BEFORE_SILENCE  # they answer, and a coordinator has been told
    recalled = _owed(scene) and not tired and not lost
    if not talk.consented or talk.stopped or not (soon or recalled):
        return 0
    last = talk.heard_at or scene.now_ms
    moment = stirred_at(talk) + CONVERSATION + 1 if soon else _recall_at(talk, last)
    earliest = scene.now_ms + (MINUTE if soon else HOUR)
    return allowed_from(max(moment, earliest), scene.book.zone(talk))


def _recall_at(talk: Talk, last: int) -> int:
    """When the open question is recalled to somebody who wrote `last` (milliseconds).

    What came later, by the partner's act say, is recalled as long after it was put.
    """
    step = min(talk.nudges, len(NUDGES))
    since = 0 if step == 0 else NUDGES[step - 1]
    delay = (*NUDGES, LAST_LOOK)[step]
    asked = talk.prompt.at if talk.prompt is not None else 0
    late = last + delay < asked + (delay - since) // 2
    return asked + delay - since if late else last + delay


def _owed(scene: Scene) -> bool:
    """Whether the open question is owed an answer that we recall; a look at one's profile is not, and
    neither is an offer.
    """
    run, prompt = scene.talk.run, scene.talk.prompt
    flow = scene.book.flows.get(run.flow) if run is not None else None
    changing = prompt is not None and prompt.step == "@change"
    if run is None or flow is None or changing or offering(run, scene.book):
        return False
    return flow.nudged and not (flow.once and scene.talk.nudges)
