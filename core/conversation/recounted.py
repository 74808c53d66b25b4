"""A meeting that somebody tells of before they are asked how it went."""

from core.conversation.agenda import resting
from core.conversation.heard import Heard
from core.conversation.moves import open_flow
from core.conversation.scene import Scene
from core.conversation.whose import pair_of
from core.understanding.held import read_held
from core.understanding.yesno import yes_no

ACCOUNT = "account"
"""The wish to say how a meeting went."""


def recounted(scene: Scene, heard: Heard) -> bool:
    """Ask at once how it went, where nothing is open but tips: "yes, we talked" is no yes to these."""
    if heard.token is not None or heard.move or not scene.talk.consented:
        return False
    if len(scene.hints.begun) != 1 or not _tells(heard.text):
        return False
    about = str(scene.hints.begun[0])
    asking = scene.question()
    if asking is not None and not resting(scene.talk, scene.book):
        flow, run, _, _ = asking
        if not flow.patient or pair_of(run.facts) != about:
            return False
    scene.settle_language(heard.text)
    open_flow(scene, ACCOUNT, about)
    return True


def _tells(text: str) -> bool:
    """Whether the words say that two met, be there a yes before them; a mere yes does not."""
    first, _, rest = text.strip().partition(" ")
    told = rest if rest and yes_no(first) is True else text
    return yes_no(told) is None and read_held(told) is True
