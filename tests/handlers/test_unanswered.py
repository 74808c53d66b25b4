"""A time that somebody proposed and that nobody answered: they hear of it before, and may go on."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.handlers.ledger import Ledger
from bot.handlers.pairs import happen
from bot.handlers.sayings import Said, standing
from core.duration import DAY, HOUR
from core.mentoring.events import Countered, Paused
from core.mentoring.meeting import begins
from core.mentoring.pair import NUDGES
from core.mentoring.side import SIDES, Side, other
from storage.database import Database
from tests.core.mentoring.stage import Stage, both
from tests.handlers.couple import Couple

UNANSWERED = "pair-time_unanswered"


@pytest.fixture
def waiting(database: Database) -> tuple[Couple, int]:
    """A pair whose mentee proposed a Friday evening to a mentor who says nothing; the mentorship."""
    couple = Couple(database)
    made = couple.agree()
    couple.drop("progress")
    couple.says("mentee", "vendredi à 17h30")
    couple.read.clear()
    return couple, made


def proposed(couple: Couple, made: int) -> int:
    """What the mentee proposed, in milliseconds UTC."""
    meeting = couple.pair(made).meeting
    assert meeting is not None
    return max(meeting.mentee_fine)


def read(couple: Couple, side: str, key: str) -> list[int]:
    """When this side read these words."""
    return [
        at
        for to, at, message in couple.read
        if to == side and any(part.key == key for part in message.parts)
    ]


def test_whoever_proposed_hears_that_nothing_is_fixed_and_proposes_again(
    waiting: tuple[Couple, int],
) -> None:
    """By day, before the time; a digit proposes another, and the silent one's yes fixes it."""
    couple, made = waiting
    start = proposed(couple, made)
    couple.waits(milliseconds=start - couple.stage.now)
    (told,) = read(couple, "mentee", UNANSWERED)
    assert told < start
    assert 9 <= datetime.fromtimestamp(told / 1000, ZoneInfo("Africa/Casablanca")).hour < 20
    assert "17" in couple.text("mentee")
    assert couple.open("mentee") == "move-choice"
    assert couple.options("mentee") == ["start1", "start2", "start3", "keep"]
    assert not read(couple, "mentor", UNANSWERED)
    assert "pair-waiting_for_partner" in couple.says("mentee", "1")
    assert "times-partner" in couple.keys("mentor")
    assert "pair-meeting_confirmed" in couple.says("mentor", "d'accord")
    assert couple.pair(made).meeting.state == "confirmed"


def test_nothing_more_is_sent_to_the_silent_one(waiting: tuple[Couple, int]) -> None:
    """They read the reminders of the ladder, and no question anew because a time went by."""
    couple, made = waiting
    couple.waits(milliseconds=proposed(couple, made) + 4 * DAY - couple.stage.now)
    said = [part.key for to, _, message in couple.read if to == "mentor" for part in message.parts]
    nudges = [key for key in said if key.startswith("pair-")]
    assert set(nudges) <= {"pair-nudge_gentle", "pair-nudge_smaller"}
    assert len(nudges) == len(set(nudges)) == said.count("times-choice")
    assert len(read(couple, "mentee", UNANSWERED)) == 1


def test_who_would_rather_wait_leaves_it_as_it_is(waiting: tuple[Couple, int]) -> None:
    """The other still has times to choose from, and hears nothing of it."""
    couple, made = waiting
    couple.waits(milliseconds=proposed(couple, made) - couple.stage.now)
    couple.read.clear()
    assert couple.says("mentee", "4")[0] == "move-kept"
    assert not any(to == "mentor" for to, _, _ in couple.read)
    assert couple.pair(made).mentor.asked("times")


def test_a_time_of_ones_own_may_be_proposed_too(waiting: tuple[Couple, int]) -> None:
    """In words, as everywhere, and by "the same hour" too."""
    couple, made = waiting
    start = proposed(couple, made)
    couple.waits(milliseconds=start - couple.stage.now)
    couple.says("mentee", "lundi même heure")
    assert proposed(couple, made) == start + 3 * DAY


def test_who_left_all_reminders_unanswered_is_not_proposed_to_on_our_advice(
    waiting: tuple[Couple, int],
) -> None:
    """From then on the ladder leads to a human: whoever proposes is told, and offered nothing."""
    couple, made = waiting
    while couple.pair(made).mentor.rung < NUDGES:
        couple.waits(days=1)
    couple.settle(milliseconds=1)
    with couple.stage.database.begin() as conn:
        ledger = Ledger(conn, couple.stage.desk, couple.stage.clock())
        start = couple.stage.now + 3 * DAY
        assert happen(ledger, made, Countered("mentee", (start,)))
        ledger.commit()
    couple.says("mentee", "plus tard")
    couple.read.clear()
    couple.waits(milliseconds=start + DAY - couple.stage.now)
    (at,) = read(couple, "mentee", UNANSWERED)
    said = [
        part
        for to, one, read_ in couple.read
        if (to, one) == ("mentee", at)
        for part in read_.parts
    ]
    assert said[0].facts["alone"] == 1
    assert not any(part.options for part in said)


def test_the_time_that_went_by_is_not_offered_again(database: Database) -> None:
    """Of a table of which one was chosen the others are left."""
    couple = Couple(database)
    made = couple.agree()
    couple.drop("progress")
    couple.says("mentee", "1")
    start = proposed(couple, made)
    couple.waits(milliseconds=start - couple.stage.now)
    assert couple.keys("mentee")[-2:] == [UNANSWERED, "move-choice"]
    assert couple.options("mentee") == ["start1", "start2", "keep"]
    couple.says("mentee", "1")
    assert proposed(couple, made) > start


@pytest.mark.parametrize("side", SIDES)
def test_it_is_not_said_any_more_once_there_is_an_answer(side: Side) -> None:
    """The other proposed in turn, they proposed anew themselves, or it stands still."""
    line = Said("tell", "time_unanswered", {"start": 1})
    for event, stands in (
        (Countered(other(side), (0,)), False),
        (Countered(side, (0,)), False),
        (Paused(side, 0), False),
        (None, True),
    ):
        stage = both(Stage())
        start = stage.now + 4 * DAY
        stage.plays(Countered(side, (start,))).passes(start - DAY)
        match event:
            case Countered(by, _):
                stage.plays(Countered(by, (stage.now + 4 * DAY,)))
            case Paused(by, _):
                stage.plays(Paused(by, stage.now + 9 * DAY))
        assert bool(standing(stage.pair, side, [line])) == stands


def test_an_answer_in_time_spares_them_the_words(waiting: tuple[Couple, int]) -> None:
    """The reminder brings the yes, and the meeting is fixed."""
    couple, made = waiting
    start = proposed(couple, made)
    couple.waits(milliseconds=start - DAY - HOUR - couple.stage.now)
    couple.says("mentor", "d'accord")
    couple.waits(days=1)
    assert begins(couple.pair(made).meeting) == start
    assert not read(couple, "mentee", UNANSWERED)
