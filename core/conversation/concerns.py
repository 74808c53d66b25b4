"""What answers nothing and has to be heard: trouble, a question put back to us, "not now"."""

import re

from msgspec.structs import replace

from core.conversation.agenda import passages, resting
from core.conversation.answers import Anything, Words
from core.conversation.effects import Alert
from core.conversation.heard import Heard, chosen_of
from core.conversation.kind import Misread
from core.conversation.misreading import FRESH, miss
from core.conversation.passing import FEWEST
from core.conversation.scene import Scene
from core.conversation.screen import TEAM
from core.conversation.spelling import called
from core.conversation.stage import Asking
from core.conversation.talk import Prompt
from core.conversation.unclear import tentative
from core.conversation.whose import PAIRED, pair_of
from core.conversation.wishes import LONGEST
from core.understanding.choice import Choices
from core.understanding.normal import fold, word_set, words
from core.understanding.yesno import yes_no

OWN_WORDS = (Words, Anything)
"""Kinds that take nearly everything: what stands there is meant for the question, or for a partner."""

TEAM_CHOICES = Choices.of(
    {
        "yes": (
            "oui",
            "volontiers",
            "humain",
            "yes",
            "please",
            "human",
            "نعم",
            "إنسان",
            "ah",
            "wakha",
        ),
        "no": (
            "non",
            "non merci",
            "plus tard",
            "no",
            "no thanks",
            "not now",
            "لا",
            "لا شكرا",
            "lla",
        ),
    }
)

TALK = frozenset(
    {"about", "status", "meeting", "progress", "resume", "reschedule", "cancel_meeting"}
)
"""What a sentence may want of us, and may as well ask a partner or tell in one's own words."""

UNTOLD = frozenset({"later", "privacy"})
"""What a sentence wants of us, unless it is being written to a partner."""

ROLE = "mentor"
"""A word for a partner that every sentence about one knows."""

ASKING = word_set(
    """
    comment combien est-ce what how can could may is are do does will would should
    wach wash ch7al chhal kifach kifash هل كم كيف واش شحال كيفاش
    """
)
"""Words that begin a question, also where no question mark follows."""


PARDON = frozenset(
    {"pardon", "sorry", "excusez-moi", "عفوا", "سمح ليا", "sm7 liya", "smeh liya", "fin", "fayn"}
)
"""Folded words by which one asks what was meant, where a question mark follows."""


WHO = frozenset(
    map(
        fold,
        (
            *("c'est qui", "qui c'est", "qui est-ce", "who is it", "who is this", "who's this"),
            *("qui est-il", "qui est-elle", "il est qui", "elle est qui", "c'est qui lui"),
            *("who is he", "who is she", "who's he", "who's she", "who is that"),
            *("من هذا", "من هذه", "من هي", "من هو", "شكون هذا", "شكون هادي", "chkoun hada"),
            *("chkoun hadi", "chkon hada", "chkon hadi", "chkoun howa", "chkoun hiya"),
        ),
    )
)
"""Who somebody is: the person that the open question is about, and us where there is none."""


def wished(scene: Scene, heard: Heard) -> Heard:
    """The message with the move that a sentence of one's own wishes for, unless it answers."""
    if heard.move == "about" and _of_somebody(scene, heard):
        return replace(heard, move="")
    if heard.move or heard.token is not None:
        return heard
    folded, named = _by_role(scene, heard)
    move = scene.book.lexicon.wishes.move(folded)
    if not move or _answers(scene, heard) or (move in UNTOLD and _to_partner(scene)):
        return heard
    if move == "later" and _perhaps_for_partner(scene, heard):
        return heard
    if move in TALK and (_own_words(scene) or _points(scene, heard, move)):
        return heard
    return replace(heard, move=move, about=named.pop() if len(named) == 1 else "")


def _perhaps_for_partner(scene: Scene, heard: Heard) -> bool:
    """Whether words may be for a partner because nothing is asked of who writes them."""
    enough = len(heard.folded.split()) >= FEWEST
    return enough and bool(scene.hints.partners) and resting(scene.talk, scene.book)


def _by_role(scene: Scene, heard: Heard) -> tuple[str, set[str]]:
    """The folded words with partners called by what they are, and which pairs they name: "when do I
    meet Karim" asks what "when do I meet my mentor" asks. Whoever is called by their name is spoken
    to.
    """
    folded = heard.folded
    if len(folded) > LONGEST or folded.isdecimal():
        return folded, set()
    known = (run.facts for run in passages(scene.talk) if "name" in run.facts)
    names = [(name, str(pair)) for pair, name in scene.hints.partners]
    names += [(facts["name"], pair_of(facts)) for facts in known]
    named = set()
    for name, pair in names:
        spelled = called(heard.folded, name)
        word = rf"(?<!\w){re.escape(spelled)}(?!\w)(?!\s*[,،:!])"
        if spelled and re.search(word, heard.folded):
            folded = re.sub(word, ROLE, folded)
            named.add(pair)
    return folded, named - {""}


def _points(scene: Scene, heard: Heard, move: str) -> bool:
    """Whether "what is this?" points to the question on the screen, and not to who is writing."""
    prompt = scene.talk.prompt
    if move != "about" or prompt is None or not scene.talk.consented:
        return False
    in_mind = scene.now_ms - prompt.at <= FRESH and prompt.at >= scene.talk.said_at
    asked = _opened(scene)
    return in_mind and asked is not None and asked[0].id != scene.book.menu


def _of_somebody(scene: Scene, heard: Heard) -> bool:
    """Whether "who is it?" asks about the person of whom the open question speaks."""
    opened = _opened(scene)
    return (
        heard.folded in WHO
        and opened is not None
        and "name" in opened[1].facts
        and _points(scene, heard, "about")
    )


def concern(scene: Scene, heard: Heard) -> bool:
    """Whoever is in trouble or lets off steam is offered a human; a question back is answered."""
    if heard.token is not None or not scene.talk.consented:
        return heard.token is None and _asked_back(scene, heard)
    trouble = scene.book.lexicon.wishes.trouble(heard.folded)
    if trouble and not _own_words(scene) and not _answers(scene, heard):
        scene.rule = trouble
        scene.settle_language(heard.text)
        prompt = scene.talk.prompt
        if trouble == "weary":
            scene.effects.append(Alert("human"))
            scene.say("common-weary")
        elif prompt is not None and prompt.step == TEAM:
            _tell_team(scene)  # a second word of anger is answer enough
        else:
            scene.stand(TEAM)
        return True
    return _asked_back(scene, heard)


def team(scene: Scene, heard: Heard, prompt: Prompt) -> bool:
    """Whether somebody of the team should write; whatever else is said goes its own way."""
    chosen = chosen_of(heard, TEAM_CHOICES, prompt)
    if not chosen and heard.token is None:
        assent = yes_no(heard.text)
        chosen = "" if assent is None else "yes" if assent else "no"
    scene.talk = replace(scene.talk, prompt=None)
    if chosen == "yes":
        _tell_team(scene)
    elif chosen == "no":
        scene.say("common-team.kept")
        _go_on(scene)
    return bool(chosen)


def puzzled(scene: Scene, heard: Heard) -> bool:
    """Whether it is asked what our question means: "quoi ?", "mafhemtch", or a mere "?"."""
    said = heard.text.strip()
    marked = said.endswith(("?", "؟")) and (heard.folded in PARDON or not said.strip("?؟! "))
    return marked or scene.book.lexicon.wishes.puzzles(heard.folded) or _of_somebody(scene, heard)


def explain(scene: Scene, heard: Heard) -> bool:
    """Say what the question on the screen means, if that is asked; False where there is none."""
    opened = _opened(scene)
    if opened is None or opened[0].id == scene.book.menu or not puzzled(scene, heard):
        return False
    scene.settle_language(heard.text)
    if PAIRED in opened[1].facts:
        scene.say("common-with", name=opened[1].facts["name"])
    miss(scene, opened, puzzled=True)
    return True


def curious(scene: Scene, heard: Heard) -> bool:
    """Whether the words ask us something, and not only what our question means."""
    if puzzled(scene, heard):
        return False
    said = words(heard.folded)
    marked = "?" in heard.text or "؟" in heard.text
    return len(said) > 1 and (marked or said[0] in ASKING)


def _tell_team(scene: Scene) -> None:
    scene.talk = replace(scene.talk, prompt=None)
    scene.effects.append(Alert("human"))
    scene.say("common-human")
    _go_on(scene)


def _go_on(scene: Scene) -> None:
    """Back to the open question, if there is one."""
    if not resting(scene.talk, scene.book):
        scene.repeat()


def _asked_back(scene: Scene, heard: Heard) -> bool:
    """Why do you ask, who sees this, what do you mean: no answer, not even in one's own words."""
    opened, wishes = _opened(scene), scene.book.lexicon.wishes
    if _to_partner(scene):
        return False
    if wishes.asks(heard.folded):
        scene.rule = "asked"
        scene.settle_language(heard.text)
        scene.say("common-asked")
        if opened is not None or scene.talk.prompt is not None:
            scene.repeat(tries=scene.talk.prompt.tries if scene.talk.prompt else 0)
        return True
    return _own_words(scene) and explain(scene, heard)


def _opened(scene: Scene) -> Asking | None:
    """The question of a flow that stands on the screen."""
    prompt = scene.talk.prompt
    return scene.question() if prompt is None or not prompt.step.startswith("@") else None


def _own_words(scene: Scene) -> bool:
    opened = _opened(scene)
    return opened is not None and isinstance(opened[3].kind, OWN_WORDS)


def _to_partner(scene: Scene) -> bool:
    opened = _opened(scene)
    return opened is not None and isinstance(opened[3].kind, Anything)


def _answers(scene: Scene, heard: Heard) -> bool:
    """Whether the words answer the open question, or may do so; a menu is no question."""
    opened = _opened(scene)
    if opened is None or opened[0].id == scene.book.menu:
        return False
    flow, run, position, question = opened
    if isinstance(question.kind, OWN_WORDS):
        return False
    asked = scene.asked(flow, run, position, question)
    understood = question.kind.understand(heard.text[:500], asked)
    return not (isinstance(understood, Misread) or tentative(question, understood))
