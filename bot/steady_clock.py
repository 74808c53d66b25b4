"""The machine's clock, which is not believed at once when it leaps (ADR 0013)."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.settings import Clock

STEP = timedelta(minutes=1)
"""By how much a clock may be set right without a doubt."""
DOUBT = 600.0
"""Seconds that a clock which has leapt has to go on from there before it is believed."""

_CLOCK: Callable[[], float] = (
    partial(time.clock_gettime, time.CLOCK_BOOTTIME)
    if hasattr(time, "CLOCK_BOOTTIME")
    else time.monotonic
)

log = structlog.get_logger()


def boot_clock() -> float:
    """Seconds that have passed, on Linux the machine's sleep among them; nobody can set them."""
    return _CLOCK()


@dataclass(frozen=True, slots=True)
class Leap:
    """How far the clock is from where it should be, and since when (seconds of the other clock)."""

    length: timedelta
    since: float


class SteadyClock:
    """Tells the time of `wall`, which somebody may set, with the help of `running`, which nobody can.

    A leap is followed ten minutes later: until then the time goes on from where it was, and a
    clock that is set right meanwhile has done nothing.
    """

    def __init__(self, wall: Clock, running: Callable[[], float] = boot_clock) -> None:
        self._wall = wall
        self._running = running
        self._believed = wall(), running()
        self._leap: Leap | None = None
        self._lock = threading.Lock()

    def __call__(self) -> datetime:
        """The time, in UTC; from any thread."""
        with self._lock:
            wall, running = self._wall(), self._running()
            then, ran = self._believed
            expected = then + timedelta(seconds=running - ran)
            length = wall - expected
            if abs(length) > STEP and not self._lasts(length, running):
                return expected
            self._note_believed(length)
            self._believed = wall, running
            return wall

    def _lasts(self, length: timedelta, running: float) -> bool:
        """Whether the clock has been off by this much for long enough."""
        leap = self._leap
        if leap is not None and abs(length - leap.length) <= STEP:
            return running - leap.since >= DOUBT
        self._leap = Leap(length, running)
        log.error("clock_leapt", seconds=round(length.total_seconds()), followed_in=round(DOUBT))
        return False

    def _note_believed(self, length: timedelta) -> None:
        if self._leap is not None:
            log.warning("clock_followed", seconds=round(length.total_seconds()))
            self._leap = None
