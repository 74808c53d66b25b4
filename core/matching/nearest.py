"""One newcomer against all mentors, one freed seat against all mentees: exact, in milliseconds.

Both are a product of one row with a matrix that lies ready, and the rest of the hard rules for the
few pairs that could still be among the best.
"""

from typing import Final

import numpy as np

from core.matching.best import best
from core.matching.market import (
    Columns,
    Flags,
    Floats,
    Longs,
    Market,
    Pairs,
    allowed,
    columns,
    dense,
    keys,
    scored,
)

TOP: Final = 10
PROBE: Final = 6
"""Pairs a wanted name that are scored first, to learn how good the last name must be."""


class Nearest:
    """A market laid out for questions about one person; made once, asked often.

    The market must not change meanwhile; seats, prices and who is free are given with a question.
    """

    def __init__(self, market: Market, laid: Columns | None = None) -> None:
        """`laid` spares the work when the same mentors were laid out before (`columns(market)`)."""
        self._market = market
        self._mentors = columns(market) if laid is None else laid

    def mentors(
        self,
        mentee: int,
        *,
        seats: Longs | None = None,
        prices: Longs | None = None,
        top: int = TOP,
    ) -> Pairs:
        """The best eligible mentors with an open seat for a mentee row, best first.

        By worth, less the seat's price if `prices` (units a mentor) are given; equal ones by the
        seeded hash. `seats` replaces the market's own.
        """
        market = self._market
        worth = dense(market, "w", np.array([mentee]), self._mentors)[0]
        closed = (market.mentors.seats if seats is None else seats) <= 0
        worth[closed] = -np.inf
        everyone = np.full(len(worth), mentee)
        return _nearest(market, worth, everyone, self._mentors.mentor, prices=prices, top=top)

    def mentees(
        self,
        mentor: int,
        *,
        free: Flags | None = None,
        prices: Longs | None = None,
        top: int = TOP,
    ) -> Pairs:
        """The best eligible mentees for one more seat of a mentor row, best first.

        Among those that `free` allows (all by default); `prices` as above, in units a mentee.
        """
        market, sides = self._market, self._market.mentees
        right = market.mentors.right[mentor]
        worth = sides.left_u @ right
        worth += sides.left_v @ right
        worth += (sides.base_u + sides.base_v).astype(np.float32)
        terms, mine = market.terms, market.mentors
        worth += terms.hours("w")[np.bitwise_count(sides.slots & mine.slots[mentor])]
        worth += terms.spoken("w")[sides.languages & mine.languages[mentor]]
        if terms.traded("w") and mine.trade[mentor] >= 0:
            worth += (sides.trade == mine.trade[mentor]) * np.float32(terms.traded("w"))
        if free is not None:
            worth[~free] = -np.inf
        rows = np.arange(len(worth))
        return _nearest(market, worth, rows, np.full(len(worth), mentor), prices=prices, top=top)


def _nearest(
    market: Market, worth: Floats, mentee: Longs, mentor: Longs, *, prices: Longs | None, top: int
) -> Pairs:
    """The `top` best of pairs whose worth is known, and who may meet as far as hours and languages."""
    if prices is not None:
        worth = worth - prices.astype(np.float32)
    least = np.finfo(np.float32).min
    if len(worth) > PROBE * top:
        probe = np.argpartition(worth, -PROBE * top)[-PROBE * top :]
        probe = probe[worth[probe] >= least]
        known = worth[probe[allowed(market, mentee[probe], mentor[probe])]]
        if len(known) >= top > 0:
            least = np.partition(known, -top)[-top]
    reach = np.flatnonzero(worth >= least)
    reach = reach[allowed(market, mentee[reach], mentor[reach])]
    key = keys(market, mentee[reach], mentor[reach], worth[reach].astype(np.int64))
    first = reach[best(np.zeros(len(reach), np.int64), key, top)]
    u, v, _ = scored(market, mentee[first], mentor[first])
    return Pairs(mentee[first], mentor[first], u, v).take(u + v > 0)
