"""What is done now and then: forgetting people, emptying what is past its time."""

from functools import partial

import structlog
from sqlalchemy import Connection

from bot.crash import crash
from bot.database_thread import DatabaseThread
from bot.settings import Clock
from storage import compaction, erasure, outbox, retention
from storage.database import Database

log = structlog.get_logger()


class Upkeep:
    """The chores of one process; several processes may do them at once."""

    def __init__(self, database: Database, key: bytes, clock: Clock) -> None:
        self._database = database
        self._thread = DatabaseThread(database)
        self._key = key
        self._clock = clock
        self._compact_again = False

    async def forget(self) -> None:
        """Erase those who refused, empty farewells that have left, and take the bytes off the disk."""
        now = self._now()

        def chores(conn: Connection) -> bool:
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

        At night a large file is rewritten in which somebody was erased.
        """
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

    def _now(self) -> int:
        return round(self._clock().timestamp() * 1000)
