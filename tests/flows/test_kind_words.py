"""A kind word for a rating is offered the number that it amounts to, and given by a tap or a yes."""

import pytest

from bot.flows.checkins import CHECKIN, REPORT
from bot.flows.endings import CLOSING
from bot.flows.results import SKILLS_FLOW
from core.conversation.flow import Flow
from core.conversation.kind import Answer, Misread, Unclear
from core.conversation.run import Run
from core.conversation.talk import Talk
from tests.chat import Chat
from tests.flows.test_pulse import read


def met() -> Chat:
    """Somebody who is asked whether they met."""
    run = Run("r", "report", 1, {}, {"name": "Amal"})
    chat = Chat()
    chat.talk = Talk(
        language="fr", chosen=True, consented=True, run=run, profile={"role": "mentee"}
    )
    return chat


def rating() -> Chat:
    """Somebody who met and is asked how it was."""
    return met().says("oui").sees("report-rating")


def offered(words: str) -> Chat:
    """Somebody who told how it was in `words`, and is asked whether a number is meant."""
    chat = rating().says(words).sees("common-rated")
    assert rated(chat) is None
    return chat


def rated(chat: Chat) -> object:
    """The rating so far; None as long as none was given."""
    assert chat.talk.run is not None
    return chat.talk.run.answers.get("rating")


@pytest.mark.parametrize(
    ("words", "stars"),
    [
        ("mezyan", 4), ("c'était bien", 4), ("جيدة", 4), ("it went well", 4),
        ("super", 5), ("mezyan bzaf", 5), ("très bien merci", 5), ("great", 5),
        ("ça va", 3), ("labas", 3), ("عادي", 3), ("not bad", 3),
        ("bof", 2), ("pas super", 2), ("machi mezyan", 2), ("لم يكن جيدا", 2),
    ],
)  # fmt: skip
def test_a_kind_word_is_offered_its_number(words: str, stars: int) -> None:
    """In four languages, denied and weakened ones too, and nothing is noted yet."""
    part = offered(words).question
    assert part is not None
    assert part.facts == {"stars": stars}
    assert len(part.options) == 2


@pytest.mark.parametrize("yes", ["1", "oui", "yes, exactly", "نعم", "ah"])
def test_a_yes_takes_the_number(yes: str) -> None:
    """Typed in any language, or by the digit beside it."""
    chat = offered("mezyan").says(yes)
    assert chat.keys[-1] == "report-step"
    assert rated(chat) == 4


def test_the_digit_of_the_yes_is_said_back() -> None:
    """A "1" could have been meant as the lowest rating, and nobody is misheard in silence."""
    offered("mezyan").says("1").sees("common-noted", "report-step")


def test_its_buttons_say_the_same() -> None:
    """One takes the number, the other shows the scale."""
    assert rated(offered("super").taps("five").sees("report-step")) == 5
    assert rated(offered("super").taps("_other").sees("report-rating.again")) is None


@pytest.mark.parametrize(
    "no", ["2", "non", "une autre note", "no", "another number", "لا", "تقييم آخر", "lla"]
)
def test_another_number_is_asked_for_by_the_scale(no: str) -> None:
    """The offer was one question; behind a no stands the whole scale, whose digits count again."""
    chat = offered("super").says(no).sees("report-rating.again")
    assert rated(chat) is None
    assert rated(chat.says("2")) == 2


@pytest.mark.parametrize(("words", "stars"), [("3", 3), ("4", 4), ("non, plutôt 4", 4), ("2/5", 2)])
def test_another_number_in_words_is_the_answer(words: str, stars: int) -> None:
    """Whoever names it is not shown the scale; a digit that counts no button is a rating."""
    chat = offered("super").says(words).sees("common-noted", "report-step")
    assert rated(chat) == stars


def test_the_same_word_again_shows_the_scale() -> None:
    """Nobody goes round in circles between a word and its number."""
    offered("bof").says("bof").sees("report-rating.scale")


def test_another_word_is_offered_its_own_number() -> None:
    """Who thinks better of it is asked about what they say now."""
    part = offered("bof").says("c'était bien").sees("common-rated").question
    assert part is not None
    assert part.facts == {"stars": 4}


def test_a_number_is_not_offered_before_the_scale_was_seen() -> None:
    """How it was, told beside the yes, stands above the question in full."""
    met().says("oui, c'était super").sees("common-also", "report-rating")


@pytest.mark.parametrize("words", ["je suis déçue", "سيئ", "c'est une perte de temps"])
def test_a_complaint_is_heard_before_any_number(words: str) -> None:
    """Somebody of the team is offered, and no rating."""
    assert "common-rated" not in rating().says(words).keys


@pytest.mark.parametrize(
    "words", ["bien mais trop court", "bien ?", "4 ou 5", "bonne journée", "ok"]
)
def test_what_amounts_to_no_number_is_offered_none(words: str) -> None:
    """A doubt, a question, two numbers, a courtesy and a mere "ok" are asked for the scale."""
    assert "common-rated" not in rating().says(words).keys


@pytest.mark.parametrize(
    ("flow", "heard"), [(REPORT, "four"), (CHECKIN, "four"), (CLOSING, "four")]
)
def test_every_rating_offers(flow: Flow, heard: str) -> None:
    """After a meeting, now and then, and at the end."""
    assert read(flow, "rating", "mezyan") == Unclear((heard,))


def test_an_option_as_it_is_written_is_taken_without_an_offer() -> None:
    """The check-in has a button that says "Bien"."""
    assert read(CHECKIN, "rating", "bien") == Answer(4)


def test_a_grid_of_skills_offers_nothing() -> None:
    """Its scale says how far somebody has come, and not how good something was."""
    assert read(SKILLS_FLOW, "vision", "mezyan") == Misread()
    assert read(SKILLS_FLOW, "vision", "pas super") == Misread()
