"""Darija in Latin letters has no one spelling."""

import pytest

from core.understanding.amounts import read_amount
from core.understanding.numbers import whole_number
from core.understanding.spelling import respelled, skeleton, spellings


@pytest.mark.parametrize(
    ("one", "other"),
    [("ghda", "ghedda"), ("jem3a", "jjem3a"), ("khmis", "khemiss"), ("3chrin", "3echrin")],
)
def test_two_spellings_of_a_word_have_one_skeleton(one: str, other: str) -> None:
    """Vowels and doubled letters are written as one hears them."""
    assert skeleton(one) == skeleton(other) != ""


@pytest.mark.parametrize("word", ["night", "jeudi", "school", "mardi", "18h", "12", "غدا", "tlata"])
def test_what_may_be_another_language_has_none(word: str) -> None:
    """Only digits that are letters, kh, gh or a doubled beginning show Darija."""
    assert skeleton(word) == ""


def test_words_that_mean_different_things_are_not_confused() -> None:
    """Five and Thursday share their consonants but for the last vowel; a torn skeleton is left out."""
    known = spellings([(("khmis",), "Thursday"), (("khamsa",), "five"), (("kharsa",), "earring")])
    assert respelled("khemis", known) == "khmis"
    assert respelled("khemsa", known) == "khamsa"
    assert spellings([(("rb3",), "quarter"), (("rabe3",), "fourth")]) == {}


def test_numbers_and_sums_are_known_in_any_spelling() -> None:
    """The tables need not list them all."""
    assert whole_number("khemssa") == 5
    assert read_amount("khms miya dh") == read_amount("500 dh")
