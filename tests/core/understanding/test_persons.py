"""What nobody is called."""

import pytest

from core.understanding.persons import may_be_name


@pytest.mark.parametrize(
    "text",
    ["oui", "Non merci", "6 mois", "demain 18h", "jeudi 18h", "ok", "je ne sais pas", "لا", "25"],
)
def test_an_answer_to_another_question_is_no_name(text: str) -> None:
    """A yes, a length, a time or a doubt is asked again instead of being greeted for months."""
    assert not may_be_name(text)


@pytest.mark.parametrize(
    "text",
    ["Amal", "Amal Idrissi", "Sabah", "صباح", "3omar", "Sa3id", "Khamis", "Ana", "Mai", "Si Mohamed",
     "Ben Omar", "oui Karim", "فاطمة الزهراء", "Will"],
)  # fmt: skip
def test_a_name_that_is_also_a_word_stays_a_name(text: str) -> None:
    """People are called Morning, Thursday and May, and digits are letters in Darija."""
    assert may_be_name(text)
