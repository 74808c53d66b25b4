"""Storage calls from asynchronous code: transactions in the database's own threads, in batches."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from sqlalchemy import Connection

from storage.database import Database, DatabaseUnavailable

Result = TypeVar("Result")
Item = TypeVar("Item")

LARGEST_BATCH = 256
"""Items committed together; more gain nothing (durability §2)."""


class DatabaseThread:
    """Runs functions on a connection off the event loop: one thread on SQLite, few on PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def run(self, work: Callable[[Connection], Result]) -> Result:
        """What `work` returns, once its transaction is committed."""
        return await self._call(self._write, work)

    async def read(self, work: Callable[[Connection], Result]) -> Result:
        """What `work` reads in one snapshot."""
        return await self._call(self._read, work)

    async def outside(self, work: Callable[[], Result]) -> Result:
        """What `work` returns, which sees to its transactions itself."""
        return await asyncio.get_running_loop().run_in_executor(self.database.threads, work)

    async def _call(
        self,
        how: Callable[[Callable[[Connection], Result]], Result],
        work: Callable[[Connection], Result],
    ) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self.database.threads, how, work)

    def _write(self, work: Callable[[Connection], Result]) -> Result:
        with self.database.begin() as conn:
            return work(conn)

    def _read(self, work: Callable[[Connection], Result]) -> Result:
        with self.database.read() as conn:
            return work(conn)


class GroupCommit(Generic[Item, Result]):
    """Many callers, one transaction: what waits while a commit runs goes into the next one.

    There is no timer: a lone item is committed at once, and batches grow with the load.
    """

    def __init__(
        self,
        thread: DatabaseThread,
        work: Callable[[Connection, Sequence[Item]], Sequence[Result]],
        *,
        committed: Callable[[], None] = lambda: None,
    ) -> None:
        self._thread = thread
        self._work = work
        self._committed = committed
        self._waiting: deque[tuple[Item, asyncio.Future[Result]]] = deque()
        self._flushing: asyncio.Task[None] | None = None

    async def put(self, item: Item) -> Result:
        """The item's result, once it is committed.

        Raises DatabaseUnavailable when the database cannot take it now, or what `work` raised
        for this very item.
        """
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._flushing is None:
            self._flushing = asyncio.create_task(self._flush())
        return await future

    async def _flush(self) -> None:
        while self._waiting:
            size = min(len(self._waiting), LARGEST_BATCH)
            await self._commit([self._waiting.popleft() for _ in range(size)])
        self._flushing = None

    async def _commit(self, batch: Sequence[tuple[Item, asyncio.Future[Result]]]) -> None:
        items = [item for item, _ in batch]
        try:
            results = await self._thread.run(lambda conn: self._work(conn, items))
        except Exception as error:  # noqa: BLE001 - it belongs to the callers
            if len(batch) > 1 and not isinstance(error, DatabaseUnavailable):
                for one in batch:  # one of them is the culprit; the others must not suffer
                    await self._commit([one])
                return
            for _, future in batch:
                if not future.done():
                    future.set_exception(error)
            return
        for (_, future), result in zip(batch, results, strict=True):
            if not future.done():
                future.set_result(result)
        self._committed()
