"""Words that may mean one of a few answers: which of them, or whether a doubtful one is meant."""

from collections.abc import Sequence

from msgspec.structs import replace

from core.conversation.flow import Ask
from core.conversation.heard import Heard
from core.conversation.kind import Unclear, Understood
from core.conversation.message import Option, Part
from core.conversation.pulse import STARS, Rating
from core.conversation.screen import OTHER, which
from core.conversation.stage import Asking, Stage
from core.conversation.talk import Prompt
from core.conversation.timing import WHEN, Timing
from core.understanding.choice import Choices, Chosen

SURE = "common-sure"
"""The question whether the one time that was read in doubt is meant."""

RATED = "common-rated"
"""The question whether the rating that kind words amount to is meant."""

OTHERS = Choices.of(
    {
        OTHER: (
            *("non", "pas du tout", "autre", "un autre", "un autre moment", "une autre heure"),
            *("une autre", "une autre note", "un autre chiffre", "ce n'est pas cela"),
            *("no", "not at all", "other", "another one", "another time", "a different time"),
            *("another rating", "another number", "a different rating", "a different number"),
            *("لا", "كلا", "وقت آخر", "موعد آخر", "ماشي هو", "lla", "wa9t akhor", "machi howa"),
            *("تقييم آخر", "نقطة أخرى", "رقم آخر", "no9ta khra", "ra9m akhor"),
        )
    }
)


def ask_which(stage: Stage, asking: Asking, options: Sequence[str]) -> None:
    """Ask which of `options` was meant; a single one in doubt is said back, to be taken or not."""
    flow, run, position, question = asking
    tries = stage.talk.prompt.tries if stage.talk.prompt else 0
    if not tentative(question, Unclear(tuple(options))):
        key = which(options)
        stage.ask(flow, run, position, question, among=options, key=key, tries=tries)
        return
    (one,) = options
    token = f"{run.id}.{run.turn}.{question.id}"
    if isinstance(question.kind, Rating):
        choice = Option(one, f"{RATED}.yes"), Option(OTHER, f"{RATED}.other")
        stage.parts.append(Part(RATED, {"stars": STARS[one]}, options=choice, token=token))
    else:
        choice = Option(one, f"{SURE}.yes"), Option(OTHER, f"{SURE}.other")
        stage.parts.append(Part(SURE, labels={"answer": (one,)}, options=choice, token=token))
    prompt = Prompt(question.id, (one, OTHER), 0, tries, stage.now_ms)
    stage.talk = replace(stage.talk, run=replace(run, met=True), prompt=prompt)


def tentative(question: Ask, understood: Understood) -> bool:
    """Whether words were read as one time or rating, and in doubt: they may say something else."""
    if not isinstance(understood, Unclear) or len(understood.options) != 1:
        return False
    timed = isinstance(question.kind, Timing) and understood.options[0].startswith(f"{WHEN}:")
    return timed or isinstance(question.kind, Rating)


def denied(stage: Stage, heard: Heard) -> bool:
    """Whether the time or the rating that was said back is refused, in words that name no other."""
    prompt = stage.talk.prompt
    return (
        prompt is not None
        and OTHER in prompt.shown
        and isinstance(OTHERS.match(heard.text), Chosen)
    )
