"""Too many messages at once: one notice from where on nothing was heard, then quiet."""

from msgspec.structs import replace

from core.conversation.heard import Heard
from core.conversation.passing import passed_on
from core.conversation.scene import Scene
from core.conversation.talk import Burst
from core.duration import SECOND

WINDOW, LIMIT = 10 * SECOND, 20
"""At most 20 messages in 10 s are answered, then one notice (the programme's rule)."""

EXCERPT = 60
"""Characters of the first message that was not heard, by which its sender knows it again."""


def listening(scene: Scene, heard: Heard | None = None) -> bool:
    """Count the message; False when it must not be answered (stopped, a flood).

    `heard` are its words, where it has any.
    """
    since = scene.talk.burst.since
    fresh = scene.now_ms - since > WINDOW
    burst = Burst(scene.now_ms, 1) if fresh else Burst(since, scene.talk.burst.count + 1)
    scene.talk = replace(scene.talk, burst=burst)
    if scene.talk.stopped:
        scene.rule = "stopped"
        return False
    if burst.count <= LIMIT:
        return True
    scene.rule = "flood"
    if burst.count == LIMIT + 1:
        scene.settle_language("")
        _notice(scene, heard)
    return False


def _notice(scene: Scene, heard: Heard | None) -> None:
    """Say what was not heard, and of words for the partner that they did not pass."""
    if heard is None or not heard.text:
        scene.say("common-flood.wordless")
        return
    words = " ".join(heard.text.split())
    if len(words) > EXCERPT:
        words = f"{words[: EXCERPT - 1]}…"
    scene.say("common-flood.line" if _for_partner(scene, heard) else "common-flood", words=words)


def _for_partner(scene: Scene, heard: Heard) -> bool:
    trial = scene.rehearse()
    return passed_on(trial, heard) and trial.rule == "relay"
