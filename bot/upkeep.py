"""What is done now and then: forgetting people, emptying what is past its time."""

from functools import partial

import structlog
from sqlalchemy import Connection

from bot.crash import crash
from bot.database_thread import DatabaseThread
from bot.settings import Clock
from bot.words import catalogue
from core.duration import DAY, HOUR, SECOND
from storage import ahead, alerts, codec, compaction, erasure, meta, outbox, retention
from storage.database import Database

UNHEARD_OF = 30 * DAY
"""Milliseconds between two purges that only a long absence, or a wrong clock, explains."""
RELUCTANCE = DAY
"""Milliseconds for which nothing is destroyed after that, however often the process starts anew."""
PURGED = "purged_at"
"""When what is past its time was last emptied."""
DOUBTED = "purge_doubted_at"
"""When that was first found to be so long ago; 0 when it is not."""

log = structlog.get_logger()


class Upkeep:
    """The chores of one process; several processes may do them at once."""

    def __init__(self, database: Database, key: bytes, clock: Clock) -> None:
        self._database = database
        self._thread = DatabaseThread(database)
        self._key = key
        self._clock = clock
        self._compact_again = False
        self._looked_at = 0
        self._erased_at: str | None = None

    async def forget(self) -> None:
        """Erase those who refused, empty farewells that have left, and take the bytes off the disk.

        Before, whatever a clock that ran ahead has written is brought back to now. Once somebody was
        erased, by whichever process, this one keeps none of the words that it knew.
        """
        now, known = self._now(), self._erased_at

        def chores(conn: Connection) -> bool:
            _bring_back(conn, now, before=self._looked_at)
            gone = erasure.forget_due(conn, self._key, now, crash=crash)
            emptied = outbox.empty_vanished(conn, now)
            self._erased_at = meta.recall(conn, "erased_at")
            return bool(gone or emptied) or compaction.uncompacted(conn)

        rewrite = await self._thread.run(chores)
        self._looked_at = now
        if self._erased_at != known:
            codec.forget()
            catalogue.forget()
        if rewrite or self._compact_again:
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
            crash("erase.before_compact")
            done = await self._thread.outside(
                lambda: compaction.compact(self._database, now, rewrite=True)
            )
            self._compact_again |= not done
            log.info("rewritten", done=done)

    def _doubtful(self, conn: Connection) -> bool:
        """Whether the last purge is so long ago that somebody should look at the clock first."""
        now = self._now()
        last, first = (int(meta.recall(conn, name) or 0) for name in (PURGED, DOUBTED))
        long_ago = last > 0 and now - last > UNHEARD_OF
        # A clock that has leapt on since it was first doubted is doubted anew.
        if long_ago and not RELUCTANCE <= now - first <= UNHEARD_OF:
            if not 0 <= now - first < RELUCTANCE:
                log.error("purge_put_off", days=(now - last) // DAY, hours=RELUCTANCE // HOUR)
                meta.remember(conn, DOUBTED, str(now))
            return True
        meta.remember(conn, PURGED, str(now))
        meta.remember(conn, DOUBTED, "0")
        return False

    def _now(self) -> int:
        return round(self._clock().timestamp() * 1000)


def _bring_back(conn: Connection, now: int, *, before: int) -> None:
    by = ahead.bring_back(conn, now, before=before)
    if by:
        log.error("clock_ran_ahead", seconds=by // SECOND)
        alerts.raise_alert(conn, None, "clock", "normal", now)
