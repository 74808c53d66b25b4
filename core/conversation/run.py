"""One person's passage through one flow: the answers are the state, the position is computed."""

from msgspec import Struct, field
from msgspec.structs import replace

from core.conversation.flow import Ask, End, Flow, Say, holds
from core.conversation.kind import Given, Value
from core.conversation.message import Part

ABOUT = "about"
"""The fact that tells two passages through one flow apart: which request, which meeting."""

TRAIL_LIMIT = 100
"""Steps that can be taken back; the longest flow asks fewer than thirty questions."""


class Undo(Struct, frozen=True):
    """How to take back one move: put this answer back, or, if there was none, forget it."""

    step: str
    had: bool
    value: Value = None


class Run(Struct, frozen=True, omit_defaults=True):
    """What is stored of a passage: answers by step, facts frozen at the start, and how to undo.

    `met` says that the person has seen a question of it, which what waits in the agenda may not be.
    `shows` are the parts that stand in place of a `Say` step's words, such as the cards of people.
    """

    id: str
    flow: str
    version: int
    answers: dict[str, Value] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    trail: tuple[Undo, ...] = ()
    turn: int = 0
    shows: dict[str, tuple[Part, ...]] = field(default_factory=dict)
    met: bool = False


class Position(Struct, frozen=True, gc=False):
    """Where a run stands: what to say first, the open question or the end, the answered path."""

    said: tuple[str, ...]
    at: Ask | End
    path: tuple[str, ...]


def walk(flow: Flow, run: Run, *, since: Position | None = None) -> Position:
    """Where `run` stands in `flow`: the first visited question without a still valid answer.

    Only answers on the visited path count for later conditions,
    so an answer to a question that no longer applies has no consequence.
    `since` is where the run stood before its last answer, from where the walk goes on: an answer
    changes nothing that comes before its question.
    Raises ValueError if the table has no end for these answers, which the checker excludes.
    """
    said: list[str] = []
    steps = flow.steps
    if since is None or since.at.id in flow.assumes:
        path = {step: run.answers[step] for step in flow.assumes if step in run.answers}
    else:
        said += since.said
        path = {step: run.answers[step] for step in since.path}
        steps = steps[next(n for n, step in enumerate(steps) if step is since.at) :]
    given = Given(path, run.facts)
    for step in steps:
        if step.only and not holds(step.only, path):
            continue
        if isinstance(step, Ask):
            if step.id not in run.answers:
                return Position(tuple(said), step, tuple(path))
            value = run.answers[step.id]
            if not (step.optional if value is None else step.kind.valid(value, given)):
                return Position(tuple(said), step, tuple(path))
            path[step.id] = value
            if said:
                said.clear()
        elif isinstance(step, Say):
            said.append(step.id)
        else:
            return Position(tuple(said), step, tuple(path))
    raise ValueError(f"flow {flow.id} has no end for {run.answers}")


def adopt(flow: Flow, run: Run) -> Run:
    """`run` as the present version of its flow sees it: former step names replaced."""
    if run.version == flow.version:
        return run
    name = flow.renamed
    answers = {name.get(step, step): value for step, value in run.answers.items()}
    trail = tuple(replace(undo, step=name.get(undo.step, undo.step)) for undo in run.trail)
    return replace(run, version=flow.version, answers=answers, trail=trail)


def path_answers(flow: Flow, run: Run) -> dict[str, Value]:
    """The answers that count: those on the path, in its order."""
    return {step: run.answers[step] for step in walk(flow, run).path}
