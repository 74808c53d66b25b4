"""The pledge in its chain, through the real mentorships, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.handlers import pairs, promised, tracked
from bot.handlers.ledger import Ledger
from core.duration import DAY
from core.mentoring import pledge as rules
from core.mentoring.agreement import OPTIONS, TEXT_VERSION, Choices
from core.mentoring.events import Chose, Closed, Confided, Dissolved, Finished, Parted
from core.mentoring.member import Member
from core.mentoring.pledge import Pledge
from core.mentoring.side import SIDES
from storage import members, people, pool, promises, timers
from storage.arrivals import NEW_TALK
from storage.database import Database
from storage.timers import Due
from tests.handlers.stage import Stage

CHOICES = Choices(
    purpose=OPTIONS["purpose"][0],
    rhythm=OPTIONS["rhythm"][0],
    months=6,
    channel=OPTIONS["channel"][0],
    language="fr",
    confidentiality=True,
    conduct=True,
)

SOMEBODY = Member(
    "qualified",
    ("mentee",),
    name="Amal Idrissi",
    birth_year=1998,
    country="MA",
    timezone="Africa/Casablanca",
    pledge="sign",
    rules_version="2026-11",
)


class Circle:
    """People and their mentorships on one stage."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def joins(self, *, born: int | None = 1998, pledge: str = "sign") -> int:
        """A new member; their number."""
        with self.stage.database.begin() as conn:
            (person,) = people.add_people(conn, [NEW_TALK], self.stage.now)
            member = replace(SOMEBODY, birth_year=born, pledge=pledge)
            members.save(conn, person, member, self.stage.now)
        return person

    def begin(self, mentee: int, mentor: int) -> int:
        """Both said yes."""
        with self.stage.database.begin() as conn:
            first, second = members.load(conn, mentee), members.load(conn, mentor)
            assert first is not None
            assert second is not None
            ledger = Ledger(conn, self.stage.desk, self.stage.clock())
            made = pairs.begin(ledger, (mentee, first), (mentor, second), None)
            ledger.commit()
        return made

    def happens(self, mentorship: int, *events: object) -> None:
        with self.stage.database.begin() as conn:
            ledger = Ledger(conn, self.stage.desk, self.stage.clock())
            for event in events:
                assert pairs.happen(ledger, mentorship, event), event  # type: ignore[arg-type]
            ledger.commit()

    def complete(self, mentorship: int) -> None:
        """Signed, finished and closed by both."""
        self.happens(mentorship, *(Chose(side, CHOICES, TEXT_VERSION) for side in SIDES))
        self.stage.clock.wait(days=90)
        self.happens(mentorship, *(Finished(side) for side in SIDES))
        self.happens(mentorship, *(Closed(side, Confided()) for side in SIDES))

    def answers(self, person: int, event: str, **facts: int) -> bool:
        with self.stage.database.begin() as conn:
            ledger = Ledger(conn, self.stage.desk, self.stage.clock())
            taken = promised.act(ledger, event, facts, person)
            ledger.commit()
        return taken

    def pledge(self, person: int) -> Pledge:
        with self.stage.database.read() as conn:
            one = promises.of(conn, person)
        assert one is not None
        return one.pledge

    def waiting(self) -> set[int]:
        """Who is matched in a round, and counted where somebody reads their place."""
        with self.stage.database.read() as conn:
            return {one.id for one in pool.load(conn, self.stage.now).mentees}

    def figures(self) -> rules.Figures:
        with self.stage.database.read() as conn:
            return rules.figures([one.pledge for one in promises.every(conn)])


@pytest.fixture
def circle(database: Database) -> Circle:
    """Nobody yet."""
    return Circle(Stage(database))


def test_a_promise_begins_signed_and_is_due_at_completion(circle: Circle) -> None:
    """Signed in onboarding, due the moment the mentorship is completed."""
    mentee, mentor = circle.joins(), circle.joins(born=1970)
    made = circle.begin(mentee, mentor)
    assert circle.pledge(mentee).state == "signed"
    circle.complete(made)
    pledge = circle.pledge(mentee)
    assert pledge.state == "due"
    assert pledge.due_at == circle.stage.now


def test_the_first_younger_mentee_honours_it_and_begins_the_next_generation(circle: Circle) -> None:
    """A chain of two: honoured by the new mentorship, whose own promise is its child."""
    mentee, mentor = circle.joins(born=1990), circle.joins(born=1970)
    circle.complete(circle.begin(mentee, mentor))
    assert circle.answers(mentee, "propose")
    younger = circle.joins(born=2000)
    second = circle.begin(younger, mentee)
    honoured, child = circle.pledge(mentee), circle.pledge(younger)
    assert (honoured.state, honoured.honoured_by) == ("honoured", str(second))
    assert (child.parent, child.generation) == (honoured.id, 2)
    found = circle.figures()
    assert (found.due, found.honoured, found.depth, found.reproduction) == (1, 1, 1, 1.0)


def test_somebody_older_does_not_honour_it(circle: Circle) -> None:
    """The promise is to someone younger, as far as both years are known."""
    mentee, mentor = circle.joins(born=1990), circle.joins(born=1970)
    circle.complete(circle.begin(mentee, mentor))
    circle.begin(circle.joins(born=1985), mentee)
    assert circle.pledge(mentee).state == "due"


def test_who_has_completed_does_not_stand_in_the_waiting_list(circle: Circle) -> None:
    """Not before they look for somebody again; who ended early waits at once."""
    mentor = circle.joins(born=1970)
    done, early = circle.joins(), circle.joins()
    circle.complete(circle.begin(done, mentor))
    circle.happens(circle.begin(early, mentor), Dissolved())
    assert circle.waiting() & {done, early} == {early}
    with circle.stage.database.begin() as conn:
        timers.set_timer(conn, done, "seek", circle.stage.clock() + timedelta(days=7), tzdb="test")
    assert {done, early} <= circle.waiting()


def test_one_deferral_and_no_second(circle: Circle) -> None:
    """Deferred to a date, due again on it, and not put off twice."""
    mentee, mentor = circle.joins(), circle.joins(born=1970)
    circle.complete(circle.begin(mentee, mentor))
    until = circle.stage.now + 30 * DAY
    assert circle.answers(mentee, "defer", until=until)
    assert circle.pledge(mentee).state == "deferred"
    circle.stage.clock.wait(days=30, seconds=1)
    with circle.stage.database.begin() as conn:
        ledger = Ledger(conn, circle.stage.desk, circle.stage.clock())
        returned = promised.follow(ledger, mentee)
        assert returned is not None
        assert not promised.may_defer(ledger, mentee)
        due = Due(1, mentee, f"progress:pledge.{returned.mentorship_id}", ledger.now, {}, 0)
        asked = tracked.load(ledger, due)
        ledger.commit()
    assert asked is not None
    assert "pledge-again" in asked["parts"], "not the words of the first time"
    assert "may_defer" not in asked
    assert circle.pledge(mentee).state == "due"
    assert not circle.answers(mentee, "defer", until=circle.stage.now + 30 * DAY)


def test_a_mentorship_that_ends_early_leaves_the_promise_for_the_next_one(circle: Circle) -> None:
    """Nothing is due after a no-fault end; the next mentor becomes the parent."""
    mentee, mentor = circle.joins(), circle.joins(born=1970)
    made = circle.begin(mentee, mentor)
    circle.happens(made, Parted("mentee", Confided(reason="fit")))
    assert circle.pledge(mentee).state == "signed"
    other = circle.joins(born=1960)
    circle.complete(circle.begin(mentee, other))
    assert circle.pledge(mentee).state == "due"
    assert circle.figures().due == 1


def test_a_promise_without_a_signature_is_never_due(circle: Circle) -> None:
    """Who answered "later" is not held to it; a yes at the end signs it."""
    mentee, mentor = circle.joins(pledge="later"), circle.joins(born=1970)
    circle.complete(circle.begin(mentee, mentor))
    assert circle.pledge(mentee).state == "offered"
    assert circle.answers(mentee, "propose")
    assert circle.pledge(mentee).state == "proposing"


def test_the_date_of_a_promise_is_watched(circle: Circle) -> None:
    """A due promise has a timer for the day on which it lapses."""
    mentee, mentor = circle.joins(), circle.joins(born=1970)
    circle.complete(circle.begin(mentee, mentor))
    circle.stage.clock.wait(days=366)
    with circle.stage.database.begin() as conn:
        found: list[Due] = timers.due(conn, circle.stage.now, 500).due
    assert promised.TIMER in {due.kind for due in found if due.person_id == mentee}
