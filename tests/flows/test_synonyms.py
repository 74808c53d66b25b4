"""What people write instead of an option's label chooses it."""

from datetime import UTC, datetime

import pytest

from bot.flows.catalogue import FLOWS
from bot.flows.vocabulary import TIMES
from bot.words.book import book
from core.conversation.flow import Ask
from core.conversation.kind import Answer, Asked, Given
from tests.chat import Chat
from tests.flows.test_onboarding import MENTEE

NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("flow", "step", "text", "option"),
    [
        ("agreement", "means", "f telefon", "call"),
        ("agreement", "means", "b ttilifoun", "call"),
        ("agreement", "means", "par tel", "call"),
        ("agreement", "purpose", "nkebber lmachrou3", "scale"),
        ("agreement", "purpose", "nkber lbusiness", "scale"),
        ("agreement", "purpose", "nkbber lmachrou3", "scale"),
        ("agreement", "purpose", "monter en compétences", "skills"),
        ("agreement", "conduct", "نوقّع", "promise"),
        ("agreement", "conduct", "nsini", "promise"),
        ("agreement", "conduct", "ah mtaf9a", "promise"),
        ("onboarding", "pledge", "لا، فيما بعد", "later"),
        ("onboarding", "role", "أود أن أرافق غيري", "mentor"),
        ("onboarding", "stage", "mazal f lbidaya", "launch"),
        ("onboarding", "stage", "بديت هاد العام", "launch"),
        ("onboarding", "stage", "je viens de commencer", "launch"),
        ("onboarding", "stage", "بدأت أبيع", "first_sales"),
        ("onboarding", "role", "bghit chi wa7ed y3awni", "mentee"),
        ("onboarding", "role", "I'd like to help younger entrepreneurs", "mentor"),
        ("onboarding", "role", "rendre à mon pays", "mentor"),
        ("onboarding", "role", "je cherche quelqu'un pour me guider", "mentee"),
        ("onboarding", "role", "I want to learn and help others", "both"),
        ("onboarding", "role", "I'd like a mentor", "mentee"),
        ("onboarding", "role", "I'd like to be a mentor", "mentor"),
        ("onboarding", "role", "je veux apprendre", "mentee"),
        ("onboarding", "role", "أحتاج توجيه", "mentee"),
        ("onboarding", "role", "أريد توجيه الشباب", "mentor"),
        ("onboarding", "role", "I can offer guidance", "mentor"),
        ("onboarding", "role", "je propose un accompagnement", "mentor"),
        ("onboarding", "role", "je cherche un accompagnement", "mentee"),
        ("onboarding", "role", "j'aimerais me faire coacher", "mentee"),
        ("onboarding", "role", "I need someone to coach me", "mentee"),
        ("onboarding", "role", "support for my startup", "mentee"),
        ("onboarding", "role", "I'd like somebody to mentor me", "mentee"),
        ("onboarding", "kind", "I run my own company", "entrepreneur"),
        ("onboarding", "kind", "j'ai ma propre boîte", "entrepreneur"),
        ("onboarding", "kind", "3ndi charika", "entrepreneur"),
        ("onboarding", "kind", "ingénieur chez Renault", "executive_expert"),
        ("onboarding", "kind", "je suis étudiant ingénieur", "high_potential"),
        ("closing", "changed", "mon entreprise a grandi", "business"),
        ("onboarding", "stage", "we already sell a bit", "first_sales"),
        ("agreement", "purpose", "help her find her first export clients", "scale"),
    ],
)
def test_an_option_is_chosen_in_words_of_ones_own(
    flow: str, step: str, text: str, option: str
) -> None:
    """Darija in either alphabet, abbreviations and paraphrases mean what a person takes them for."""
    question = next(one for one in FLOWS[flow].steps if isinstance(one, Ask) and one.id == step)
    surfaces = book().surfaces[f"{flow}-{step}"]
    read = question.kind.understand(text, Asked(Given({}, {}), tuple(surfaces), surfaces, NOW))
    assert isinstance(read, Answer)
    assert read.value == option


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("weekend", ["saturday", "sunday"]),
        ("le soir et le week-end", ["evening", "saturday", "sunday"]),
        ("evenings and weekends", ["evening", "saturday", "sunday"]),
        ("f l3chiya w weekend", ["afternoon", "saturday", "sunday"]),
        ("مساء وفي نهاية الأسبوع", ["evening", "saturday", "sunday"]),
        ("samedi et week-end", ["saturday", "sunday"]),
        ("n'importe quand", list(TIMES)),
        ("في أي وقت", list(TIMES)),
        ("f ay we9t", list(TIMES)),
        ("tous les jours le soir", ["evening"]),
    ],
)
def test_several_times_of_the_week_in_one_word(text: str, times: list[str]) -> None:
    """The weekend is both its days; "every day" beside a narrower time says nothing more."""
    chat = Chat().says("Bonjour", *MENTEE[:9], text)
    assert chat.talk.run is not None
    assert chat.talk.run.answers["times"] == times


@pytest.mark.parametrize("text", ["pas le week-end", "tous les jours sauf le week-end"])
def test_a_weekend_that_is_denied_is_asked_about(text: str) -> None:
    """It is not taken for the opposite."""
    chat = Chat().says("Bonjour", *MENTEE[:9], text).sees("common-which")
    assert chat.talk.run is not None
    assert "times" not in chat.talk.run.answers


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("lmarketing w lflous", ["market", "finance"]),
        ("التسويق والفلوس", ["market", "finance"]),
        ("l9anon w teknolojia", ["legal", "technology"]),
    ],
)
def test_needs_as_they_are_said_in_darija(text: str, needs: list[str]) -> None:
    """Two topics, with their articles."""
    chat = Chat().says("Bonjour", *MENTEE[:6], text)
    assert chat.talk.run is not None
    assert chat.talk.run.answers["needs"] == needs


@pytest.mark.parametrize("text", ["knbi3 lmakla f dar", "كنبيع الماكلة", "plats faits maison"])
def test_food_from_home_is_a_trade(text: str) -> None:
    """Whoever cooks at home and sells caters."""
    chat = Chat().says("Bonjour", *MENTEE[:4], text).sees("common-noted", "onboarding-stage")
    assert chat.talk.run is not None
    assert chat.talk.run.answers["trade"] == "tourism/catering"


@pytest.mark.parametrize(
    "text",
    ["I work for a company", "I work in my father's company", "my husband runs his own company",
     "mon père a sa propre entreprise"],
)  # fmt: skip
def test_an_employee_is_not_taken_for_an_owner(text: str) -> None:
    """A company alone says nothing of whose it is, and one of somebody else is not one's own."""
    surfaces = book().surfaces["onboarding-kind"]
    (question,) = (one for one in FLOWS["onboarding"].steps if one.id == "kind")
    assert isinstance(question, Ask)
    read = question.kind.understand(text, Asked(Given({}, {}), tuple(surfaces), surfaces, NOW))
    assert read != Answer("entrepreneur")


@pytest.mark.parametrize("words", ["j'ai besoin d'aide", "I need help"])
def test_whoever_needs_help_answers_what_they_are_looking_for(words: str) -> None:
    """It is no call for our help there; elsewhere it is."""
    chat = Chat().says("Bonjour", "1", words).sees("onboarding-name")
    assert chat.talk.run is not None
    assert chat.talk.run.answers["role"] == "mentee"
    Chat().says("Bonjour", "1", "1", words).sees("common-help", "onboarding-name")
