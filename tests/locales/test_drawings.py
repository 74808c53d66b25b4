"""The drawn flows are those of the code."""

from pathlib import Path

import pytest

from bot.check import PAIR
from bot.flows.catalogue import FLOWS
from bot.words.catalogue import label
from core.conversation.diagram import draw
from core.mentoring import diagram as mentorship
from core.mentoring.mentorship import TABLE

DRAWN = Path(__file__).parents[2] / "docs" / "flows"


@pytest.mark.parametrize("name", FLOWS)
def test_a_drawing_is_up_to_date(name: str) -> None:
    """`make flows` was run after the last change of the table."""
    drawing = (DRAWN / f"{name}.md").read_text("utf-8")
    assert drawing == draw(FLOWS[name], lambda key: label(key, "en"))


def test_no_drawing_is_left_of_a_flow_that_is_gone() -> None:
    """One page a flow, and one for the pair."""
    assert {page.stem for page in DRAWN.glob("*.md")} == {*FLOWS, PAIR}


def test_the_drawing_of_the_pair_is_its_table() -> None:
    """Every row of the table stands on the page, and the page is what the table draws."""
    drawing = (DRAWN / f"{PAIR}.md").read_text("utf-8")
    assert drawing == mentorship.draw()
    assert all(mentorship.named(row) in drawing for row in TABLE)
