"""The moves of a run: start, answer, skip, back, change.

Each returns a new run; none reads a clock, draws chance or touches the world.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from core.conversation.flow import Ask, Flow
from core.conversation.kind import Value
from core.conversation.message import Part
from core.conversation.run import TRAIL_LIMIT, Run, Undo, walk


def start(
    flow: Flow,
    run_id: str,
    *,
    facts: Mapping[str, str] | None = None,
    answers: Mapping[str, Value] | None = None,
    shows: Mapping[str, tuple[Part, ...]] | None = None,
) -> Run:
    """A new run at the first question that `answers` leave open."""
    return Run(
        run_id,
        flow.id,
        flow.version,
        dict(answers or {}),
        dict(facts or {}),
        shows=dict(shows or {}),
    )


def answer(run: Run, step: str, value: Value) -> Run:
    """`run` with the answer to `step`, which can be taken back."""
    undo = Undo(step, step in run.answers, run.answers.get(step))
    return replace(
        run,
        answers={**run.answers, step: value},
        trail=(*run.trail, undo)[-TRAIL_LIMIT:],
        turn=run.turn + 1,
    )


def skip(run: Run, question: Ask) -> Run | None:
    """`run` past an optional question, or None when the question has to be answered."""
    return answer(run, question.id, None) if question.optional else None


def change(flow: Flow, run: Run, step: str) -> Run | None:
    """`run` with the answer to `step` reopened and all others kept, or None if it has none."""
    if step not in run.answers or flow.ask(step) is None:
        return None
    return replace(
        run,
        answers={key: value for key, value in run.answers.items() if key != step},
        trail=(*run.trail, Undo(step, had=True, value=run.answers[step]))[-TRAIL_LIMIT:],
        turn=run.turn + 1,
    )


def back(flow: Flow, run: Run) -> Run | None:
    """`run` before its last move, or None at the beginning.

    A move whose question the flow no longer has, or that is off the path by now,
    is taken back together with the one before it, so that every *back* is seen.
    """
    here = walk(flow, run).at
    answers, trail = dict(run.answers), list(run.trail)
    while trail:
        undo = trail.pop()
        if undo.had:
            answers[undo.step] = undo.value
        else:
            answers.pop(undo.step, None)
        former = replace(run, answers=dict(answers), trail=tuple(trail), turn=run.turn + 1)
        if walk(flow, former).at != here:
            return former
    return None
