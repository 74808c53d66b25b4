"""Whatever is typed, understanding answers, quickly, and within its promise."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.understanding.choice import Ambiguous, Choices, Chosen, ChosenMany, NoMatch
from core.understanding.numbers import whole_number
from core.understanding.places import PlaceAmbiguous, PlaceFound, find_place, is_place
from core.understanding.sectors import find_trade, is_code
from core.understanding.spoken import LANGUAGES, find_languages
from core.understanding.topics import AXES, TOPICS, find_topics
from core.understanding.years import OLDEST, YOUNGEST, AmbiguousYear, BirthYear, birth_year
from core.understanding.yesno import yes_no

TODAY = date(2026, 11, 22)
CHOICES = Choices.of({"a": ["Oui", "نعم", "👍"], "b": ["Non", "لا"], "c": ["3 à 4 heures"]})
PIECES = (
    "oui non la 1 2 3 ١ ۲ 1️⃣ ² ½ Ⅳ et ou و mais pas ? ؟ , - à 1990 28 ans عام né le premier tout "
    "casa paris france maroc فاس ب و finance khiyat vingt cent mille ألف \0 \ud800 \u202e 👍 👎🏽"
)
ANYTHING = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=120),
    st.lists(st.sampled_from(PIECES.split(" ")), max_size=12).map(" ".join),
    st.lists(st.sampled_from(PIECES.split(" ")), max_size=8).map("".join),
)


@settings(derandomize=True, max_examples=600, deadline=None)
@given(ANYTHING)
def test_nothing_typed_makes_understanding_fail(text: str) -> None:
    """Every reader keeps its promise on any text, surrogates and NUL included."""
    one = CHOICES.match(text)
    assert isinstance(one, Chosen | Ambiguous | NoMatch)
    assert not isinstance(one, Ambiguous) or one.options
    many = CHOICES.match_many(text, at_most=2)
    assert isinstance(many, ChosenMany | Ambiguous | NoMatch)
    assert not isinstance(many, ChosenMany) or 1 <= len(set(many.options)) == len(many.options) <= 2

    assert yes_no(text) in (True, False, None)
    number = whole_number(text)
    assert number is None or 0 <= number < 10**15

    year = birth_year(text, today=TODAY)
    years = {year.year} if isinstance(year, BirthYear) else set()
    years |= set(year.candidates) if isinstance(year, AmbiguousYear) else set()
    assert all(YOUNGEST <= TODAY.year - one <= OLDEST for one in years)
    assert (year is None) == (not years)

    place = find_place(text)
    places = [place.place] if isinstance(place, PlaceFound) else []
    places += place.places if isinstance(place, PlaceAmbiguous) else []
    assert all(is_place(one.code) for one in places)
    assert (place is None) == (not places)

    assert all(is_code(one.code) for one in find_trade(text))
    assert set(find_topics(text)) <= {*AXES, *TOPICS}
    assert set(find_languages(text)) <= set(LANGUAGES)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 4096,
        "x y " * 1024,
        "1, " * 1365,
        "a\u0301" * 2048,
        "١" * 4096,
        "oui non " * 512,
        "casa " * 819,
        "vingt " * 682,
        "28 ans " * 585,
        "👍" * 4096,
        "-" * 4096,
        "\0" * 4096,
    ],
    ids=range(12),
)
def test_a_hostile_text_costs_little(text: str) -> None:
    """The longest message a channel delivers is read in a few milliseconds, all readers together."""
    find_place("norvege"), find_trade("x"), find_topics("x"), find_languages("x")
    start = time.process_time()
    CHOICES.match(text)
    CHOICES.match_many(text, at_most=2)
    yes_no(text)
    whole_number(text)
    birth_year(text, today=TODAY)
    find_place(text)
    find_trade(text)
    find_topics(text)
    find_languages(text)

    assert time.process_time() - start < 0.2
