"""How a meeting went, in words that are no option: said back, or taken for what they imply."""

import pytest

from bot.flows.checkins import CHECKIN, REPORT
from bot.flows.results import SKILLS_FLOW
from bot.words.book import book
from core.conversation.flow import Flow
from core.conversation.kind import Answer, Asked, Given, Misread, Unclear, Understood
from tests.chat import START


def read(flow: Flow, step: str, text: str) -> Understood:
    """What `text` answers to a question as it stands on the screen."""
    question = flow.ask(step)
    assert question is not None
    given = Given({}, {})
    shown = tuple(option.id for option in question.kind.options(given))
    return question.kind.understand(
        text, Asked(given, shown, book().wordings(flow, question), START)
    )


@pytest.mark.parametrize(
    ("text", "stars"), [("جيد جدا", 4), ("très bonne", 4), ("5 étoiles", 5), ("4/5", 4)]
)
def test_a_rating_in_words_is_said_back(text: str, stars: int) -> None:
    """Nobody is rated by a word that was read in another way than it was meant."""
    assert read(REPORT, "rating", text) == Answer(stars, echo=True)


@pytest.mark.parametrize(("text", "stars"), [("4", 4), ("Bonne", 4), ("good", 4), ("ممتاز", 5)])
def test_an_option_as_it_is_written_needs_no_echo(text: str, stars: int) -> None:
    """A digit, or the words of the button."""
    assert read(REPORT, "rating", text) == Answer(stars)


@pytest.mark.parametrize("text", ["très bien", "جيد جدا", "super", "mzyan", "bof"])
def test_who_says_how_it_was_says_that_it_was(text: str) -> None:
    """It is asked whether we understood that, and a plain yes will do."""
    assert read(REPORT, "held", text) == Unclear(("held",))


def test_a_story_that_sounds_like_a_meeting_is_asked_about() -> None:
    """What no rule reads is offered as what it likely means, for one word; a no asks why, as ever."""
    story = "on a passé deux heures à revoir le business plan"
    assert read(REPORT, "held", story) == Unclear(("held",))
    assert read(REPORT, "held", "on s'est vus") == Answer("held")


@pytest.mark.parametrize("text", ["5", "7", "5/5", "j'ai faim"])
def test_what_judges_nothing_says_nothing(text: str) -> None:
    """A number that counts no option is no judgement."""
    assert read(REPORT, "held", text) == Misread()


def test_a_skill_in_words_is_said_back() -> None:
    """As with a rating; a digit is not."""
    assert read(SKILLS_FLOW, "vision", "excellent") == Answer(5, echo=True)
    assert read(SKILLS_FLOW, "vision", "3") == Answer(3)
    assert read(CHECKIN, "rating", "4") == Answer(4)
