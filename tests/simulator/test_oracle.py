"""The oracle of the simulator: whatever promise is broken on purpose, it says so."""

import dataclasses
import json
from datetime import timedelta

import msgspec
import pytest
from msgspec import structs
from sqlalchemy import text

from bot.handlers import message
from core.conversation.effects import Act, SaveMember, Send
from core.conversation.message import Message, Part
from core.conversation.update import Text
from core.duration import DAY
from core.mentoring import pledge
from core.mentoring.appointment import at_instant
from core.mentoring.availability import Week
from core.mentoring.meeting import Meeting
from core.mentoring.mentorship import open_pair
from simulator.cohort import simulate
from simulator.courier import ACCOUNTS
from simulator.measures import Measures
from simulator.oracle import RULES, Oracle
from simulator.phone import Type
from simulator.provider import Provider
from simulator.remains import remains
from simulator.trace import Trace
from simulator.weather import WEATHERS, Skies
from simulator.world import World
from storage import mentorships, meta, outbox, people, promises
from storage.codec import encode
from storage.outbox import OwedRow


class Spoiled:
    """A world in which something is deliberately wrong, and what the oracle says of it."""

    def __init__(self, spoil=lambda desk: desk, **world):
        self.oracle = Oracle()
        self.world = World(desk=lambda desk: self.oracle.listen(spoil(desk)), **world)
        self.oracle.attend(self.world)
        self.phone = self.world.add_phone("whatsapp", "+212611000105", locale="fr")
        self.types("Bonjour")

    def types(self, *lines):
        for line in lines:
            self.world.do(self.phone, Type(line))
        return self

    def waits(self, **span):
        self.world.advance(timedelta(**span))
        return self

    def runs(self, statement):
        with self.world.database.begin() as conn:
            conn.execute(text(statement), {"now": self.world.clock.now})
        self.world._waiting = None
        return self

    def broken(self):
        self.oracle.conclude()
        self.world.close()
        return set(self.oracle.findings.violations)


def changed(turn, **values):
    """The turn with a talk that has these values instead."""
    talk = msgspec.structs.replace(turn.talk, **values)
    return type(turn)(talk, turn.effects, turn.wake_at)


def deciding(change):
    """A desk whose every decision goes through `change`."""

    def spoil(desk):
        def take_turn(talk, update, **given):
            return change(desk.take_turn(talk, update, **given))

        return dataclasses.replace(desk, take_turn=take_turn)

    return spoil


def lost_webhook():
    """An event of which no inbox row is made."""
    spoiled = Spoiled()
    spoiled.world.provider.bring = lambda _: []
    return spoiled.types("1")


def poisoned_letter():
    """A letter that no decision survives."""

    def fail(_):
        raise RuntimeError

    return Spoiled(deciding(fail)).waits(days=2)


def event_with_two_names():
    """The provider's second delivery that our unique key does not recognise."""

    class Renaming(Provider):
        def bring(self, arrival):
            return [arrival, dataclasses.replace(arrival, event_id=f"{arrival.event_id}a")]

    spoiled = Spoiled()
    spoiled.world.provider = Renaming(Skies(WEATHERS["calm"], 0))
    return spoiled.types("1")


def talk_behind_its_back():
    """A stored talk with a version that nobody decided."""
    spoiled = Spoiled()
    with spoiled.world.database.begin() as conn:
        talk, version = people.load_talk(conn, 1)
        people.save_talks(conn, [(1, talk, version, 0)], spoiled.world.clock.now)
    return spoiled.types("1")


def decision_by_chance():
    """A decision that comes out differently when it is made again."""
    return Spoiled(deciding(lambda turn: changed(turn, paused_until=1)))


def said_again():
    """A message that is sent again without any doubt about its outcome."""
    return Spoiled().runs("UPDATE outbox SET state = 'pending'").waits(hours=1)


def accepted_by_nobody():
    """A message written off as accepted that was never handed over."""
    spoiled = Spoiled().types("1").waits(days=4)
    return spoiled.runs("UPDATE outbox SET state = 'accepted' WHERE state = 'held'")


def never_ended():
    """A message that stays under way for ever."""
    return Spoiled().runs("UPDATE outbox SET state = 'sending'")


def outcome_forgotten():
    """A message that reached a screen while its row says that it still waits."""
    spoiled = Spoiled()
    spoiled.world.watch.insert(0, lambda _: spoiled.runs("UPDATE outbox SET state = 'held'"))
    return spoiled.types("1")


def words_after_stop():
    """Somebody who goes on talking to who said STOP."""
    return Spoiled(deciding(lambda turn: changed(turn, stopped=False))).types("stop", "Bonjour")


def younger_first():
    """Two messages to one person in the wrong order."""
    spoiled = Spoiled().types("1", "1")
    return spoiled.runs(
        "UPDATE outbox SET state = 'pending', unknowns = 0, body = (SELECT body FROM outbox"
        " ORDER BY id DESC LIMIT 1) WHERE id = (SELECT min(id) FROM outbox)"
    ).waits(hours=1)


def words_after_24_hours():
    """A sender that forgot the provider's rule."""
    spoiled = Spoiled().types("1")
    spoiled.phone.heard_at -= 24 * 3_600_000
    return spoiled.waits(hours=23)


def woken_early():
    """A reminder a day before its time."""
    spoiled = Spoiled().types("1")
    return spoiled.runs("UPDATE person SET wake_at = :now + 3600000").waits(hours=2)


def timer_late():
    """A pause that ends an hour too late."""
    spoiled = Spoiled().types("1", "pause", "1")
    spoiled.runs("UPDATE timer SET due_at = :now - 3600000 WHERE state = 'waiting'")
    return spoiled.waits(hours=1)


def reminder_in_the_night():
    """Words nobody asked for at three in the morning."""
    spoiled = Spoiled(
        lambda desk: dataclasses.replace(
            desk, book=dataclasses.replace(desk.book, zone=lambda _: "Pacific/Auckland")
        )
    )
    spoiled.oracle._book = dataclasses.replace(
        spoiled.oracle._book, zone=lambda _: "Africa/Casablanca"
    )
    return spoiled.types("1").waits(days=1)


def seven_answers():
    """One message, seven answers."""
    return Spoiled(deciding(lambda turn: type(turn)(turn.talk, turn.effects * 7, turn.wake_at)))


def profile_without_consent():
    """Answers kept of somebody who has not agreed."""
    return Spoiled(deciding(lambda turn: changed(turn, profile={"name": "Amal"})))


def erased(spoiled):
    """Somebody who became known and refused, long ago."""
    return spoiled.types("2").waits(days=2)


def address_in_free_pages():
    """A database that only forgets where the erased bytes lie, and is never written anew."""
    spoiled = Spoiled()
    spoiled.oracle._compact = lambda *_: None
    with spoiled.world.database.unbound() as conn:
        conn.execute(text("PRAGMA secure_delete = OFF"))
    return erased(spoiled)


def erased_member_in_free_pages():
    """The same of a member, whose three days end by a timer."""
    spoiled = Spoiled()
    spoiled.oracle._compact = lambda *_: None
    with spoiled.world.database.unbound() as conn:
        conn.execute(text("PRAGMA secure_delete = OFF"))
    return spoiled.types("1", "effacer mes données", "1").waits(days=4)


def words_after_an_erasure():
    """Somebody whose three days are over, and who is written to all the same."""
    return written_to(Spoiled().types("1", "effacer mes données", "1").waits(days=4))


def written_to(spoiled):
    """A message to the phone that nobody's letter asked for."""
    body = encode(Message("fr", (Part("common-human"),)))
    with spoiled.world.database.begin() as conn:
        row = OwedRow(
            "9:0", None, None, "whatsapp", ACCOUNTS["whatsapp"], spoiled.phone.address, body
        )
        outbox.owe(conn, [row], spoiled.world.clock.now)
    spoiled.world._waiting = None
    return spoiled.waits(hours=1)


def address_in_a_note():
    """A copy of the address in a table that the erasure does not know."""
    spoiled = erased(Spoiled())
    with spoiled.world.database.begin() as conn:
        meta.remember(conn, "note", f"call {spoiled.phone.address}")
    return spoiled


def reading_nobody_told():
    """A value of a goal that no report brought."""
    return Spoiled().runs(
        "INSERT INTO goal (mentorship_id, proposed_by, goal, readings)"
        """ VALUES (1, 'mentor', '{"topic": "x"}', '[{"value": "5"}]')"""
    )


def level_nobody_gave():
    """A skill that was rated by nobody."""
    return Spoiled().runs(
        "INSERT INTO skill_rating (mentorship_id, rater, moment, skill, level)"
        " VALUES (1, 'mentee', 't0', 'finance', 4)"
    )


def claim_nobody_made():
    """An outcome that nobody reported."""
    return Spoiled().runs("INSERT INTO outcome (mentorship_id, kind) VALUES (1, 'first_sale')")


def pair_without_history():
    """A pair that ended well, and nothing ever happened to it."""
    return Spoiled().runs(
        "INSERT INTO mentorship (mentee_id, mentor_id, state, ended_at)"
        " VALUES (1, NULL, 'completed', :now)"
    )


def acceptance_without_history():
    """A mentor's yes that is in the figures and in nobody's history."""
    return (
        Spoiled()
        .runs(
            "INSERT INTO proposal (mentee_id, mentor_id, rank, state, asked_at)"
            " VALUES (1, 2, 1, 'shown', 1), (1, 2, 1, 'shown', 1)"
        )
        .runs(
            "INSERT INTO event (person_id, at, rule, data)"
            " VALUES (1, 1, 'proposal:accept', '{\"proposal\":\"1\"}')"
        )
    )


def promise_without_history():
    """A promise that is kept, and nobody saw it kept."""
    spoiled = Spoiled()
    kept = dataclasses.replace(pledge.begin("", 0), state="honoured")
    with spoiled.world.database.begin() as conn:
        promises.add(conn, 1, 1, kept, 0)
    return spoiled


def batch_lost_to_one():
    """Two people write at one moment; our code fails one of them, and leaves both lying."""

    def spoil(desk):
        def take_turn(talk, update, **given):
            if update.content == Text("boom"):
                raise RuntimeError
            return desk.take_turn(talk, update, **given)

        return dataclasses.replace(desk, take_turn=take_turn)

    spoiled = Spoiled(spoil)
    world = spoiled.world
    other = world.add_phone("whatsapp", "+212611000106", locale="fr")

    def step():
        try:
            with world.database.begin() as conn:
                return message.handle_batch(conn, world.desk, 256)
        except message.TurnFailed:
            return 0

    world._worker.step = step
    world._cycle(((spoiled.phone, Type("boom")), (other, Type("Bonjour"))))
    return spoiled


def timer_given_up():
    """Something due that raised five times and is not tried any more."""

    def spoil(desk):
        def take_due(*_, **__):
            raise RuntimeError

        return dataclasses.replace(desk, take_due=take_due)

    return Spoiled(spoil).types("1", "pause", "1").waits(days=40)


OFFICE = "telegram", ACCOUNTS["telegram"], "-1001"


def number_in_the_office():
    """A member's number in the coordinators' chat, where a number of ours would do."""
    spoiled = Spoiled(coordinators=OFFICE)
    told = Message("fr", (Part("waiting-chosen", {"name": "+212611000105"}),))
    with spoiled.world.database.begin() as conn:
        outbox.owe(
            conn, [OwedRow("a:0", None, None, *OFFICE, encode(told))], spoiled.world.clock.now
        )
    spoiled.world._waiting = None
    return spoiled.waits(hours=1)


def flow_of_nobody():
    """A conversation that goes on in a version of the questions that there is not."""

    def change(turn):
        run = turn.talk.run
        newer = run and msgspec.structs.replace(run, version=run.version + 1)
        return changed(turn, run=newer)

    return Spoiled(deciding(change))


def question_of_nobody():
    """Somebody left with a question that their flow does not ask."""
    spoiled = Spoiled().types("1")
    return spoiled.runs("UPDATE person SET talk = json_set(talk, '$.prompt.step', 'colour')")


def overbooked():
    """A pair whose mentor has no seat."""
    spoiled = Spoiled().runs(
        "INSERT INTO mentorship (mentee_id, mentor_id, created_at) VALUES (1, 2, :now)"
    )
    return spoiled.types("1")


def two_mentors():
    """A mentee whom two people accompany, in a database that forgot its index."""
    spoiled = Spoiled().runs("DROP INDEX uq_mentorship_live")
    for mentor in (2, 3):
        other = spoiled.world.add_phone("telegram", f"60000000{mentor}", locale="fr")
        spoiled.world.do(other, Type("Bonjour"))
        spoiled.runs(f"INSERT INTO member (person_id, capacity) VALUES ({mentor}, 1)")
        spoiled.runs(f"INSERT INTO mentorship (mentee_id, mentor_id) VALUES (1, {mentor})")
    return spoiled.types("1")


def meeting_at_one_time(*pairs, without=()):
    """These pairs of (mentee, mentor) all meet at the same hour tomorrow, but for those `without`."""
    spoiled = Spoiled(saying("…", Act("mentorship", 1, "Picked", {"start": 0})))
    week = Week((), "Africa/Casablanca", "MA")
    at_one_time = Meeting(
        1, "confirmed", appointment=at_instant(spoiled.world.clock.now + DAY, week.zone)
    )
    for mentee, mentor in pairs:
        opened = open_pair(str(mentee), week, week, 0).pair
        meeting = None if (mentee, mentor) in without else at_one_time
        pair = encode(structs.replace(opened, state="active", meeting=meeting))
        with spoiled.world.database.begin() as conn:
            mentorships.begin(conn, mentee, mentor, None, 0, document=pair, state="active")
    return with_second(spoiled, "go")


def two_meetings():
    """A mentor whom two mentees expect at one time."""
    return meeting_at_one_time((1, 2), (3, 2))


SECRET = "Entre nous, je n’y crois plus"


def saying(words, act=None):
    """A desk whose every message says these words; who types “go” does `act` as well."""

    def say(one):
        if not isinstance(one, Send):
            return one
        parts = (Part("waiting-chosen", {"name": words}),)
        return msgspec.structs.replace(
            one, message=msgspec.structs.replace(one.message, parts=parts)
        )

    def spoil(desk):
        def take_turn(talk, update, **given):
            turn = desk.take_turn(talk, update, **given)
            deeds = (act,) if act and update.content == Text("go") else ()
            return type(turn)(turn.talk, (*map(say, turn.effects), *deeds), turn.wake_at)

        return dataclasses.replace(desk, take_turn=take_turn)

    return spoil


def with_second(spoiled, *lines):
    """Somebody else types these lines, then the first person reads an answer."""
    other = spoiled.world.add_phone("whatsapp", "+212611000106", locale="fr")
    for line in ("Bonjour", *lines):
        spoiled.world.do(other, Type(line))
    return spoiled.types("1")


def confided_line_read():
    """Why a mentor declined, on the mentee's screen."""
    act = Act("proposal", 1, "decline", {"reason_line": SECRET})
    spoiled = Spoiled(saying(SECRET, act))
    spoiled.runs("INSERT INTO proposal (id, mentee_id, mentor_id) VALUES (1, 1, 2)")
    return with_second(spoiled, "go")


def number_read():
    """Somebody's number on another screen, and nobody shared it."""
    return with_second(Spoiled(saying("+212611000106")))


PLANTS = (
    ("I1", lost_webhook),
    ("I1", poisoned_letter),
    ("I2", event_with_two_names),
    ("I3", talk_behind_its_back),
    ("I3", decision_by_chance),
    ("I4", said_again),
    ("I4", accepted_by_nobody),
    ("I4", never_ended),
    ("I5", outcome_forgotten),
    ("I6", words_after_stop),
    ("I6", words_after_an_erasure),
    ("I7", number_read),
    ("I8", younger_first),
    ("I9", words_after_24_hours),
    ("I10", woken_early),
    ("I10", timer_late),
    ("I11", reminder_in_the_night),
    ("I10", timer_given_up),
    ("I12", reading_nobody_told),
    ("I12", level_nobody_gave),
    ("I12", claim_nobody_made),
    ("I12", pair_without_history),
    ("I12", acceptance_without_history),
    ("I12", promise_without_history),
    ("I13", batch_lost_to_one),
    ("I14", seven_answers),
    ("I15", profile_without_consent),
    ("I16", number_in_the_office),
    ("I17", address_in_free_pages),
    ("I17", address_in_a_note),
    ("I17", erased_member_in_free_pages),
    ("I19", flow_of_nobody),
    ("I19", question_of_nobody),
    ("I20", overbooked),
    ("I20", two_mentors),
    ("I20", two_meetings),
    ("private", confided_line_read),
)


@pytest.mark.parametrize(("rule", "plant"), PLANTS, ids=[one.__name__ for _, one in PLANTS])
def test_a_planted_violation_is_found(rule, plant):
    """Each promise that is checked, broken on purpose, is named."""
    assert rule in plant().broken()


def test_two_meetings_at_once_are_found_as_such():
    """The rule has other ways to break; this one is told by its own words."""
    found = two_meetings()
    found.broken()
    assert [one for one in found.oracle.findings.words if "two meetings" in one]


@pytest.mark.parametrize(
    ("note", "left"),
    [
        ("1804500000025", []),
        ("1799055000000251", []),  # a moment, and the bytes of what lies behind it
        ("at 500000025", ["500000025"]),
        ("15000000259", ["500000025"]),
        ("1804496400000500000025", ["500000025"]),
    ],
)
def test_a_moment_is_no_address(note, left):
    """Ten o'clock and 25 thousandths, in milliseconds, ends like somebody's number on Telegram."""
    world = Spoiled().world
    gone = world.add_phone("telegram", "500000025")
    with world.database.begin() as conn:
        meta.remember(conn, "note", f'{{"noted":{note}}}')
    with world.database.unbound() as conn:
        assert remains(conn, [gone]) == left
    world.close()


def test_every_rule_has_a_planted_violation():
    """None is checked that has never been seen to fail."""
    assert {rule for rule, _ in PLANTS} == set(RULES)


def test_nothing_is_found_where_nothing_is_wrong():
    """The same acts in an honest world: reminders, STOP, a pause, an erasure."""
    assert not Spoiled().types("1", "1", "pause", "1").waits(days=4).broken()
    assert not Spoiled().types("stop", "Bonjour").waits(days=4).broken()
    assert not erased(Spoiled()).broken()
    assert not Spoiled().types("1", "effacer mes données", "1").waits(days=4).broken()


def test_who_writes_at_the_moment_of_their_erasure_is_answered_before_it():
    """The answer leaves first; what is written to them after that moment is a violation as ever."""
    spoiled = Spoiled().types("1", "effacer mes données", "1")
    with spoiled.world.database.read() as conn:
        due = conn.execute(text("SELECT due_at FROM timer WHERE kind = 'erase'")).scalar_one()
    spoiled.world.plan(due, lambda: [(spoiled.phone, Type("Bonjour"))])
    answered = len(spoiled.phone.screen)
    spoiled.waits(days=4)
    assert len(spoiled.phone.screen) > answered + 1
    assert not spoiled.oracle.findings.violations
    assert "I6" in written_to(spoiled).broken()


def test_two_partners_may_each_meet_somebody_else_at_one_hour():
    """The mentee as a mentor, the mentor with another mentee: nobody is expected twice."""
    found = meeting_at_one_time((1, 2), (3, 2), (4, 1), without=((1, 2),))
    found.broken()
    assert not [one for one in found.oracle.findings.words if "two meetings" in one]


def test_a_programme_that_nobody_can_finish_is_found():
    """I21: where profiles are never saved, everybody is still in the middle at the end."""

    def forgetful(desk):
        def take_turn(talk, update, **given):
            turn = desk.take_turn(talk, update, **given)
            saved = any(isinstance(one, SaveMember) for one in turn.effects)
            return type(turn)(talk, (), turn.wake_at) if saved else turn

        return dataclasses.replace(desk, take_turn=take_turn)

    assert simulate(6, 1, 3, desk=forgetful).violations["I21"]


def test_a_wrong_clock_of_ours_is_found():
    """I11: where a member lives is what they last said, whatever the book takes for it."""

    def abroad(desk):
        book = dataclasses.replace(desk.book, zone=lambda _: "Pacific/Auckland")
        return dataclasses.replace(desk, book=book)

    assert simulate(8, 1, 3, desk=abroad).violations["I11"]


@pytest.mark.parametrize(
    ("state", "consents", "named"),
    [
        ("claimed", ["mentor"], "outcome 1: consent of {'mentor'} kept, of set() given"),
        ("published", [], "outcome 1 is published: not judged"),
    ],
)
def test_what_may_be_told_is_what_people_said(state, consents, named):
    """I12: a consent that nobody gave, and a case that nobody confirmed, are named."""
    kept = {
        "kind": "first_sale",
        "reporter": "mentee",
        "at": 0,
        "state": state,
        "consents": consents,
    }
    spoiled = Spoiled().runs(
        "INSERT INTO outcome (mentorship_id, kind, reporter, state, outcome) VALUES (1, 'first_sale',"
        f" 'mentee', '{state}', '{json.dumps(kept).replace(':', chr(92) + ':')}')"
    )
    assert "I12" in spoiled.broken()
    assert any(named in words for words in spoiled.oracle.findings.words)


def test_pairs_that_meet_too_late_are_a_finding():
    """`meets`: from ten pairs whose people answer, eight have to meet within two weeks."""
    assert Measures({}, early=7, answering=10).slow
    assert not Measures({}, early=8, answering=10).slow
    assert not Measures({}, early=0, answering=9).slow


def test_the_trace_sees_a_single_changed_word():
    """I18: two runs that differ in one letter have different traces."""

    def hashed(line):
        world, trace = World(), Trace()
        world.watch.append(trace)
        world.do(world.add_phone("whatsapp", "+212611000105", locale="fr"), Type(line))
        world.close()
        return trace.hash()

    assert hashed("Bonjour") == hashed("Bonjour")
    assert hashed("Bonjour") != hashed("Bonjours")
