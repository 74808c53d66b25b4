"""How fast we send: as a provider allows in all, and gently to one person."""

import asyncio
from collections.abc import Callable

from bot.channels.protocol import Pace

MOST_PERSONS = 10_000
"""People remembered; those whose burst is free again are forgotten first."""


class Bucket:
    """Tokens that come back at a steady rate, up to a burst; times in seconds of one clock."""

    __slots__ = ("_burst", "_full_at", "_rate")

    def __init__(self, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = burst
        self._full_at = 0.0

    def take(self, now: float) -> float:
        """Take a token and return how long to wait before using it."""
        owed = max(self._full_at - now, 0.0) * self._rate
        self._full_at = now + (owed + 1) / self._rate
        return max(owed + 1 - self._burst, 0.0) / self._rate

    def full(self, now: float) -> bool:
        """Whether nothing was taken for so long that it could be forgotten."""
        return self._full_at <= now


class Pacer:
    """Makes senders wait: the channel's rate, one person's rate, a pause the provider asked for."""

    def __init__(self, pace: Pace, clock: Callable[[], float]) -> None:
        self._pace = pace
        self._clock = clock
        self._all = Bucket(pace.per_second, pace.per_second)
        self._persons: dict[str, Bucket] = {}
        self._paused_until = 0.0

    async def wait(self, to: str) -> None:
        """Return when a message to `to` may leave."""
        now = self._clock()
        delay = max(self._person(to, now).take(now), self._all.take(now), self._paused_until - now)
        if delay > 0:
            await asyncio.sleep(delay)

    def pause(self, seconds: float) -> None:
        """Let nothing leave for a while."""
        self._paused_until = max(self._paused_until, self._clock() + seconds)

    def _person(self, to: str, now: float) -> Bucket:
        bucket = self._persons.get(to)
        if bucket is None:
            if len(self._persons) >= MOST_PERSONS:
                self._persons = {
                    person: one for person, one in self._persons.items() if not one.full(now)
                }
            bucket = Bucket(self._pace.person_per_second, self._pace.person_burst)
            self._persons[to] = bucket
        return bucket
