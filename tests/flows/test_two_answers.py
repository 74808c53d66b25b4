"""Two answers in one message: both are kept where that is certain, and none goes unseen."""

import pytest

from core.conversation.beside import parted
from core.conversation.run import Run
from tests.chat import Chat
from tests.flows.test_matching import asked, mentor


def told(*answers: str) -> Chat:
    """A newcomer who wants to be accompanied and has given these answers."""
    return Chat().says("Bonjour", "1", "1", *answers)


def run_of(chat: Chat) -> Run:
    assert chat.talk.run is not None
    return chat.talk.run


def noted(chat: Chat) -> tuple[str, ...]:
    """What is said back."""
    assert chat.message is not None
    (part,) = (one for one in chat.message.parts if one.key == "common-noted")
    return part.labels["answer"]


NAME, HOME = "=Fatima", "place:MA-06/casablanca"


@pytest.mark.parametrize(
    "words",
    ["Fatima, Casablanca", "Fatima ; Casablanca", "Fatima\nCasablanca", "Fatima. Casablanca"],
)
def test_a_name_and_a_place(words: str) -> None:
    """Both are kept and said back in one breath; the question after them is next."""
    chat = told(words).sees("common-noted", "onboarding-trade")
    assert noted(chat) == (NAME, HOME)
    assert run_of(chat).answers["name"] == "Fatima"
    assert run_of(chat).answers["home"] == "MA-06/casablanca"
    chat.says("retour").sees("onboarding-home")


def test_in_arabic() -> None:
    """With its own comma."""
    chat = Chat().says("السلام عليكم", "1", "1", "فاطمة، الدار البيضاء")
    chat.sees("common-noted", "onboarding-trade")
    assert noted(chat) == ("=فاطمة", HOME)


def test_a_whole_row_of_answers() -> None:
    """As long as each is certain."""
    chat = told("Fatima\nCasablanca\ncouture, une idée").sees("common-noted", "onboarding-needs")
    assert noted(chat) == (NAME, HOME, "trade:textile", "onboarding-stage.idea")


@pytest.mark.parametrize(
    "words",
    [
        "Fatima, j'habite à Casablanca et je suis dans la couture",
        "Fatima, I live in Casablanca and I am in couture",
        "فاطمة، أسكن في الدار البيضاء وأعمل في الخياطة",
    ],
)
def test_and_joins_two_answers(words: str) -> None:
    """In a sentence, as well as in a list."""
    name, place, trade = noted(told(words))
    assert (name, place) == (f"={words[:6].rstrip('،,')}", HOME)
    assert trade.startswith("trade:textile")


@pytest.mark.parametrize(
    ("before", "words", "step", "kept"),
    [
        ((), "Alami, Fatima", "name", "Alami, Fatima"),
        ((), "Fatima Zahra El Idrissi", "name", "Fatima Zahra El Idrissi"),
        (("Amal",), "Rabat, Maroc", "home", "MA-04/rabat"),
        (("Amal",), "Rabat, merci", "home", "MA-04/rabat"),
        (("Amal", "Rabat", "couture", "1"), "1, 2", "needs", ["strategy", "finance"]),
        ((), "Amal et Karim", "name", "Amal et Karim"),
        ((), "محمد وهبي", "name", "محمد وهبي"),
    ],
)
def test_one_answer_with_a_comma_is_one(
    before: tuple[str, ...], words: str, step: str, kept: object
) -> None:
    """Surnames, countries, courtesy, lists: nothing is taken for an answer to what comes next."""
    chat = told(*before).says(words)
    given = run_of(chat).answers
    assert list(given)[-1] == step
    if step != "needs":
        assert given[step] == kept
    assert "common-also" not in chat.keys


def test_a_word_that_may_be_the_name_is_offered_as_one() -> None:
    """A name is whatever one says it is: it stands there as the first option."""
    for words in ("mentor, Karim Alami", "2, Karim Alami"):
        chat = Chat().says("Bonjour", "1", words).sees("onboarding-name")
        assert chat.question is not None
        assert chat.question.options[0].label == "=Karim Alami"
        chat.says("1").sees("onboarding-home")
        assert run_of(chat).answers["name"] == "Karim Alami"


def test_what_is_not_certain_is_shown_beside_its_question() -> None:
    """Words that probably mean an option of the next question do not choose it."""
    chat = told("Amal", "Rabat", "couture, c'était une idée")
    chat.sees("common-noted", "common-also", "onboarding-stage")
    assert "stage" not in run_of(chat).answers


@pytest.mark.parametrize("words", ["oui, jeudi 18h", "oui jeudi 18h", "Oui. Jeudi à 18h"])
def test_a_yes_and_a_day_that_nobody_has_asked_for_yet(words: str) -> None:
    """The yes counts; of the day its writer learns that it was read, and when to say it."""
    chat = asked(mentor()).says(words)
    chat.sees("request-accepted", "common-also.later")


@pytest.mark.parametrize("words", ["oui, merci", "oui, avec plaisir", "oui !", "d'accord, parfait"])
def test_a_friendly_yes_is_a_yes(words: str) -> None:
    """Nobody is told that they were polite."""
    asked(mentor()).says(words).sees("request-accepted")


def test_consent_and_signatures_are_never_given_beside_something_else() -> None:
    """What binds is read before it is answered."""
    chat = told("Amal", "Rabat", "couture", "1", "1", "1", "1990", "1")
    assert chat.keys[-1] == "onboarding-goal"
    chat.says("1, je signe")
    assert "pledge" not in run_of(chat).answers


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("oui, jeudi 18h", ("oui", "jeudi 18h")),
        ("oui jeudi", ("oui", "jeudi")),
        ("1,5 MDH", ("", "")),
        ("à 18.30", ("", "")),
        ("une seule chose", ("", "")),
        ("Fatima,", ("", "")),
        (", Fatima", ("", "")),
        ("a\nb\n\nc", ("a", "b, c")),
        ("x" * 161 + ", y", ("", "")),
    ],
)
def test_where_a_message_breaks(text: str, pieces: tuple[str, str]) -> None:
    """At the first comma, line or full stop, and behind a plain yes or no; never within a figure."""
    assert parted(text) == pieces
