"""A SQLite file with a host and guests: what each may do, in which order, and what a death leaves."""

import fcntl
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from subprocess import PIPE

import pytest
from sqlalchemy import text

from storage import compaction
from storage import database as module
from storage.database import Database, DatabaseBusy, DatabaseMissing
from storage.meta import recall, remember
from storage.opening import open_database
from storage.pen import Pen

SEED = 20261122

GUEST = """
import sys
from storage.opening import open_database
from storage.meta import remember
database = open_database(sys.argv[1], access="guest")
with database.begin() as conn:
    remember(conn, "guest", "1")
    print("written", flush=True)
    sys.stdin.readline()
print("committed", flush=True)
sys.stdin.readline()
"""
"""Says when it has written and when it has committed; goes on by a line."""

BUSY = """
import sys
from sqlalchemy import text
from storage import database as module
from storage.opening import open_database
module.PATIENCE = 60
database = open_database(sys.argv[1], access="guest")
for number in range(100_000):
    with database.begin() as conn:
        for half in "ab":
            conn.execute(
                text("INSERT INTO deed VALUES (:who, :number, :half, zeroblob(2000))"),
                {"who": sys.argv[2], "number": number, "half": half},
            )
    print(number, flush=True)
"""
"""Two rows in each transaction, told once it is committed, until somebody kills it."""


@pytest.fixture
def host(sqlite_url: str) -> Iterator[Database]:
    with closing(open_database(sqlite_url)) as opened:
        yield opened


def started(code: str, *arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True)


def hears(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def kill(process: "subprocess.Popen[str]") -> str:
    """What it had said, and not been heard, when it was killed."""
    process.kill()
    assert process.wait() == -signal.SIGKILL
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin, process.stdout:
        return process.stdout.read()


def told(database: Database, name: str) -> str | None:
    with database.read() as conn:
        return recall(conn, name)


def test_a_guest_writes_beside_the_host(host: Database, sqlite_url: str) -> None:
    """Each sees at once what the other has committed; the guest needs no lock file and takes none."""
    with host.begin() as conn:
        remember(conn, "of", "host")
    with closing(open_database(sqlite_url, access="guest")) as guest:
        with guest.begin() as conn:
            assert recall(conn, "of") == "host"
            remember(conn, "of", "guest")
        with host.begin() as conn:
            assert recall(conn, "of") == "guest"
        with pytest.raises(DatabaseBusy, match=str(os.getpid())):
            open_database(sqlite_url)


def test_a_guest_is_as_careful_as_the_host(host: Database, sqlite_url: str) -> None:
    """What a guest commits survives a power cut, what it deletes is zeroed, keys are checked."""
    found = []
    with closing(open_database(sqlite_url, access="guest")) as guest:
        for one in (host, guest):
            with one.begin() as conn:
                names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
                found.append([conn.exec_driver_sql(f"PRAGMA {one}").scalar() for one in names])
    assert found == [["wal", 2, 1, 1]] * 2


def test_a_guest_makes_no_database(tmp_path: Path) -> None:
    """Whoever mistypes an address is told; no file appears, and no lock."""
    with pytest.raises(DatabaseMissing):
        open_database(f"sqlite:///{tmp_path / 'none.db'}", access="guest")
    assert not list(tmp_path.iterdir())


def test_a_host_may_start_beside_a_guest(sqlite_url: str) -> None:
    """A command that is under way keeps no service from starting."""
    with closing(open_database(sqlite_url, access="guest")) as guest:
        with closing(open_database(sqlite_url)) as host, host.begin() as conn:
            remember(conn, "of", "host")
        with guest.begin() as conn:
            assert recall(conn, "of") == "host"


@pytest.mark.parametrize("first", ["host", "guest"])
def test_only_one_process_writes_at_a_time(
    host: Database, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    """Whoever comes second waits, and is told when it takes too long; then nothing was begun."""
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    with closing(open_database(sqlite_url, access="guest")) as guest:
        writer, other = (host, guest) if first == "host" else (guest, host)
        with writer.begin() as conn:
            remember(conn, "of", first)
            with pytest.raises(DatabaseBusy, match="try again"), other.begin():
                pass
            assert told(other, "of") is None
        with other.begin() as late:
            assert recall(late, "of") == first


def test_a_rewrite_waits_for_the_guest(
    host: Database, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """VACUUM and the checkpoint that follows it need the pen, too."""
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    with closing(open_database(sqlite_url, access="guest")) as guest:
        with guest.begin(), pytest.raises(DatabaseBusy):
            compaction.compact(host, 1)
        assert compaction.compact(host, 1)
        with guest.begin() as conn:
            assert recall(conn, "compacted_at") == "1"


def test_closing_waits_for_the_pen(sqlite_url: str, tmp_path: Path) -> None:
    """The last to close checkpoints the file, which nobody else may be writing to."""
    guest = open_database(sqlite_url, access="guest")
    pen = Pen(tmp_path / "mem.db")
    with pen.held(0) as had:
        assert had
        closes = threading.Thread(target=guest.close)
        closes.start()
        closes.join(0.2)
        assert closes.is_alive()
    closes.join()
    pen.close()


def test_who_waits_comes_before_who_has_just_written(tmp_path: Path) -> None:
    """A service with one transaction after the other leaves a guest in after the present one."""
    path = tmp_path / "mem.db"
    service, guest = Pen(path), Pen(path)
    assert service.take(0)
    comes = threading.Thread(target=guest.take, args=(60,))
    comes.start()
    while not waited_for(path):
        assert comes.is_alive()
    service.put_down()
    assert not service.take(0)
    comes.join()
    assert not service.take(0)
    guest.put_down()
    assert service.take(60)
    for pen in (service, guest):
        pen.close()


def waited_for(path: Path) -> bool:
    """Whether somebody stands in line for the pen."""
    handle = os.open(f"{path}.next", os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def test_a_guest_killed_before_its_commit_has_done_nothing(host: Database, sqlite_url: str) -> None:
    """What it wrote is not there, and nobody waits for the dead."""
    guest = started(GUEST, sqlite_url)
    assert hears(guest) == "written"
    assert kill(guest) == ""
    with host.begin() as conn:
        assert recall(conn, "guest") is None
        remember(conn, "of", "host")
    assert told(host, "of") == "host"


def test_a_guest_killed_after_its_commit_has_done_all(host: Database, sqlite_url: str) -> None:
    """The host reads it, and goes on."""
    guest = started(GUEST, sqlite_url)
    assert hears(guest) == "written"
    assert guest.stdin is not None
    guest.stdin.write("\n")
    guest.stdin.flush()
    assert hears(guest) == "committed"
    kill(guest)
    with host.begin() as conn:
        assert recall(conn, "guest") == "1"


def test_guests_killed_at_any_moment_leave_whole_deeds(
    host: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the host writes and checkpoints: what was acknowledged is there, one deed more at most,
    never half of one, and the file is sound.
    """
    monkeypatch.setattr(module, "PATIENCE", 60)
    chance = random.Random(SEED)
    print(f"seed {SEED}")
    with host.begin() as conn:
        conn.execute(text("CREATE TABLE deed (who TEXT, number INT, half TEXT, weight BLOB)"))
    acknowledged: dict[str, int] = {}
    for who in "123456":
        guest = started(BUSY, host.url.render_as_string(), who)
        heard, upto = -1, chance.randrange(5, 25)
        while heard < upto:
            heard = int(hears(guest))
            with host.begin() as conn:
                conn.execute(text("INSERT INTO deed VALUES ('host', 0, 'a', zeroblob(2000))"))
            with host.unbound() as conn:
                conn.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
        rest = kill(guest).splitlines()
        acknowledged[who] = max([heard, *(int(line) for line in rest if line.strip())])
    with closing(sqlite3.connect(tmp_path / "mem.db")) as conn:
        halves = conn.execute(
            "SELECT who, number, group_concat(half, '') FROM deed WHERE who != 'host'"
            " GROUP BY who, number ORDER BY who, number"
        ).fetchall()
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert {half for _, _, half in halves} == {"ab"}
    for who, last in acknowledged.items():
        numbers = [number for one, number, _ in halves if one == who]
        assert numbers in (list(range(last + 1)), list(range(last + 2)))
