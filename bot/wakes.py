"""Wakes those who wait: here at once, and over PostgreSQL's NOTIFY in the other processes."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from typing import Literal

import structlog
from sqlalchemy.engine import URL

from storage.database import Database

News = Literal["inbox", "outbox"]

NEWS: dict[str, News] = {"inbox": "inbox", "outbox": "outbox"}
CHANNEL = "mem_news"
RECONNECT = 2.0
"""Seconds between attempts to listen again; meanwhile everybody polls once a second."""

log = structlog.get_logger()


class Wakes:
    """Rings when something was committed.

    A ring is a hint over a poll of one second, so a lost one costs a second and nothing else.
    """

    def __init__(self, database: Database) -> None:
        self._address = dsn(database.url) if database.dialect == "postgresql" else ""
        self._listeners: dict[News, list[Callable[[], None]]] = {"inbox": [], "outbox": []}
        self._me = secrets.token_hex(4)
        self._pending: set[News] = set()
        self._rung = asyncio.Event()

    def listen(self, news: News, wake: Callable[[], None]) -> None:
        """Have `wake` called on the event loop at each ring."""
        self._listeners[news].append(wake)

    def forget(self, news: News, wake: Callable[[], None]) -> None:
        """Call it no more."""
        self._listeners[news].remove(wake)

    def ring(self, news: News) -> None:
        """Tell everybody who waits for this."""
        for wake in self._listeners[news]:
            wake()
        # A worker of ours will see to the inbox; the outbox may be another process's to send.
        if self._address and not (news == "inbox" and self._listeners[news]):
            self._pending.add(news)
            self._rung.set()

    async def run(self) -> None:
        """Pass rings to and from other processes until cancelled; on SQLite there are none."""
        if not self._address:
            return
        await asyncio.gather(self._keep(self._hear), self._keep(self._tell))

    async def _keep(self, work: Callable[[], Awaitable[None]]) -> None:
        import psycopg  # noqa: PLC0415 - only where PostgreSQL is used

        while True:
            try:
                await work()
            except psycopg.Error as error:
                log.warning("wakes_lost", error=type(error).__name__)
            await asyncio.sleep(RECONNECT)

    async def _hear(self) -> None:
        import psycopg  # noqa: PLC0415 - as above

        async with await psycopg.AsyncConnection.connect(self._address, autocommit=True) as conn:
            await conn.execute(f"LISTEN {CHANNEL}")
            async for notice in conn.notifies():
                name, _, sender = notice.payload.partition(".")
                if sender != self._me and name in NEWS:
                    for wake in self._listeners[NEWS[name]]:
                        wake()

    async def _tell(self) -> None:
        import psycopg  # noqa: PLC0415 - as above

        async with await psycopg.AsyncConnection.connect(self._address, autocommit=True) as conn:
            while True:
                await self._rung.wait()
                self._rung.clear()
                pending, self._pending = self._pending, set()
                for news in pending:
                    await conn.execute("SELECT pg_notify(%s, %s)", (CHANNEL, f"{news}.{self._me}"))


def dsn(url: URL) -> str:
    """The address as PostgreSQL's own client library reads it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)
