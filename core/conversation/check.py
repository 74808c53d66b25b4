"""Is this flow sound? Everything about its structure that can be known without running it."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice, product

from core.conversation.flow import Ask, End, Flow, Say, Step, When
from core.conversation.kind import Given, Value
from core.conversation.named import Named

ID = re.compile(r"[a-z][a-z0-9_]{0,18}")
"""Step ids travel in buttons of 64 bytes beside a run, a turn and an option (channels §2)."""

OPTION = re.compile(r"[A-Za-z0-9_/+-]{1,28}")
TOKEN_BYTES = 64
RUN_AND_TURN_BYTES = 20
"""A run id of 14 characters (an inbox row's number in base 36 and a letter), a turn, the dots."""

OTHER = "?"
"""Stands for any answer that no condition names."""

COMBINATIONS = 20_000
"""Combinations of deciding answers that are tried; flows here have fewer than a thousand."""


def check(flow: Flow) -> tuple[str, ...]:
    """What is wrong with `flow`, one line a finding; empty when it is sound."""
    return tuple(_structure(flow)) or tuple(_reachability(flow))


def _structure(flow: Flow) -> Iterator[str]:
    seen: set[str] = set()
    known: dict[str, Ask | None] = dict.fromkeys(flow.assumes)
    for step in flow.steps:
        if step.id in seen:
            yield f"{flow.id}: two steps are called {step.id}"
        seen.add(step.id)
        if not ID.fullmatch(step.id):
            yield f"{flow.id}: {step.id!r} is no step id"
        for condition in _conditions(step):
            if condition.step not in known:
                yield f"{flow.id}: {step.id} looks at {condition.step}, which is not asked before it"
                continue
            for option in sorted(_unanswerable(known[condition.step], condition.among)):
                yield f"{flow.id}: {step.id} waits for {condition.step}={option}, no such option"
        if isinstance(step, Ask):
            known[step.id] = step
            for option in sorted(_ids(step)):
                size = RUN_AND_TURN_BYTES + len(step.id) + len(option)
                if not OPTION.fullmatch(option) or size > TOKEN_BYTES:
                    yield f"{flow.id}: {step.id}={option} does not fit a button"
    last = flow.steps[-1] if flow.steps else None
    if not isinstance(last, End) or last.only:
        yield f"{flow.id}: the last step is not an end without conditions"
    for former, present in flow.renamed.items():
        if former in seen or present not in seen:
            yield f"{flow.id}: renamed {former} -> {present} does not hold"


def _conditions(step: Step) -> Iterator[When]:
    for condition in step.only:
        yield from condition.each()


def _unanswerable(question: Ask | None, options: frozenset[str]) -> frozenset[str]:
    """Those of `options` that the question would not keep as an answer."""
    if question is None:
        return frozenset()
    kind, given = question.kind, fullest(question)
    return frozenset(
        option
        for option in options - _ids(question)
        if not (kind.valid(option, given) or kind.valid([option], given))
    )


def _ids(question: Ask | None) -> frozenset[str]:
    """The fixed options of a question; empty when they depend on the person."""
    if question is None:
        return frozenset()
    return frozenset(option.id for option in question.kind.options(fullest(question)))


def fullest(question: Ask, words: str = OTHER) -> Given:
    """The circumstances in which a question shows all its fixed options, names being `words`."""
    kind = question.kind
    return Given({}, dict.fromkeys(kind.facts, words) if isinstance(kind, Named) else {})


def _reachability(flow: Flow) -> Iterator[str]:
    """Try every combination of the answers that conditions look at: is each step visited?"""
    deciding = _deciding(flow)
    visited: set[str] = set()
    for combination in islice(product(*deciding.values()), COMBINATIONS):
        answers = dict(zip(deciding, combination, strict=True))
        visited |= set(trace(flow, answers))
    for step in flow.steps:
        if step.id not in visited:
            yield f"{flow.id}: {step.id} can never be reached"


def _deciding(flow: Flow) -> Mapping[str, tuple[str, ...]]:
    """For each step that conditions look at: the options they name, and one they do not."""
    named: dict[str, set[str]] = {}
    for step in flow.steps:
        for condition in _conditions(step):
            named.setdefault(condition.step, set()).update(condition.among)
    return {step: (*sorted(options), OTHER) for step, options in named.items()}


def trace(flow: Flow, answers: Mapping[str, Value]) -> Iterator[str]:
    """The steps visited when every question is answered as in `answers`, or somehow."""
    path: dict[str, Value] = {step: answers.get(step, OTHER) for step in flow.assumes}
    for step in flow.steps:
        if not all(condition.holds(path) for condition in step.only):
            continue
        yield step.id
        match step:
            case Ask():
                path[step.id] = answers.get(step.id, OTHER)
            case End():
                return
            case Say():
                pass


def shortest(flow: Flow, answers: Mapping[str, Value]) -> int:
    """How many questions are asked of someone whose deciding answers are `answers`."""
    return sum(flow.ask(step) is not None for step in trace(flow, answers))
