"""One way to a transaction on two databases, and who may write to the embedded one."""

import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import cast

import pytest
from sqlalchemy import text

from storage import database as module
from storage.database import Database, DatabaseBusy, DatabaseUnavailable, SchemaOutdated
from storage.meta import recall, remember
from storage.opening import open_database

HOLD = """
import sys
from storage.opening import open_database
database = open_database(sys.argv[1])
print("held", file=sys.stderr, flush=True)
sys.stdin.read()
"""


def test_what_is_committed_is_read(database: Database) -> None:
    """A committed value is seen by a snapshot opened afterwards."""
    with database.begin() as conn:
        remember(conn, "a", "1")

    with database.read() as conn:
        assert recall(conn, "a") == "1"


def test_an_exception_takes_everything_back(database: Database) -> None:
    """What a block wrote before it raised is not there."""
    with pytest.raises(RuntimeError), database.begin() as conn:  # noqa: PT012 - the block is the test
        remember(conn, "a", "1")
        raise RuntimeError

    with database.read() as conn:
        assert recall(conn, "a") is None


def test_a_snapshot_cannot_write(database: Database) -> None:
    """Writing in a read-only block is refused by the database itself."""
    with pytest.raises(DatabaseUnavailable), database.read() as conn:
        remember(conn, "a", "1")


def test_a_reader_does_not_wait_for_the_writer(database: Database) -> None:
    """While a transaction is open, others read what was committed before it."""
    with database.begin() as conn:
        remember(conn, "a", "1")
        with database.read() as other:
            assert recall(other, "a") is None


def test_sqlite_is_opened_as_promised(sqlite_url: str) -> None:
    """WAL, full synchronisation, foreign keys and secure delete are on."""
    database = open_database(sqlite_url)
    with database.begin() as conn:
        pragmas = {
            name: conn.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
    database.close()

    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
    }


def test_postgresql_is_opened_as_promised(postgresql: Database) -> None:
    """Commits are synchronous and no statement or lock is waited for without end."""
    with postgresql.read() as conn:
        settings = {
            name: conn.execute(text(f"SHOW {name}")).scalar()
            for name in ("synchronous_commit", "statement_timeout", "lock_timeout")
        }

    assert settings == {
        "synchronous_commit": "on",
        "statement_timeout": "30s",
        "lock_timeout": "5s",
    }


def test_a_second_writing_process_is_refused(sqlite_url: str) -> None:
    """Whoever comes second is told who holds the file, and may still read."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, sqlite_url], stdin=PIPE, stdout=DEVNULL, stderr=PIPE, text=True
    )
    assert holder.stdin is not None
    assert holder.stderr is not None
    assert holder.stderr.readline() == "held\n"

    with pytest.raises(DatabaseBusy, match=str(holder.pid)):
        open_database(sqlite_url)
    reader = open_database(sqlite_url, access="reader")
    with reader.read() as conn:
        assert recall(conn, "a") is None
    with pytest.raises(DatabaseBusy), reader.begin():
        pass
    reader.close()

    holder.stdin.close()
    holder.wait()
    holder.stderr.close()
    open_database(sqlite_url).close()


def test_a_dead_process_holds_nothing(sqlite_url: str) -> None:
    """A lock ends with the process that was killed holding it."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, sqlite_url], stdin=PIPE, stdout=DEVNULL, stderr=PIPE, text=True
    )
    assert holder.stdin is not None
    assert holder.stderr is not None
    holder.stderr.readline()
    holder.kill()
    holder.wait()
    holder.stdin.close()
    holder.stderr.close()

    open_database(sqlite_url).close()


def test_waiting_for_the_writer_has_an_end(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second thread is told that the writer is busy instead of waiting for ever."""
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    database = open_database(sqlite_url)
    caught: list[Exception] = []

    def write() -> None:
        try:
            with database.begin():
                pass
        except DatabaseUnavailable as error:
            caught.append(error)

    with database.begin():
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
    database.close()

    assert len(caught) == 1


def test_a_look_outside_a_transaction_leaves_statements_planned(sqlite_url: str) -> None:
    """SQLite is sent the question and nothing else: a pragma would have every statement planned anew."""
    with closing(open_database(sqlite_url)) as database:
        said: list[str] = []
        with database.unbound() as conn:
            cast("sqlite3.Connection", conn.connection.dbapi_connection).set_trace_callback(
                said.append
            )
            assert conn.execute(text("SELECT 1")).scalar_one() == 1
        with database.begin() as conn:
            conn.execute(text("SELECT 2"))
    assert said == ["SELECT 1", "BEGIN IMMEDIATE", "SELECT 2", "COMMIT"]


def test_memory_is_a_database_too() -> None:
    """`sqlite://` lives in memory and serves reads and writes."""
    database = open_database("sqlite://")
    with database.begin() as conn:
        conn.execute(text("CREATE TABLE one (a INTEGER)"))
        conn.execute(text("INSERT INTO one VALUES (7)"))
    with database.read() as conn:
        assert conn.execute(text("SELECT a FROM one")).scalar() == 7
        assert conn.exec_driver_sql("PRAGMA page_size").scalar() == 16384
    database.close()


def test_missing_tables_are_named_as_such(tmp_path: Path) -> None:
    """A database that was never migrated is outdated, which passes; wrong SQL is a mistake."""
    database = open_database(f"sqlite:///{tmp_path / 'empty.db'}")
    with pytest.raises(SchemaOutdated, match="mem migrate"), database.begin() as conn:
        remember(conn, "a", "1")
    database.close()


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    """Reading needs a database; none is made by looking."""
    with pytest.raises(DatabaseUnavailable):
        open_database(f"sqlite:///{tmp_path / 'none.db'}", access="reader")

    assert not (tmp_path / "none.db").exists()


def test_other_databases_are_refused() -> None:
    """What is neither SQLite nor PostgreSQL is refused by name."""
    with pytest.raises(ValueError, match="mysql"):
        open_database("mysql://localhost/mem")


def test_an_unreachable_server_passes() -> None:
    """A server that does not answer is a passing condition."""
    database = open_database("postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(DatabaseUnavailable), database.begin():
        pass
    database.close()


def test_a_lost_connection_passes_and_the_next_one_works(postgresql: Database) -> None:
    """A connection cut by the server costs one transaction."""
    with pytest.raises(DatabaseUnavailable), postgresql.begin() as conn:  # noqa: PT012 - as above
        mine = conn.execute(text("SELECT pg_backend_pid()")).scalar()
        with postgresql.begin() as other:
            other.execute(text("SELECT pg_terminate_backend(:mine)"), {"mine": mine})
        while True:  # until the signal has arrived
            conn.execute(text("SELECT 1"))

    with postgresql.begin() as conn:
        assert conn.execute(text("SELECT 1")).scalar() == 1


def test_only_its_owner_reads_a_database(sqlite_url: str) -> None:
    """The file, its log and its index, whatever the machine's habits for new files are."""
    before = os.umask(0o022)
    try:
        database = open_database(sqlite_url)
        with database.begin() as conn:
            conn.execute(text("CREATE TABLE one (a)"))
        with database.read() as conn:
            conn.execute(text("SELECT a FROM one"))
        path = Path(str(database.url.database))
        modes = {one.name: one.stat().st_mode & 0o777 for one in path.parent.glob(f"{path.name}*")}
        database.close()
    finally:
        os.umask(before)
    assert {f"{path.name}-wal", f"{path.name}-shm", path.name} <= set(modes)
    assert set(modes.values()) == {0o600}


def test_passwords_are_not_in_names() -> None:
    """The address for logs hides the password."""
    database = open_database("postgresql://mem:secret@127.0.0.1:1/mem")

    assert "secret" not in database.name
    database.close()


def test_a_full_disk_passes_and_takes_nothing_along(sqlite_url: str) -> None:
    """What was committed stays and is read; once there is room, writing goes on."""
    with closing(open_database(sqlite_url)) as database:
        with database.begin() as conn:
            conn.execute(text("CREATE TABLE letter (words TEXT)"))
            conn.execute(text("INSERT INTO letter VALUES ('kept')"))
        with database.begin() as conn:
            conn.execute(text("PRAGMA max_page_count = 8"))
        with pytest.raises(DatabaseUnavailable, match="full"), database.begin() as conn:  # noqa: PT012
            conn.execute(text("INSERT INTO letter VALUES ('half')"))
            conn.execute(text("INSERT INTO letter VALUES (zeroblob(1000000))"))
        with database.read() as conn:
            there = conn.execute(text("SELECT words FROM letter")).scalars().all()
        with database.begin() as conn:
            conn.execute(text("PRAGMA max_page_count = 1000000"))
            conn.execute(text("INSERT INTO letter VALUES ('again')"))
        with database.read() as conn:
            later = conn.execute(text("SELECT words FROM letter")).scalars().all()

    assert (there, later) == (["kept"], ["kept", "again"])


def test_a_program_that_locks_the_file_costs_patience_and_nothing_else(sqlite_url: str) -> None:
    """Somebody's own tool has a transaction open: ours is refused, and done once it is free."""
    with closing(open_database(sqlite_url)) as database:
        with database.begin() as conn:
            conn.execute(text("CREATE TABLE letter (words TEXT)"))
        with database.unbound() as conn:
            conn.exec_driver_sql("PRAGMA busy_timeout = 1")
        with closing(sqlite3.connect(database.url.database or "")) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(DatabaseUnavailable, match="locked"), database.begin() as conn:
                conn.execute(text("INSERT INTO letter VALUES ('late')"))
        with database.begin() as conn:
            conn.execute(text("INSERT INTO letter VALUES ('late')"))
        with database.read() as conn:
            assert conn.execute(text("SELECT words FROM letter")).scalars().all() == ["late"]
