"""Where do we stand? Who, how often they have met, when next; then the question that is open."""

import pytest

from storage.database import Database
from tests.handlers.couple import Couple

ASKED = {"fr": "c'est qui mon mentor déjà ?", "en": "who is my mentor again?", "ar": "من هو موجهي؟"}


@pytest.fixture(params=sorted(ASKED))
def couple(request: pytest.FixtureRequest, database: Database) -> Couple:
    """Two people, in each language."""
    return Couple(database, request.param)


def test_a_pair_that_has_not_met_is_told_when_it_will(couple: Couple) -> None:
    """Before the first meeting: with whom, not yet, and the time that is fixed."""
    couple.confirm()
    keys = couple.says("mentee", ASKED[couple.language])
    assert keys[:3] == ["waiting-matched", "waiting-met", "appointment-when"]
    assert "Karim" in couple.text("mentee")


def test_meetings_that_took_place_are_counted(couple: Couple) -> None:
    """Once both have said so, it counts; the next one is not fixed yet."""
    made = couple.hold()
    for side in ("mentee", "mentor"):
        couple.says(side, "1", "5", "4")
    assert couple.pair(made).meetings_held == 1
    keys = couple.says("mentor", "combien de rencontres avons-nous eues ?")
    assert keys[:3] == ["waiting-matched", "waiting-met", "appointment-none"]


def test_what_is_asked_about_a_meeting_is_said_once(couple: Couple) -> None:
    """The look at one's meeting that was open is put away for the next look."""
    couple.confirm()
    couple.says("mentee", "when is my next meeting?")
    keys = couple.says("mentee", ASKED[couple.language])
    assert keys.count("appointment-when") == 1


def test_before_the_agreement_its_question_comes_next(couple: Couple) -> None:
    """Nothing is said of meetings as long as the two agree on how to work."""
    couple.meet()
    keys = couple.says("mentee", ASKED[couple.language])
    assert keys[0] == "waiting-matched"
    assert keys[-1] == "agreement-purpose"
    assert "waiting-met" not in keys
