"""Somebody back on a channel that kept our words from them: nothing answers a question unseen."""

import pytest
from msgspec.structs import replace

from core.conversation.update import Tap
from tests.chat import Chat
from tests.flows.test_onboarding import MENTEE


def back(*, unasked: bool = False, news: bool = False, said: tuple[str, ...] = ("1", "1")) -> Chat:
    """A member who was silent for two days while something could not be said to them."""
    chat = Chat().says("Bonjour", *said)
    chat.waits(days=2)
    chat.hints = replace(chat.hints, unasked=unasked, news=news)
    return chat


@pytest.mark.parametrize("words", ["1", "Amal Idrissi", "bonjour", "désolée, j’étais en voyage"])
def test_what_is_written_brings_the_question(words: str) -> None:
    """A digit, a name, a greeting: the question first, and the answers so far stay as they are."""
    chat = back(unasked=True)
    before = chat.talk.run
    chat.says(words).sees("onboarding-name")
    assert before is not None
    assert chat.talk.run is not None
    assert chat.talk.run.answers == before.answers


def test_the_words_that_work_everywhere_still_do() -> None:
    """STOP, a human, and a tap on a button of an older message, which was seen."""
    back(unasked=True).says("stop").sees("common-stopped")
    back(unasked=True).says("humain").sees("common-human")
    chat = back(unasked=True)
    chat.sends(Tap("x.1.role.mentee", "Être accompagné(e)"))
    chat.sees("common-stale-closed", "onboarding-name")


def test_a_question_that_was_seen_is_answered() -> None:
    """Two days later, as after two minutes."""
    chat = back().says("Amal Idrissi").sees("onboarding-home")
    assert chat.talk.run is not None


def test_news_are_not_followed_by_the_menu() -> None:
    """“Continue” under a notice brings what waits, and nothing beside it."""
    chat = back(news=True, said=(*MENTEE, "1", "2"))
    chat.says("continuer").sees_nothing()
    chat.hints = replace(chat.hints, news=False)
    chat.says("continuer").sees("menu-choice")
