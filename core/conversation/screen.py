"""How a question is put on the screen: which options, which controls, which answers beside it."""

from collections.abc import Sequence
from functools import lru_cache

from core.conversation.flow import Ask, Flow
from core.conversation.kind import Given
from core.conversation.message import Option, Row
from core.conversation.run import Position, Run
from core.languages import LANGUAGES

PAGE = 14
"""Options on one screen: what fits 600 characters of numbered text with labels of 24."""

MORE, SKIP, FRENCH, OTHER = "_more", "_skip", "_fr", "_other"
"""Options that are not answers: the next screen, leave it out, go on in French, not what was read."""

TEAM = "@team"
"""The question whether somebody of the team should write."""

STANDING_OPTIONS = {
    "@language": LANGUAGES,
    "@recap": ("continue", "change", "restart"),
    TEAM: ("yes", "no"),
}
STANDING_LABELS = {one: f"common-{one[1:]}.{{}}" for one in STANDING_OPTIONS}
"""Questions that belong to no flow, and where their options' words are."""


def offered(
    flow: Flow,
    run: Run,
    position: Position,
    question: Ask,
    *,
    page: int,
    among: Sequence[str],
    french: bool,
) -> tuple[tuple[Option, ...], tuple[str, ...], int]:
    """The options of a question on one screen with its controls, their ids, and which page it is.

    Of many options one page is shown, or those `among` which the words could not decide.
    """
    given = Given({step: run.answers[step] for step in position.path}, run.facts)
    options = question.kind.options(given)
    if among:
        known = {option.id: option for option in options}
        options = tuple(
            known.get(one) or Option(one, question.kind.labels(question.kind.tapped(one, given))[0])
            for one in among
        )
    elif len(options) > PAGE:
        size = PAGE - 1
        page %= -(-len(options) // size)
        more = Option(MORE, "common-controls.more")
        options = (*options[page * size : (page + 1) * size], more)
    if question.optional:
        options = (*options, Option(SKIP, "common-controls.skip"))
    if french:
        options = (*options, Option(FRENCH, "common-controls.french"))
    stem = f"{flow.id}-{question.id}"
    if options and options[0].label.startswith("."):
        return *_placed(options, stem), page
    shown = tuple(_absolute(option, stem) for option in options)
    return shown, tuple(option.id for option in shown), page


def standing(step: str, rows: Sequence[Row]) -> tuple[Option, ...]:
    """The options of a question that belongs to no flow; of `@change`, one for each of `rows`."""
    if step == "@change":
        fields = (row.title.split("-", 1)[1].removesuffix(".title") for row in rows)
        options = tuple(Option(one, row.title) for one, row in zip(fields, rows, strict=True))
        return (*options[: PAGE - 1], Option("_keep", "common-change.keep"))
    label = STANDING_LABELS.get(step, "")
    return tuple(Option(one, label.format(one)) for one in STANDING_OPTIONS.get(step, ()))


def which(options: Sequence[str]) -> str:
    """The words that ask which of a few was meant; of one, whether it was."""
    return "common-which" if len(options) > 1 else "common-which.one"


def answers_so_far(flow: Flow, run: Run, position: Position) -> tuple[Row, ...]:
    """The answers on the path as lines of a summary, those without summary left out."""
    rows = []
    for step in position.path:
        question = flow.ask(step)
        value = run.answers[step]
        if question is None or not question.summary or value is None:
            continue
        rows.append(Row(f"{flow.id}-{step}.title", answered(flow, run, question)))
    return tuple(rows)


def answered(flow: Flow, run: Run, question: Ask) -> tuple[str, ...]:
    """Label references for the stored answer to a question, those of its option where need be."""
    value = run.answers[question.id]
    labels = question.kind.labels(value) or tuple(
        option.label
        for option in question.kind.options(Given(run.answers, run.facts))
        if option.id == value
    )
    stem = f"{flow.id}-{question.id}"
    return tuple(stem + label if label.startswith(".") else label for label in labels)


@lru_cache(maxsize=1024)
def _placed(options: tuple[Option, ...], stem: str) -> tuple[tuple[Option, ...], tuple[str, ...]]:
    """The options of a question that are the same for everybody, as shown, and their ids."""
    shown = tuple(_absolute(option, stem) for option in options)
    return shown, tuple(option.id for option in shown)


def _absolute(option: Option, stem: str) -> Option:
    return Option(option.id, stem + option.label) if option.label.startswith(".") else option
