"""Real processes: they share the work without doubling it, and a killed one leaves no trace."""

import os
import random
import select
import signal
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

import pytest
from sqlalchemy import func
from sqlalchemy import select as query

from bot.crash import POINTS
from storage.database import Database
from storage.opening import open_database
from storage.schema import inbox, outbox
from tests.crash.nursery import Child, Nursery
from tests.handlers.stage import Stage

ROOT = Path(__file__).parents[2]
PATIENCE = 100.0
"""Seconds in which a worker has done what it does, however busy the machine is."""
TURN_POINTS = ("turn.mid_batch", "turn.before_finish", "turn.after_commit")
"""Before, in the middle of, and after the writing; tests/crash goes through every point there is."""


Drain = Callable[..., "Worker"]


class Worker:
    """A worker process on a database, with which one exchanges words, line by line."""

    def __init__(self, nursery: Nursery, folder: Path, url: str, **environment: str) -> None:
        self._folder = Path(mkdtemp(dir=folder))
        told, said = (self._folder / name for name in ("told", "said"))
        for pipe in (told, said):
            os.mkfifo(pipe)
        self._told = os.open(told, os.O_RDWR)  # both ends: neither waits for the other to open it
        self._said = os.open(said, os.O_RDONLY | os.O_NONBLOCK)
        pid = nursery.fork(
            "tests.handlers.drain",
            (url,),
            os.environ | environment,
            ROOT,
            said,
            errors=self._folder / "errors",
            words=str(told),
        )
        self._child = Child(nursery, pid)
        select.select([self._said], [], [], PATIENCE)  # until it speaks, or has died
        os.set_blocking(self._said, True)
        self._lines = open(self._said, encoding="utf-8")  # noqa: PTH123, SIM115 - a pipe, for its life

    def tell(self, word: str) -> None:
        """Say a word to it; it may have died meanwhile."""
        os.write(self._told, f"{word}\n".encode())

    def heard(self) -> str:
        """Its next line; empty when it died."""
        return self._lines.readline().strip()

    def end(self) -> tuple[int, str, str]:
        """Wait for its end: how it ended, what else it said, and what of mistakes."""
        rest = self._lines.read()
        code = self._child.wait(PATIENCE)
        self._lines.close()
        os.close(self._told)
        return code, rest, (self._folder / "errors").read_text("utf-8")


def end(*workers: Worker) -> list[tuple[int, str, str]]:
    """Let them hold work together, then go on; how each ended, and what it said."""
    for worker in workers:
        worker.heard()
        worker.tell("begin")
    first = [worker.heard() for worker in workers]
    for worker in workers:
        worker.tell("go on")
    ends = [worker.end() for worker in workers]
    return [
        (code, out or before, err) for before, (code, out, err) in zip(first, ends, strict=True)
    ]


@pytest.fixture
def drain(nursery: Nursery, tmp_path: Path) -> Drain:
    """Starts a worker process on a database."""
    return partial(Worker, nursery, tmp_path)


def fill(stage: Stage, letters: int, people: int) -> dict[str, list[str]]:
    """Let many people write in a random order; what each of them wrote."""
    dice = random.Random(letters)
    said: dict[str, list[str]] = {f"p{number}": [] for number in range(people)}
    for number in range(letters):
        who = f"p{dice.randrange(people)}"
        said[who].append(str(number))
        stage.write(who, str(number))
    return said


def check(database: Database, said: dict[str, list[str]]) -> None:
    """Everybody was heard once, in order, and answered once."""
    stage = Stage(database)
    assert {who: stage.heard(who) for who in said} == said
    with database.read() as conn:
        states = Counter(conn.execute(query(inbox.c.state)).scalars())
        replies = conn.execute(query(func.count()).select_from(outbox)).scalar()
    count = sum(map(len, said.values()))
    assert (states, replies) == ({"done": count}, count)


def test_workers_share_without_doubling(
    postgresql: Database, postgresql_url: str, drain: Drain
) -> None:
    """Three processes on one database, one of them killed at work: exactly once, in order."""
    said = fill(Stage(postgresql), letters=600, people=40)
    killed = drain(postgresql_url, MEM_CRASH_AT="turn.before_commit")
    others = [drain(postgresql_url) for _ in range(2)]
    ends = end(killed, *others)
    (last,) = end(drain(postgresql_url))

    assert [code for code, _, _ in ends] == [-signal.SIGKILL, 0, 0], ends
    assert all(int(out) for _, out, _ in ends[1:]), "one worker did everything"
    assert last[0] == 0, last
    check(postgresql, said)


@pytest.mark.crash
@pytest.mark.parametrize("point", TURN_POINTS)
def test_a_turn_broken_off_anywhere_happens_once(
    database_url: str, point: str, drain: Drain
) -> None:
    """Killed at this point of the second batch, the turns are done once by the next process."""
    database = open_database(database_url)
    said = fill(Stage(database), letters=60, people=7)
    database.close()
    ((code, _, err),) = end(drain(database_url, MEM_CRASH_AT=point, MEM_CRASH_AFTER="1"))
    assert code == -signal.SIGKILL, err
    ((code, _, err),) = end(drain(database_url))
    assert code == 0, err

    database = open_database(database_url)
    check(database, said)
    database.close()


def test_a_misspelt_point_is_refused(drain: Drain) -> None:
    """A crash test that could not crash would prove nothing."""
    code, _, err = drain("sqlite://", MEM_CRASH_AT="turn.somewhere").end()

    assert code == 1
    assert "turn.somewhere is no crash point" in err
    assert "turn.before_commit" in err


def test_every_point_is_passed_somewhere() -> None:
    """Each named point stands in the code, and the code names no other."""
    named: set[str] = set()
    for source in (*ROOT.glob("bot/**/*.py"), *ROOT.glob("storage/**/*.py")):
        if source.name != "crash.py":
            text = source.read_text()
            named |= {point for point in POINTS if f'"{point}"' in text}
            named |= {
                piece.split('"')[0] for piece in text.split('crash("')[1:] if "." in piece[:40]
            }

    assert named == set(POINTS)
