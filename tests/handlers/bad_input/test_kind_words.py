"""A low rating in words reaches a coordinator once it is confirmed, and not before."""

import pytest

from storage import alerts
from storage.database import Database
from tests.handlers.couple import Couple


def alerted(couple: Couple) -> set[str]:
    """The kinds of alerts that are open."""
    with couple.stage.database.read() as conn:
        return {one.kind for one in alerts.open_alerts(conn)}


@pytest.mark.parametrize(
    ("language", "words", "text"),
    [
        ("fr", "pas super", "2 sur 5, est-ce bien cela\N{NO-BREAK SPACE}?"),
        ("en", "not great", "2 out of 5, is that right?"),
        ("ar", "machi mezyan", "2 من 5، هل هذا ما تقصدون؟"),
    ],
)
def test_a_low_rating_in_words_alarms_when_it_is_confirmed(
    small: Database, language: str, words: str, text: str
) -> None:
    """Said back in the language of the conversation; only the yes is heard by the team."""
    couple = Couple(small, language)
    couple.hold()
    assert "common-rated" in couple.says("mentee", "1", words)
    assert text in couple.text("mentee").translate({0x2068: None, 0x2069: None})
    assert "low_rating" not in alerted(couple)
    couple.says("mentee", "1", "4")
    assert "low_rating" in alerted(couple)


def test_a_low_rating_that_was_not_meant_alarms_nobody(small: Database) -> None:
    """The number behind the no counts."""
    couple = Couple(small)
    couple.hold()
    couple.says("mentee", "1", "pas super", "non", "4", "4")
    assert "pair-report_noted" in couple.keys("mentee")
    assert "low_rating" not in alerted(couple)
