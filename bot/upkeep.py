"""What is done now and then: forgetting people, emptying what is past its time."""

from functools import partial

import structlog
from sqlalchemy import Connection

from bot.crash import crash
from bot.database_thread import DatabaseThread
from bot.settings import Clock
from core.duration import DAY, SECOND
from storage import ahead, alerts, compaction, erasure, meta, outbox, retention
from storage.database import Database

UNHEARD_OF = 30 * DAY
"""Milliseconds between two purges that only a long absence, or a wrong clock, explains."""
RELUCTANCE = 24
"""Hourly looks for which nothing is destroyed after that."""
PURGED = "purged_at"
"""When what is past its time was last emptied."""

log = structlog.get_logger()


class Upkeep:
    """The chores of one process; several processes may do them at once."""

    def __init__(self, database: Database, key: bytes, clock: Clock) -> None:
        self._database = database
        self._thread = DatabaseThread(database)
        self._key = key
        self._clock = clock
        self._compact_again = False
        self._reluctant = 0

    async def forget(self) -> None:
        """Erase those who refused, empty farewells that have left, and take the bytes off the disk.

        Before, whatever a clock that ran ahead has written is brought back to now.
        """
        now = self._now()

        def chores(conn: Connection) -> bool:
            _bring_back(conn, now)
            gone = erasure.forget_due(conn, self._key, now, crash=crash)
            emptied = outbox.empty_vanished(conn, now)
            return bool(gone or emptied) or compaction.uncompacted(conn)

        if await self._thread.run(chores) or self._compact_again:
            crash("erase.before_compact")
            done = await self._thread.outside(
                lambda: compaction.compact(self._database, self._now())
            )
            self._compact_again = not done
            log.info("compacted", done=done)

    async def purge(self) -> None:
        """Empty what is past its retention time, and erase who was silent for two years.

        At night a large file is rewritten in which somebody was erased. After a month without a
        purge it waits for a day: were the clock wrong, what it destroys would not come back.
        """
        if await self._thread.run(self._doubtful):
            return
        more = True
        while more:
            now = self._now()
            purged = await self._thread.run(partial(retention.purge, now=now, crash=crash))
            gone = await self._thread.run(
                partial(erasure.forget_inactive, key=self._key, now=now, crash=crash)
            )
            more = purged.more or gone > 0
        now = self._now()
        if await self._thread.run(partial(compaction.to_rewrite, now=now)):
            done = await self._thread.outside(
                lambda: compaction.compact(self._database, now, rewrite=True)
            )
            self._compact_again |= not done
            log.info("rewritten", done=done)

    def _doubtful(self, conn: Connection) -> bool:
        """Whether the last purge is so long ago that somebody should look at the clock first."""
        now, last = self._now(), int(meta.recall(conn, PURGED) or 0)
        if last and now - last > UNHEARD_OF and self._reluctant < RELUCTANCE:
            if not self._reluctant:
                log.error("purge_put_off", days=(now - last) // DAY, hours=RELUCTANCE)
            self._reluctant += 1
            return True
        self._reluctant = 0
        meta.remember(conn, PURGED, str(now))
        return False

    def _now(self) -> int:
        return round(self._clock().timestamp() * 1000)


def _bring_back(conn: Connection, now: int) -> None:
    by = ahead.bring_back(conn, now)
    if by:
        log.error("clock_ran_ahead", seconds=by // SECOND)
        alerts.raise_alert(conn, None, "clock", "normal", now)
