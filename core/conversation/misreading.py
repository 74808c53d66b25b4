"""An answer or a question that was not understood: put in other words, then a human is offered."""

from msgspec.structs import replace

from core.conversation.effects import Alert
from core.conversation.scene import Scene
from core.conversation.stage import Asking
from core.duration import DAY
from core.mentoring.relay import BREATH

TRIES_BEFORE_HUMAN = 2
"""Asked again twice in other words, then a human is offered (reliability §10)."""

MISSES_BEFORE_SILENCE = 10
"""Messages in a row without meaning, as from another machine, before we stop answering them."""

FRESH = DAY
"""How long a question is in mind, so that other words for it do."""

NO_REASON = ("", "many")
"""Reasons of a misreading that say nothing of what was wrong with the answer."""


def miss(
    scene: Scene,
    asking: Asking,
    reason: str = "",
    *,
    curious: bool = False,
    puzzled: bool = False,
) -> None:
    """Nothing was understood: ask again in other words, at most twice, then offer a human.

    From then on the question is put in its short form: a long one is not sent time after time.

    `reason` names a catalogue attribute of the question, or is empty. Whoever asks something
    (`curious`) is told what the question means where that can be said, and who answers the rest;
    else that we cannot answer that. Whoever asks what we mean (`puzzled`) is told only that. Whoever is still writing, as
    people do in pieces, is not interrupted by each of them.
    """
    flow, run, position, question = asking
    prompt, talk = scene.talk.prompt, scene.talk
    if prompt is not None and prompt.tries and scene.now_ms - prompt.at <= BREATH:
        scene.rule = "in pieces"
        return
    tries = (prompt.tries if prompt else 0) + 1
    misses = talk.misses
    if misses >= MISSES_BEFORE_SILENCE and scene.now_ms - talk.heard_at > DAY:
        # Whoever comes back another day is no loop: they are asked again like anybody.
        misses = MISSES_BEFORE_SILENCE - TRIES_BEFORE_HUMAN - 1
    scene.talk = replace(talk, misses=misses + 1)
    scene.rule = f"missed:{flow.id}.{question.id}"
    if scene.talk.misses >= MISSES_BEFORE_SILENCE:
        if scene.talk.misses == MISSES_BEFORE_SILENCE:
            scene.say("common-lost")
            scene.effects.append(Alert("lost"))
        return
    key, in_mind = "", prompt is None or scene.now_ms - prompt.at <= FRESH
    plainly = "explained" if puzzled and question.explained else "again"
    if tries > TRIES_BEFORE_HUMAN:
        scene.say("common-offer-human")
        key = f"{flow.id}-{question.id}.{plainly}" if in_mind or puzzled else ""
    elif puzzled:
        key = f"{flow.id}-{question.id}.{plainly}"
    elif curious and reason in NO_REASON:
        scene.say("common-unknown.explained" if question.explained else "common-unknown")
        key = f"{flow.id}-{question.id}.explained" if question.explained else ""
    elif not (reason or in_mind):
        # Days later nobody has the question in mind, and what they write seldom is about it.
        scene.tell(flow, run, position)
    elif reason or tries == 1:
        key = f"{flow.id}-{question.id}.{reason or 'again'}"
    else:
        scene.say("common-again")
    page = prompt.page if prompt else 0
    scene.ask(flow, run, position, question, page=page, tries=tries, key=key)
