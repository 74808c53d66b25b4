"""The metronome: looks now and then whether something is due. What is due is in the database."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from storage.database import DatabaseUnavailable

log = structlog.get_logger()

Tick = Callable[[], Awaitable[None]]


class Metronome:
    """Calls ticks at their intervals (seconds); a tick never overlaps itself, and may fail.

    APScheduler's own job store is not used: it loses and doubles jobs (reliability §0.6).
    """

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._ticking: set[asyncio.Task[None]] = set()

    def every(self, seconds: float, name: str, tick: Tick, *, at_once: bool = False) -> None:
        """Have `tick` called every so many seconds, first after that time or at once."""
        call = partial(self._call, name, tick)
        self._scheduler.add_job(
            call, "interval", seconds=seconds, id=name, coalesce=True, misfire_grace_time=None
        )
        if at_once:
            self._scheduler.add_job(call, id=f"{name}.first", misfire_grace_time=None)

    def start(self) -> None:
        """Begin ticking, on the running loop."""
        self._scheduler.start()

    async def stop(self) -> None:
        """Tick no more, and let the ticks under way end."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._ticking:
            await asyncio.wait(self._ticking, timeout=5)

    async def _call(self, name: str, tick: Tick) -> None:
        task = asyncio.ensure_future(self._guarded(name, tick))
        self._ticking.add(task)
        task.add_done_callback(self._ticking.discard)
        # Shielded: shutting the scheduler down must not cut a transaction's outcome off.
        await asyncio.shield(task)

    async def _guarded(self, name: str, tick: Tick) -> None:
        try:
            await tick()
        except DatabaseUnavailable:
            log.warning("tick_waits_for_database", tick=name)
        except Exception:  # the next tick may do better
            log.exception("tick_failed", tick=name)
