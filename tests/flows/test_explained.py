"""Whoever asks what a question means is told what it means, and not that nothing was found."""

import pytest

from bot.words.book import book
from core.conversation.check import fullest
from core.conversation.concerns import OWN_WORDS
from core.conversation.flow import Ask, Flow
from core.conversation.kind import Asked, Misread
from core.understanding.normal import fold
from tests.chat import START, Chat
from tests.flows.test_matching import asked, mentor
from tests.flows.test_moves import onboarded
from tests.flows.test_onboarding import MENTEE, MENTOR


def at_home(language: str = "Bonjour") -> Chat:
    """A newcomer who is asked where they live."""
    return Chat().says(language, "1", "1", "Amal Idrissi").sees("onboarding-home")


@pytest.mark.parametrize(
    "asked",
    [
        *("quoi ?", "c'est quoi ?", "hein ?", "comment ça ?", "pardon ?", "où ça ?", "?"),
        *("je ne comprends pas", "je comprends pas la question", "expliquez-moi la question"),
        *("what?", "sorry?", "what do you mean?", "i don't get it", "can you explain?", "where?"),
        *("شنو؟", "ماذا؟", "لم أفهم السؤال", "ما المقصود؟", "ما معنى ذلك؟", "فين؟", "؟"),
        *("chno?", "shno", "ya3ni?", "mafhemtch soual", "chnou ma3na hadchi", "ach katqsed"),
    ],
)
def test_a_question_back_is_answered_with_what_is_meant(asked: str) -> None:
    """In any language, and with a mere question mark: no place was looked for."""
    at_home().says(asked).sees("onboarding-home.explained").says("Rabat").sees(
        "common-noted", "onboarding-trade"
    )


@pytest.mark.parametrize("place", ["Xyzville", "chez moi à la maison"])
def test_a_place_that_is_not_found_is_still_told_so(place: str) -> None:
    """Only a question back is one."""
    at_home().says(place).sees("onboarding-home.again")


@pytest.mark.parametrize(
    ("given", "asked", "key"),
    [
        (MENTEE[:5], "c'est quoi transmission ?", "onboarding-stage.explained"),
        (MENTOR[:4], "ça veut dire quoi haut potentiel ?", "onboarding-kind.explained"),
        (MENTEE[:10], "ma3na objectif?", "onboarding-goal.explained"),
    ],
)
def test_a_word_of_ours_is_explained(given: tuple[str, ...], asked: str, key: str) -> None:
    """It is neither taken for the option of that name nor for a goal in one's own words."""
    assert key in Chat().says("Bonjour", *given, asked).keys


def test_the_third_time_a_human_is_offered_as_well() -> None:
    """Explaining in circles helps nobody."""
    chat = at_home().says("quoi ?", "c'est quoi ?").sees("onboarding-home.explained")
    chat.says("hein ?").sees("common-offer-human", "onboarding-home.explained")


def test_a_question_without_an_explanation_is_asked_in_other_words() -> None:
    """As the one for a name, of which there is nothing to explain."""
    Chat().says("Bonjour", "1", "1", "quoi ?").sees("onboarding-name.again")


def test_where_nothing_is_asked_not_understanding_wants_help() -> None:
    """There is no question that could be meant."""
    assert onboarded().says("je ne comprends pas").keys[0] == "common-help"


EXPLAINED = [
    (flow, step)
    for flow in book().flows.values()
    for step in flow.steps
    if isinstance(step, Ask) and step.explained
]


@pytest.mark.parametrize(
    ("flow", "question"), EXPLAINED, ids=[f"{f.id}-{q.id}" for f, q in EXPLAINED]
)
@pytest.mark.parametrize("asked", ["quoi ?", "what?", "شنو؟", "mafhemtch"])
def test_no_explained_question_takes_a_question_back_for_its_answer(
    flow: Flow, question: Ask, asked: str
) -> None:
    """Each explanation is reached; in one's own words a question back is told apart before."""
    given = fullest(question, "Karim")
    surfaces = book().wordings(flow, question)
    shown = tuple(option.id for option in question.kind.options(given))
    read = question.kind.understand(asked, Asked(given, shown, surfaces, START))
    assert isinstance(read, Misread) or isinstance(question.kind, OWN_WORDS)
    assert book().lexicon.wishes.puzzles(fold(asked))


@pytest.mark.parametrize(
    "words",
    [
        "c'est qui ?",
        "qui c'est ?",
        "who is this?",
        "who is she?",
        "من هذا؟",
        "شكون هذا؟",
        "chkoun hadi?",
    ],
)
def test_who_it_is_means_whom_the_question_is_about(words: str) -> None:
    """A mentor before a card is told how to learn more, and not who we are."""
    asked(mentor()).says(words).sees("request-decision.explained")


def test_a_question_about_somebody_that_we_cannot_answer_can_be_put_to_them() -> None:
    """How, is said at once."""
    chat = asked(mentor()).says("peut-elle m'en dire plus ?")
    chat.sees("common-unknown.explained", "request-decision.explained").says("2").sees(
        "request-question"
    )


def test_who_it_is_without_anybody_asks_who_we_are() -> None:
    """In the middle of one's own profile nobody else is meant."""
    assert "about-who" in Chat().says("Bonjour", *MENTEE[:4], "c'est qui ?").keys
