"""A government changed a clock: what was said in wall time moves to where that time now lies.

New time zone tables are met at the start of a process, or while it runs: whoever renews the package
`tzdata` need not stop the service.
"""

from functools import partial

import structlog
from sqlalchemy import Connection

from bot.database_thread import DatabaseThread
from bot.handlers import pairs
from bot.handlers.desk import Desk
from bot.handlers.ledger import Ledger
from bot.words import catalogue
from bot.zones import renew_zones, tables_version
from core.matching import week
from storage import timers

log = structlog.get_logger()


def follow(conn: Connection, desk: Desk) -> None:
    """Move waiting timers and agreed meetings to their wall time, once for each new tables."""
    tables = tables_version()
    timers.recompute(conn, tables)
    ledger = Ledger(conn, desk, desk.clock())
    pairs.follow_clocks(ledger, tables)
    ledger.commit()


class Decrees:
    """Looks now and then whether newer tables were installed."""

    def __init__(self, thread: DatabaseThread, desk: Desk) -> None:
        self._thread = thread
        self._desk = desk

    async def look(self) -> None:
        """Use newer tables, if any, and have all times follow; a process without them does nothing."""
        if not renew():
            return
        log.info("zones_renewed", tables=tables_version())
        await self._thread.run(partial(follow, desk=self._desk))


def renew() -> bool:
    """Use newer tables if some were installed, and forget what the former ones made."""
    if not renew_zones():
        return False
    catalogue.label.cache_clear()
    week.forget_clocks()
    return True
