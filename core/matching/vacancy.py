"""Mentors with a seat left over, and everybody in the market who would rather have it.

Short lists may hold nobody who would take the last seats; each of them would then block with all.
"""

from collections.abc import Callable
from typing import Final

import numpy as np

from core.matching.best import best
from core.matching.market import Longs, Market, codes, common, keys, scored

Wish = Callable[[Longs, Longs, Longs], Longs]
"""How much mentees like mentors, from the scores u and w of the pairs and the mentors' rows."""

MENTORS_AT_MOST: Final = 1_024
"""Mentors looked at in a pass, by row: more have room only where people are lacking, not pairs."""


def courted(
    market: Market,
    mentee: Longs,
    mentor: Longs,
    *,
    wish: Wish,
    bonus: Longs,
    depth: int,
) -> Longs:
    """Sorted codes of pairs that would fill the seats an assignment (rows of its pairs) leaves empty.

    For each mentor with room, of all eligible mentees who like it better than what they have, the
    `depth` most welcome by their score and `bonus` (units a mentee), equal ones by the seeded hash.
    """
    n, m = market.shape
    has = np.full(n, np.iinfo(np.int64).min)
    u, v, _ = scored(market, mentee, mentor)
    has[mentee] = wish(u, u + v, mentor)
    room = np.flatnonzero(np.bincount(mentor, minlength=m) < market.mentors.seats)
    found = [np.zeros(0, np.int64)]
    for row in room[:MENTORS_AT_MOST].tolist():
        rows = np.flatnonzero(common(market, np.arange(n), np.full(n, row)).eligible)
        host = np.full(len(rows), row)
        u, v, _ = scored(market, rows, host)
        comes = (u + v > 0) & (wish(u, u + v, host) > has[rows])
        rows, host, v = rows[comes], host[comes], v[comes]
        first = best(host, keys(market, rows, host, v + bonus[rows]), depth)
        found.append(codes(rows[first], host[first], m))
    return np.sort(np.concatenate(found))
