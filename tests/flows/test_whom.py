"""Words that may be for one of several partners: for whom, for all of them, or asked back."""

import pytest
from msgspec.structs import replace

from core.conversation.effects import Act
from core.conversation.update import Media
from tests.chat import Chat
from tests.flows.test_moves import onboarded

TWO = ((6, "Amal"), (7, "Karim"))
THREE = (*TWO, (8, "Omar"))
WORDS = "on se retrouve au café comme prévu"


def with_partners(*partners: tuple[int, str]) -> Chat:
    """Somebody with these partners, of whom nothing is asked."""
    chat = onboarded()
    chat.hints = replace(chat.hints, partners=partners)
    return chat


def passed(chat: Chat) -> list[tuple[int, str]]:
    """To which pairs something was passed on in the last turn, and what."""
    acts = [one for one in chat.effects if isinstance(one, Act) and one.event == "pass"]
    return [(one.id, one.facts.get("text", "")) for one in acts]


@pytest.mark.parametrize("asked", ["c'est quoi ?", "quoi ?", "c'est pour qui ?", "شنو؟", "what?"])
def test_a_question_back_is_no_part_of_what_is_passed_on(asked: str) -> None:
    """It is answered, and the words go as they were written."""
    chat = with_partners(*TWO).says(WORDS).sees("meant-to")
    chat.says(asked).sees("meant-to.explained").says("Karim")
    assert passed(chat) == [(7, WORDS)]


@pytest.mark.parametrize(
    ("partners", "chosen"),
    [
        *((TWO, words) for words in ("les deux", "aux deux", "both", "للاثنين", "l jouj")),
        *((THREE, words) for words in ("aux trois", "à tous", "all of them", "للجميع", "kolhom")),
    ],
)
def test_what_is_for_all_of_them_is_passed_to_each(
    partners: tuple[tuple[int, str], ...], chosen: str
) -> None:
    """In one answer; what follows at once is not taken for more of it."""
    chat = with_partners(*partners).says(WORDS, chosen)
    assert passed(chat) == [(one, WORDS) for one, _ in partners]
    assert not chat.talk.line


@pytest.mark.parametrize(
    "chosen", ["les deux", "aux deux", "les 2", "both", "the two", "بجوج", "للاثنين", "l jouj"]
)
def test_two_of_three_are_not_guessed(chosen: str) -> None:
    """Which two nobody knows, and "les deux" is not the second: all three are shown again."""
    chat = with_partners(*THREE).says(WORDS, chosen).sees("meant-to.again")
    assert passed(chat) == []
    question = chat.question
    assert question is not None
    assert [one.id for one in question.options] == ["one", "two", "three", "all", "team", "nobody"]
    assert passed(chat.says("2")) == [(7, WORDS)]


def test_three_of_two_are_not_guessed() -> None:
    """Nor is "all three" one of the two, or both."""
    chat = with_partners(*TWO).says(WORDS, "aux trois").sees("meant-to.again")
    assert passed(chat) == []


def test_one_partner_is_no_choice_between_several() -> None:
    """There is nobody else whom "all" could mean."""
    question = with_partners((6, "Amal")).says(WORDS).sees("meant-to").question
    assert question is not None
    assert [option.id for option in question.options] == ["one", "team", "nobody"]


def test_a_picture_for_both_is_passed_to_each() -> None:
    """As with words."""
    chat = with_partners(*TWO).sends(Media("image", "", "tg:1")).sees("forward-to").says("aux deux")
    assert [one for one, _ in passed(chat)] == [6, 7]


def test_time_to_think_is_asked_of_a_partner_where_we_ask_nothing() -> None:
    """No question of ours waits for them then, and nobody is told that one does."""
    with_partners(*TWO).says("laissez-moi réfléchir un peu").sees("meant-to")
    with_partners().says("laissez-moi réfléchir un peu").sees("common-ok")
    with_partners(*TWO).says("pas maintenant").sees("common-ok")
