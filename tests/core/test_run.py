"""The engine: answers are the state, so undo, resumption and edits of a flow cost nothing."""

import itertools
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.conversation import engine
from core.conversation.answers import Choice, Words
from core.conversation.flow import Ask, End, Flow, ask, end, say, when
from core.conversation.kind import Given
from core.conversation.run import Run, adopt, walk

ABC = Choice(("a", "b", "c"))
LINE = Flow(
    id="line",
    version=1,
    steps=(
        say("hello"),
        *(ask(f"s{n}", ABC) for n in range(7)),
        end("done"),
    ),
)
BRANCHES = Flow(
    id="branches",
    version=1,
    steps=(
        ask("role", Choice(("mentor", "mentee", "both"))),
        ask("offers", ABC, when("role", "mentor", "both")),
        say("thanks", when("role", "mentor", "both")),
        ask("needs", ABC, when("role", "mentee", "both")),
        ask("note", Words(50), optional=True),
        end("nothing", when("needs", "c")),
        ask("last", ABC),
        end("done"),
    ),
)


def open_step(flow: Flow, run: Run) -> str:
    return walk(flow, run).at.id


def play(flow: Flow, choices: list[int]) -> list[Run]:
    """Every state passed when the open question is answered by these choices, one after another."""
    run = engine.start(flow, "r1")
    states = [run]
    for choice in choices:
        at = walk(flow, run).at
        if isinstance(at, End):
            break
        options = at.kind.options(Given({}, {}))
        value = options[choice % len(options)].id if options else "words"
        run = engine.answer(run, at.id, value)
        states.append(run)
    return states


@given(
    st.sampled_from([LINE, BRANCHES]),
    st.lists(st.integers(0, 5), max_size=9),
    st.sampled_from(["", "role", "offers", "s2", "last"]),
)
def test_going_on_from_where_one_stood_leads_where_the_whole_walk_leads(
    flow: Flow, choices: list[int], assumed: str
) -> None:
    """After every answer, also in a flow that brings answers along."""
    flow = replace(flow, assumes=(assumed,) if assumed else ())
    states = play(flow, choices)
    for before, after in itertools.pairwise(states):
        assert walk(flow, after, since=walk(flow, before)) == walk(flow, after)


def state(run: Run) -> tuple[object, ...]:
    return (run.answers, run.trail)


@given(st.sampled_from([LINE, BRANCHES]), st.lists(st.integers(0, 5), max_size=12))
def test_n_answers_then_n_backs_is_the_first_state(flow: Flow, choices: list[int]) -> None:
    """Taking back as often as one answered leads through the same states to the beginning."""
    states = play(flow, choices)
    run = states[-1]
    for former in reversed(states[:-1]):
        taken_back = engine.back(flow, run)
        assert taken_back is not None
        run = taken_back
        assert state(run) == state(former)
    assert engine.back(flow, run) is None


@given(st.sampled_from([LINE, BRANCHES]), st.lists(st.integers(0, 5), max_size=12))
def test_forward_again_is_the_same_state(flow: Flow, choices: list[int]) -> None:
    """Back to the beginning and the same answers again change nothing."""
    first = play(flow, choices)[-1]
    run: Run = first
    while (former := engine.back(flow, run)) is not None:
        run = former
    for step, value in first.answers.items():
        run = engine.answer(run, step, value)
    assert state(run) == state(first)


@given(st.sampled_from([LINE, BRANCHES]), st.lists(st.integers(0, 5), max_size=12))
def test_save_and_load_between_turns_changes_nothing(flow: Flow, choices: list[int]) -> None:
    """Every state survives JSON, and stands where it stood."""
    for run in play(flow, choices):
        loaded = msgspec.json.decode(msgspec.json.encode(run), type=Run)
        assert loaded == run
        assert walk(flow, loaded) == walk(flow, run)


@given(
    st.lists(st.integers(0, 5), min_size=1, max_size=8),
    st.integers(0, 7),
    st.integers(0, 2),
)
def test_a_changed_answer_keeps_all_others_and_can_be_taken_back(
    choices: list[int], which: int, new: int
) -> None:
    """Change one, answer it, go back twice: the old answer is there again."""
    run = play(LINE, choices)[-1]
    step = list(run.answers)[which % len(run.answers)]
    changed = engine.change(LINE, run, step)
    assert changed is not None
    assert open_step(LINE, changed) == step
    answered = engine.answer(changed, step, "abc"[new])
    others = {key: value for key, value in run.answers.items() if key != step}
    assert {key: answered.answers[key] for key in others} == others
    once = engine.back(LINE, answered)
    assert once is not None
    twice = engine.back(LINE, once)
    assert twice is not None
    assert twice.answers == run.answers


def without(flow: Flow, step: str) -> Flow:
    return replace(flow, version=2, steps=tuple(one for one in flow.steps if one.id != step))


def inserted(flow: Flow, at: int) -> Flow:
    steps = list(flow.steps)
    steps.insert(at, ask("new", ABC))
    return replace(flow, version=2, steps=tuple(steps))


def swapped(flow: Flow, at: int) -> Flow:
    steps = list(flow.steps)
    steps[at], steps[at + 1] = steps[at + 1], steps[at]
    return replace(flow, version=2, steps=tuple(steps))


def renamed(flow: Flow, step: str) -> Flow:
    steps = tuple(replace(one, id="other") if one.id == step else one for one in flow.steps)
    return replace(flow, version=2, steps=steps, renamed={step: "other"})


def narrowed(flow: Flow, step: str) -> Flow:
    fewer = Choice(("a", "b"))
    steps = tuple(
        replace(one, kind=fewer) if isinstance(one, Ask) and one.id == step else one
        for one in flow.steps
    )
    return replace(flow, version=2, steps=steps)


ASKED = [f"s{n}" for n in range(7)]
EDITS = {
    **{f"insert at {at}": inserted(LINE, at) for at in range(1, 9)},
    **{f"remove {step}": without(LINE, step) for step in ASKED},
    **{f"swap {at}": swapped(LINE, at) for at in range(1, 7)},
    **{f"rename {step}": renamed(LINE, step) for step in ASKED},
    **{f"narrow {step}": narrowed(LINE, step) for step in ASKED},
}


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("answered", range(8))
def test_a_run_survives_every_edit_at_every_position(edit: str, answered: int) -> None:
    """Nobody is asked twice what still holds, nobody is stuck, nobody's answer moves elsewhere."""
    edited = EDITS[edit]
    before = play(LINE, [2] * answered)[-1]
    run = adopt(edited, before)
    kept = {edited.renamed.get(step, step): value for step, value in before.answers.items()}
    asked_now = [step.id for step in edited.steps if isinstance(step, Ask)]
    expected = [
        step
        for step in asked_now
        if step not in kept
        or kept[step] not in {option.id for option in edited.ask(step).kind.options(Given({}, {}))}  # type: ignore[union-attr]
    ]
    questions = []
    for _ in range(20):
        at = walk(edited, run).at
        if isinstance(at, End):
            break
        questions.append(at.id)
        run = engine.answer(run, at.id, "a")
    assert questions == expected
    assert walk(edited, run).at.id == "done"
    for step, value in kept.items():
        if step in asked_now and step not in expected:
            assert run.answers[step] == value


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("answered", range(1, 8))
def test_back_is_seen_after_every_edit(edit: str, answered: int) -> None:
    """One *back* on an edited flow always opens another question, or there is nothing to undo."""
    edited = EDITS[edit]
    run = adopt(edited, play(LINE, [0] * answered)[-1])
    here = walk(edited, run).at.id
    former = engine.back(edited, run)
    if former is not None:
        assert walk(edited, former).at.id != here


def test_answers_off_the_path_have_no_consequence() -> None:
    """A mentor who becomes a mentee is asked the mentee's questions; the old ones lie idle."""
    run = engine.start(BRANCHES, "r1")
    for step, value in (("role", "mentor"), ("offers", "a"), ("note", None)):
        run = engine.answer(run, step, value)
    assert open_step(BRANCHES, run) == "last"
    changed = engine.change(BRANCHES, run, "role")
    assert changed is not None
    run = engine.answer(changed, "role", "mentee")
    assert open_step(BRANCHES, run) == "needs"
    assert walk(BRANCHES, run).path == ("role",)


def test_only_the_words_before_the_open_question_are_said() -> None:
    """A correction later on does not repeat half the flow."""
    run = engine.start(BRANCHES, "r1")
    run = engine.answer(run, "role", "both")
    assert walk(BRANCHES, run).said == ()
    run = engine.answer(run, "offers", "a")
    assert walk(BRANCHES, run).said == ("thanks",)
    run = engine.answer(run, "needs", "a")
    assert walk(BRANCHES, run).said == ()


def test_a_question_that_must_be_answered_cannot_be_skipped() -> None:
    """Skipping leaves an optional question answered with nothing, and refuses a needed one."""
    run = engine.start(BRANCHES, "r1")
    role = BRANCHES.ask("role")
    note = BRANCHES.ask("note")
    assert role is not None
    assert note is not None
    assert engine.skip(run, role) is None
    skipped = engine.skip(run, note)
    assert skipped is not None
    assert skipped.answers == {"note": None}
