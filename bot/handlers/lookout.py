"""The people to propose as they were a little while ago, laid out once for many questions.

What matters at the moment (the mentee, who is kept apart, free seats) is read when it is used.
Loading it brings numpy, which only the process that looks for somebody needs.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from core.duration import MINUTE
from storage import pool as pools
from storage import rounds

if TYPE_CHECKING:
    from core.matching.counterfactual import Opposite
    from core.matching.newcomer import Board
    from core.matching.pool import Mentee, Mentor, Pool
    from core.matching.weights import Table


FRESH = 10 * MINUTE
"""How long somebody who has just joined may wait to be seen by others."""


@dataclass(frozen=True, eq=False)
class View:
    """One moment's pool with the table of weights; what is derived is made at the first question."""

    pool: "Pool"
    table: "Table"
    prices: Mapping[int, int] = field(default_factory=dict)
    """What a seat of a mentor was worth in the last round, in units."""
    priced_at: int = 0

    @property
    def fade(self) -> int:
        """The percent of the prices that counts by now."""
        from core.matching.newcomer import faded  # noqa: PLC0415 - see above

        return faded(self.pool.now - self.priced_at)

    @cached_property
    def board(self) -> "Board":
        """The mentors with a seat."""
        from core.matching.newcomer import Board  # noqa: PLC0415 - see above

        return Board(self.pool, self.table)

    @cached_property
    def mentors(self) -> "Opposite":
        """All mentors, to count what a change would open."""
        from core.matching.counterfactual import Opposite  # noqa: PLC0415 - see above

        return Opposite(self.pool, self.table, of="mentors")

    @cached_property
    def lenders(self) -> "tuple[Mentor, ...]":
        """Mentors who could give one session, with a free seat or without."""
        from core.matching.waiting import for_an_hour  # noqa: PLC0415 - see above

        return for_an_hour(self.pool, self.table)

    @cached_property
    def queue(self) -> "list[Mentee]":
        """Those who wait and can be matched."""
        from core.matching.rules import why_not_mentee  # noqa: PLC0415 - as its callers

        return [one for one in self.pool.mentees if not why_not_mentee(one, self.pool, self.table)]


class Lookout:
    """Keeps the view of one database for `fresh` milliseconds."""

    def __init__(self, fresh: int = FRESH) -> None:
        self._fresh = fresh
        self._lock = Lock()
        self._view: View | None = None
        self._acquaintance = pools.Acquaintance()

    def look(self, conn: Connection, now: int) -> View:
        """The pool as it was not longer ago than `fresh`, and never later than `now`."""
        from core.matching.weights import standard  # noqa: PLC0415 - see above

        with self._lock:
            if self._view is None or not 0 <= now - self._view.pool.now < self._fresh:
                table = standard()
                pool = pools.load(conn, now, acquaintance=self._acquaintance)
                self._view = View(pool, table, *rounds.prices(conn, table.version))
            return self._view
