"""Words that may mean one of a few answers: which of them, or whether a doubtful time is meant."""

from collections.abc import Sequence

from msgspec.structs import replace

from core.conversation.answers import Unclear, Understood
from core.conversation.flow import Ask
from core.conversation.heard import Heard
from core.conversation.message import Option, Part
from core.conversation.screen import OTHER, which
from core.conversation.stage import Asking, Stage
from core.conversation.talk import Prompt
from core.conversation.timing import WHEN, Timing
from core.understanding.choice import Choices, Chosen

SURE = "common-sure"
"""The question whether the one time that was read in doubt is meant."""

OTHERS = Choices.of(
    {
        OTHER: (
            *("non", "pas du tout", "autre", "un autre", "un autre moment", "une autre heure"),
            *("no", "not at all", "other", "another one", "another time", "a different time"),
            *("لا", "كلا", "وقت آخر", "موعد آخر", "ماشي هو", "lla", "wa9t akhor", "machi howa"),
        )
    }
)


def ask_which(stage: Stage, asking: Asking, options: Sequence[str]) -> None:
    """Ask which of `options` was meant; a single time is said back, to be taken or not."""
    flow, run, position, question = asking
    tries = stage.talk.prompt.tries if stage.talk.prompt else 0
    if not tentative(question, Unclear(tuple(options))):
        key = which(options)
        stage.ask(flow, run, position, question, among=options, key=key, tries=tries)
        return
    (time,) = options
    choice = Option(time, f"{SURE}.yes"), Option(OTHER, f"{SURE}.other")
    token = f"{run.id}.{run.turn}.{question.id}"
    stage.parts.append(Part(SURE, labels={"answer": (time,)}, options=choice, token=token))
    prompt = Prompt(question.id, (time, OTHER), 0, tries, stage.now_ms)
    stage.talk = replace(stage.talk, run=replace(run, met=True), prompt=prompt)


def tentative(question: Ask, understood: Understood) -> bool:
    """Whether words were read as one time, and in doubt: they may as well say something else."""
    return (
        isinstance(question.kind, Timing)
        and isinstance(understood, Unclear)
        and len(understood.options) == 1
        and understood.options[0].startswith(f"{WHEN}:")
    )


def denied(stage: Stage, heard: Heard) -> bool:
    """Whether the time that was said back is not the one, in words that name no other."""
    prompt = stage.talk.prompt
    return (
        prompt is not None
        and OTHER in prompt.shown
        and isinstance(OTHERS.match(heard.text), Chosen)
    )
