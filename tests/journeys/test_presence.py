"""Mentors who do not answer: nobody is sent to them in vain, and one word brings them back."""

import pytest

from storage.database import Database
from tests.journeys.stories import MENTEE
from tests.journeys.test_proposals import LANGUAGES, ask
from tests.village import Village


@pytest.fixture
def village(database: Database) -> Village:
    """Nobody yet."""
    return Village(database)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_requests_without_an_answer_rest_a_mentor_until_they_write(
    village: Village, language: str
) -> None:
    """The second lapse says so kindly; the next mentee does not wait for them; a word ends it."""
    karim = village.mentor("Karim", language)
    for name in ("Salma", "Nora"):
        karim.looks_up()
        ask(village.mentee(name, language))
        karim.sees("request-new")
        village.waits(days=4)
        karim.sees("request-expired")
        assert ("request-resting" in karim.keys) == (name == "Nora")
    assert "proposal-choice" not in village.mentee("Aya", language).keys
    karim.says("2")
    village.waits(minutes=11)
    assert "proposal-choice" in village.mentee("Rim", language).keys


def test_cards_that_waited_behind_the_optional_questions_are_shown_once(village: Village) -> None:
    """Slow answers keep the cards waiting; the better ones that the answers bring come alone."""
    village.mentor("Karim")
    salma = village.person("Salma").answers(MENTEE, {"name": "Salma Idrissi"}).says("1")
    for _ in range(12):
        village.waits(minutes=20)
        if "complement-thanks" in salma.says("passer").keys:
            break
    else:
        pytest.fail("the optional questions do not end")
    assert salma.keys.count("proposal-choice") == 1
    assert salma.keys.count("proposal-card") == 1


def test_who_leaves_a_pair_waiting_gets_no_second_one(village: Village) -> None:
    """After three weeks a coordinator knows, and a free place is not enough; one word is."""
    karim = village.mentor("Karim", capacity="2")
    salma = village.mentee("Salma")
    ask(salma)
    karim.says("1").sees("pair-introduced")
    for _ in range(20):
        village.waits(days=1)
    assert "proposal-choice" in village.mentee("Nora").keys
    for _ in range(2):
        village.waits(days=1)
    assert "proposal-choice" not in village.mentee("Aya").keys
    karim.says("1")
    village.waits(minutes=11)
    assert "proposal-choice" in village.mentee("Rim").keys
