"""The right to be the one sender of a channel account, among all processes on one database."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog

from bot.wakes import dsn
from storage.database import Database

TRY_EVERY = 1.0
"""Seconds between attempts to take the seat from whoever has it."""
CHECK_EVERY = 2.0
"""Seconds between looks whether we still have it."""

log = structlog.get_logger()


class Seat:
    """Runs work while this process has the seat of `name`.

    SQLite has one process anyway. On PostgreSQL the seat is an advisory lock of a session: it is
    free as soon as the process or its connection dies, and a double holder would do no harm,
    because messages are claimed row by row; only the pace would be doubled for a moment.
    """

    def __init__(self, database: Database, name: str) -> None:
        self._address = dsn(database.url) if database.dialect == "postgresql" else ""
        self._name = name
        self._key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)

    async def hold(self, work: Callable[[], Awaitable[None]]) -> None:
        """Run `work` whenever the seat is ours, until it returns by itself or we are cancelled."""
        if not self._address:
            await work()
            return
        import psycopg  # noqa: PLC0415 - only where PostgreSQL is used

        while True:
            try:
                if await self._hold_once(work):
                    return
            except psycopg.Error as error:
                log.warning("seat_lost", seat=self._name, error=type(error).__name__)
            await asyncio.sleep(TRY_EVERY)

    async def _hold_once(self, work: Callable[[], Awaitable[None]]) -> bool:
        """Take the seat and work; True when the work ended by itself."""
        import psycopg  # noqa: PLC0415 - as above

        async with await psycopg.AsyncConnection.connect(self._address, autocommit=True) as conn:
            row = await (
                await conn.execute("SELECT pg_try_advisory_lock(%s)", (self._key,))
            ).fetchone()
            if row is None or not row[0]:
                return False
            log.info("seat_taken", seat=self._name)
            working = asyncio.ensure_future(work())
            try:
                while not working.done():
                    await asyncio.wait({working}, timeout=CHECK_EVERY)
                    await conn.execute("SELECT 1")
                await working
            finally:
                working.cancel()
                with suppress(asyncio.CancelledError):
                    await working
            return True
