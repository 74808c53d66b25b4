"""Whoever tells of a meeting before they are asked how it went is asked at once."""

import pytest

from core.mentoring.meeting import begins
from storage.database import Database
from tests.handlers.couple import Couple

TOLD = ("Yes we talked", "oui on s'est parlé hier", "نعم التقينا", "wah tla9ina lbare7")
"""What one writes after a meeting, in four languages; each begins like a yes."""


@pytest.fixture
def after(database: Database) -> tuple[Couple, int]:
    """An hour after the first meeting, before anybody is asked; the tips are still open."""
    couple = Couple(database)
    made = couple.confirm()
    start = begins(couple.pair(made).meeting)
    couple.waits(milliseconds=start - couple.stage.now)
    couple.waits(hours=1)
    return couple, made


@pytest.mark.parametrize("words", TOLD)
def test_we_talked_is_no_yes_to_a_tip(after: tuple[Couple, int], words: str) -> None:
    """It is taken for what it says, and the rating is asked."""
    couple, made = after
    assert couple.open("mentee") == "briefing-aim"
    assert couple.says("mentee", words) == ["report-which", "report-rating"]
    assert "pair-report_noted" in couple.says("mentee", "5", "4")
    assert couple.pair(made).meeting.mentee_account == "held"
    couple.waits(days=1)
    assert "report-held" not in couple.keys("mentee")


def test_a_mere_yes_opens_the_next_tip(after: tuple[Couple, int]) -> None:
    """As does whatever else is said to a tip."""
    couple, _ = after
    assert couple.says("mentee", "oui") == ["briefing-meeting"]
    assert couple.says("mentee", "oui d'accord") == ["briefing-limits"]


def test_before_the_meeting_nothing_is_to_be_told(database: Database) -> None:
    """Who says then that they talked answers the tip as before."""
    couple = Couple(database)
    couple.confirm()
    assert couple.open("mentee") == "briefing-aim"
    assert couple.says("mentee", "oui on s'est parlé") == ["briefing-meeting"]


def test_who_has_told_is_not_asked_again(after: tuple[Couple, int]) -> None:
    """Words about it are then like any others."""
    couple, _ = after
    couple.says("mentee", "oui on s'est parlé", "5", "4")
    assert "report-which" not in couple.says("mentee", "on s'est parlé hier soir")
