"""The flow checker refuses what would surprise a member."""

import pytest

from core.conversation.answers import Choice
from core.conversation.check import check, shortest
from core.conversation.diagram import draw
from core.conversation.flow import Flow, ask, end, say, when

AB = Choice(("a", "b"))

BROKEN = {
    "two steps are called": (ask("one", AB), ask("one", AB), end("done")),
    "is no step id": (ask("One", AB), end("done")),
    "which is not asked before": (ask("one", AB, when("two", "a")), ask("two", AB), end("done")),
    "no such option": (ask("one", AB), ask("two", AB, when("one", "c")), end("done")),
    "does not fit a button": (ask("one", Choice(("x" * 40,))), end("done")),
    "not an end without conditions": (ask("one", AB), end("done", when("one", "a"))),
    "can never be reached": (
        ask("one", AB),
        end("a", when("one", "a")),
        say("late", when("one", "a")),
        end("done"),
    ),
}


@pytest.mark.parametrize("finding", BROKEN)
def test_a_broken_flow_is_named(finding: str) -> None:
    """Each rule of the checker finds the flow made to break it, and says so."""
    flow = Flow(id="broken", version=1, steps=BROKEN[finding])
    assert any(finding in line for line in check(flow)), check(flow)


def test_a_rename_that_leads_nowhere_is_named() -> None:
    """A former name must lead to a step that exists."""
    flow = Flow(id="broken", version=1, steps=(ask("one", AB), end("done")), renamed={"x": "two"})
    assert any("renamed" in line for line in check(flow))


def test_a_sound_flow_has_no_findings() -> None:
    """Branches that meet again, an early end and an assumed answer are all sound."""
    flow = Flow(
        id="sound",
        version=1,
        assumes=("role",),
        steps=(
            ask("one", AB, when("role", "mentor")),
            say("words", when("one", "b")),
            end("early", when("one", "a")),
            ask("two", AB),
            end("done"),
        ),
    )
    assert check(flow) == ()


def test_the_shortest_path_counts_the_questions_asked() -> None:
    """A question under a condition counts only for those it is asked of."""
    flow = Flow(
        id="paths",
        version=1,
        steps=(ask("one", AB), ask("two", AB, when("one", "a")), ask("three", AB), end("done")),
    )
    assert shortest(flow, {"one": "a"}) == 3
    assert shortest(flow, {"one": "b"}) == 2


def test_a_diagram_shows_every_step_and_condition() -> None:
    """The drawing is made from the table: nothing is missing in it."""
    flow = Flow(
        id="drawn", version=1, steps=(ask("one", AB), end("early", when("one", "a")), end("done"))
    )
    drawing = draw(flow, lambda key: key)
    for step in flow.steps:
        assert step.id in drawing
    assert "one: a" in drawing
