"""Words or a button as the answer to the open question: taken, said back, put aside or missed."""

from msgspec.structs import replace

from core.conversation import concerns, engine
from core.conversation.answers import DOUBTED, Anything, BirthYear, Choice, Several, Words
from core.conversation.beside import READ, Beside
from core.conversation.heard import Heard, counted
from core.conversation.kind import Answer, Doubtful, Given, Misread, Unclear, Understood
from core.conversation.message import Part
from core.conversation.misreading import miss
from core.conversation.moves import skip, tell_stale
from core.conversation.passing import meant
from core.conversation.pulse import Rating
from core.conversation.run import path_answers
from core.conversation.scene import Scene
from core.conversation.screen import FRENCH, MORE, OTHER, SKIP, answered
from core.conversation.stage import Asking
from core.conversation.timing import WHEN
from core.conversation.unclear import ask_which, denied, tentative
from core.conversation.vocabulary import Spoken, Trade
from core.understanding.courtesies import courtesy
from core.understanding.introductions import introduces
from core.understanding.normal import fold
from core.understanding.yesno import yes_no

TELLING = (Choice, Several, BirthYear)
"""Kinds whose answers are words of a language; names, places and trades are the same in all."""


def tap(scene: Scene, heard: Heard) -> bool:
    """A button of the open question answers it; an older one is told kindly what it was."""
    token = heard.token
    if token is None:
        return False
    asking = scene.question()
    if asking is None:
        tell_stale(scene, token, heard.text)
        return True
    flow, run, _, question = asking
    if token.run != run.id or token.step != question.id:
        tell_stale(scene, token, heard.text)
        return True
    if _control(scene, asking, token.option):
        return True
    given = Given(path_answers(flow, run), run.facts)
    known = {option.id for option in question.kind.options(given)}
    value = question.kind.tapped(token.option, given) if token.option in known else None
    if value is None and scene.talk.prompt and token.option in scene.talk.prompt.shown:
        value = question.kind.tapped(token.option, given)
    if value is None or not question.kind.valid(value, given):
        miss(scene, asking)
        return True
    scene.give(flow, run, question, value, echo=False)
    return True


def answer(scene: Scene, heard: Heard) -> bool:
    """Words as an answer to the open question."""
    asking = scene.question()
    if asking is None and scene.talk.run is None:
        return False
    if asking is None:
        scene.go_on()
        return True
    flow, run, position, question = asking
    option = counted(heard, scene.talk.prompt)
    if option and _control(scene, asking, option):
        return True
    words = heard.lines if isinstance(question.kind, concerns.OWN_WORDS) else heard.text[:500]
    understood = _sole(scene, heard, asking) or question.kind.understand(
        words, scene.asked(*asking)
    )
    if heard.beside and _both(scene, heard, asking, understood):
        return True
    if not isinstance(understood, Answer) and concerns.explain(scene, heard):
        return True
    if not _stated(understood) and denied(scene, heard):
        return _control(scene, asking, OTHER)
    match understood:
        case Answer(value, echo):
            if isinstance(question.kind, TELLING) and len(heard.folded) > 3:
                scene.settle_language(heard.text)
            scene.give(flow, run, question, value, echo=echo)
        case Doubtful(words):
            scene.rule = f"doubted:{flow.id}.{question.id}"
            run = replace(run, facts={**run.facts, DOUBTED: words})
            scene.talk = replace(scene.talk, run=run)
            scene.ask(
                flow, run, position, question, key=f"{flow.id}-{question.id}.doubted",
                tries=scene.talk.prompt.tries if scene.talk.prompt else 0,
            )  # fmt: skip
        case Unclear() if tentative(question, understood) and _acknowledges(scene, heard):
            scene.say(f"common-{courtesy(heard.text)}")
        case Unclear(options):
            if isinstance(question.kind, (*TELLING, Rating)):
                scene.settle_language(heard.text)
            scene.rule = f"unclear:{flow.id}.{question.id}"
            ask_which(scene, asking, options)
        case Misread(reason):
            if not isinstance(question.kind, Words):
                scene.settle_language(heard.text)
            if _acknowledges(scene, heard):
                scene.say(f"common-{courtesy(heard.text)}")
            elif heard.move == "greeting" or courtesy(heard.text) == "thanks":
                scene.say("common-greeting" if heard.move else "common-thanks")
                scene.repeat()
            elif not (meant(scene, heard) or _former(scene, heard, asking)):
                miss(scene, asking, reason, curious=concerns.curious(scene, heard))
    return True


def _acknowledges(scene: Scene, heard: Heard) -> bool:
    """Whether this is an "ok" to what was told since the question was put: it misses no question."""
    prompt = scene.talk.prompt
    told = prompt is not None and scene.talk.said_at > prompt.at
    return told and bool(courtesy(heard.text))


def answers(scene: Scene, heard: Heard) -> bool:
    """Whether the words answer what is asked: in one's own words, or as an option is written.

    They do not where we have spoken of something else since, as of the meeting tomorrow.
    """
    prompt = scene.talk.prompt
    if prompt is None or prompt.at < scene.talk.said_at:
        return False
    if prompt.step == "@change":
        return scene.book.lexicon.fields.get(heard.folded, "") in prompt.shown
    asking = scene.question()
    if asking is None:
        return False
    kind = asking[3].kind
    if not isinstance(kind, Words | Anything | Trade):
        return names_option(scene, heard)
    return isinstance(kind.understand(heard.text, scene.asked(*asking)), Answer)


def names_option(scene: Scene, heard: Heard) -> bool:
    """Whether the words are an option of the open question, as "français" among languages, where
    any word for a language is one.
    """
    asking = scene.question()
    if asking is None:
        return False
    flow, _, _, question = asking
    if not isinstance(question.kind, Spoken) and not any(
        heard.folded == fold(one)
        for many in scene.book.wordings(flow, question).values()
        for one in many
    ):
        return False
    return isinstance(question.kind.understand(heard.text, scene.asked(*asking)), Answer)


def _sole(scene: Scene, heard: Heard, asking: Asking) -> Answer | None:
    """A plain yes to the one option that was taken from unclear words."""
    flow, run, _, question = asking
    prompt = scene.talk.prompt
    shown = [one for one in prompt.shown if not one.startswith("_")] if prompt else []
    if len(shown) != 1 or yes_no(heard.text) is not True:
        return None
    given = Given(path_answers(flow, run), run.facts)
    if [one.id for one in question.kind.options(given)] == shown:
        return None  # all that there is, and nothing that was understood
    value = question.kind.tapped(shown[0], given)
    return Answer(value) if question.kind.valid(value, given) else None


def _both(scene: Scene, heard: Heard, asking: Asking, understood: Understood) -> bool:
    """Two answers in one message: the first as if it came alone, the other for what comes next.

    Where both together read as another answer than the first alone, they are two only if the next
    question takes the second with certainty, and the first is no sentence of one's own.
    """
    flow, run, _, question = asking
    kind = question.kind
    first = kind.understand(heard.first, scene.asked(*asking))
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


def _former(scene: Scene, heard: Heard, asking: Asking) -> bool:
    """Words that answer the question before: its writer is told how to correct it, and nothing is
    changed by itself, unless they say that they correct themselves ("en fait, à Rabat").
    """
    flow, run, position, _ = asking
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


def _stated(understood: Understood) -> bool:
    """Whether a time or a number was read, whatever else the words say."""
    if not isinstance(understood, Answer):
        return False
    return isinstance(understood.value, int) or str(understood.value).startswith(f"{WHEN}:")


def _control(scene: Scene, asking: Asking, option: str) -> bool:
    """The options that are not answers: the next screen and leaving a question out."""
    flow, run, position, question = asking
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
