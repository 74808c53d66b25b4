"""Which rule applies to a message: an ordered table, what no flow may disable first (decision 2)."""

from collections.abc import Callable

from msgspec.structs import replace

from core.conversation import answering, concerns, replying
from core.conversation.agenda import resting
from core.conversation.effects import Alert, DropTimer, Silence, Unsilence
from core.conversation.flood import listening
from core.conversation.flow import Say
from core.conversation.heard import Heard, chosen_of, counted, link_code, without_command
from core.conversation.moves import (
    OPEN_MOVES,
    change,
    go_back,
    open_flow,
    put_off,
    settle_recap,
    skip,
    welcome_or_repeat,
)
from core.conversation.passing import enclosed, meant, passed_on
from core.conversation.recounted import recounted
from core.conversation.scene import Scene
from core.conversation.screen import FRENCH
from core.language.asked import asked_language
from core.understanding.choice import Choices
from core.understanding.courtesies import courtesy

# -- the rules, each True when it has dealt with the message ------------------------------------


def _safety(scene: Scene, heard: Heard) -> bool:
    """Distress is seen by a human at once, whatever else is going on."""
    if not scene.book.lexicon.distressed(heard.folded):
        return False
    scene.rule = "safety"
    scene.effects.append(Alert("distress", "urgent"))
    if scene.talk.stopped:
        return True
    scene.settle_language(heard.text)
    scene.say("common-distress")
    return True


def _stop(scene: Scene, heard: Heard) -> bool:
    """STOP works in any state; only an explicit START ends it."""
    move = heard.move
    talk = scene.talk
    if talk.stopped:
        if move == "start":
            scene.rule = "start"
            scene.talk = replace(talk, stopped=False, misses=0)
            scene.effects.append(Unsilence())
            scene.settle_language("")
            scene.say("common-started")
            if talk.run is None and not talk.consented:
                scene.begin(scene.book.entry)
            else:
                scene.repeat()
        else:
            scene.rule = "stopped"
            if move == "human":  # nobody is written to, and whoever wants a human is not left alone
                scene.effects.append(Alert("human"))
        return True
    if move != "stop":
        return False
    scene.settle_language(heard.text)
    scene.talk = replace(scene.talk, stopped=True)
    scene.effects.append(Silence("stop"))
    scene.say("common-stopped")
    return True


def _flood(scene: Scene, heard: Heard) -> bool:
    """Too many messages at once, or a machine at the other end: one notice, then quiet."""
    return not listening(scene, heard)


def _erasing(scene: Scene, heard: Heard) -> bool:
    """Until the erasure is carried out the person can take it back, and nothing else."""
    if not scene.talk.erase_at:
        return False
    if heard.move in {"keep", "back", "start"}:
        scene.rule = "keep"
        scene.talk = replace(scene.talk, erase_at=0)
        scene.effects.append(DropTimer("erase"))
        scene.say("common-kept")
        scene.go_on()
    else:
        scene.say("common-erasing")
    return True


def _language(scene: Scene, heard: Heard) -> bool:
    """A language asked for, in words or on the language question."""
    prompt = scene.talk.prompt
    if prompt and prompt.step == "@language":
        chosen = chosen_of(heard, LANGUAGE_CHOICES, prompt)
        if chosen:
            scene.choose_language(chosen)
            scene.talk = replace(scene.talk, prompt=None)
            welcome_or_repeat(scene)
            return True
    if heard.token is not None:
        if heard.token.option == FRENCH:
            scene.choose_language("fr")
            scene.repeat()
            return True
        return False
    asked = asked_language(heard.text)
    if asked is None and counted(heard, prompt) == FRENCH:
        asked = "fr"
    if asked and not answering.names_option(scene, heard):
        scene.choose_language(asked)
        welcome_or_repeat(scene)
        return True
    if heard.move == "language":
        scene.settle_language("")
        scene.stand("@language")
        return True
    return False


def _welcome(scene: Scene, heard: Heard) -> bool:
    """Someone we do not know yet: find their language, then begin with the consent."""
    talk = scene.talk
    if talk.run is not None or talk.consented:
        return False
    code = link_code(heard)
    if code:
        scene.talk = replace(talk, more={**talk.more, "link": code})
        scene.settle_language("")
        if not scene.talk.language:
            scene.talk = replace(scene.talk, language="fr")
        scene.begin("link", facts={"code": code})
        return True
    if scene.settle_language(without_command(heard.text)):
        if heard.move in OPEN_MOVES:  # who asks what this is hears it before they agree to anything
            for step in scene.book.flows[heard.move].steps:
                if isinstance(step, Say):
                    scene.say(f"{heard.move}-{step.id}")
        scene.begin(scene.book.entry)
    else:
        scene.rule = "language?"
        scene.stand("@language")
    return True


def _between(scene: Scene, heard: Heard) -> bool:
    """Words for the partner: a reply to a message of theirs, or a wish to write to them."""
    return passed_on(scene, heard)


def _enclosure(scene: Scene, heard: Heard) -> bool:
    """Something that is no text, and where it goes; else the words beside it count."""
    return heard.media is not None and enclosed(scene, heard.media, None)


def _moves(scene: Scene, heard: Heard) -> bool:
    """The moves that work everywhere: human, help, back, change, skip, resume, and the rest."""
    lexicon = scene.book.lexicon
    move = heard.move
    if not move and heard.text.startswith("/start"):
        code = link_code(heard)
        if code and scene.talk.consented:
            scene.begin("link", facts={"code": code})
            return True
        move = "resume"
    if move:
        scene.rule = f"move:{move}"
    if move in scene.book.moves:
        open_flow(scene, move, heard.about)
        return True
    match move:
        case "human":
            scene.effects.append(Alert("human"))
            scene.say("common-human")
            return True
        case "later":
            scene.settle_language(heard.text)
            put_off(scene)
            return True
        case "help" if concerns.explain(scene, heard):
            return True
        case "help":
            scene.say("common-help")
            scene.repeat()
            return True
        case "back":
            go_back(scene)
            return True
        case "skip":
            skip(scene)
            return True
        case "resume" | "start":
            welcome_or_repeat(scene)
            return True
        case "restart":
            if scene.talk.run is None:
                scene.repeat()
            elif scene.talk.prompt is not None and scene.talk.prompt.step == "@recap":
                settle_recap(scene, "restart")
            else:
                scene.stand("@recap")
            return True
    field = lexicon.field(heard.folded)
    if field is None:
        return False
    scene.rule = "move:change"
    change(scene, field)
    return True


def _courtesy(scene: Scene, heard: Heard) -> bool:
    """An "ok" or "merci" where nothing is asked: a word in return, and none to the next one."""
    talk = scene.talk
    asked = not resting(talk, scene.book) or talk.agenda
    if heard.token is not None or asked or not talk.profile:
        return False
    kind = courtesy(heard.text)
    if not kind or counted(heard, talk.prompt):
        return False
    scene.rule = f"courtesy:{kind}"
    if not talk.said_at or talk.thanked_at != talk.said_at:
        scene.settle_language(heard.text)
        scene.say(f"common-{kind}")
        scene.talk = replace(scene.talk, thanked_at=scene.now_ms)
    return True


def _menu(scene: Scene, heard: Heard) -> bool:
    """Anything else is never a dead end: the menu, in the person's language; whoever asks something
    is told who can answer.
    """
    scene.settle_language(heard.text)
    code = link_code(heard)
    if code:
        scene.begin("link", facts={"code": code})
    elif not meant(scene, heard):
        if scene.talk.profile and concerns.curious(scene, heard):
            scene.say("common-unknown")
        scene.begin(scene.book.menu if scene.talk.profile else scene.book.entry)
    return True


RULES: tuple[tuple[str, Callable[[Scene, Heard], bool]], ...] = (
    ("safety", _safety),
    ("stop", _stop),
    ("flood", _flood),
    ("erasing", _erasing),
    ("language", _language),
    ("welcome", _welcome),
    ("between", _between),
    ("global", _moves),
    ("concern", concerns.concern),
    ("recounted", recounted),
    ("enclosure", _enclosure),
    ("unasked", replying.unasked),
    ("standing", replying.standing),
    ("tap", answering.tap),
    ("quoted", replying.quoted),
    ("returned", replying.returned),
    ("courtesy", _courtesy),
    ("answer", answering.answer),
    ("menu", _menu),
)
"""Tried in this order; the first that deals with the message ends the turn."""


LANGUAGE_CHOICES = Choices.of(
    {
        "fr": ("français", "french", "fr", "الفرنسية", "fransawiya", "fransais", "francais"),
        "ar": (
            "العربية",
            "arabe",
            "arabic",
            "ar",
            "عربي",
            "darija",
            "الدارجة",
            "3arbiya",
            "l3arbiya",
        ),
        "en": ("english", "anglais", "en", "الإنجليزية", "ingliziya"),
    }
)


EVERYDAY = frozenset({"resume", "help", "skip"})
"""Moves that are no command where an option is written so: "rien" goes on, but where "nothing" is offered
it is that; "I need help" answers whoever asks what one is looking for, "next" opens the next tip.
"""


def _meant(scene: Scene, heard: Heard) -> Heard:
    """What two people share is spoken of in plain words ("objectif", "نصائح"): no command where
    they answer the open question, as any do where one's own words are asked for.
    """
    if heard.token is not None or heard.text[:1] == "/":
        return heard
    if heard.move in EVERYDAY and answering.names_option(scene, heard):
        return replace(heard, move="")
    run = scene.talk.run
    if heard.move not in scene.book.yielding or (run is not None and run.flow == heard.move):
        return heard  # the word that opened the question is no answer to it
    return replace(heard, move="") if answering.answers(scene, heard) else heard


def route(scene: Scene, heard: Heard) -> None:
    """Let the first rule that applies deal with the message."""
    heard = _meant(scene, concerns.wished(scene, heard))
    for name, rule in RULES:
        if name == "global" and heard.token is not None and not scene.talk.stopped:
            continue  # a button says what it means; its label is not a command
        if rule(scene, heard):
            scene.rule = scene.rule or name
            return
