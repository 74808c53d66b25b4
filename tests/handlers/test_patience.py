"""What waits to be said takes a day of the week's budget for as long as it is true, and no longer."""

from datetime import timedelta

import pytest

from bot.handlers import pair_effects
from bot.handlers.ledger import Ledger
from bot.handlers.patience import earliest
from bot.handlers.sayings import Said, speaks, standing
from core.duration import DAY
from core.mentoring.events import Countered, Wrote
from storage import mentorships, timers
from storage.codec import encode
from storage.database import Database
from tests.core.mentoring.stage import Stage, both
from tests.handlers.couple import Couple

QUIET = Said("tell", "partner_quiet")
NEWS = Said("tell", "goal_reviewed")
STALE = Said("ask", "closing")


@pytest.mark.parametrize(("line", "waits"), [(NEWS, True), (STALE, False)])
def test_what_is_not_true_any_more_gives_its_day_back(
    database: Database, line: Said, waits: bool
) -> None:
    """A week full of questions that nobody has to answer keeps no new one from being asked."""
    couple = Couple(database)
    made, person = couple.agree(), couple.person("mentee")
    couple.drop("progress")
    couple.waits(days=8)
    stage = couple.stage
    with stage.database.begin() as conn:
        ledger = Ledger(conn, stage.desk, stage.clock())
        free = earliest(ledger, person, "clock")
        for day in range(5):
            facts = {"mentorship": str(made), "said": encode([line]), "cause": "clock"}
            kind = f"pair:{made}.x.{day}"
            timers.set_timer(conn, person, kind, free + timedelta(days=day), facts=facts)
        later = earliest(ledger, person, "clock")
    assert (later > free) == waits


def test_nobody_is_called_silent_who_has_been_heard_of_since() -> None:
    """Whoever wrote, met, or has only a closing review to give is not silent when it is said."""
    stage = both(Stage()).days(15)
    assert standing(stage.pair, "mentor", [QUIET]) == [QUIET]
    stage.plays(Wrote("mentee"))
    assert standing(stage.pair, "mentor", [QUIET]) == []


def test_a_question_about_times_is_said_under_its_present_name() -> None:
    """The partner's proposal lapsed before it was read: the table of now is asked about instead."""
    stage = both(Stage())
    start = stage.pair.meeting.offered[0] if stage.pair.meeting else 0
    stage.plays(Countered("mentor", (start,)))
    offered = Said("ask", "times_offered", {"start1": start})
    recalled = Said("tell", "nudge_gentle", {"question": "times_offered"})
    assert standing(stage.pair, "mentee", [offered]) == [offered]
    stage.passes(stage.now + 6 * DAY)
    assert "times" in stage.open("mentee")
    assert standing(stage.pair, "mentee", [offered]) == [Said("ask", "times")]
    (present,) = standing(
        stage.pair, "mentee", [recalled, Said("tell", "nudge_smaller", recalled.facts)]
    )
    assert present == Said("tell", "nudge_smaller", {"question": "times"})


def test_what_is_only_taken_back_makes_no_message() -> None:
    """A withdrawn question is closed without a word."""
    assert not speaks([Said("withdraw", "times")])
    assert speaks([Said("withdraw", "times"), QUIET])


def test_nobody_is_reminded_of_what_they_have_not_been_asked(database: Database) -> None:
    """The question waits for its day; its reminder does not take another one, nor come before it."""
    couple = Couple(database)
    made, person = couple.agree(), couple.person("mentee")
    stage = couple.stage
    asked = next(one.key for one in couple.pair(made).mentee.questions)
    recall = Said("tell", "nudge_gentle", {"question": asked})
    with stage.database.begin() as conn:
        ledger = Ledger(conn, stage.desk, stage.clock())
        one = mentorships.load(conn, made)
        assert one is not None
        pair_effects.say(ledger, one, person, [Said("ask", asked)], "clock")
        before = len(timers.said(conn, person, ("pair",), stage.now))
        pair_effects.say(ledger, one, person, [recall], "clock")
        assert len(timers.said(conn, person, ("pair",), stage.now)) == before
        pair_effects.say(ledger, one, person, [QUIET], "clock")
        assert len(timers.said(conn, person, ("pair",), stage.now)) == before + 1
