"""An answer, or what stands in its place: every rule about the question on the screen."""

from msgspec.structs import replace

from core.conversation import concerns, engine
from core.conversation.answers import (
    DOUBTED,
    Answer,
    Anything,
    BirthYear,
    Choice,
    Doubtful,
    Misread,
    Several,
    Unclear,
    Understood,
    Words,
)
from core.conversation.beside import READ, Beside
from core.conversation.flow import Ask, Flow, Value
from core.conversation.heard import Heard, chosen_of, counted
from core.conversation.message import Part
from core.conversation.misreading import TRIES_BEFORE_HUMAN, miss
from core.conversation.moves import (
    change,
    keep,
    settle_recap,
    skip,
    tell_stale,
    welcome_or_repeat,
)
from core.conversation.passing import meant
from core.conversation.run import Given, Position, Run, path_answers
from core.conversation.scene import Scene
from core.conversation.screen import FRENCH, MORE, OTHER, SKIP, TEAM, answered
from core.conversation.timing import WHEN
from core.conversation.unclear import ask_which, denied
from core.conversation.vocabulary import Spoken, Trade
from core.duration import DAY
from core.understanding.choice import Choices
from core.understanding.courtesies import courtesy
from core.understanding.introductions import introduces
from core.understanding.normal import fold
from core.understanding.yesno import yes_no

LONG_SILENCE = 14 * DAY
"""After this an open question is summed up before it is asked again."""

TELLING = (Choice, Several, BirthYear)
"""Kinds whose answers are words of a language; names, places and trades are the same in all."""

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


def tap(scene: Scene, heard: Heard) -> bool:
    """A button of the open question answers it; an older one is told kindly what it was."""
    token = heard.token
    if token is None:
        return False
    opened = scene.open()
    if opened is None:
        tell_stale(scene, token, heard.text)
        return True
    flow, run, position = opened
    question = position.at
    if token.run != run.id or not isinstance(question, Ask) or token.step != question.id:
        tell_stale(scene, token, heard.text)
        return True
    if _control(scene, opened, question, token.option):
        return True
    given = Given(path_answers(flow, run), run.facts)
    known = {option.id for option in question.kind.options(given)}
    value = question.kind.tapped(token.option, given) if token.option in known else None
    if value is None and scene.talk.prompt and token.option in scene.talk.prompt.shown:
        value = question.kind.tapped(token.option, given)
    if value is None or not question.kind.valid(value, given):
        miss(scene, opened, question)
        return True
    run = _put_aside(scene, flow, run, question, value)
    scene.give(flow, run, question, value, echo=False)
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
    if opened is not None and opened[0].id != scene.book.menu:
        scene.repeat()
    return True


def returned(scene: Scene, heard: Heard) -> bool:
    """After a long silence the open question is summed up before anything is taken for an answer."""
    if heard.silence < LONG_SILENCE or scene.talk.run is None or not scene.talk.run.answers:
        return False
    scene.stand("@recap")
    return True


def answer(scene: Scene, heard: Heard) -> bool:
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
    words = heard.lines if isinstance(question.kind, concerns.OWN_WORDS) else heard.text[:500]
    understood = _sole(scene, heard, opened) or question.kind.understand(
        words, scene.asked(flow, run, position, question)
    )
    if heard.beside and _both(scene, heard, opened, understood):
        return True
    if not isinstance(understood, Answer) and concerns.explain(scene, heard):
        return True
    if not _timed(understood) and denied(scene, heard):
        return _control(scene, opened, question, OTHER)
    match understood:
        case Answer(value, echo):
            if isinstance(question.kind, TELLING) and len(heard.folded) > 3:
                scene.settle_language(heard.text)
            run = _put_aside(scene, flow, run, question, value)
            scene.give(flow, run, question, value, echo=echo)
        case Doubtful(words):
            scene.rule = f"doubted:{flow.id}.{question.id}"
            run = replace(run, facts={**run.facts, DOUBTED: words})
            scene.talk = replace(scene.talk, run=run)
            scene.ask(
                flow, run, position, question, key=f"{flow.id}-{question.id}.doubted",
                tries=scene.talk.prompt.tries if scene.talk.prompt else 0,
            )  # fmt: skip
        case Unclear(options):
            if isinstance(question.kind, TELLING):
                scene.settle_language(heard.text)
            scene.rule = f"unclear:{flow.id}.{question.id}"
            ask_which(scene, opened, question, options)
        case Misread(reason):
            if not isinstance(question.kind, Words):
                scene.settle_language(heard.text)
            if heard.move == "greeting" or courtesy(heard.text) == "thanks":
                scene.say("common-greeting" if heard.move else "common-thanks")
                scene.repeat()
            elif not (meant(scene, heard) or _former(scene, heard, opened)):
                miss(scene, opened, question, reason, curious=concerns.curious(scene, heard))
    return True


def _put_aside(scene: Scene, flow: Flow, run: Run, question: Ask, value: Value) -> Run:
    """What was doubtful and is not this answer may be the next one: "Casablanca" before a name."""
    if DOUBTED not in run.facts:
        return run
    doubted = run.facts[DOUBTED]
    run = replace(run, facts={name: one for name, one in run.facts.items() if name != DOUBTED})
    scene.talk = replace(scene.talk, run=run)
    if value != doubted:
        labels = scene.labelled(flow, run, question, value)
        scene.beside = Beside(doubted, run.id, labels)
    return run


def _former(scene: Scene, heard: Heard, opened: tuple[Flow, Run, Position]) -> bool:
    """Words that answer the question before: its writer is told how to correct it, and nothing is
    changed by itself, unless they say that they correct themselves ("en fait, à Rabat").
    """
    flow, run, position = opened
    tries = scene.talk.prompt.tries if scene.talk.prompt else 0
    before = flow.ask(position.path[-1]) if position.path else None
    if before is None or before.binding or tries:
        return False
    named = isinstance(before.kind, Words) and before.kind.person and introduces(heard.text)
    if not (named or isinstance(before.kind, READ)):
        return False
    noted = run.answers[before.id]
    if noted is None or concerns.curious(scene, heard) or not any(map(str.isalpha, heard.text)):
        return False
    correction = heard.text if named else scene.book.lexicon.wishes.correction(heard.folded)
    asked = scene.asked(flow, run, position, before)
    read: Understood = Misread()
    for words in (heard.text[:500], correction, heard.beside if correction else ""):
        if isinstance(read, Misread) and words:
            read = before.kind.understand(words, asked)
    if isinstance(read, Misread) or (isinstance(read, Answer) and read.value == noted):
        return False
    if correction and isinstance(read, Answer):
        changed = engine.change(flow, run, before.id) or run
        scene.talk = replace(scene.talk, run=changed, prompt=None)
        scene.give(flow, changed, before, read.value, echo=True)
        return True
    labels = {
        "answer": answered(flow, run, before),
        "title": (f"{flow.id}-{before.id}.title",),
    }
    scene.rule = f"former:{flow.id}.{before.id}"
    scene.parts.append(Part("common-former", labels=labels))
    scene.repeat(tries=tries + 1)
    return True


def _sole(scene: Scene, heard: Heard, opened: tuple[Flow, Run, Position]) -> Answer | None:
    """A plain yes to the one option that was taken from unclear words."""
    flow, run, position = opened
    prompt, question = scene.talk.prompt, position.at
    assert isinstance(question, Ask)  # noqa: S101 - checked by the caller, for the type
    shown = [one for one in prompt.shown if not one.startswith("_")] if prompt else []
    if len(shown) != 1 or yes_no(heard.text) is not True:
        return None
    given = Given(path_answers(flow, run), run.facts)
    value = question.kind.tapped(shown[0], given)
    return Answer(value) if question.kind.valid(value, given) else None


def _both(
    scene: Scene, heard: Heard, opened: tuple[Flow, Run, Position], understood: Understood
) -> bool:
    """Two answers in one message: the first as if it came alone, the other for what comes next.

    Where both together read as another answer than the first alone, they are two only if the next
    question takes the second with certainty, and the first is no sentence of one's own.
    """
    flow, run, position = opened
    question = position.at
    assert isinstance(question, Ask)  # noqa: S101 - checked by the caller, for the type
    kind = question.kind
    first = kind.understand(heard.first, scene.asked(*opened, question))
    if not isinstance(first, Answer):
        return False
    same = isinstance(understood, Answer) and understood.value == first.value
    named = isinstance(kind, Words) and kind.person
    if not same and not named and isinstance(understood, Answer):
        return False
    trial = scene.rehearse()
    if same and isinstance(kind, TELLING):
        trial.settle_language(heard.text)
    labels = trial.labelled(flow, run, question, first.value)
    trial.beside = Beside(heard.beside, run.id, labels)
    trial.give(flow, run, question, first.value, echo=first.echo)
    if not same and not trial.kept:
        return False
    scene.adopt(trial)
    return True


def answers(scene: Scene, heard: Heard) -> bool:
    """Whether the words answer what is asked: in one's own words, or as an option is written.

    They do not where we have spoken of something else since, as of the meeting tomorrow.
    """
    prompt = scene.talk.prompt
    if prompt is None or prompt.at < scene.talk.said_at:
        return False
    if prompt.step == "@change":
        return scene.book.lexicon.fields.get(heard.folded, "") in prompt.shown
    opened = scene.open()
    question = opened[2].at if opened is not None else None
    if opened is None or not isinstance(question, Ask):
        return False
    if not isinstance(question.kind, Words | Anything | Trade):
        return names_option(scene, heard)
    return isinstance(question.kind.understand(heard.text, scene.asked(*opened, question)), Answer)


def names_option(scene: Scene, heard: Heard) -> bool:
    """Whether the words are an option of the open question, as "français" among languages, where
    any word for a language is one.
    """
    opened = scene.open()
    if opened is None or not isinstance(opened[2].at, Ask):
        return False
    flow, run, position = opened
    question = opened[2].at
    assert isinstance(question, Ask)  # noqa: S101 - checked above, for the type
    if not isinstance(question.kind, Spoken) and not any(
        heard.folded == fold(one)
        for many in scene.book.wordings(flow, question).values()
        for one in many
    ):
        return False
    return isinstance(
        question.kind.understand(heard.text, scene.asked(flow, run, position, question)), Answer
    )


def _timed(understood: Understood) -> bool:
    """Whether a time was read, whatever else the words say."""
    return isinstance(understood, Answer) and str(understood.value).startswith(f"{WHEN}:")


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
    if option == OTHER:
        scene.ask(flow, run, position, question, key=f"{flow.id}-{question.id}.again")
        return True
    if option == FRENCH:
        scene.choose_language("fr")
        scene.repeat()
        return True
    return False
