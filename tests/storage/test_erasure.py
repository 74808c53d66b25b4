"""Who is erased is gone: from every table, from the file, and from its log."""

import random
import threading
from pathlib import Path

import pytest
from sqlalchemy import String, Text, func, select, update

from core.conversation.message import Message, Part
from core.duration import DAY, HOUR
from core.mentoring.relay import Line
from core.mentoring.side import Side
from storage import (
    compaction,
    erasure,
    inbox,
    lines,
    members,
    mentorships,
    outbox,
    outcomes,
    people,
    rounds,
    tombstones,
)
from storage.codec import decode_talk, encode
from storage.database import Database
from storage.erasure import FAREWELL, FATES
from storage.opening import open_database
from storage.schema import address as address_table
from storage.schema import metadata, tombstone
from storage.schema import outbox as outbox_table
from storage.schema import person as person_table
from tests.storage.community import settle_in
from tests.storage.rows import (
    ACCOUNT,
    CHANNEL,
    KEY,
    NOW,
    address_of,
    arrival,
    newcomer,
    owed,
    receive,
    states,
    take,
    wait_for_a_waiter,
)


def occurrences(database: Database, word: str) -> list[str]:
    """The columns in which a word is found."""
    found = []
    with database.read() as conn:
        for table in metadata.sorted_tables:
            for column in table.c:
                if isinstance(column.type, String | Text):
                    like = select(func.count()).where(column.like(f"%{word}%"))
                    if conn.execute(like).scalar():
                        found.append(f"{table.name}.{column.name}")
    return found


def raw_bytes(url: str) -> bytes:
    """Everything on the disk that belongs to a SQLite database."""
    path = Path(url.removeprefix("sqlite:///"))
    return b"".join(one.read_bytes() for one in path.parent.glob("mem.db*"))


def test_every_table_has_a_fate() -> None:
    """A new table must say what an erasure does to it."""
    assert set(FATES) == {table.name for table in metadata.sorted_tables}


def test_an_erased_person_is_in_no_column(database: Database) -> None:
    """Every word of theirs was somewhere, and then nowhere; others keep theirs."""
    with database.begin() as conn:
        zineb, bob = settle_in(conn, "zineb"), settle_in(conn, "bobbb")
    before = occurrences(database, "zineb")
    others = occurrences(database, "bobbb")
    with database.begin() as conn:
        erasure.erase(conn, zineb, KEY, NOW)
    compaction.compact(database, NOW + 1)

    assert len(before) > 15
    assert occurrences(database, "zineb") == []
    assert occurrences(database, "bobbb") == others
    with database.read() as conn:
        assert members.load(conn, bob) is not None
        for table in metadata.sorted_tables:
            if "person_id" in table.c:
                rows = select(func.count()).where(table.c.person_id == zineb)
                assert conn.execute(rows).scalar() == 0, table.name


def test_an_erased_person_is_in_no_byte(sqlite_url: str) -> None:
    """Neither file nor log holds a word of theirs, at the end of a busy life of the database."""
    dice = random.Random(7)
    database = open_database(sqlite_url)
    ids = []
    for number in range(120):
        with database.begin() as conn:
            ids.append(settle_in(conn, f"zineb{number:03}"))
    for _ in range(400):  # rows grow and shrink, pages split and merge
        with database.begin() as conn:
            person_id = dice.choice(ids)
            found = people.load_talk(conn, person_id)
            assert found is not None
            talk = found[0][:-1] + f', "pad": "zineb{"x" * dice.randrange(3000)}"' + "}"
            people.save_talks(conn, [(person_id, talk, found[1], 0)], NOW)
    dice.shuffle(ids)
    for person_id in ids:
        with database.begin() as conn:
            erasure.erase(conn, person_id, KEY, NOW)
    before = raw_bytes(sqlite_url)

    assert compaction.compact(database, NOW + 1)
    assert b"zineb" not in raw_bytes(sqlite_url)
    database.close()
    assert b"zineb" not in raw_bytes(sqlite_url)
    assert b"zineb" in before  # the log had them: the test can fail


def test_the_gaps_of_pages_hold_nobody_who_was_erased(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages that were split keep copies of rows in their gaps; a file that is rewritten has none."""
    dice = random.Random(7)
    database = open_database(sqlite_url)
    ids: list[int] = []
    with database.begin() as conn:
        for number in range(1200):
            ids.append(newcomer(conn, f"zineb{number:04}"))
            for place in dice.sample(range(len(ids)), min(2, len(ids))):
                talk = f'{{"name":"zineb{place:04}{"x" * dice.randrange(900)}"}}'
                conn.execute(
                    update(person_table).where(person_table.c.id == ids[place]).values(talk=talk)
                )
    gone = dice.sample(range(len(ids)), 400)
    with database.begin() as conn:
        for number in gone:
            erasure.erase(conn, ids[number], KEY, NOW)

    def left() -> list[int]:
        stored = raw_bytes(sqlite_url)
        return [number for number in gone if f"zineb{number:04}".encode() in stored]

    monkeypatch.setattr(compaction, "REWRITTEN", 0)
    assert compaction.compact(database, NOW + 1)
    assert left()  # what is deleted is zeroed, and copies stay: the test can fail
    assert compaction.compact(database, NOW + 2, rewrite=True)
    assert left() == []
    database.close()


def test_a_large_file_is_rewritten_at_night(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Small files are at once; for large ones the next night is soon enough, or the next day."""
    noon = NOW // DAY * DAY + 12 * HOUR
    night = noon + 15 * HOUR
    database = open_database(sqlite_url)
    with database.begin() as conn:
        settle_in(conn, "bobbb")
        assert not compaction.to_rewrite(conn, night)
        erasure.erase(conn, settle_in(conn, "zineb"), KEY, noon)
    monkeypatch.setattr(compaction, "REWRITTEN", 0)
    compaction.compact(database, noon + 1)
    with database.begin() as conn:
        assert [
            compaction.to_rewrite(conn, at)
            for at in (noon + HOUR, night - HOUR, night, night + 3 * HOUR, noon + DAY)
        ] == [False, True, True, False, True]
    compaction.compact(database, night, rewrite=True)
    with database.begin() as conn:
        assert not compaction.to_rewrite(conn, night + HOUR)
        erasure.erase(conn, settle_in(conn, "amina"), KEY, night + 2 * HOUR)
        assert compaction.to_rewrite(conn, night + DAY)
    monkeypatch.undo()
    compaction.compact(database, night + 3 * HOUR)
    with database.begin() as conn:
        assert not compaction.to_rewrite(conn, night + DAY)
    database.close()


def test_what_the_seats_of_an_erased_mentor_were_worth_is_forgotten(database: Database) -> None:
    """A round's prices are by mentor; those of others, and the figures, stay."""
    with database.begin() as conn:
        zineb, bob = settle_in(conn, "zineb"), settle_in(conn, "bobbb")
        prices = {str(zineb): 7, str(bob): 5, f"{zineb}0": 3}
        for _ in range(2):
            number = rounds.draft(
                conn, NOW, mode="balanced", table_version="v1", seed=1,
                summary={"prices": prices, "pairs": 3},
            )  # fmt: skip
            rounds.close(conn, number, "released", NOW)
        erasure.erase(conn, zineb, KEY, NOW)
        kept = rounds.load(conn, number)

        assert rounds.prices(conn, "v1") == ({bob: 5, zineb * 10: 3}, NOW)
        assert kept is not None
        assert kept.summary["pairs"] == 3


@pytest.mark.parametrize("side", ["mentor", "mentee"])
@pytest.mark.parametrize("state", ["accepted", "pending", "held"])
def test_a_contact_that_was_shared_is_forgotten_with_its_owner(
    database: Database, side: Side, state: str
) -> None:
    """Also in the message that told it to the partner; what else they were told, they keep."""
    with database.begin() as conn:
        zineb, bob = newcomer(conn, "zineb"), newcomer(conn, "bobbb")
        pair = (bob, zineb) if side == "mentor" else (zineb, bob)
        made = mentorships.begin(conn, *pair, None, NOW)
        lines.save(conn, made, lines.Stored(Line((), ("mentor", "mentee")), {side: "100%_zineb"}))
        for key, words in (("told", "100%_zineb"), ("other", "100%_amina")):
            shared = Part(lines.CONTACT_SHARED, {"name": "Z", "contact": words})
            owed(conn, key, bob, body=encode(Message("fr", (shared,))))
        conn.execute(update(outbox_table).values(state=state))
        erasure.erase(conn, zineb, KEY, NOW)
        kept = {row.key: row for row in conn.execute(select(outbox_table))}

    assert kept["told"].body == ""
    assert kept["told"].state == ("accepted" if state == "accepted" else "cancelled")
    assert "100%_amina" in kept["other"].body
    assert kept["other"].state == state


def test_a_reader_may_delay_the_compaction(sqlite_url: str) -> None:
    """With a snapshot open the log cannot be cut off; it is tried again, until it is."""
    database = open_database(sqlite_url)
    with database.begin() as conn:
        zineb = settle_in(conn, "zineb")
    with database.read() as reader:
        people.load_talk(reader, zineb)
        with database.begin() as conn:
            conn.exec_driver_sql("PRAGMA busy_timeout = 1")
            erasure.erase(conn, zineb, KEY, NOW)
        assert not compaction.compact(database, NOW + 1)
        with database.begin() as conn:
            assert compaction.uncompacted(conn)
    assert compaction.compact(database, NOW + 1)
    with database.begin() as conn:
        assert not compaction.uncompacted(conn)
    database.close()


def test_late_duplicates_of_an_erased_person_are_recognised(database: Database) -> None:
    """A webhook repeated after the erasure makes nobody; a new message makes somebody new."""
    with database.begin() as conn:
        zineb = settle_in(conn, "zineb")
        erasure.erase(conn, zineb, KEY, NOW)
    with database.begin() as conn:
        assert receive(conn, arrival("zineb-event-1", "zineb-handle")) == [False]
        assert people.find_person(conn, "zineb-handle") is None
    with database.begin() as conn:
        again = receive(
            conn, arrival("zineb-event-2", "zineb-handle"), arrival("new", "zineb-handle")
        )
        person_id = people.find_person(conn, "zineb-handle")
    with database.begin() as conn:
        late = receive(conn, arrival("zineb-event-1", "zineb-handle"))
        talk = people.load_talk(conn, person_id or 0)

    assert (again, late) == ([False, True], [False])
    assert talk == ("{}", 0)


@pytest.mark.parametrize("handle", ["zineb-handle", "zineb-alt"])
@pytest.mark.parametrize("status", ["stopped", "blocked"])
def test_stop_outlives_the_person(database: Database, status: str, handle: str) -> None:
    """Whoever had said STOP and comes back is still stopped, until they say START."""
    with database.begin() as conn:
        zineb = settle_in(conn, "zineb")
        people.set_status(conn, status, address_id=address_of(conn, zineb).id)
        erasure.erase(conn, zineb, KEY, NOW)
        receive(conn, arrival("new", handle))
        person_id = people.find_person(conn, handle)
        assert person_id is not None
        address = address_of(conn, person_id)
        found = people.load_talk(conn, person_id)

    assert address.status == "stopped"
    assert found is not None
    assert decode_talk(found[0]).stopped


def test_digests_tell_nothing_without_the_key(database: Database) -> None:
    """What is left is one digest an event and address, and another key finds none of them."""
    with database.begin() as conn:
        erasure.erase(conn, settle_in(conn, "zineb"), KEY, NOW)
        kept = conn.execute(select(tombstone)).all()
        name = ("address", CHANNEL, ACCOUNT, "zineb-handle")
        ours = tombstones.find(conn, [tombstones.digest(KEY, *name)])
        theirs = tombstones.find(conn, [tombstones.digest(b"other" * 8, *name)])

    # Two handles of one chat, and two messages.
    assert sorted(one.kind for one in kept) == ["address", "address", "event", "event"]
    assert all(len(one.digest) == 64 for one in kept)
    assert (len(ours), len(theirs)) == (1, 0)


def test_a_farewell_leaves_and_vanishes(database: Database) -> None:
    """The last message loses its person at once, and itself when it is accepted."""
    with database.begin() as conn:
        zineb = newcomer(conn)
        owed(conn, "old", zineb)
        owed(conn, "bye", zineb)
        erasure.erase(conn, zineb, KEY, NOW, keep=["bye"])
        taken = take(conn)
        assert {key: one.person_id for key, one in taken.items()} == {"bye": None}
        outcomes.settle(conn, [outcomes.Accepted(taken["bye"].id, "1")], NOW)

        assert states(conn) == {}


def test_a_farewell_has_ten_minutes(database: Database) -> None:
    """What cannot be delivered in that time is not kept for it."""
    with database.begin() as conn:
        zineb = newcomer(conn)
        owed(conn, "bye", zineb)
        erasure.erase(conn, zineb, KEY, NOW, keep=["bye"])

        assert outbox.empty_vanished(conn, NOW + FAREWELL - 1) == 0
        assert outbox.empty_vanished(conn, NOW + FAREWELL) == 1


def test_a_message_that_came_meanwhile_is_a_new_persons(database: Database) -> None:
    """Nothing that was acknowledged is lost, and nothing of the former person is known."""
    with database.begin() as conn:
        zineb = settle_in(conn, "zineb")
        receive(conn, arrival("meanwhile", "zineb-handle", "hello again"))
        erasure.erase(conn, zineb, KEY, NOW)
        claimed = inbox.claim(conn, 10, NOW)
        (letter,) = claimed.letters

    assert letter.payload == "hello again"
    assert letter.person_id != zineb
    assert claimed.persons[letter.person_id] == ("{}", 0)


def test_an_arrival_waits_for_an_erasure_and_starts_anew(postgresql: Database) -> None:
    """An event stored right after an erasure belongs to somebody that exists."""
    with postgresql.begin() as conn:
        zineb = settle_in(conn, "zineb")
    with postgresql.begin() as conn:
        erasure.erase(conn, zineb, KEY, NOW)
    with postgresql.begin() as conn:
        assert receive(conn, arrival("after", "zineb-handle")) == [True]
        (letter,) = inbox.claim(conn, 10, NOW).letters

    assert letter.person_id != zineb


def test_an_arrival_in_the_middle_of_an_erasure_waits(postgresql: Database) -> None:
    """It is stored after the commit, for somebody that exists."""
    with postgresql.begin() as conn:
        zineb = settle_in(conn, "zineb")
    new: list[bool] = []

    def arrive() -> None:
        with postgresql.begin() as conn:
            new.extend(receive(conn, arrival("after", "zineb-handle")))

    with postgresql.begin() as conn:
        erasure.erase(conn, zineb, KEY, NOW)
        thread = threading.Thread(target=arrive)
        thread.start()
        wait_for_a_waiter(postgresql)
    thread.join()
    with postgresql.begin() as conn:
        (letter,) = inbox.claim(conn, 10, NOW).letters

    assert new == [True]
    assert letter.person_id != zineb


def test_an_erasure_in_the_middle_of_an_arrival_waits(postgresql: Database) -> None:
    """What was acknowledged before the erasure is the first letter of somebody new."""
    with postgresql.begin() as conn:
        zineb = settle_in(conn, "zineb")

    def erase() -> None:
        with postgresql.begin() as conn:
            erasure.erase(conn, zineb, KEY, NOW)

    with postgresql.begin() as conn:
        receive(conn, arrival("before", "zineb-handle"))
        thread = threading.Thread(target=erase)
        thread.start()
        wait_for_a_waiter(postgresql)
    thread.join()
    with postgresql.begin() as conn:
        claimed = inbox.claim(conn, 10, NOW)

    assert [letter.payload for letter in claimed.letters] == ["before"]
    assert zineb not in claimed.persons


def test_a_refusal_empties_what_was_received(database: Database) -> None:
    """At once nothing of what was written is left; the address waits for the goodbye."""
    with database.begin() as conn:
        zineb = settle_in(conn, "zineb")
        erasure.forget_payloads(conn, zineb)
        status = address_of(conn, zineb).status

    assert status == "forgotten"
    assert not any(column.startswith("inbox.payload") for column in occurrences(database, "zineb"))


def test_who_refused_is_forgotten_once_the_goodbye_has_left(database: Database) -> None:
    """Not while it is owed; then nothing but digests is left."""
    with database.begin() as conn:
        receive(conn, arrival("1"))
        ana = people.find_person(conn, "ana")
        assert ana is not None
        (letter,) = inbox.claim(conn, 10, NOW).letters
        inbox.finish(conn, [(letter.id, "done", "")], NOW)
        owed(conn, "bye", ana)
        erasure.forget_payloads(conn, ana)
        assert erasure.forget_due(conn, KEY, NOW) == 0
        taken = take(conn)["bye"]
        assert erasure.forget_due(conn, KEY, NOW) == 0
        outcomes.settle(conn, [outcomes.Accepted(taken.id, "1")], NOW)

        assert erasure.forget_due(conn, KEY, NOW) == 1
        assert people.load_talk(conn, ana) is None
        assert conn.execute(select(func.count()).select_from(outbox_table)).scalar() == 0


def test_a_goodbye_that_cannot_leave_keeps_nobody(database: Database) -> None:
    """After ten minutes the address goes, delivered or not."""
    with database.begin() as conn:
        ana = newcomer(conn)
        owed(conn, "bye", ana)
        erasure.forget_payloads(conn, ana)

        assert erasure.forget_due(conn, KEY, NOW + FAREWELL - 1) == 0
        assert erasure.forget_due(conn, KEY, NOW + FAREWELL) == 1


def test_who_writes_again_is_not_forgotten(database: Database) -> None:
    """A message that waits to be read keeps its sender."""
    with database.begin() as conn:
        ana = newcomer(conn)
        erasure.forget_payloads(conn, ana)
        receive(conn, arrival("1"))

        assert erasure.forget_due(conn, KEY, NOW + FAREWELL) == 0


def test_an_erasure_names_its_stages(database: Database) -> None:
    """A crash test can break it off before, in the middle and after."""
    passed: list[str] = []
    with database.begin() as conn:
        erasure.erase(conn, settle_in(conn, "zineb"), KEY, NOW, crash=passed.append)

    assert passed == ["erase.before", "erase.mid", "erase.after"]


def test_two_years_of_silence_end_in_erasure(database: Database) -> None:
    """Who wrote within two years stays; who did not is gone, as the consent promises."""
    later = NOW + erasure.INACTIVITY + 1000
    with database.begin() as conn:
        silent, heard = settle_in(conn, "zineb"), settle_in(conn, "bobbb")
        conn.execute(
            address_table.update()
            .where(address_table.c.person_id == heard)
            .values(last_in_at=later - 1000)
        )
    with database.begin() as conn:
        assert erasure.forget_inactive(conn, KEY, NOW + erasure.INACTIVITY // 2) == 0
        assert erasure.forget_inactive(conn, KEY, later) == 1
        assert erasure.forget_inactive(conn, KEY, later) == 0
    assert occurrences(database, "zineb") == []
    assert occurrences(database, "bobbb")
    assert silent != heard
