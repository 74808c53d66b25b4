"""How fast we send: as a provider allows in all, gently to one person, and hardly while it is away."""

import asyncio
from collections.abc import Callable

import structlog

from bot.channels.protocol import Channel, Pace, Refused, SendError, Throttled
from core.duration import MINUTE, SECOND

MOST_PERSONS = 10_000
"""People remembered; those whose burst is free again are forgotten first."""

IN_A_ROW = 5
"""Attempts without an answer, and none with one among them, after which a provider counts as away."""
FIRST_REST, LONGEST_REST = 5 * SECOND, MINUTE
"""Milliseconds between attempts while it is; they double."""

STEADY = 0.95
"""Share of a provider's rate that flows steadily; the rest may leave at once. Both together are what
the provider allows in any second.
"""


log = structlog.get_logger()


async def answers(channel: Channel) -> bool:
    """Whether the provider of a channel answers a question at all, be it with a refusal.

    Its limit on questions is an answer, too: it says nothing of messages.
    """
    try:
        await channel.ask()
    except (Refused, Throttled):
        return True
    except SendError as error:
        log.info("provider_silent", channel=channel.name, code=str(error))
        return False
    return True


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
        rate = pace.per_second
        self._all = Bucket(STEADY * rate, max(1, (1 - STEADY) * rate))
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


class Breaker:
    """Spares what is owed while a provider is away: every attempt then would be one more doubt.

    It is asked whether it is back, at first soon, then every minute; once it answers, one message
    at a time tries, and whatever else is owed waits in its order. Times in milliseconds, of a clock
    that may be set back; `scale` stretches the rests.
    """

    def __init__(self, scale: float = 1.0) -> None:
        self._scale = scale
        self._failures = 0
        self._rest = 0.0
        self._until = 0.0

    def hands(self, free: int, busy: int, now: int) -> int:
        """How many of the `free` hands may take something while `busy` ones have something."""
        if not self.away:
            return free
        return 0 if busy or self._rests(now) else min(free, 1)

    @property
    def away(self) -> bool:
        """Whether the provider counts as away."""
        return self._failures >= IN_A_ROW

    def failed(self, now: int) -> bool:
        """An attempt had no answer; whether the provider counts as away from now on."""
        self._failures += 1
        if self._failures < IN_A_ROW:
            return False
        if self._failures == IN_A_ROW:
            self._rest = FIRST_REST * self._scale
        elif self._rests(now):
            return False  # it was under way when the others failed
        else:
            self._rest = min(2 * self._rest, LONGEST_REST * self._scale)
        self._until = now + self._rest
        return self._failures == IN_A_ROW

    def answered(self) -> bool:
        """An attempt had an answer, whichever; whether the provider was away until now."""
        was_away = self.away
        self._failures = 0
        return was_away

    def _rests(self, now: int) -> bool:
        """Whether it is too early to ask; a rest longer than any began before the clock was set back."""
        return 0 < self._until - now <= LONGEST_REST * self._scale
