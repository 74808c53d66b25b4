"""What somebody was in the middle of when their pair pauses or ends: kept, and gone on with."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from bot.attachments.enclosures import SOURCES
from bot.handlers import pairs
from bot.handlers.ledger import Ledger
from core.languages import LANGUAGES
from core.mentoring import events
from core.mentoring.side import SIDES as BOTH
from storage.database import Database
from storage.opening import open_database
from storage.schema import confidence
from tests.handlers.bad_input.mishaps import VOICE
from tests.handlers.couple import SIDES, Couple
from tests.handlers.test_relays import only_pair
from tests.handlers.test_voice import OFFICE, Overheard

FINISHED = tuple(events.Finished(side) for side in BOTH)


@pytest.fixture
def couple(database: Database) -> Couple:
    """Both have said that the first meeting was good; the mentee is in the first check-in."""
    made = Couple(database)
    made.hold()
    for side in SIDES:
        made.says(side, "1", "5", "4")
    for _ in range(8):
        if "checkin-rating" in made.keys("mentee"):
            break
        made.waits(days=1)
    made.says("mentee", "2")
    assert made.open("mentee") == "checkin-progress"
    return made


def confided(couple: Couple) -> list[tuple[str, int, str]]:
    """What the mentee confided, as (about, rating, reason)."""
    person = couple.person("mentee")
    asked = select(confidence).where(confidence.c.person_id == person).order_by(confidence.c.id)
    with couple.stage.database.read() as conn:
        return [(row.about, row.rating, row.reason) for row in conn.execute(asked)]


def happen(couple: Couple, *what: events.Event) -> None:
    """Something befalls the pair, out of anybody's turn."""
    for event in what:
        with couple.stage.database.begin() as conn:
            ledger = Ledger(conn, couple.stage.desk, couple.stage.clock())
            assert pairs.happen(ledger, only_pair(couple), event), event
            ledger.commit()


def test_a_partners_break_leaves_a_check_in_to_be_finished(couple: Couple) -> None:
    """Its answers stand, the next question stays, and the last answer counts during the break."""
    couple.says("mentor", "pause du mentorat", "1")
    couple.settle(hours=16)
    assert "pair-partner_paused" in couple.keys("mentee")
    assert couple.open("mentee") == "checkin-progress"
    assert "pair-checkin_noted" in couple.says("mentee", "1", "1", "passer")
    assert ("day7", 2, "moving") in confided(couple)
    assert couple.pair(only_pair(couple)).state == "paused"


def test_who_takes_a_break_themselves_is_asked_no_more(couple: Couple) -> None:
    """What they had answered of the check-in is kept."""
    assert "checkin-progress" not in couple.says("mentee", "pause du mentorat", "1")
    assert couple.open("mentee") == ""
    assert ("day7", 2, "") in confided(couple)


def test_a_partners_end_keeps_what_was_answered_of_a_check_in(couple: Couple) -> None:
    """The low rating reaches a coordinator although the last question was never answered."""
    couple.says("mentor", "terminer", "1", "passer")
    couple.settle(hours=16)
    assert "pair-ended" in couple.keys("mentee")
    assert couple.open("mentee") == "rematch-choice"
    assert ("day7", 2, "") in confided(couple)


def test_an_answer_given_before_the_end_was_told_still_counts(couple: Couple) -> None:
    """At night the mentor parts; the mentee finishes, and hears of it in the morning."""
    happen(couple, events.Dissolved())
    assert "pair-refused" not in couple.says("mentee", "1", "1", "passer")
    assert ("day7", 2, "moving") in confided(couple)


def test_the_last_reminder_does_not_outlive_the_silence(couple: Couple) -> None:
    """Whoever looks back at the end is not told afterwards that we wrote several times."""
    couple.says("mentee", "1", "1", "passer")
    for _ in range(40):
        if couple.open("mentee") == "breather-choice":
            break
        couple.waits(days=1)
    assert couple.open("mentee") == "breather-choice"
    happen(couple, *FINISHED)
    couple.drop("progress")
    couple.waits(days=3)
    assert couple.open("mentee") == "closing-rating"
    said = couple.says("mentee", "5", "1", "passer")
    assert "pair-closing_noted" in said
    assert "breather-choice" not in said


# -- thanks -------------------------------------------------------------------------------------


@pytest.fixture
def overheard(request: pytest.FixtureRequest, sqlite_url: str) -> Iterator[Overheard]:
    """The mentee at the word of thanks; in French, if nothing else is said."""
    database = open_database(sqlite_url)
    made = Overheard(database, getattr(request, "param", "fr"))
    made.confirm()
    happen(made, *FINISHED)
    made.waits(days=1)
    made.says("mentee", "5", "1")
    assert made.open("mentee") == "closing-thanks"
    yield made
    database.close()


@pytest.mark.parametrize("overheard", LANGUAGES, indirect=True)
def test_thanks_may_be_spoken_and_reach_the_other_as_they_are(overheard: Overheard) -> None:
    """The note itself goes along, even when the pair is over by then; no coordinator is called."""
    overheard.speaks("mentee")
    overheard.sees("mentee", "pair-closing_noted")
    happen(overheard, events.Closed("mentor", events.Confided("closing", 5)))
    overheard.settle(hours=16)
    overheard.sees("mentor", "pair-thanks_spoken")
    (message,) = (
        one
        for who, _, one in overheard.read
        if who == "mentor" and "pair-thanks_spoken" in {part.key for part in one.parts}
    )
    with overheard.stage.database.read() as conn:
        found = SOURCES["confided:"](conn, int(message.attach.removeprefix("confided:")))
    assert found is not None
    assert (found.kind, found.reference) == ("voice", VOICE)
    assert not [one for who, _, one in overheard.read if who == OFFICE]


def test_thanks_in_words_are_passed_on_as_before(overheard: Overheard) -> None:
    """Without a note there is nothing to enclose."""
    overheard.says("mentee", "Merci pour tout")
    overheard.settle(hours=16)
    assert "Merci pour tout" in overheard.text("mentor")
