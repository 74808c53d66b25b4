"""People, their talks and their addresses."""

import threading

import pytest
from sqlalchemy import select

from core.duration import at
from storage import events, inbox, links, members, people, timers
from storage.database import Database, DatabaseUnavailable
from storage.people import StaleTalk
from storage.schema import inbox as inbox_table
from storage.schema import person
from tests.storage.rows import KEY, NOW, arrival, newcomer, owed, receive, take, wait_for_a_waiter
from tests.storage.test_members import PROFILE


def test_a_saved_talk_is_loaded_and_counted(database: Database) -> None:
    """Each save raises the version by one."""
    with database.begin() as conn:
        ana = newcomer(conn)
        people.save_talks(conn, [(ana, '{"nudges":1}', 0, NOW)], NOW)
        people.save_talks(conn, [(ana, '{"nudges":2}', 1, 0)], NOW)

        assert people.load_talk(conn, ana) == ('{"nudges":2}', 2)


def test_a_stale_talk_is_refused(database: Database) -> None:
    """One talk that somebody else changed refuses the whole batch."""
    with database.begin() as conn:
        ana, bob = newcomer(conn), newcomer(conn, "bob")
    with pytest.raises(StaleTalk), database.begin() as conn:
        people.save_talks(conn, [(ana, "{}", 0, 0), (bob, "{}", 7, 0)], NOW)
    with database.read() as conn:
        assert people.load_talk(conn, ana) == ("{}", 0)


def test_a_talk_may_hold_any_words(database: Database) -> None:
    """Quotes, backslashes, Arabic, emoji and escaped NUL come back as they were."""
    words = '{"name":"a\\"b\\\\c \\u0000 مرحبا 👍 \'; DROP TABLE person; -- {},{}"}'
    with database.begin() as conn:
        ana = newcomer(conn)
        people.save_talks(conn, [(ana, words, 0, 0)], NOW)

        assert (words, 1) == people.load_talk(conn, ana)


def test_addresses_come_with_the_latest_first(database: Database) -> None:
    """The address heard from last is the first."""
    with database.begin() as conn:
        ana = newcomer(conn)
        people.add_address(conn, ana, ("telegram", "b", "1"), NOW + 5, heard=True)

        channels = [one.channel for one in people.addresses_of(conn, [ana])]

    assert channels == ["telegram", "console"]


def test_a_blocked_address_stays_blocked_when_the_person_starts(database: Database) -> None:
    """STOP and START are the person's, a closed door is the channel's."""
    with database.begin() as conn:
        ana = newcomer(conn)
        people.add_address(conn, ana, ("telegram", "b", "1"), NOW + 5)
        console, telegram = people.addresses_of(conn, [ana])
        people.set_status(conn, "blocked", address_id=telegram.id)
        people.set_status(conn, "stopped", person_id=ana)
        people.set_status(conn, "active", person_id=ana)

        found = {one.id: one.status for one in people.addresses_of(conn, [ana])}

    assert {console.id: "active", telegram.id: "blocked"} == found


def test_merging_moves_the_chat_and_its_letters(database: Database) -> None:
    """What was one person's address, mail and history becomes the other's; the rest goes."""
    with database.begin() as conn:
        ana, asking = newcomer(conn), newcomer(conn, "new", "telegram")
        receive(conn, arrival("1", "new", channel="telegram"))
        members.save(conn, ana, PROFILE, NOW)
        owed(conn, "hello", asking)
        events.record(conn, [(asking, NOW, "greeting", "{}")])
        timers.set_timer(conn, asking, "pause_over", at(NOW))
        links.offer(conn, "link-1", asking, NOW, key=KEY)

        people.merge(conn, asking, ana)

        channels = {one.channel for one in people.addresses_of(conn, [ana])}
        letters = inbox.claim(conn, 10, NOW).letters
        left = set(conn.execute(select(person.c.id)).scalars())
        history = events.last(conn, ana, 5)
        due = timers.due(conn, NOW + 1, 10).due

    assert {"console", "telegram"} == channels
    assert [(ana, "1")] == [(one.person_id, one.payload) for one in letters]
    assert {ana} == left
    assert [one["rule"] for one in history] == ["greeting"]
    assert due == []


def test_merging_oneself_changes_nothing(database: Database) -> None:
    """A code shown in the chat that made it cannot delete its owner."""
    with database.begin() as conn:
        ana = newcomer(conn)
        people.merge(conn, ana, ana)

        assert people.load_talk(conn, ana) is not None


def test_merging_does_not_wait_for_a_worker(postgresql: Database) -> None:
    """Somebody at work on either person makes the merge try again later."""
    with postgresql.begin() as conn:
        ana, asking = newcomer(conn), newcomer(conn, "new")
        receive(conn, arrival("1", "new"))
    with postgresql.begin() as worker:
        inbox.claim(worker, 10, NOW)
        with pytest.raises(DatabaseUnavailable), postgresql.begin() as conn:
            people.merge(conn, asking, ana)


def test_an_arrival_during_a_merge_reaches_the_new_owner(postgresql: Database) -> None:
    """A message stored while two chats become one belongs to the one."""
    with postgresql.begin() as conn:
        ana, asking = newcomer(conn), newcomer(conn, "new")

    def arrive() -> None:
        with postgresql.begin() as conn:
            receive(conn, arrival("1", "new"))

    with postgresql.begin() as conn:
        people.merge(conn, asking, ana)
        thread = threading.Thread(target=arrive)
        thread.start()
        wait_for_a_waiter(postgresql)
    thread.join()
    with postgresql.read() as conn:
        assert conn.execute(select(inbox_table.c.person_id)).scalar() == ana


def test_a_merge_during_an_arrival_moves_it_too(postgresql: Database) -> None:
    """The merge waits for the message and takes it along."""
    with postgresql.begin() as conn:
        ana, asking = newcomer(conn), newcomer(conn, "new")

    def merge() -> None:
        with postgresql.begin() as conn:
            people.merge(conn, asking, ana)

    with postgresql.begin() as conn:
        receive(conn, arrival("1", "new"))
        thread = threading.Thread(target=merge)
        thread.start()
        wait_for_a_waiter(postgresql)
    thread.join()
    with postgresql.read() as conn:
        assert conn.execute(select(inbox_table.c.person_id)).scalar() == ana


def test_a_person_is_found_by_any_handle(database: Database) -> None:
    """The command line takes whatever address a coordinator has."""
    with database.begin() as conn:
        receive(conn, arrival("1", "whatsapp:+212600000000", alt="whatsapp:MA.1"))

        by_number = people.find_person(conn, "whatsapp:+212600000000")
        by_id = people.find_person(conn, "whatsapp:MA.1")
        nobody = people.find_person(conn, "whatsapp:+1")

    assert by_number is not None
    assert by_number == by_id
    assert nobody is None


def test_merged_mail_that_is_owed_still_leaves(database: Database) -> None:
    """What was owed to the asking chat is sent to it after the merge."""
    with database.begin() as conn:
        ana, asking = newcomer(conn), newcomer(conn, "new")
        owed(conn, "hello", asking)
        people.merge(conn, asking, ana)

        taken = take(conn)

    assert (ana, "new") == (taken["hello"].person_id, taken["hello"].to_address)
