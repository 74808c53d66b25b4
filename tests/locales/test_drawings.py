"""The drawn flows are those of the code."""

from pathlib import Path

import pytest

from bot.catalogue import label
from bot.flows.catalogue import FLOWS
from core.conversation.diagram import draw

DRAWN = Path(__file__).parents[2] / "docs" / "flows"


@pytest.mark.parametrize("name", FLOWS)
def test_a_drawing_is_up_to_date(name: str) -> None:
    """`make flows` was run after the last change of the table."""
    drawing = (DRAWN / f"{name}.md").read_text("utf-8")
    assert drawing == draw(FLOWS[name], lambda key: label(key, "en"))


def test_no_drawing_is_left_of_a_flow_that_is_gone() -> None:
    """One page a flow, no more."""
    assert {page.stem for page in DRAWN.glob("*.md")} == set(FLOWS)
