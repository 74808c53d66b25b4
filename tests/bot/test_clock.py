"""The metronome: ticks come, fail, and end in peace."""

import asyncio
from datetime import UTC, datetime, timedelta, tzinfo

import pytest
from structlog.testing import capture_logs

from bot.clock import Metronome, Tick
from storage.database import DatabaseUnavailable
from tests.bot.conftest import until

OFTEN = 0.001


async def test_a_tick_comes_at_once_or_after_its_time() -> None:
    """And again and again; what is due in an hour is not called now."""
    ticks: list[str] = []

    def called(name: str) -> Tick:
        async def tick() -> None:
            ticks.append(name)

        return tick

    clock = Metronome()
    clock.every(OFTEN, "often", called("often"))
    clock.every(3600, "first", called("first"), at_once=True)
    clock.every(3600, "later", called("later"))
    clock.start()
    await until(lambda: ticks.count("often") >= 3)
    await clock.stop()

    assert ticks.count("first") == 1
    assert "later" not in ticks


@pytest.mark.parametrize(
    ("error", "event"),
    [
        (RuntimeError("boom"), "tick_failed"),
        (DatabaseUnavailable("away"), "tick_waits_for_database"),
    ],
)
async def test_a_tick_that_fails_comes_again(error: Exception, event: str) -> None:
    """Each failure stands in the log; none ends the others or itself."""
    ticks: list[int] = []

    async def fails() -> None:
        ticks.append(1)
        raise error

    clock = Metronome()
    clock.every(OFTEN, "fails", fails)
    with capture_logs() as told:
        clock.start()
        await until(lambda: len(ticks) >= 2)
        await clock.stop()

    assert {(one["event"], one["tick"]) for one in told} == {(event, "fails")}


async def test_a_stop_waits_for_the_tick_under_way_and_begins_no_other() -> None:
    """A transaction's outcome is not cut off; a tick never overlaps itself."""
    began: list[int] = []
    ended: list[int] = []
    beats: list[int] = []
    goes_on = asyncio.Event()

    async def slow() -> None:
        began.append(1)
        await goes_on.wait()
        ended.append(1)

    async def beat() -> None:
        beats.append(1)

    clock = Metronome()
    clock.every(OFTEN, "slow", slow, at_once=True)
    clock.every(OFTEN, "beat", beat)
    clock.start()
    await until(lambda: bool(began))
    beats.clear()
    await until(lambda: len(beats) >= 3)
    overlapped = len(began) > 1
    stopping = asyncio.create_task(clock.stop())
    await asyncio.sleep(0)
    goes_on.set()
    await stopping

    assert not overlapped
    assert (began, ended) == ([1], [1])


async def test_ticks_go_on_when_the_clock_of_the_machine_is_put_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """APScheduler is told the time of the loop; an hour lost elsewhere loses no tick."""
    ticks: list[int] = []

    async def tick() -> None:
        ticks.append(1)

    class PutBack(datetime):
        """The machine's clock, an hour behind from now on."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            there = datetime.now(UTC) - timedelta(hours=1)  # noqa: TID251 - the clock in question
            return there if tz is None else tz.fromutc(there.replace(tzinfo=tz))

    clock = Metronome()
    clock.every(OFTEN, "often", tick)
    clock.start()
    await until(lambda: bool(ticks))
    monkeypatch.setattr("apscheduler.schedulers.base.datetime", PutBack)
    ticks.clear()
    await until(lambda: len(ticks) >= 2)
    await clock.stop()
