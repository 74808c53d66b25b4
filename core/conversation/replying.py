"""What may stand in place of an answer to the open question: a standing one, a quote, a return."""

from msgspec.structs import replace

from core.conversation import concerns
from core.conversation.agenda import resting
from core.conversation.heard import Heard, chosen_of, counted
from core.conversation.misreading import TRIES_BEFORE_HUMAN
from core.conversation.moves import change, keep, settle_recap, tell_stale, welcome_or_repeat
from core.conversation.scene import Scene
from core.conversation.screen import TEAM
from core.duration import DAY
from core.understanding.choice import Choices
from core.understanding.courtesies import courtesy
from core.understanding.yesno import yes_no

LONG_SILENCE = 14 * DAY
"""After this an open question is summed up before it is asked again."""

RECAP_CHOICES = Choices.of(
    {
        "continue": (
            "continuer",
            "continue",
            "reprendre",
            "go on",
            "متابعة",
            "أتابع",
            "kmel",
            "oui",
        ),
        "change": ("changer", "modifier", "change", "تغيير", "أغير", "bdel"),
        "restart": ("recommencer", "start over", "restart", "من جديد", "أبدأ من جديد", "men jdid"),
    }
)


def unasked(scene: Scene, heard: Heard) -> bool:
    """Nothing is an answer to a question that has not been seen: it is put first."""
    if not scene.hints.unasked or heard.token is not None:
        return False
    welcome_or_repeat(scene)
    return True


def standing(scene: Scene, heard: Heard) -> bool:
    """An answer to a question that belongs to no flow: change what? go on or start over?"""
    prompt = scene.talk.prompt
    if prompt is None or not prompt.step.startswith("@") or prompt.step == "@language":
        return False
    if heard.token is not None and heard.token.step != prompt.step:
        return False
    if prompt.step == TEAM:
        return concerns.team(scene, heard, prompt)
    if prompt.step == "@recap":
        chosen = chosen_of(heard, RECAP_CHOICES, prompt)
        if chosen:
            settle_recap(scene, chosen)
            return True
    else:
        chosen = heard.token.option if heard.token else counted(heard, prompt)
        chosen = chosen or scene.book.lexicon.fields.get(heard.folded, "")
        if chosen == "_keep" or heard.move == "resume" or yes_no(heard.text) is False:
            scene.talk = replace(scene.talk, prompt=None)
            keep(scene)
            return True
        if chosen in prompt.shown:
            scene.talk = replace(scene.talk, prompt=None)
            change(scene, chosen)
            return True
    if prompt.tries >= TRIES_BEFORE_HUMAN:
        scene.say("common-offer-human")
        scene.talk = replace(scene.talk, prompt=None)
        scene.repeat()
        return True
    scene.say("common-again")
    scene.stand(prompt.step, tries=prompt.tries + 1)
    return True


def quoted(scene: Scene, heard: Heard) -> bool:
    """A reply that quotes an older question is told what that one was, and answers no other."""
    about = heard.quoted
    if about is None or heard.token is not None or about.step.startswith("@"):
        return False
    opened = scene.open()
    if opened is None and courtesy(heard.text):
        return False
    if opened is not None:
        _, run, position = opened
        if about.step == position.at.id and (
            # The same question put anew is meant, but not by a number: its options may be others.
            about.run == run.id or not counted(heard, scene.talk.prompt)
        ):
            return False
        if about.run == run.id and about.step in position.path:
            tell_stale(scene, about)
            return True
    scene.rule = "stale"
    scene.say("common-past")
    if not resting(scene.talk, scene.book):
        scene.repeat()
    return True


def returned(scene: Scene, heard: Heard) -> bool:
    """After a long silence the open question is summed up before anything is taken for an answer."""
    if heard.silence < LONG_SILENCE or scene.talk.run is None or not scene.talk.run.answers:
        return False
    scene.stand("@recap")
    return True
