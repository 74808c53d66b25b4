"""Real processes: they share the work without doubling it, and a killed one leaves no trace."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.crash import POINTS
from storage.database import Database
from storage.opening import open_database
from storage.schema import inbox, outbox
from tests.handlers.stage import Stage

ROOT = Path(__file__).parents[2]
TURN_POINTS = ("turn.mid_batch", "turn.before_finish", "turn.after_commit")
"""Before, in the middle of, and after the writing; tests/crash goes through every point there is."""


def drain(url: str, **environment: str) -> subprocess.Popen[str]:
    """Start a worker process on a database."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.handlers.drain", url],
        cwd=ROOT,
        env=os.environ | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def tell(worker: subprocess.Popen[str], word: str) -> None:
    """Say a word to a worker that may have died meanwhile."""
    assert worker.stdin is not None
    with suppress(BrokenPipeError):
        worker.stdin.write(f"{word}\n")
        worker.stdin.flush()


def heard(worker: subprocess.Popen[str]) -> str:
    """The next line of a worker; empty when it died."""
    assert worker.stdout is not None
    return worker.stdout.readline().strip()


def end(*workers: subprocess.Popen[str]) -> list[tuple[int, str, str]]:
    """Let them hold work together, then go on; how each ended, and what it said."""
    for worker in workers:
        heard(worker)
        tell(worker, "begin")
    first = [heard(worker) for worker in workers]
    for worker in workers:
        tell(worker, "go on")
    said = [worker.communicate(timeout=100) for worker in workers]
    return [
        (worker.returncode, out or before, err)
        for worker, before, (out, err) in zip(workers, first, said, strict=True)
    ]


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
        states = Counter(conn.execute(select(inbox.c.state)).scalars())
        replies = conn.execute(select(func.count()).select_from(outbox)).scalar()
    count = sum(map(len, said.values()))
    assert (states, replies) == ({"done": count}, count)


def test_workers_share_without_doubling(postgresql: Database, postgresql_url: str) -> None:
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
def test_a_turn_broken_off_anywhere_happens_once(database_url: str, point: str) -> None:
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


def test_a_misspelt_point_is_refused() -> None:
    """A crash test that could not crash would prove nothing."""
    worker = drain("sqlite://", MEM_CRASH_AT="turn.somewhere")
    _, err = worker.communicate(timeout=100)

    assert worker.returncode == 1
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
