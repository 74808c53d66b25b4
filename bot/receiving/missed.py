"""Messages that no webhook brought: Twilio gives up after one attempt, but it keeps a list."""

from datetime import UTC, datetime, timedelta

import structlog

from bot.channels.whatsapp import WhatsApp
from bot.database_thread import DatabaseThread
from bot.receiving.door import Door
from bot.settings import Clock
from storage import meta

OVERLAP = timedelta(minutes=10)
"""How far before the last sweep the next one begins (reliability §4)."""
FURTHEST = timedelta(days=30)
"""How far back it ever begins."""

log = structlog.get_logger()


class MissedSweep:
    """Asks Twilio for messages that no webhook brought; the door knows those that did arrive."""

    def __init__(self, channel: WhatsApp, door: Door, thread: DatabaseThread, clock: Clock) -> None:
        self._channel = channel
        self._door = door
        self._thread = thread
        self._clock = clock
        self._name = f"swept.whatsapp.{channel.account}"

    async def sweep(self) -> int:
        """How many messages were missed since the last sweep; the first one only sets the mark.

        A mark of a time to come was set by a clock that ran ahead, and says nothing.
        """
        now = self._clock()
        mark = await self._thread.read(lambda conn: meta.recall(conn, self._name))
        missed = 0
        if mark is not None:
            last = datetime.fromtimestamp(int(mark) / 1000, UTC)
            since = max(last - OVERLAP, now - FURTHEST) if last <= now else now - FURTHEST
            missed = await self._door.admit_all(await self._channel.missed_arrivals(since, now))
            if missed:
                log.warning("missed_messages_fetched", count=missed)
        value = str(round(now.timestamp() * 1000))
        await self._thread.run(lambda conn: meta.remember(conn, self._name, value))
        return missed
