"""Which rule applies to a message: an ordered table, what no flow may disable first (decision 2)."""

from collections.abc import Callable

from msgspec.structs import replace

from core.conversation.answers import (
    Answer,
    Asked,
    BirthYear,
    Choice,
    Misread,
    Several,
    Unclear,
    Words,
)
from core.conversation.effects import Alert, DropTimer, Silence, Unsilence
from core.conversation.flow import Ask, Flow
from core.conversation.heard import Heard, chosen_of, counted, link_code, without_command
from core.conversation.moves import (
    change,
    go_back,
    keep,
    open_flow,
    settle_recap,
    skip,
    tell_stale,
    welcome_or_repeat,
)
from core.conversation.passing import enclosed, passed_on
from core.conversation.run import Given, Position, Run, path_answers
from core.conversation.scene import TRIES_BEFORE_HUMAN, Scene
from core.conversation.screen import FRENCH, MORE, PAGE, SKIP
from core.duration import DAY
from core.language.asked import asked_language
from core.understanding.choice import Choices
from core.understanding.normal import fold

LONG_SILENCE = 14 * DAY
"""After this an open question is summed up before it is asked again."""

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
    return not scene.listening()


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
    if asked and not _answers_open(scene, heard):
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
        open_flow(scene, move)
        return True
    match move:
        case "human":
            scene.effects.append(Alert("human"))
            scene.say("common-human")
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


def _standing(scene: Scene, heard: Heard) -> bool:
    """An answer to a question that belongs to no flow: change what? go on or start over?"""
    prompt = scene.talk.prompt
    if prompt is None or not prompt.step.startswith("@") or prompt.step == "@language":
        return False
    if heard.token is not None and heard.token.step != prompt.step:
        return False
    if prompt.step == "@recap":
        chosen = chosen_of(heard, RECAP_CHOICES, prompt)
        if chosen:
            settle_recap(scene, chosen)
            return True
    else:
        chosen = heard.token.option if heard.token else counted(heard, prompt)
        chosen = chosen or scene.book.lexicon.fields.get(heard.folded, "")
        if chosen == "_keep" or heard.move == "resume":
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


def _tap(scene: Scene, heard: Heard) -> bool:
    """A button of the open question answers it; an older one is told kindly what it was."""
    token = heard.token
    if token is None:
        return False
    opened = scene.open()
    if opened is None:
        tell_stale(scene, token)
        return True
    flow, run, position = opened
    question = position.at
    if token.run != run.id or not isinstance(question, Ask) or token.step != question.id:
        tell_stale(scene, token)
        return True
    if _control(scene, opened, question, token.option):
        return True
    given = Given(path_answers(flow, run), run.facts)
    known = {option.id for option in question.kind.options(given)}
    value = question.kind.tapped(token.option, given) if token.option in known else None
    if value is None and scene.talk.prompt and token.option in scene.talk.prompt.shown:
        value = question.kind.tapped(token.option, given)
    if value is None or not question.kind.valid(value, given):
        scene.miss(flow, run, position, question, "")
        return True
    scene.give(flow, run, question, value, echo=False)
    return True


def _quoted(scene: Scene, heard: Heard) -> bool:
    """A reply that quotes an older question is told what that one was."""
    quoted = heard.quoted
    if quoted is None or heard.token is not None:
        return False
    opened = scene.open()
    if opened is None:
        return False
    _, run, position = opened
    if quoted.run == run.id and quoted.step == position.at.id:
        return False
    if quoted.run == run.id and quoted.step in position.path:
        tell_stale(scene, quoted)
        return True
    return False


def _returned(scene: Scene, heard: Heard) -> bool:
    """After a long silence the open question is summed up before anything is taken for an answer."""
    if heard.silence < LONG_SILENCE or scene.talk.run is None or not scene.talk.run.answers:
        return False
    scene.stand("@recap")
    return True


TELLING = (Choice, Several, BirthYear)
"""Kinds whose answers are words of a language; names, places and trades are the same in all."""


def _answer(scene: Scene, heard: Heard) -> bool:
    """Words as an answer to the open question."""
    opened = scene.open()
    if opened is None:
        return False
    flow, run, position = opened
    question = position.at
    if not isinstance(question, Ask):
        scene.go_on()
        return True
    option = counted(heard, scene.talk.prompt)
    if option and _control(scene, opened, question, option):
        return True
    understood = question.kind.understand(
        heard.text[:500], _asked(scene, flow, run, position, question)
    )
    match understood:
        case Answer(value, echo):
            if isinstance(question.kind, TELLING) and len(heard.folded) > 3:
                scene.settle_language(heard.text)
            scene.give(flow, run, question, value, echo=echo)
        case Unclear(options):
            if isinstance(question.kind, TELLING):
                scene.settle_language(heard.text)
            scene.rule = f"unclear:{flow.id}.{question.id}"
            scene.ask(
                flow, run, position, question, among=options, key="common-which",
                tries=scene.talk.prompt.tries if scene.talk.prompt else 0,
            )  # fmt: skip
        case Misread(reason):
            if not isinstance(question.kind, Words):
                scene.settle_language(heard.text)
            if _greets(scene, heard):
                scene.say("common-greeting")
                scene.repeat()
            else:
                scene.miss(flow, run, position, question, reason)
    return True


def _menu(scene: Scene, heard: Heard) -> bool:
    """Anything else is never a dead end: the menu, in the person's language."""
    scene.settle_language(heard.text)
    code = link_code(heard)
    if code:
        scene.begin("link", facts={"code": code})
    else:
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
    ("enclosure", _enclosure),
    ("standing", _standing),
    ("tap", _tap),
    ("quoted", _quoted),
    ("returned", _returned),
    ("answer", _answer),
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


def _asked(scene: Scene, flow: Flow, run: Run, position: Position, question: Ask) -> Asked:
    given = Given({step: run.answers[step] for step in position.path}, run.facts)
    prompt = scene.talk.prompt
    if prompt is not None and prompt.step == question.id:
        shown = prompt.shown
    else:
        shown = tuple(option.id for option in question.kind.options(given))[:PAGE]
    return Asked(given, shown, scene.book.wordings(flow, question), scene.now)


def _answers_open(scene: Scene, heard: Heard) -> bool:
    """Whether the words are an option of the open question, as "français" among languages."""
    opened = scene.open()
    if opened is None or not isinstance(opened[2].at, Ask):
        return False
    flow, run, position = opened
    question = opened[2].at
    assert isinstance(question, Ask)  # noqa: S101 - checked above, for the type
    if not any(
        heard.folded == fold(one)
        for many in scene.book.wordings(flow, question).values()
        for one in many
    ):
        return False
    return isinstance(
        question.kind.understand(heard.text, _asked(scene, flow, run, position, question)), Answer
    )


def _control(scene: Scene, opened: tuple[Flow, Run, Position], question: Ask, option: str) -> bool:
    """The options that are not answers: the next screen and leaving a question out."""
    flow, run, position = opened
    if option == MORE:
        page = scene.talk.prompt.page + 1 if scene.talk.prompt else 1
        scene.ask(flow, run, position, question, page=page)
        return True
    if option == SKIP:
        skip(scene)
        return True
    if option == FRENCH:
        scene.choose_language("fr")
        scene.repeat()
        return True
    return False


def _greets(scene: Scene, heard: Heard) -> bool:
    return heard.move == "greeting"


def route(scene: Scene, heard: Heard) -> None:
    """Let the first rule that applies deal with the message."""
    for name, rule in RULES:
        if name == "global" and heard.token is not None and not scene.talk.stopped:
            continue  # a button says what it means; its label is not a command
        if rule(scene, heard):
            scene.rule = scene.rule or name
            return
