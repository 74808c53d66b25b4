"""A time among words that leave it in doubt is said back with two buttons, and taken by a yes."""

import pytest

from storage.database import Database
from tests.handlers.bad_input.mishaps import Mishaps
from tests.handlers.bad_input.test_impossible_times import meeting, seeking

DOUBTFUL = {
    "peut-être jeudi 18h": "fr",
    "jeudi 18h, à confirmer": "fr",
    "jeudi 18h si mon chef accepte": "fr",
    "maybe Thursday 6pm": "en",
    "ربما الخميس على السادسة مساء": "ar",
    "rbma lkhmis f 6 d l3chiya": "darija",
}
"""One time each, in words that leave open whether it is proposed."""


def doubting(database: Database, words: str) -> Mishaps:
    """A couple whose mentee answered with a doubtful time."""
    couple = seeking(database, DOUBTFUL[words])
    couple.says("mentee", words)
    couple.sees("mentee", "common-sure")
    assert meeting(couple).mentee_fine == ()
    assert couple.open("mentor") == "times-choice"
    return couple


@pytest.mark.parametrize("words", DOUBTFUL)
def test_a_doubtful_time_is_said_back_and_taken_by_its_number(small: Database, words: str) -> None:
    """Thursday at six, by the reader's clock; nothing reaches the partner before the yes."""
    couple = doubting(small, words)
    couple.says("mentee", "1")
    couple.sees("mentee", "pair-waiting_for_partner")
    assert len(meeting(couple).mentee_fine) == 1


@pytest.mark.parametrize("yes", ["oui", "yes, exactly", "نعم", "ah"])
def test_a_yes_in_words_takes_it(small: Database, yes: str) -> None:
    """In any language, as the button does."""
    couple = doubting(small, "peut-être jeudi 18h")
    couple.says("mentee", yes)
    assert len(meeting(couple).mentee_fine) == 1


@pytest.mark.parametrize("no", ["2", "non", "un autre moment", "no", "وقت آخر", "lla"])
def test_another_time_is_asked_for_without_reproach(small: Database, no: str) -> None:
    """The times shown stand again, and nothing was taken, also not "none suits"."""
    couple = doubting(small, "peut-être jeudi 18h")
    couple.says("mentee", no)
    couple.sees("mentee", "times-choice.again")
    assert meeting(couple).mentee_fine == ()
    couple.says("mentee", "1")
    assert meeting(couple).mentee_fine == meeting(couple).offered[:1]


def test_its_buttons_say_the_same(small: Database) -> None:
    """As the numbers do."""
    couple = doubting(small, "peut-être jeudi 18h")
    time, other = couple.options("mentee")
    couple.taps("mentee", "common-sure", other)
    couple.sees("mentee", "times-choice.again")
    couple.says("mentee", "peut-être jeudi 18h")
    couple.taps("mentee", "common-sure", time)
    assert len(meeting(couple).mentee_fine) == 1


def test_another_time_in_words_is_the_answer(small: Database) -> None:
    """With "non, vendredi 10h" there is no second question."""
    couple = doubting(small, "peut-être jeudi 18h")
    couple.says("mentee", "non, plutôt vendredi 10h")
    couple.sees("mentee", "common-noted", "pair-waiting_for_partner")


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("jeudi 18h je ne peux pas", "fr"),
        ("j'ai dentiste jeudi 18h", "fr"),
        ("Thursday 6pm is no good", "en"),
        ("pas jeudi 18h", "fr"),
        ("لا أستطيع الخميس الساعة 18:00", "ar"),
    ],
)
def test_a_time_that_is_refused_or_taken_is_not_offered(
    small: Database, words: str, language: str
) -> None:
    """Nobody who cannot come at six is asked whether they mean six."""
    couple = seeking(small, language)
    couple.says("mentee", words)
    assert "common-sure" not in couple.keys("mentee")
    assert meeting(couple).mentee_fine == ()
