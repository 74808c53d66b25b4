"""The drawing of the mentorship says what its table says."""

import re

from core.mentoring.diagram import draw
from core.mentoring.mentorship import TABLE
from core.mentoring.pair import ENDED, OPEN, STATES


def test_every_change_of_state_is_drawn_and_no_other() -> None:
    """Arrows and rows name the same pairs of states."""
    drawn = set()
    for source, to in re.findall(r"^ +(\w+) --> (\w+): ", draw(), re.MULTILINE):
        drawn |= {(one, to) for one in (OPEN if source == "open" else (source,))}
    rows = {(state, to) for row in TABLE for state in row.source for to in row.to}
    assert drawn == {(state, to) for state, to in rows if to not in ("same", state)}


def test_every_state_is_drawn_with_its_end() -> None:
    """Open ones inside one frame, the others leading out."""
    text = draw()
    assert all(state in text for state in STATES)
    assert all(f"    {state} --> [*]" in text for state in ENDED)
