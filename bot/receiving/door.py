"""Where events come in: stored before anybody is told that they arrived."""

import asyncio
from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from bot.crash import crash
from bot.database_thread import DatabaseThread, GroupCommit
from storage import inbox
from storage.arrivals import Arrival


class Door:
    """Admits arrivals in group commits and wakes whoever handles them.

    `key` recognises the events of people who were erased.
    """

    def __init__(
        self, thread: DatabaseThread, key: bytes, *, admitted: Callable[[], None] = lambda: None
    ) -> None:
        self._key = key
        self._inbox: GroupCommit[Arrival, bool] = GroupCommit(
            thread, self._record, committed=admitted
        )

    async def admit(self, arrival: Arrival) -> bool:
        """Whether the event is new; on return it is on disk, and only then it may be acknowledged.

        Raises DatabaseUnavailable when it is not and the provider should try again.
        """
        new = await self._inbox.put(arrival)
        crash("inbox.after_commit")
        return new

    async def admit_all(self, arrivals: Sequence[Arrival]) -> int:
        """How many of the events were new; raises as `admit`, then some may be stored."""
        return sum(await asyncio.gather(*(self.admit(one) for one in arrivals)))

    def _record(self, conn: Connection, arrivals: Sequence[Arrival]) -> list[bool]:
        crash("inbox.before_insert")
        new = inbox.record(conn, arrivals, self._key)
        crash("inbox.after_insert")
        return new
