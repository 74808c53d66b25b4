"""A day without an hour, under times that are shown."""

from datetime import UTC, datetime

import pytest

from core.conversation.kind import Answer, Asked, Given
from core.conversation.timing import Timing, reference

TUESDAY = datetime(2026, 11, 24, 10, tzinfo=UTC)
FRIDAY, MONDAY = (
    reference(datetime(2026, month, day, 18, tzinfo=UTC)) for month, day in ((11, 27), (11, 30))
)
QUESTION = Timing(("one", "two"), ("none",))


def read(text: str, one: str = FRIDAY, two: str = MONDAY) -> object:
    """What `text` means under two times that are shown."""
    given = Given({}, {"one": one, "two": two, "zone": "UTC"})
    asked = Asked(given, ("one", "two", "none"), {"none": ("aucun",)}, TUESDAY)
    return QUESTION.understand(text, asked)


@pytest.mark.parametrize("words", ["lundi", "lundi c'est possible", "monday?", "letnin", "الاثنين"])
def test_a_day_means_the_only_time_shown_on_it(words: str) -> None:
    """Under a list with one Monday that Monday, said back with its hour."""
    assert read(words) == Answer(MONDAY, echo=True)


@pytest.mark.parametrize(
    "words", ["pas lundi", "lundi matin", "lundi ou vendredi", "samedi", "sauf lundi"]
)
def test_a_day_in_doubt_is_asked_about(words: str) -> None:
    """Denied, with a part of the day, one of two, or without a time shown on it."""
    assert not isinstance(read(words), Answer)


def test_of_two_times_on_one_day_none_is_guessed() -> None:
    """The hour is asked for."""
    late = reference(datetime(2026, 11, 30, 20, tzinfo=UTC))
    assert not isinstance(read("lundi", MONDAY, late), Answer)
