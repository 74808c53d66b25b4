"""Times that lean on another one: the same hour, the same day, the day after."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from core.understanding.as_before import spelled_out
from core.understanding.moments import Moment, read_moment

ZONE = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 23, 10, tzinfo=ZONE)
BEFORE = datetime(2026, 11, 26, 18, 30, tzinfo=ZONE)
"""The meeting that is spoken of: a Thursday."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("vendredi même heure", 27),
        ("à la même heure vendredi", 27),
        ("friday same time", 27),
        ("same time tomorrow", 24),
        ("après-demain même heure", 25),
        ("le lendemain même heure", 27),
        ("the day after, same time", 27),
        ("nhar jem3a nefs lwe9t", 27),
        ("الجمعة في نفس الساعة", 27),
    ],
)
def test_the_hour_is_that_of_the_other_time(text: str, day: int) -> None:
    """And so is the day where it points there."""
    read = read_moment(spelled_out(text, BEFORE), now=NOW, zone=ZONE)
    assert isinstance(read, Moment)
    assert read.starts(ZONE) == datetime(2026, 11, day, 18, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    "text",
    ["vendredi mais pas à la même heure", "a week later same time", "la semaine d'après même heure",
     "not the same time", "vendredi 18h", "le lendemain"],
)  # fmt: skip
def test_what_is_denied_or_counts_on_is_left_as_it_is(text: str) -> None:
    """From which day it counts nobody can tell, and a denied hour is none."""
    assert spelled_out(text, BEFORE) == text
