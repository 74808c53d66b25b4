"""What happens to a proposal: seats, siblings, silence, people who leave, races."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import select

from bot.handlers import proposals as acts
from bot.handlers.ledger import Ledger
from core.matching.proposal import EXPIRY, Event, State
from core.mentoring.member import Member
from storage import erasure, exclusions, members, mentorships, proposals
from storage.opening import open_database
from storage.proposals import NewProposal
from storage.schema import event, timer
from tests.handlers.stage import Stage

MENTEE = Member(state="qualified", roles=("mentee",), name="Salma Idrissi", country="MA")
MENTOR = Member(state="qualified", roles=("mentor",), name="Karim Alaoui", country="FR", capacity=1)


class Programme:
    """People with profiles on a stage, and proposals between them."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def join(self, address: str, member: Member) -> int:
        """Somebody with this profile; their id."""
        self.stage.says(address, "hello")
        person = self.stage.person(address)
        assert person is not None
        with self.stage.database.begin() as conn:
            members.save(conn, person, member, self.stage.now)
        return person

    def propose(self, mentee: int, *mentors: int) -> list[int]:
        """Show these mentors to a mentee; the proposals' ids."""
        with self.stage.database.begin() as conn:
            rows = [
                NewProposal(mentee, mentor, rank, 0, {}, "test")
                for rank, mentor in enumerate(mentors)
            ]
            return proposals.add(conn, rows, self.stage.now)

    def do(self, proposal: int, what: Event, by: int, **facts: str | list[str]) -> bool:
        """Let somebody act."""
        with self.stage.database.begin() as conn:
            ledger = Ledger(conn, self.stage.desk, self.stage.clock())
            done = acts.act(ledger, proposal, what, by=by, facts=facts)
            ledger.commit()
            return done

    def states(self, *ids: int) -> list[State]:
        """Their states."""
        with self.stage.database.read() as conn:
            found = [proposals.load(conn, one) for one in ids]
        return [one.state for one in found if one is not None]

    def waking(self, person: int) -> list[str]:
        """The kinds of timers that wait for somebody."""
        with self.stage.database.read() as conn:
            rows = conn.execute(
                select(timer.c.kind)
                .where(timer.c.person_id == person, timer.c.state == "waiting")
                .order_by(timer.c.id)
            )
            return [kind.partition(":")[0] for kind in rows.scalars()]

    def pairs(self, person: int) -> list[tuple[int | None, int | None]]:
        """Running mentorships of somebody."""
        with self.stage.database.read() as conn:
            return [(one.mentee_id, one.mentor_id) for one in mentorships.of(conn, person)]

    def apart(self) -> dict[tuple[int, int], str]:
        """Who is kept apart, and why."""
        with self.stage.database.read() as conn:
            return {pair: why for pair, (why, _) in
                    exclusions.standing(conn, self.stage.now).items()}  # fmt: skip


@pytest.fixture
def programme(stage: Stage) -> Programme:
    """Nobody yet."""
    return Programme(stage)


def test_both_say_yes_and_the_siblings_are_withdrawn(programme: Programme) -> None:
    """The first acceptance makes the pair; the other proposals of the mentee are over."""
    salma = programme.join("salma", MENTEE)
    karim, driss = programme.join("karim", MENTOR), programme.join("driss", MENTOR)
    first, second = programme.propose(salma, karim, driss)

    assert programme.do(first, "choose", salma, introduction=["a", "b", "c"])
    assert programme.do(first, "accept", karim)

    assert programme.states(first, second) == ["accepted", "superseded"]
    assert programme.pairs(salma) == [(salma, karim)]
    assert "pair" in programme.waking(salma)
    assert "pair" in programme.waking(karim)


def test_no_contact_details_before_anybody_agreed(programme: Programme) -> None:
    """Neither in the introduction nor in a question or its answer; the rest is told."""
    salma, karim = programme.join("salma", MENTEE), programme.join("karim", MENTOR)
    (one,) = programme.propose(salma, karim)
    lines = ["Une épicerie, 06 61 23 45 67", "salma@example.ma", "Quand ?"]
    assert programme.do(one, "choose", salma, introduction=lines)
    assert programme.do(one, "question", karim, question="Appelez-moi au +212 661 234 567 ?")
    assert programme.do(one, "answer", salma, answer="t.me/salma_b, merci")
    with programme.stage.database.read() as conn:
        found = proposals.load(conn, one)
    assert found is not None
    assert tuple(found.introduction) == ("Une épicerie, …", "…", "Quand ?")
    assert (found.question, found.answer) == ("Appelez-moi au … ?", "… merci")


def test_an_open_request_holds_the_seat(programme: Programme) -> None:
    """A mentor with one place is asked by one person at a time."""
    salma, hind = programme.join("salma", MENTEE), programme.join("hind", MENTEE)
    karim = programme.join("karim", MENTOR)
    (first,) = programme.propose(salma, karim)
    (second,) = programme.propose(hind, karim)

    programme.do(first, "choose", salma)
    programme.do(second, "choose", hind)

    assert programme.states(first, second) == ["sent", "full"]
    assert programme.waking(hind) == ["proposal_full"]


def test_the_last_seat_closes_the_other_requests(programme: Programme) -> None:
    """When capacity shrank meanwhile, the acceptance of one tells the other kindly."""
    salma, hind = programme.join("salma", MENTEE), programme.join("hind", MENTEE)
    karim = programme.join("karim", MENTOR.__class__(**{**fields(MENTOR), "capacity": 2}))
    (first,) = programme.propose(salma, karim)
    (second,) = programme.propose(hind, karim)
    programme.do(first, "choose", salma)
    programme.do(second, "choose", hind)
    with programme.stage.database.begin() as conn:
        members.save(conn, karim, MENTOR, programme.stage.now)

    programme.do(first, "accept", karim)

    assert programme.states(first, second) == ["accepted", "full"]
    assert "proposal_full" in programme.waking(hind)


def fields(member: Member) -> dict[str, object]:
    """A member as keyword arguments."""
    return {name: getattr(member, name) for name in Member.__dataclass_fields__}


def test_nobody_acts_for_somebody_else(programme: Programme) -> None:
    """A mentee cannot accept for the mentor, nor a stranger for either."""
    salma, hind = programme.join("salma", MENTEE), programme.join("hind", MENTEE)
    karim = programme.join("karim", MENTOR)
    (first,) = programme.propose(salma, karim)
    programme.do(first, "choose", salma)

    assert not programme.do(first, "accept", salma)
    assert not programme.do(first, "accept", hind)
    assert programme.states(first) == ["sent"]


def test_a_second_answer_changes_nothing(programme: Programme) -> None:
    """Declined is declined; a later tap is told that it is past, and written down."""
    salma, karim = programme.join("salma", MENTEE), programme.join("karim", MENTOR)
    (first,) = programme.propose(salma, karim)
    programme.do(first, "choose", salma)
    programme.do(first, "decline", karim, reason="time", reason_line="busy")

    assert not programme.do(first, "accept", karim)
    assert programme.states(first) == ["declined"]
    assert "request_past" in programme.waking(karim)
    with programme.stage.database.read() as conn:
        rules = conn.execute(select(event.c.rule)).scalars().all()
    assert "proposal:refused:accept" in rules


def test_a_decline_keeps_the_two_apart_for_a_while(programme: Programme) -> None:
    """The reason stays with the programme; the pair is not proposed again before its time."""
    salma, karim = programme.join("salma", MENTEE), programme.join("karim", MENTOR)
    (first,) = programme.propose(salma, karim)
    programme.do(first, "choose", salma)
    programme.do(first, "decline", karim, reason="time", reason_line="busy")

    assert programme.apart() == {(min(salma, karim), max(salma, karim)): "declined"}
    programme.stage.clock.wait(days=91)
    assert programme.apart() == {}


def test_three_days_of_silence_move_on(programme: Programme) -> None:
    """The clock ends the wait, and the mentee is told."""
    salma, karim = programme.join("salma", MENTEE), programme.join("karim", MENTOR)
    (first,) = programme.propose(salma, karim)
    programme.do(first, "choose", salma)

    programme.stage.fall_due(milliseconds=EXPIRY + 60_000)

    assert programme.states(first) == ["expired"]


def test_a_mentor_who_says_stop_frees_the_mentee_at_once(programme: Programme) -> None:
    """Nobody waits three days for somebody who no longer reads us."""
    salma, karim = programme.join("salma", MENTEE), programme.join("karim", MENTOR)
    (first,) = programme.propose(salma, karim)
    programme.do(first, "choose", salma)

    programme.stage.says("karim", "stop")

    assert programme.states(first) == ["withdrawn"]
    assert "proposal_gone" in programme.waking(salma)


def test_a_question_begins_the_three_days_anew(programme: Programme) -> None:
    """The wait counts from the mentee's answer."""
    salma, karim = programme.join("salma", MENTEE), programme.join("karim", MENTOR)
    (first,) = programme.propose(salma, karim)
    programme.do(first, "choose", salma)
    programme.stage.clock.wait(hours=70)
    programme.do(first, "question", karim, question="Since when?")
    programme.do(first, "answer", salma, answer="2024")

    programme.stage.fall_due(hours=10)

    assert programme.states(first) == ["sent"]
    programme.stage.fall_due(hours=63)
    assert programme.states(first) == ["expired"]


def test_a_late_yes_is_still_a_yes(programme: Programme) -> None:
    """After the three days, if both are free."""
    salma, karim = programme.join("salma", MENTEE), programme.join("karim", MENTOR)
    (first,) = programme.propose(salma, karim)
    programme.do(first, "choose", salma)
    programme.stage.fall_due(milliseconds=EXPIRY + 1)

    assert programme.do(first, "accept", karim)
    assert programme.pairs(karim) == [(salma, karim)]


@pytest.mark.parametrize("state", ["paused", "left"])
def test_a_mentor_who_pauses_frees_the_mentee(programme: Programme, state: str) -> None:
    """Their open requests are closed and the mentee goes on."""
    salma, karim = programme.join("salma", MENTEE), programme.join("karim", MENTOR)
    (first,) = programme.propose(salma, karim)
    programme.do(first, "choose", salma)
    with programme.stage.database.begin() as conn:
        ledger = Ledger(conn, programme.stage.desk, programme.stage.clock())
        away = Member(**{**fields(MENTOR), "state": state})
        members.save(conn, karim, away, ledger.now)
        acts.follow_profile(ledger, karim, away)
        ledger.commit()

    assert programme.states(first) == ["withdrawn"]
    assert "proposal_gone" in programme.waking(salma)


def test_an_erased_mentor_leaves_no_words(programme: Programme) -> None:
    """That there was a proposal stays; who it was with and what was said goes."""
    salma, karim = programme.join("salma", MENTEE), programme.join("karim", MENTOR)
    (first,) = programme.propose(salma, karim)
    programme.do(first, "choose", salma, introduction=["secret plans", "b", "c"])
    with programme.stage.database.begin() as conn:
        ledger = Ledger(conn, programme.stage.desk, programme.stage.clock())
        acts.leave(ledger, karim)
        ledger.commit()
        erasure.erase(conn, karim, programme.stage.desk.key, programme.stage.now)
    with programme.stage.database.read() as conn:
        found = proposals.load(conn, first)

    assert found is not None
    assert (found.state, found.mentor_id, found.introduction) == ("withdrawn", None, ())
    assert "proposal_gone" in programme.waking(salma)


def test_fewer_seats_take_back_the_newest_request(programme: Programme) -> None:
    """Capacity down: open requests go, newest first (matching §4)."""
    salma, hind = programme.join("salma", MENTEE), programme.join("hind", MENTEE)
    karim = programme.join("karim", Member(**{**fields(MENTOR), "capacity": 2}))
    (first,) = programme.propose(salma, karim)
    (second,) = programme.propose(hind, karim)
    programme.do(first, "choose", salma)
    programme.stage.clock.wait(minutes=1)
    programme.do(second, "choose", hind)
    with programme.stage.database.begin() as conn:
        ledger = Ledger(conn, programme.stage.desk, programme.stage.clock())
        acts.follow_profile(ledger, karim, MENTOR)
        ledger.commit()

    assert programme.states(first, second) == ["sent", "full"]


def test_after_three_mentors_a_coordinator_helps(programme: Programme) -> None:
    """The third decline opens an alert."""
    salma = programme.join("salma", MENTEE)
    for number in range(3):
        mentor = programme.join(f"m{number}", MENTOR)
        (one,) = programme.propose(salma, mentor)
        programme.do(one, "choose", salma)
        programme.do(one, "decline", mentor, reason="time")
    with programme.stage.database.read() as conn:
        alerts = conn.exec_driver_sql("SELECT kind, person_id FROM alert").all()

    assert [tuple(row) for row in alerts] == [("unmatched", salma)]


def test_the_last_seat_is_given_once(
    database_url: str, race: Callable[[Callable[[], None], Callable[[], None]], None]
) -> None:
    """Two acceptances for one place at the same moment make exactly one pair."""
    database = open_database(database_url)
    programme = Programme(Stage(database))
    karim = programme.join("karim", Member(**{**fields(MENTOR), "capacity": 2}))
    mentees = [programme.join(name, MENTEE) for name in ("salma", "hind")]
    asked = [programme.propose(one, karim)[0] for one in mentees]
    for one, mentee in zip(asked, mentees, strict=True):
        programme.do(one, "choose", mentee)
    with database.begin() as conn:
        members.save(conn, karim, MENTOR, programme.stage.now)

    race(*(lambda one=one: programme.do(one, "accept", karim) for one in asked))

    assert sorted(programme.states(*asked)) == ["accepted", "full"]
    assert len(programme.pairs(karim)) == 1
    database.close()


def test_two_mentors_say_yes_at_once(
    database_url: str, race: Callable[[Callable[[], None], Callable[[], None]], None]
) -> None:
    """A mentee who asked two has one mentor, and the other is told kindly."""
    database = open_database(database_url)
    programme = Programme(Stage(database))
    salma = programme.join("salma", MENTEE)
    mentors = [programme.join(name, MENTOR) for name in ("karim", "driss")]
    asked = programme.propose(salma, *mentors)
    for one in asked:
        programme.do(one, "choose", salma)

    race(
        *(
            lambda one=one, by=by: programme.do(one, "accept", by)
            for one, by in zip(asked, mentors, strict=True)
        )
    )

    assert sorted(programme.states(*asked)) == ["accepted", "superseded"]
    assert len(programme.pairs(salma)) == 1
    database.close()


@pytest.fixture
def race() -> Callable[..., None]:
    """Run both at once, in threads that start together; either's failure fails the test."""

    def run(*works: Callable[[], object]) -> None:
        barrier = threading.Barrier(len(works))
        failures: list[BaseException] = []

        def start(work: Callable[[], object]) -> None:
            barrier.wait(10)
            try:
                work()
            except BaseException as error:  # noqa: BLE001 - reported below
                failures.append(error)

        threads = [threading.Thread(target=start, args=(work,)) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert not failures, failures

    return run
