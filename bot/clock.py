"""The metronome: looks now and then whether something is due. What is due is in the database."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from storage.database import DatabaseUnavailable

STOPPING = 5.0
"""Seconds that ticks under way may take to end at a stop."""

log = structlog.get_logger()

Tick = Callable[[], Awaitable[None]]


class LoopTime(tzinfo):
    """A time zone where it is as late as the running loop says, counted from 1970.

    APScheduler asks its time zone what time it is. The machine's clock may be set: put back an hour,
    it would leave the assistant without ticks for an hour (ADR 0013). Nobody sets the loop's.
    """

    def fromutc(self, _: datetime) -> datetime:
        """Now, whatever the machine's clock says."""
        running = timedelta(seconds=asyncio.get_running_loop().time())
        return datetime(1970, 1, 1, tzinfo=self) + running

    def utcoffset(self, _: datetime | None) -> timedelta:
        """Zero: what is compared is how much time has gone by."""
        return timedelta()

    def dst(self, _: datetime | None) -> timedelta:
        """Zero."""
        return timedelta()

    def tzname(self, _: datetime | None) -> str:
        """The name in APScheduler's own messages."""
        return "loop"


class Interval(BaseTrigger):  # type: ignore[misc]  # APScheduler has no types
    """Every so many seconds from the last tick; those that a long one has missed are not made up for.

    APScheduler's own counts by the machine's clock.
    """

    def __init__(self, seconds: float) -> None:
        self._span = timedelta(seconds=seconds)

    def get_next_fire_time(self, _: datetime | None, now: datetime) -> datetime:
        """One interval from now."""
        return now + self._span


class Metronome:
    """Calls ticks at their intervals (seconds); a tick never overlaps itself, and may fail.

    APScheduler's own job store is not used: it loses and doubles jobs (reliability §0.6).
    """

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(timezone=LoopTime())
        self._ticking: dict[str, asyncio.Task[None]] = {}

    def every(self, seconds: float, name: str, tick: Tick, *, at_once: bool = False) -> None:
        """Have `tick` called every so many seconds, first after that time or at once."""
        first = {"next_run_time": datetime(1970, 1, 1, tzinfo=UTC)} if at_once else {}
        self._scheduler.add_job(
            partial(self._call, name, tick),
            Interval(seconds),
            id=name,
            coalesce=True,
            misfire_grace_time=None,
            **first,
        )

    def start(self) -> None:
        """Begin ticking, on the running loop."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Tick no more, and let the ticks under way end."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._ticking:
            await asyncio.wait(self._ticking.values(), timeout=STOPPING)

    async def _call(self, name: str, tick: Tick) -> None:
        """Begin a tick unless the last one is still under way.

        It is a task of its own: what APScheduler awaits it cancels at a stop, and that would cut a
        transaction's outcome off.
        """
        if name not in self._ticking:
            self._ticking[name] = asyncio.create_task(self._guarded(name, tick))
            self._ticking[name].add_done_callback(lambda _: self._ticking.pop(name))

    @staticmethod
    async def _guarded(name: str, tick: Tick) -> None:
        try:
            await tick()
        except DatabaseUnavailable:
            log.warning("tick_waits_for_database", tick=name)
        except Exception:  # the next tick may do better
            log.exception("tick_failed", tick=name)
