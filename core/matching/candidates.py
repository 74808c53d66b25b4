"""The pairs worth considering: every mentee's best mentors and every mentor's best mentees, exact.

All pairs are scored, block by block; only those that could still reach a list are looked at further.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np

from core.matching.best import best, distinct
from core.matching.market import (
    BLOCK,
    THREADS,
    Floats,
    Longs,
    Market,
    Pairs,
    allowed,
    codes,
    columns,
    dense,
    keys,
    scored,
)

PER_MENTEE: Final = 20
PER_MENTOR: Final = 40
"""List lengths at which the sparse optimum equals the dense one (matching.md §2.1, measured)."""

TAKEN: Final = 1 << 17
"""Listed pairs scored at once: what they need meanwhile is as large as the lists."""

GROUPS: Final = 4
"""Mentors are cut into this many groups a listed name; the best of each group sets a row's bar."""

FIRST: Final = 8
"""The first block is looked at in this many parts: as long as the columns' lists are not full, every
pair enters them.
"""


def candidates(
    market: Market,
    *,
    per_mentee: int = PER_MENTEE,
    per_mentor: int = PER_MENTOR,
    block: int = BLOCK,
) -> Pairs:
    """The union of both sides' best eligible pairs by worth, equal ones by the seeded hash.

    Exactly the `per_mentee` best of each mentee and the `per_mentor` best of each mentor, fewer
    where the hard rules leave fewer; the same for any `block`.
    """
    n, m = market.shape
    return listed(
        market, search(market, np.arange(n), np.arange(m), per_mentee, per_mentor, block=block)
    )


def widen(
    market: Market, pairs: Pairs, *, mentees: Longs, mentors: Longs, depth: int, block: int = BLOCK
) -> Pairs:
    """`pairs` with the `depth` best of each given mentee and each given mentor, against everybody."""
    n, m = market.shape
    found = [np.zeros(0, np.int64)]
    if len(mentees):
        found.append(search(market, mentees, np.arange(m), depth, 0, block=block))
    if len(mentors):
        found.append(search(market, np.arange(n), mentors, 0, depth, block=block))
    return extended(market, pairs, distinct(*found))


def widen_at(
    market: Market, pairs: Pairs, prices: Longs, *, depth: int, block: int = BLOCK
) -> Pairs:
    """`pairs` with each mentee's `depth` best mentors by worth less the seat's price, if positive.

    At the prices of an assignment these are the pairs that could improve it, or its proof.
    """
    n, m = market.shape
    found = search(market, np.arange(n), np.arange(m), depth, 0, block=block, prices=prices)
    return extended(market, pairs, found)


def listed(market: Market, found: Longs) -> Pairs:
    """Eligible pairs of positive worth with their scores, from sorted codes."""
    made = Pairs(*(np.empty(len(found), np.int64) for _ in range(4)))
    good = np.empty(len(found), np.bool_)
    for start in range(0, len(found), TAKEN):
        part = slice(start, start + TAKEN)
        made.mentee[part], made.mentor[part] = np.divmod(found[part], max(1, market.shape[1]))
        u, v, eligible = scored(market, made.mentee[part], made.mentor[part])
        made.u[part], made.v[part] = u, v
        good[part] = eligible & (u + v > 0)
    return made if good.all() else made.take(good)


def extended(market: Market, pairs: Pairs, found: Longs) -> Pairs:
    """`pairs` with those of the sorted codes that are eligible and of positive worth; only these
    are scored.
    """
    known = codes(pairs.mentee, pairs.mentor, market.shape[1])
    place = np.searchsorted(known, found)
    new = np.append(known, -1)[place] != found
    more = listed(market, found[new])
    place = np.searchsorted(known, codes(more.mentee, more.mentor, market.shape[1]))
    del known
    return Pairs(
        np.insert(pairs.mentee, place, more.mentee),
        np.insert(pairs.mentor, place, more.mentor),
        np.insert(pairs.u, place, more.u),
        np.insert(pairs.v, place, more.v),
    )


def search(
    market: Market,
    rows: Longs,
    mentors: Longs,
    per_row: int,
    per_column: int,
    *,
    block: int,
    prices: Longs | None = None,
) -> Longs:
    """Sorted codes of the best pairs of some mentees (`rows`) and some mentors, less any prices."""
    if not len(rows) or not len(mentors):
        return np.zeros(0, np.int64)
    against = columns(market, mentors)
    height = max(1, block // len(mentors))
    lists = _ColumnLists(len(mentors), per_column)
    found = []

    def looked(part: Longs) -> tuple[Longs, tuple[Longs, Longs, Longs, Longs]]:
        """Codes for the rows' lists; column, key, worth and code of what may enter the columns'."""
        worths = dense(market, "w", part, against)
        if prices is not None:
            worths -= prices[mentors].astype(np.float32)
        bar = _row_bar(market, part, mentors, worths, per_row)
        entry = lists.bar  # an earlier one would do as well, and keep more
        reach = worths >= bar[:, None]
        if per_column:
            reach |= worths >= entry
        row, column = np.divmod(np.flatnonzero(reach), len(mentors))
        near = worths[row, column]
        good = near > 0
        good &= allowed(market, part[row], mentors[column])
        row, column, worth = row[good], column[good], near[good].astype(np.int64)
        i, j = part[row], mentors[column]
        key, code = keys(market, i, j, worth), codes(i, j, market.shape[1])
        mine = np.flatnonzero(worth >= bar[row])
        theirs = worth >= entry[column]
        return (
            code[mine[best(row[mine], key[mine], per_row)]] if per_row else code[:0],
            (column[theirs], key[theirs], worth[theirs], code[theirs]),
        )

    def take(own: Longs, others: tuple[Longs, Longs, Longs, Longs]) -> None:
        found.append(own)
        if per_column:
            lists.add(*others)

    first, rest = rows[:height], rows[height:]
    for part in np.array_split(first, min(FIRST, len(first))):
        take(*looked(part))
    blocks = (rest[start : start + height] for start in range(0, len(rest), height))
    # The lists are exact at any bar: whichever thread is first, they are the same.
    with ThreadPoolExecutor(THREADS) as threads:
        for own, others in threads.map(looked, blocks):
            take(own, others)
    return distinct(*found, lists.codes())


def _row_bar(market: Market, rows: Longs, mentors: Longs, worths: Floats, per_row: int) -> Floats:
    """A worth that the last listed name of each row reaches at least; minus infinity if unknown.

    The best of each of several groups of mentors is one of that many pairs; those that are allowed
    exist, so the list's last name cannot be worse than the last of them.
    """
    height, width = worths.shape
    if not per_row:
        return np.full(height, np.inf, np.float32)
    groups = min(width, GROUPS * per_row)
    if groups < per_row:
        return np.full(height, -np.inf, np.float32)
    size = width // groups
    cut = worths[:, : groups * size].reshape(height, groups, size)
    column = (cut.argmax(axis=2) + np.arange(groups) * size).ravel()
    row = np.repeat(np.arange(height), groups)
    worth = worths[row, column]
    worth[~allowed(market, rows[row], mentors[column])] = -np.inf
    last = groups - per_row
    bar: Floats = np.partition(worth.reshape(height, groups), last, axis=1)[:, last]
    return bar


class _ColumnLists:
    """The best pairs of each column so far, and the worth a pair needs to enter (`bar`)."""

    def __init__(self, columns: int, depth: int) -> None:
        self._depth = depth
        self._group = np.zeros(0, np.int64)
        self._key = np.zeros(0, np.int64)
        self._worth = np.zeros(0, np.int64)
        self._code = np.zeros(0, np.int64)
        self._kept = 0
        self.bar = np.full(columns, -np.inf if depth else np.inf, np.float32)

    def add(self, group: Longs, key: Longs, worth: Longs, code: Longs) -> None:
        """Take more pairs; the lists are cut once they have doubled."""
        self._group = np.concatenate((self._group, group))
        self._key = np.concatenate((self._key, key))
        self._worth = np.concatenate((self._worth, worth))
        self._code = np.concatenate((self._code, code))
        if len(self._group) > self._kept + self._kept // 2:
            self._cut()

    def codes(self) -> Longs:
        """The codes of the finished lists."""
        self._cut()
        return self._code

    def _cut(self) -> None:
        kept = best(self._group, self._key, self._depth)
        self._group, self._key = self._group[kept], self._key[kept]
        self._worth, self._code = self._worth[kept], self._code[kept]
        self._kept = len(kept)
        last = np.flatnonzero(np.diff(self._group, append=-1))
        full = np.bincount(self._group, minlength=len(self.bar)) == self._depth
        bar = np.full(len(self.bar), -np.inf if self._depth else np.inf, np.float32)
        bar[self._group[last]] = self._worth[last]
        bar[~full] = -np.inf if self._depth else np.inf
        self.bar = bar  # at once: it is read by those who look at the next blocks
