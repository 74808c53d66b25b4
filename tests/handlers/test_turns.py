"""The worker wakes up, drains, outlives an absent database, and stops when all is done."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.turns import TurnWorker
from storage.database import Database, DatabaseUnavailable
from tests.handlers.stage import Stage


@pytest.fixture
async def running(
    database: Database,
) -> AsyncIterator[tuple[Stage, TurnWorker, asyncio.Queue[int]]]:
    """A worker at work, and a queue with an entry for each commit that owes something."""
    stage, owed = Stage(database), asyncio.Queue()
    worker = TurnWorker(database, stage.desk, owed=lambda: owed.put_nowait(1), poll=60)
    task = asyncio.create_task(worker.run())
    await asyncio.sleep(0)
    yield stage, worker, owed
    worker.stop()
    await asyncio.wait_for(task, 10)


async def test_a_wake_is_enough(running) -> None:
    """What is committed before the wake is handled without waiting for the poll."""
    stage, worker, owed = running
    stage.write("ana", "a")
    worker.wake()
    await asyncio.wait_for(owed.get(), 10)

    assert stage.heard("ana") == ["a"]


def test_every_letter_is_counted_once_and_after_its_commit(database: Database) -> None:
    """Also where one that raises makes the others be handled again."""
    counted: list[int] = []
    stage = Stage(database, handled=counted.append)
    stage.write("ana", "a", "b")
    stage.write("ben", "boom")
    stage.says("cleo", "c")

    assert sum(counted) == 3


async def test_stopping_drains(database: Database) -> None:
    """Whatever had arrived is answered before the worker goes."""
    stage = Stage(database)
    stage.write("ana", *(str(number) for number in range(600)))
    worker = TurnWorker(database, stage.desk, poll=60)
    task = asyncio.create_task(worker.run())
    await asyncio.sleep(0)
    worker.stop()
    await asyncio.wait_for(task, 30)

    assert len(stage.heard("ana")) == 600


async def test_without_a_wake_the_poll_finds_it(database: Database) -> None:
    """Letters of other processes are found in a moment."""
    stage, owed = Stage(database), asyncio.Event()
    worker = TurnWorker(database, stage.desk, owed=owed.set, poll=0.01)
    task = asyncio.create_task(worker.run())
    await asyncio.sleep(0)
    stage.write("ana", "a")
    await asyncio.wait_for(owed.wait(), 10)
    worker.stop()
    await asyncio.wait_for(task, 10)

    assert stage.heard("ana") == ["a"]


async def test_an_absent_database_is_waited_for(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker tries again instead of dying."""
    monkeypatch.setattr("bot.turns.UNAVAILABLE", (0.0,))
    stage, owed = Stage(database), asyncio.Event()
    worker = TurnWorker(database, stage.desk, owed=owed.set, poll=60)
    step, failures = worker.step, iter([DatabaseUnavailable("away"), DatabaseUnavailable("away")])

    def flaky() -> int:
        for error in failures:
            raise error
        return step()

    monkeypatch.setattr(worker, "step", flaky)
    stage.write("ana", "a")
    task = asyncio.create_task(worker.run())
    await asyncio.wait_for(owed.wait(), 10)
    worker.stop()
    await asyncio.wait_for(task, 10)

    assert stage.heard("ana") == ["a"]


def test_a_wake_before_the_start_is_harmless(database: Database) -> None:
    """Nobody runs yet, nobody is woken."""
    TurnWorker(database, Stage(database).desk).wake()
