"""How often, in the words of the agreement's two people."""

from datetime import UTC, datetime

import pytest

from bot.flows.agreement import AGREEMENT
from core.conversation.flow import Ask
from core.conversation.kind import Answer, Asked, Given, Misread, Unclear, Understood


def rhythm(text: str, *shown: str) -> Understood:
    """What `text` answers to the question for a rhythm, without any synonym of the catalogue."""
    steps = (step for step in AGREEMENT.steps if isinstance(step, Ask) and step.id == "rhythm")
    asked = Asked(Given({}, {}), shown, {}, datetime(2026, 11, 23, tzinfo=UTC))
    return next(steps).kind.understand(text, asked)


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("toutes les deux semaines", "fortnightly"),
        ("2 fois par mois", "fortnightly"),
        ("كل 15 يوم", "fortnightly"),
        ("kol simana", "weekly"),
        ("tous les dix jours, non, chaque semaine", None),
        ("once a month", "monthly"),
        ("مرة في الشهر", "monthly"),
    ],
)
def test_a_rhythm_in_words_is_the_option_with_as_many_days(text: str, option: str | None) -> None:
    """It is said back, for it was read and not tapped; two rhythms at once are none."""
    assert rhythm(text) == (Misread() if option is None else Answer(option, echo=True))


def test_a_rhythm_between_two_options_is_asked_among_them() -> None:
    """Every three weeks lies between two options; once a year beyond all of them."""
    assert rhythm("toutes les trois semaines") == Unclear(("fortnightly", "monthly"))
    assert rhythm("une fois par an") == Misread()


def test_a_digit_still_counts_the_options_on_the_screen() -> None:
    """The number beside an option is no number of days."""
    assert rhythm("2", "usual", "weekly") == Answer("weekly")
