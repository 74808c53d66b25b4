"""Published outcomes with what may be told of the pair: read at once, and of nobody who was erased."""

from sqlalchemy import event

from core.mentoring.member import Member
from core.mentoring.outcome import Outcome
from storage import cases, erasure, members, mentorships, people, results
from storage.arrivals import NEW_TALK
from storage.codec import encode
from storage.database import Database
from tests.core.mentoring.stage import Stage, both

NOW = 1_795_000_000_000
KEY = b"key"
CASE = Outcome("jobs", "mentee", NOW, state="published", grade=2, consents=("mentee", "mentor"))
AMAL = Member("qualified", ("mentee",), country="MA", region="08", city="zagora", sector="crafts")


def publish(database: Database, *profiles: Member | None) -> list[tuple[int, int]]:
    """A published case a mentee; None has no profile. The two of each pair, the mentee first."""
    pair, pairs = encode(both(Stage()).pair), []
    with database.begin() as conn:
        for profile in profiles:
            mentee, mentor = people.add_people(conn, [NEW_TALK, NEW_TALK], NOW)
            if profile is not None:
                members.save(conn, mentee, profile, NOW)
            made = mentorships.begin(conn, mentee, mentor, None, NOW, document=pair)
            results.add(conn, made, CASE, NOW)
            pairs.append((mentee, mentor))
    return pairs


def told(database: Database, since: int = NOW, until: int = NOW + 1) -> list[cases.Case]:
    """The cases of a period."""
    with database.read() as conn:
        return cases.published(conn, since, until)


def test_a_case_tells_a_region_and_a_trade(database: Database) -> None:
    """And whom a look at it concerns; of somebody without a profile there is neither."""
    first, second = publish(database, AMAL, None)
    assert [(one.region, one.sector, one.people) for one in told(database)] == [
        ("MA-08", "crafts", first),
        ("", "", second),
    ]
    assert told(database, NOW + 1, NOW + 2) == told(database, NOW - 1, NOW) == []


def test_however_many_cases_are_one_statement(database: Database) -> None:
    """A year's report does not ask for each of its cases."""
    publish(database, *[AMAL] * 20)
    asked: list[str] = []
    with database.read() as conn:
        event.listen(conn, "before_cursor_execute", lambda *given: asked.append(given[2]))
        assert len(cases.published(conn, NOW, NOW + 1)) == 20
    assert len(asked) == 1, asked


def test_what_is_left_of_somebody_erased_is_no_case(database: Database) -> None:
    """Whichever of the two it was."""
    (mentee, _), (_, mentor), kept = publish(database, AMAL, AMAL, AMAL)
    with database.begin() as conn:
        for person in (mentee, mentor):
            erasure.erase(conn, person, KEY, NOW, keep=())
    assert [one.people for one in told(database)] == [kept]
