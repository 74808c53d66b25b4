"""Timers are rows: each fires once, after the mail, at the wall time that was meant."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import update

from storage import people, relayed, timers
from storage.database import Database
from storage.schema import outbox
from storage.timers import SILENCE
from tests.storage.rows import NOW, SECOND, arrival, newcomer, owed, receive

SOON = datetime.fromtimestamp((NOW + SECOND) / 1000, UTC)


def kinds(conn, now: int = NOW + SECOND) -> list[str]:
    """What is due."""
    return [one.kind for one in timers.due(conn, now, 10).due]


def test_a_timer_is_due_at_its_time(database: Database) -> None:
    """Not before, then until it has fired, with the facts it was set with."""
    with database.begin() as conn:
        ana = newcomer(conn)
        timers.set_timer(conn, ana, "join", SOON, facts={"code": "x"})

        assert kinds(conn, NOW + SECOND - 1) == []
        (due,) = timers.due(conn, NOW + SECOND, 10).due
        assert (due.person_id, due.kind, due.facts) == (ana, "join", {"code": "x"})
        timers.fired(conn, [due.id], NOW)
        assert kinds(conn) == []


def test_a_new_timer_replaces_the_former_of_its_kind(database: Database) -> None:
    """One timer a kind and person; other kinds are left alone."""
    with database.begin() as conn:
        ana = newcomer(conn)
        timers.set_timer(conn, ana, "pause_over", SOON)
        timers.set_timer(conn, ana, "erase", SOON)
        timers.set_timer(conn, ana, "pause_over", datetime(2099, 1, 1, tzinfo=UTC))

        assert kinds(conn) == ["erase"]


def test_a_dropped_timer_may_be_set_again(database: Database) -> None:
    """Changing one's mind twice ends with the timer set."""
    with database.begin() as conn:
        ana = newcomer(conn)
        timers.set_timer(conn, ana, "erase", SOON)
        timers.drop(conn, ana, "erase")
        assert kinds(conn) == []
        timers.set_timer(conn, ana, "erase", SOON)
        assert kinds(conn) == ["erase"]


def test_an_occurrence_fires_once(database: Database) -> None:
    """Setting again what has fired does not fire it again."""
    with database.begin() as conn:
        ana = newcomer(conn)
        timers.set_timer(conn, ana, "erase", SOON)
        (due,) = timers.due(conn, NOW + SECOND, 10).due
        timers.fired(conn, [due.id], NOW)
        timers.set_timer(conn, ana, "erase", SOON)

        assert kinds(conn) == []


def test_mail_comes_before_timers(database: Database) -> None:
    """What falls due never overtakes a message that has arrived."""
    with database.begin() as conn:
        receive(conn, arrival("1"))
        ana = people.find_person(conn, "ana")
        assert ana is not None
        timers.set_timer(conn, ana, "erase", SOON)

        assert kinds(conn) == []


def test_silence_falls_due_at_wake_at(database: Database) -> None:
    """The time a talk asked to be woken is due like a timer, until the talk is saved again."""
    with database.begin() as conn:
        ana = newcomer(conn)
        people.save_talks(conn, [(ana, "{}", 0, NOW + SECOND)], NOW)
        assert kinds(conn, NOW) == []
        assert kinds(conn) == [SILENCE]
        people.save_talks(conn, [(ana, "{}", 1, 0)], NOW)
        assert kinds(conn) == []


def test_people_held_by_another_worker_wait(postgresql: Database) -> None:
    """Two workers share what is due without doubling it."""
    with postgresql.begin() as conn:
        for name in ("ana", "bob"):
            timers.set_timer(conn, newcomer(conn, name), "erase", SOON)
    with postgresql.begin() as one, postgresql.begin() as two:
        mine = timers.due(one, NOW + SECOND, 1)
        yours = timers.due(two, NOW + SECOND, 10)

    assert (len(mine.due), len(yours.due)) == (1, 1)
    assert not set(mine.persons) & set(yours.persons)


def test_what_was_fired_meanwhile_is_not_due(postgresql: Database) -> None:
    """A worker that looks after another's commit sees what that one fired."""
    with postgresql.begin() as conn:
        timers.set_timer(conn, newcomer(conn), "erase", SOON)
    with postgresql.begin() as one:
        (due,) = timers.due(one, NOW + SECOND, 10).due
        timers.fired(one, [due.id], NOW)
    with postgresql.begin() as two:
        assert timers.due(two, NOW + SECOND, 10).due == []


def test_a_failed_timer_is_tried_again_and_then_dropped(database: Database) -> None:
    """Failures are counted; without another time the timer is over."""
    with database.begin() as conn:
        ana = newcomer(conn)
        timers.set_timer(conn, ana, "erase", SOON)
        (due,) = timers.due(conn, NOW + SECOND, 10).due
        timers.fail(conn, due, retry_at=NOW + 2 * SECOND)
        assert kinds(conn) == []
        (again,) = timers.due(conn, NOW + 2 * SECOND, 10).due
        assert again.attempts == 1
        timers.fail(conn, again, retry_at=None)
        assert kinds(conn, NOW + 99 * SECOND) == []


def test_what_is_postponed_falls_due_later(database: Database) -> None:
    """A timer and a silence can both be put off."""
    with database.begin() as conn:
        ana = newcomer(conn)
        people.save_talks(conn, [(ana, "{}", 0, NOW)], NOW)
        timers.set_timer(conn, ana, "erase", SOON)
        for due in timers.due(conn, NOW + SECOND, 10).due:
            timers.postpone(conn, due, NOW + 5 * SECOND)

        assert kinds(conn) == []
        assert set(kinds(conn, NOW + 5 * SECOND)) == {"erase", SILENCE}


def test_wall_time_survives_a_change_of_rules(database: Database) -> None:
    """A meeting at six stays at six when a country changes its clock."""
    paris = datetime(2099, 7, 1, 18, tzinfo=ZoneInfo("Europe/Paris"))
    with database.begin() as conn:
        ana = newcomer(conn)
        timers.set_timer(conn, ana, "meeting", paris, tzdb="old")
        timers.set_timer(conn, ana, "erase", SOON, tzdb="old")
        due_at = int(paris.timestamp() * 1000)
        # What rules without summer time had made of it.
        waiting = timers.due(conn, due_at, 10).due
        meeting = next(one for one in waiting if one.kind == "meeting")
        timers.postpone(conn, meeting, due_at + 3_600_000)

        moved = timers.recompute(conn, "new")
        again = timers.recompute(conn, "new")

    assert moved == [(meeting.id, due_at + 3_600_000, due_at)]
    assert again == []


def test_many_due_at_once_are_served_in_parts(database: Database) -> None:
    """Twenty thousand timers would not be one transaction."""
    with database.begin() as conn:
        for number in range(30):
            timers.set_timer(conn, newcomer(conn, f"p{number}"), "erase", SOON)
        served = 0
        while claimed := timers.due(conn, NOW + SECOND, 7):
            if not claimed.due:
                break
            assert len(claimed.persons) <= 7
            served += len(claimed.due)
            timers.fired(conn, [one.id for one in claimed.due], NOW)

    assert served == 30


def test_whether_anything_is_due_is_one_question(database: Database) -> None:
    """A timer, a silence, and a relayed message that has left are each noticed at their time."""
    with database.begin() as conn:
        ana = newcomer(conn)
        assert not timers.pending(conn, NOW + SECOND)
        timers.set_timer(conn, ana, "erase", SOON)
        assert not timers.pending(conn, NOW + SECOND - 1)
        assert timers.pending(conn, NOW + SECOND)
        timers.drop(conn, ana, "erase")
        people.save_talks(conn, [(ana, "{}", 0, NOW + SECOND)], NOW)
        assert not timers.pending(conn, NOW + SECOND - 1)
        assert timers.pending(conn, NOW + SECOND)
        people.save_talks(conn, [(ana, "{}", 1, 0)], NOW)
        made = relayed.add(
            conn,
            1,
            sender_id=ana,
            recipient_id=ana,
            content="text",
            words="hello",
            media=None,
            reply_to=None,
            now=NOW,
        )
        relayed.hand_over(conn, [made], "t1:0")
        owed(conn, "t1:0", ana)
        assert not timers.pending(conn, NOW)
        conn.execute(update(outbox).values(state="accepted"))
        assert timers.pending(conn, NOW)


def test_who_has_waited_longest_comes_first(database: Database) -> None:
    """Timers and silences share one queue, so that neither kind waits behind the other."""
    with database.begin() as conn:
        ana, bob, cleo = (newcomer(conn, name) for name in ("ana", "bob", "cleo"))
        timers.set_timer(conn, ana, "erase", SOON)
        people.save_talks(conn, [(bob, "{}", 0, NOW + SECOND // 2)], NOW)
        timers.set_timer(conn, cleo, "erase", datetime.fromtimestamp(NOW / 1000, UTC))

        order = []
        for _ in range(3):
            (due,) = timers.due(conn, NOW + SECOND, 1).due
            order.append(due.person_id)
            timers.postpone(conn, due, NOW + 9 * SECOND)

    assert order == [cleo, bob, ana]


def test_unread_mail_holds_up_nobody_else(database: Database) -> None:
    """Many people whose messages wait do not fill the window in which we look."""
    with database.begin() as conn:
        for number in range(5):
            receive(conn, arrival(f"p{number}", address=f"p{number}"))
            busy = people.find_person(conn, f"p{number}") or 0
            timers.set_timer(conn, busy, "erase", datetime.fromtimestamp(NOW / 1000, UTC))
        ana = newcomer(conn)
        timers.set_timer(conn, ana, "join", SOON)

        assert [one.person_id for one in timers.due(conn, NOW + SECOND, 1, look=2).due] == [ana]
