"""Records what became of messages: in batches, and for as long as it takes."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy import Connection

from bot.crash import crash
from bot.database_thread import DatabaseThread, GroupCommit
from bot.handlers.status import close_door
from bot.settings import Clock
from storage import alerts
from storage.database import DatabaseUnavailable
from storage.outbox import Owed
from storage.outcomes import Outcome, settle

RETRY_SECONDS = 1.0

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Settled:
    """An outcome, and what it means beyond the message: a closed door, a coordinator's business."""

    owed: Owed
    outcomes: tuple[Outcome, ...]
    blocked: bool = False
    alert: str = ""


class Settling:
    """Stores outcomes in group commits; `settled` is called after each."""

    def __init__(
        self, thread: DatabaseThread, clock: Clock, settled: Callable[[], None] = lambda: None
    ) -> None:
        self._clock = clock
        self._commits: GroupCommit[Settled, None] = GroupCommit(
            thread, self._store, committed=settled
        )

    async def record(self, one: Settled) -> None:
        """Return when the outcome is stored.

        While the database is away it waits: forgetting that a message left would say it twice.
        """
        while True:
            try:
                await self._commits.put(one)
            except DatabaseUnavailable:
                log.warning("outcome_waits_for_database", outbox=one.owed.id)
                await asyncio.sleep(RETRY_SECONDS)
            else:
                return

    def _store(self, conn: Connection, batch: Sequence[Settled]) -> list[None]:
        crash("outbox.before_settle")
        now = round(self._clock().timestamp() * 1000)
        settle(conn, [outcome for one in batch for outcome in one.outcomes], now)
        for one in batch:
            if one.blocked:
                close_door(conn, one.owed.person_id, one.owed.address_id, now)
            if one.alert:
                alerts.raise_alert(conn, None, one.alert, "normal", now)
        return [None] * len(batch)
