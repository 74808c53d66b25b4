"""What arrives is stored once, and handled in order per person, nobody in anybody's way."""

import threading
from typing import Any

import pytest
from sqlalchemy import Connection, Row, func, select

from storage import alerts, inbox, people
from storage.database import Database
from storage.schema import address, person
from storage.schema import inbox as inbox_table
from storage.schema import outbox as outbox_table
from tests.storage.rows import KEY, NOW, SECOND, arrival, receive, texts


def test_a_new_event_is_new_once(database: Database) -> None:
    """A repeated webhook is recognised within a batch, later, and for ever."""
    with database.begin() as conn:
        assert receive(conn, arrival("1"), arrival("1"), arrival("2")) == [True, False, True]
    with database.begin() as conn:
        assert receive(conn, arrival("2"), arrival("3")) == [False, True]


def test_the_same_id_elsewhere_is_another_event(database: Database) -> None:
    """Event ids are unique per channel account only."""
    with database.begin() as conn:
        new = receive(conn, arrival("1"), arrival("1", account="b"), arrival("1", channel="c"))

    assert new == [True, True, True]


def test_an_address_becomes_one_person(database: Database) -> None:
    """Whoever writes again is the same person."""
    with database.begin() as conn:
        receive(conn, arrival("1"), arrival("2"), arrival("3", "bob"))
    with database.begin() as conn:
        receive(conn, arrival("4"))
        counted = conn.execute(select(func.count()).select_from(person)).scalar()

    assert counted == 2


@pytest.mark.parametrize(
    ("former", "later"),
    [
        ({"address": "+212", "alt": "MA.1"}, {"address": "MA.1"}),
        ({"address": "+212", "alt": "MA.1"}, {"address": "MA.1", "alt": "+212"}),
        ({"address": "MA.1", "alt": "+212"}, {"address": "+212"}),
        ({"address": "MA.1"}, {"address": "+212", "alt": "MA.1"}),
    ],
)
def test_either_handle_is_the_person(
    database: Database, former: dict[str, str], later: dict[str, str]
) -> None:
    """A WhatsApp number and a user id that came together are the same person apart."""
    with database.begin() as conn:
        receive(conn, arrival("1", **former))
    with database.begin() as conn:
        receive(conn, arrival("2", **later))
        (row,) = conn.execute(select(address)).all()

    assert later["address"] == row.address
    assert {"+212", "MA.1"} == {row.address, row.alt}


@pytest.mark.parametrize(
    ("former", "later"),
    [
        ({"address": "+212", "alt": "MA.1"}, {"address": "+212", "alt": "MA.2"}),
        ({"address": "+212", "alt": "MA.1"}, {"address": "MA.2", "alt": "+212"}),
        ({"address": "MA.1", "alt": "+212"}, {"address": "+212", "alt": "MA.2"}),
        ({"address": "MA.1", "alt": "+212"}, {"address": "MA.2", "alt": "+212"}),
    ],
)
def test_a_number_with_a_new_owner_is_a_strangers(
    database: Database, former: dict[str, str], later: dict[str, str]
) -> None:
    """Another user id on the same number: nothing of the former owner's is said there any more."""
    with database.begin() as conn:
        receive(conn, arrival("1", **former))
        (before,) = conn.execute(select(address)).all()
        owe(conn, before)
    with database.begin() as conn:
        assert receive(conn, arrival("2", **later)) == [True]
        assert receive(conn, arrival("3", **later)) == [True]
    with database.begin() as conn:
        rows = conn.execute(select(address).order_by(address.c.id)).all()
        letters = inbox.claim(conn, 10, NOW).letters
        states = list(conn.execute(select(outbox_table.c.state)).scalars())
        (told,) = alerts.open_alerts(conn)
    assert (rows[0].person_id, rows[0].alt, rows[0].status) == (before.person_id, "MA.1", "blocked")
    assert (rows[1].address, rows[1].alt) == (later["address"], later["alt"])
    assert rows[1].person_id != before.person_id
    assert [one.person_id for one in letters] == [before.person_id, *2 * [rows[1].person_id]]
    assert states == ["cancelled"]
    assert (told.person_id, told.kind) == (before.person_id, "number_moved")


def test_who_lost_a_number_is_known_by_the_user_id(database: Database) -> None:
    """Their place is kept; writing opens it again, whatever number they write from."""
    with database.begin() as conn:
        receive(conn, arrival("1", "+212", alt="MA.1"))
        receive(conn, arrival("2", "+212", alt="MA.2"))
        receive(conn, arrival("3", "+336", alt="MA.1"), arrival("4", "+336", alt="MA.1"))
        first, *_ = conn.execute(select(address).order_by(address.c.id)).all()
        whose = [one.person_id for one in inbox.claim(conn, 10, NOW).letters]
    assert (first.address, first.alt) == ("+336", "MA.1")
    assert whose[0] == whose[2] == whose[3] != whose[1]


def test_a_number_may_pass_between_two_who_are_known(database: Database) -> None:
    """It goes to the one whose user id it comes with; nobody new is made."""
    with database.begin() as conn:
        receive(conn, arrival("1", "MA.1", alt="+212"))
        receive(conn, arrival("2", "MA.2"))
        receive(conn, arrival("3", "+212", alt="MA.2"))
        rows = conn.execute(select(address).order_by(address.c.id)).all()
        whose = [one.person_id for one in inbox.claim(conn, 10, NOW).letters]
    assert [(one.alt, one.status) for one in rows] == [("MA.1", "blocked"), ("MA.2", "active")]
    assert whose[2] == whose[1] != whose[0]


def owe(conn: Connection, place: Row[Any]) -> None:
    """A message that waits for this place."""
    conn.execute(
        outbox_table.insert().values(
            key="1:0", person_id=place.person_id, address_id=place.id, channel=place.channel,
            account=place.account, to_address=place.address, body="{}", due_at=NOW, created_at=NOW,
        )
    )  # fmt: skip


def test_what_databases_refuse_is_left_out(database: Database) -> None:
    """NUL and lone surrogates do not lose a message."""
    with database.begin() as conn:
        new = receive(conn, arrival("1\x00", "a\ud800", "un\x00deux \ud83d"))
        claimed = inbox.claim(conn, 10, NOW)

    assert new == [True]
    assert texts(claimed.letters) == ["undeux ?"]


def test_when_somebody_was_last_heard_is_noted_by_the_minute(database: Database) -> None:
    """The time moves on with a later message, not with one a second later, and never back."""
    with database.begin() as conn:
        receive(conn, arrival("1"))
        receive(conn, arrival("2", received_at=NOW + SECOND))
        receive(conn, arrival("3", received_at=NOW + 120 * SECOND))
        receive(conn, arrival("4", received_at=NOW - 500 * SECOND))
        (heard,) = conn.execute(select(address.c.last_in_at)).scalars()

    assert heard == NOW + 120 * SECOND


def test_a_late_repetition_is_no_sign_of_life(database: Database) -> None:
    """The same event delivered again a day later does not open WhatsApp's window."""
    later = NOW + 86_400 * SECOND
    with database.begin() as conn:
        receive(conn, arrival("1"))
        receive(conn, arrival("1", received_at=later))
        (heard,) = conn.execute(select(address.c.last_in_at)).scalars()

    assert heard < later


def test_letters_come_in_order_of_arrival(database: Database) -> None:
    """Two people's letters are claimed together, in the order they arrived."""
    with database.begin() as conn:
        receive(conn, arrival("1"), arrival("2", "bob"), arrival("3"))
        claimed = inbox.claim(conn, 10, NOW)

    assert texts(claimed.letters) == ["1", "2", "3"]
    assert {letter.person_id for letter in claimed.letters} == set(claimed.persons)


def test_finished_letters_do_not_come_back(database: Database) -> None:
    """Each state but `open` is the end."""
    with database.begin() as conn:
        receive(conn, arrival("1"), arrival("2"), arrival("3"))
        one, two, three = inbox.claim(conn, 10, NOW).letters
        done = [(one.id, "done", ""), (two.id, "ignored", "reaction"), (three.id, "dead", "x")]
        inbox.finish(conn, done, NOW)
    with database.begin() as conn:
        assert inbox.claim(conn, 10, NOW).letters == []


def test_a_limit_takes_the_oldest(database: Database) -> None:
    """A short batch holds the letters that have waited longest."""
    with database.begin() as conn:
        receive(conn, *(arrival(str(n), f"p{n % 3}") for n in range(9)))
        claimed = inbox.claim(conn, 2, NOW)

    assert texts(claimed.letters) == ["0", "1"]


def test_a_failed_letter_waits_and_so_do_those_behind_it(database: Database) -> None:
    """Until the retry nothing of that person is handled; everybody else goes on."""
    with database.begin() as conn:
        receive(conn, arrival("1"), arrival("2"), arrival("3", "bob"))
        first = inbox.claim(conn, 10, NOW).letters[0]
        inbox.fail(conn, first.id, "ValueError", NOW, retry_at=NOW + SECOND)
    with database.begin() as conn:
        assert texts(inbox.claim(conn, 10, NOW).letters) == ["3"]
    with database.begin() as conn:
        again = inbox.claim(conn, 10, NOW + SECOND).letters

    assert texts(again) == ["1", "2", "3"]
    assert [letter.attempts for letter in again] == [1, 0, 0]


def test_what_came_before_a_failed_letter_goes_on(database: Database) -> None:
    """Only what arrived after it has to wait."""
    with database.begin() as conn:
        receive(conn, arrival("1"), arrival("2"), arrival("3"))
        second = inbox.claim(conn, 10, NOW).letters[1]
        inbox.fail(conn, second.id, "ValueError", NOW, retry_at=NOW + SECOND)
    with database.begin() as conn:
        first = inbox.claim(conn, 10, NOW).letters
        inbox.finish(conn, [(one.id, "done", "") for one in first], NOW)
    with database.begin() as conn:
        assert inbox.claim(conn, 10, NOW).letters == []

    assert texts(first) == ["1"]


def test_a_dead_letter_lets_the_next_one_pass(database: Database) -> None:
    """Giving up one letter frees the person's others."""
    with database.begin() as conn:
        receive(conn, arrival("1"), arrival("2"))
        first = inbox.claim(conn, 10, NOW).letters[0]
        inbox.fail(conn, first.id, "ValueError", NOW, retry_at=None)
    with database.begin() as conn:
        assert texts(inbox.claim(conn, 10, NOW).letters) == ["2"]
        dead = conn.execute(select(inbox_table).where(inbox_table.c.state == "dead")).one()

    assert (dead.reason, dead.attempts) == ("ValueError", 1)


def test_a_flood_hides_nobody(database: Database) -> None:
    """Letters of one person who has to wait do not keep others out of sight."""
    with database.begin() as conn:
        receive(conn, *(arrival(f"a{n}") for n in range(50)), arrival("b", "bob"))
        first = inbox.claim(conn, 1, NOW).letters[0]
        inbox.fail(conn, first.id, "ValueError", NOW, retry_at=NOW + SECOND)
    with database.begin() as conn:
        claimed = inbox.claim(conn, 10, NOW, look=10)

    assert texts(claimed.letters) == ["b"]


def test_people_held_by_another_worker_are_passed_over(postgresql: Database) -> None:
    """A locked person is neither waited for nor handled twice."""
    with postgresql.begin() as conn:
        receive(conn, arrival("1"), arrival("2", "bob"))
    with postgresql.begin() as one, postgresql.begin() as two:
        mine = inbox.claim(one, 1, NOW).letters
        yours = inbox.claim(two, 10, NOW).letters

    assert texts(mine) == ["1"]
    assert texts(yours) == ["2"]


def test_arrivals_do_not_wait_for_the_worker(postgresql: Database) -> None:
    """A message of a person who is being handled is stored at once."""
    with postgresql.begin() as conn:
        receive(conn, arrival("1"))
    with postgresql.begin() as worker:
        (letter,) = inbox.claim(worker, 10, NOW).letters
        people.save_talks(worker, [(letter.person_id, "{}", 0, 0)], NOW)
        with postgresql.begin() as door:
            assert receive(door, arrival("2")) == [True]


def test_processes_that_meet_the_same_newcomers_agree(postgresql: Database) -> None:
    """Eight recorders given the same events in other orders make each person and row once."""
    events = [arrival(str(n), f"p{n % 5}") for n in range(40)]
    new: list[bool] = []
    ready = threading.Barrier(8)

    def run(shift: int) -> None:
        mine = events[shift * 5 :] + events[: shift * 5]
        ready.wait()
        with postgresql.begin() as conn:
            new.extend(inbox.record(conn, mine if shift % 2 else mine[::-1], KEY))

    threads = [threading.Thread(target=run, args=(shift,)) for shift in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with postgresql.read() as conn:
        people_made = conn.execute(select(func.count()).select_from(person)).scalar()
        rows = conn.execute(select(func.count()).select_from(inbox_table)).scalar()

    assert (people_made, rows) == (5, 40)
    assert (len(new), sum(new)) == (320, 40)
