"""Answers to what is asked no more: last month's question, an old button, a quote, an edit."""

import pytest

from storage import confidences
from storage.database import Database
from tests.handlers.bad_input.mishaps import Mishaps

LATE = (
    ("fr", "oui, on s'est vus"),
    ("ar", "نعم التقينا"),
    ("ar", "ah tla9ina"),
    ("en", "yes, we met"),
)
"""An answer to the question how a meeting went, and in which language it is answered."""

EDITED = {"fr": "mercredi 18h", "ar": "الأربعاء على 6 مساء", "en": "Wednesday 6pm"}
"""What a message was changed to."""


def month_later(database: Database, language: str) -> Mishaps:
    """The question how the meeting went was never answered; the check-in of a month is open."""
    couple = Mishaps(database, language)
    couple.hold()
    couple.drop("progress")
    couple.waits(days=31)
    assert couple.open("mentee") == "checkin-rating"
    return couple


def confided(couple: Mishaps) -> int:
    """How many private answers are kept of the mentee."""
    with couple.stage.database.read() as conn:
        return len(confidences.of(conn, couple.person("mentee")))


@pytest.mark.parametrize(("language", "words"), LATE)
def test_last_months_question_is_not_answered_by_accident(
    small: Database, language: str, words: str
) -> None:
    """Words, the old button, a number that quotes it: the question of today stands, untouched."""
    couple = month_later(small, language)
    before = couple.shared.meeting
    couple.says("mentee", words)
    couple.sees("mentee", "checkin-day30", "checkin-rating")
    couple.taps("mentee", "report-held", "held")
    couple.sees("mentee", "common-stale-closed", "checkin-rating")
    couple.replies("mentee", "report-held", "1")
    couple.sees("mentee", "common-past", "checkin-rating")
    assert couple.shared.meeting == before
    assert confided(couple) == 0
    couple.says("mentee", "٤")
    assert couple.open("mentee") == "checkin-progress"


@pytest.mark.parametrize("language", EDITED)
def test_an_edited_answer_changes_nothing_by_itself(small: Database, language: str) -> None:
    """Who edits is told how to correct; the time that was put to the partner stays the same one."""
    couple = Mishaps(small, language)
    couple.agree()
    couple.says("mentee", "1")
    couple.says("mentee", "2")  # the advice that follows, for later
    meeting = couple.shared.meeting
    keys = couple.sends("mentee", "edited", text=EDITED[language])
    assert keys == ["common-edited"]
    assert couple.shared.meeting == meeting


def test_an_old_button_says_what_was_answered(couple: Mishaps) -> None:
    """A tap on the agreement that both have signed changes no word of it."""
    signed = couple.shared.agreement
    couple.taps("mentee", "agreement-purpose", "scale")
    couple.sees("mentee", "common-stale-settled", "times-choice")
    assert couple.shared.agreement == signed


@pytest.mark.parametrize("language", EDITED)
def test_an_old_button_when_nothing_is_open_says_what_was_answered_and_what_holds(
    small: Database, language: str
) -> None:
    """The agreement is signed, the time is fixed, nothing is asked: no menu, but how it stands."""
    couple = Mishaps(small, language)
    couple.confirm()
    couple.says("mentee", "2")  # the advice, for later
    assert couple.open("mentee") == ""
    before = couple.shared
    couple.taps("mentee", "agreement-rhythm", "weekly")
    couple.sees("mentee", "common-stale-settled", "agreement-text")
    couple.taps("mentee", "times-choice", "two")
    couple.sees("mentee", "common-stale-settled", "appointment-when", "appointment-wish")
    assert couple.shared == before
    assert "menu-choice" not in couple.keys("mentee")


def test_an_old_button_of_ones_profile_says_what_it_is_now(couple: Mishaps) -> None:
    """Whatever is open stays open; how to correct the profile is told."""
    couple.taps("mentee", "onboarding-stage", "idea")
    couple.sees("mentee", "common-stale-answered", "times-choice")


def test_an_old_menu_is_put_up_anew(small: Database) -> None:
    """What was chosen on it then is not done a second time, and nothing is called closed."""
    couple = Mishaps(small)
    couple.confirm()
    couple.says("mentee", "2", "menu", "6", "1")  # a pause, for two weeks
    couple.taps("mentee", "menu-choice", "pause")
    assert couple.keys("mentee") == ["common-stale-menu", "menu-choice"]


def test_an_old_button_of_the_same_questions_says_the_answer(small: Database) -> None:
    """Half-way through the agreement, a tap on its first question tells what was chosen."""
    couple = Mishaps(small)
    couple.meet()
    couple.says("mentee", "1", "1")
    couple.taps("mentee", "agreement-purpose", "scale")
    couple.sees("mentee", "common-stale-answered", "agreement-months")


def test_a_number_that_quotes_last_weeks_times_picks_none_of_todays(small: Database) -> None:
    """The second time of an old message is not the second one on the table now."""
    couple = Mishaps(small)
    couple.agree()
    couple.says("mentee", "aucun")
    couple.waits(minutes=10)
    fresh = couple.shared.meeting
    couple.replies("mentee", "times-choice", "2", place=0)
    couple.sees("mentee", "common-past", "times-choice")
    assert couple.shared.meeting == fresh
    couple.says("mentee", "2")
    assert couple.shared.meeting != fresh


def test_words_that_quote_the_open_question_answer_it(couple: Mishaps) -> None:
    """Replying to the very question is the most natural way to answer it."""
    couple.replies("mentee", "times-choice", "jeudi 18h")
    couple.sees("mentee", "common-noted", "pair-waiting_for_partner")
