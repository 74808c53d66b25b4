"""A copy beside a running service, and everything from one database into another."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from storage import erasure, people
from storage.arrivals import NEW_TALK
from storage.database import Database
from storage.moving import NotEmpty, back_up, move
from storage.opening import open_database
from storage.schema import metadata
from tests.handlers.couple import Couple
from tests.storage.community import settle_in
from tests.storage.rows import KEY, NOW

HELD = 12
"""Tables that have rows in the story below; more is better, fewer would prove little."""


def everything(database: Database) -> dict[str, list[str]]:
    """Every row, by table, in an order that both kinds of database agree on."""
    with database.read() as conn:
        return {
            table.name: sorted(repr(tuple(row)) for row in conn.execute(select(table)))
            for table in metadata.sorted_tables
        }


@pytest.fixture
def lived_in(sqlite_url: str) -> Iterator[Database]:
    """A pair with a first meeting, somebody with a row in every table, and the last one erased."""
    with closing(open_database(sqlite_url)) as database:
        Couple(database).confirm()
        with database.begin() as conn:
            settle_in(conn, "ana")
            (last,) = people.add_people(conn, [NEW_TALK], NOW)
            erasure.erase(conn, last, KEY, NOW)
        yield database


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_everything_moves_and_no_number_is_given_twice(
    lived_in: Database, kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Row for row the same; the next person has a number that nobody had, the erased neither."""
    url = (
        f"sqlite:///{tmp_path / 'new.db'}"
        if kind == "sqlite"
        else request.getfixturevalue("bare_postgresql_url")
    )
    with closing(open_database(url)) as target:
        copied = move(lived_in, target)
        there = everything(lived_in)
        assert everything(target) == there
        assert copied == {name: len(rows) for name, rows in there.items()}
        assert sum(map(bool, copied.values())) >= HELD
        new = []
        for database in (lived_in, target):
            with database.begin() as conn:
                new += people.add_people(conn, [NEW_TALK], NOW)
        assert new[0] == new[1]


def test_nothing_is_poured_over_people(lived_in: Database, postgresql: Database) -> None:
    """A database that somebody wrote to keeps what it has."""
    with postgresql.begin() as conn:
        settle_in(conn, "bob")
    before = everything(postgresql)
    with pytest.raises(NotEmpty):
        move(lived_in, postgresql)
    assert everything(postgresql) == before


def test_a_copy_is_of_one_moment_while_others_write(lived_in: Database, tmp_path: Path) -> None:
    """Two rows that are committed together are both in it or neither, however often it is made."""
    stop = threading.Event()
    url = str(lived_in.url)

    def write() -> None:
        while not stop.is_set():
            with lived_in.begin() as conn:
                people.add_people(conn, [NEW_TALK, NEW_TALK], NOW)

    writing = threading.Thread(target=write)
    writing.start()
    try:
        for number in range(10):
            with closing(open_database(url, access="reader")) as reader:
                back_up(reader, tmp_path / f"{number}.db")
    finally:
        stop.set()
        writing.join()
    with lived_in.read() as conn:
        first = len(people.everybody(conn))
    for number in range(10):
        path = tmp_path / f"{number}.db"
        assert path.stat().st_mode & 0o077 == 0
        with closing(sqlite3.connect(path)) as copy:
            (count,) = copy.execute("SELECT count(*) FROM person").fetchone()
        assert (count - first) % 2 == 0
    assert [path for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_copy_can_be_served_and_replaces_nothing(lived_in: Database, tmp_path: Path) -> None:
    """Put in place of the file, it is the database of that moment; a second copy has another name."""
    path = tmp_path / "copy.db"
    there = everything(lived_in)
    back_up(lived_in, path)
    with pytest.raises(FileExistsError):
        back_up(lived_in, path)
    with closing(open_database(f"sqlite:///{path}")) as restored:
        assert everything(restored) == there
        with restored.begin() as conn:
            people.add_people(conn, [NEW_TALK], NOW)
