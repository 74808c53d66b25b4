"""A town in answer to "your name?": it is said back first, and not asked for again afterwards."""

import pytest

from tests.chat import Chat
from tests.flows.test_onboarding import MENTEE
from tests.flows.test_two_answers import noted, run_of


def named(*words: str, profile_name: str = "") -> Chat:
    """A newcomer who is asked their name and answers with these words."""
    return Chat(profile_name=profile_name).says("Bonjour", "1", "1", *words)


@pytest.mark.parametrize(
    "place",
    [
        "Casablanca",
        "Marrakech",
        "الدار البيضاء",
        "Maroc",
        "Rabat, Maroc",
        "Lyon",
        "Casa",
        "kazablanka",
    ],
)
def test_a_place_is_said_back_before_it_is_a_name(place: str) -> None:
    """A town or a country, in any script, alone or one within the other."""
    chat = named(place).sees("onboarding-name.doubted")
    assert "name" not in run_of(chat).answers
    assert chat.question is not None
    assert next(option.label for option in chat.question.options) == f"={place}"


@pytest.mark.parametrize(
    "name",
    [
        "Amal Casablanca",
        "Karim Rabat",
        "Fassi",
        "Rabah",
        "Florence",
        "Sofia",
        "Salem",
        "سالم",
        "هند",
        "أنس",
        "رياض",
        "Doha",
    ],
)
def test_a_name_is_not_doubted(name: str) -> None:
    """Two words, a slip away from a town, or a town that is a first name before all."""
    assert run_of(named(name).sees("onboarding-home")).answers["name"] == name


def test_whoever_says_that_it_is_their_name_is_believed() -> None:
    """Introduced as a name, or insisted upon by a yes, a digit, or the same word again."""
    assert run_of(named("je m'appelle Rabat")).answers["name"] == "Rabat"
    for more in ("oui", "1", "Rabat"):
        assert run_of(named("Rabat", more).sees("onboarding-home")).answers["name"] == "Rabat"


def test_the_town_is_kept_for_the_question_it_answers() -> None:
    """With the name both are known, and said back in one breath."""
    chat = named("Casablanca", "Amal Idrissi").sees("common-noted", "onboarding-trade")
    assert noted(chat) == ("=Amal Idrissi", "place:MA-06/casablanca")
    chat.says("retour").sees("onboarding-home").says("retour").sees("onboarding-name")


def test_whoever_gives_no_name_has_told_their_town() -> None:
    """It is said back alone, and not asked for."""
    chat = named("Casablanca", "passer").sees("common-noted", "onboarding-trade")
    assert noted(chat) == ("place:MA-06/casablanca",)
    assert run_of(chat).answers["name"] is None
    assert run_of(chat).facts == {}


def test_a_town_beside_the_name_counts_instead() -> None:
    """What is said now goes before what was doubtful, which comes up no more."""
    chat = named("Casablanca", "Amal, Rabat").sees("common-noted", "onboarding-trade")
    assert noted(chat) == ("=Amal", "place:MA-04/rabat")
    assert run_of(chat).facts == {}
    assert noted(chat.says("couture")) == ("trade:textile",)


def test_the_name_of_the_channel_is_still_offered() -> None:
    """The button that was there before the doubt means what it says."""
    chat = named("1", profile_name="Amal Zemmouri")
    assert run_of(chat).answers["name"] == "Amal Zemmouri"
    chat = named("Casablanca", profile_name="Amal Zemmouri").taps("offer")
    chat.sees("common-noted", "onboarding-trade")
    assert run_of(chat).answers["name"] == "Amal Zemmouri"


@pytest.mark.parametrize(
    "words",
    [
        *("non, Amal", "non c'est Amal", "c'est ma ville, je m'appelle Amal", "ma ville. Amal"),
        *("non c'est ma ville, moi c'est Amal", "it's my city lol, Amal", "la, smiti Amal"),
    ],
)
def test_a_no_with_the_name_behind_it_is_the_name(words: str) -> None:
    """Neither the no nor the town is a part of it."""
    assert run_of(named("Casablanca", words)).answers["name"] == "Amal"


@pytest.mark.parametrize("words", ["non", "c'est ma ville", "ma ville"])
def test_a_no_asks_for_the_name_again(words: str) -> None:
    """Nobody is called "ma ville"."""
    named("Casablanca", words).sees("onboarding-name.again")


@pytest.mark.parametrize(
    "words", ["ana men Agadir", "je suis de Fès", "أنا من الرباط", "mentor", "étudiante"]
)
def test_what_somebody_is_or_comes_from_is_no_name(words: str) -> None:
    """They are asked for it in other words."""
    named(words).sees("onboarding-name.again")


def test_a_changed_name_is_doubted_as_well() -> None:
    """Also where the profile is finished; the town then answers nothing and changes nothing."""
    chat = Chat().says("Bonjour", *MENTEE, "1", "2", "changer mon nom", "Rabat")
    chat.sees("onboarding-name.doubted").says("Amal Tazi")
    assert chat.talk.profile["name"] == "Amal Tazi"
    assert chat.talk.profile["home"] == "MA-06/casablanca"
