"""Mentors with a seat left over, and everybody in the market who would rather have it.

Short lists may hold nobody who would take the last seats; each of them would then block with all.
"""

from collections.abc import Callable
from typing import Final

import numpy as np

from core.matching.best import best
from core.matching.market import Longs, Market, allowed, codes, columns, dense, keys, scored

Wish = Callable[[Longs, Longs, Longs], Longs]
"""How much mentees like mentors, from the scores u and w of the pairs and the mentors' rows."""

MENTORS_AT_MOST: Final = 1_024
"""Mentors looked at in a pass, by row: more have room only where people are lacking, not pairs."""

TOGETHER: Final = 8
ROWS: Final = 1 << 13
"""Mentors and mentees scored together: some megabytes."""


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
    for start in range(0, min(len(room), MENTORS_AT_MOST), TOGETHER):
        hosts = room[start : min(start + TOGETHER, MENTORS_AT_MOST)]
        column, row, welcome = _coming(market, hosts, has, wish=wish)
        host = hosts[column]
        first = best(column, keys(market, row, host, welcome + bonus[row]), depth)
        found.append(codes(row[first], host[first], m))
    return np.sort(np.concatenate(found))


def _coming(market: Market, hosts: Longs, has: Longs, *, wish: Wish) -> tuple[Longs, Longs, Longs]:
    """Who would rather have one of these mentors: its place among them, the row, its score."""
    nobody = np.zeros(0, np.int64)
    parts = [(nobody, nobody, nobody)]
    against = columns(market, hosts)
    for start in range(0, len(has), ROWS):
        rows = np.arange(start, min(start + ROWS, len(has)))
        gains, welcomes = (dense(market, side, rows, against) for side in ("u", "v"))
        row, column = np.nonzero(gains + welcomes > 0)
        u, v = (seen[row, column].astype(np.int64) for seen in (gains, welcomes))
        row += start
        comes = wish(u, u + v, hosts[column]) > has[row]
        row, column, v = row[comes], column[comes], v[comes]
        may = allowed(market, row, hosts[column])
        parts.append((column[may], row[may], v[may]))
    column, row, welcome = (np.concatenate(part) for part in zip(*parts, strict=True))
    return column, row, welcome
