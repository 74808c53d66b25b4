"""The pairs worth considering: every mentee's best mentors and every mentor's best mentees, exact.

All pairs are looked at, block by block. The inner product bounds a pair's worth from above (the
terms add at most `Terms.most()`), so only pairs that could still reach a list are scored in full.
"""

from typing import Final

import numpy as np

from core.matching.best import best, distinct
from core.matching.market import (
    Floats,
    Longs,
    Market,
    Pairs,
    codes,
    columns,
    common,
    dense,
    keys,
    scored,
)

PER_MENTEE: Final = 20
PER_MENTOR: Final = 40
"""List lengths at which the sparse optimum equals the dense one (matching.md §2.1, measured)."""

BLOCK: Final = 1_500_000
"""Pairs in a block: about 6 MB of products."""

GROUPS: Final = 4
"""Mentors are cut into this many groups a listed name; the best of each group sets a row's bar."""

COLUMN_GROUPS: Final = 3
"""The same for mentees a mentor, in the first block: later ones have the lists so far."""

WORTHWHILE: Final = 8
"""Rows a group from which such a bar saves more than it costs."""


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
    found = [codes(pairs.mentee, pairs.mentor, m)]
    if len(mentees):
        found.append(search(market, mentees, np.arange(m), depth, 0, block=block))
    if len(mentors):
        found.append(search(market, np.arange(n), mentors, 0, depth, block=block))
    return listed(market, distinct(*found))


def widen_at(
    market: Market, pairs: Pairs, prices: Longs, *, depth: int, block: int = BLOCK
) -> Pairs:
    """`pairs` with each mentee's `depth` best mentors by worth less the seat's price, if positive.

    At the prices of an assignment these are the pairs that could improve it, or its proof.
    """
    n, m = market.shape
    found = search(market, np.arange(n), np.arange(m), depth, 0, block=block, prices=prices)
    return listed(market, distinct(codes(pairs.mentee, pairs.mentor, m), found))


def listed(market: Market, found: Longs) -> Pairs:
    """Eligible pairs of positive worth with their scores, from sorted codes."""
    mentee, mentor = np.divmod(found, max(1, market.shape[1]))
    u, v, eligible = scored(market, mentee, mentor)
    return Pairs(mentee, mentor, u, v).take(eligible & (u + v > 0))


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
    slack = np.float32(market.terms.most())
    found = []
    for start in range(0, len(rows), height):
        part = rows[start : start + height]
        worths = dense(market, "w", part, against)
        if prices is not None:
            worths -= prices[mentors].astype(np.float32)
        bar = _row_bar(market, part, mentors, worths, per_row)
        if not start:
            lists.bar = _column_bar(market, part, mentors, worths, per_column)
        reach = worths >= bar[:, None] - slack
        if per_column:
            reach |= worths >= lists.bar - slack
        row, column = np.divmod(np.flatnonzero(reach), len(mentors))
        near = worths[row, column]
        known = near > -np.inf
        row, column = row[known], column[known]
        shared = common(market, part[row], mentors[column])
        worth = near[known].astype(np.int64) + shared.u + shared.v
        good = (worth >= bar[row]) | (worth >= lists.bar[column])
        good &= shared.eligible & (worth > 0)
        row, column, worth = row[good], column[good], worth[good]
        i, j = part[row], mentors[column]
        key, code = keys(market, i, j, worth), codes(i, j, market.shape[1])
        if per_row:
            mine = np.flatnonzero(worth >= bar[row])
            found.append(code[mine[best(row[mine], key[mine], per_row)]])
        if per_column:
            theirs = worth >= lists.bar[column]
            lists.add(column[theirs], key[theirs], worth[theirs], code[theirs])
    return distinct(*found, lists.codes())


def _row_bar(market: Market, rows: Longs, mentors: Longs, worths: Floats, per_row: int) -> Floats:
    """A worth that the last listed name of each row reaches at least; minus infinity if unknown.

    The best of each of several groups of mentors is scored in full; that many eligible pairs
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
    shared = common(market, rows[row], mentors[column])
    worth = worths[row, column] + (shared.u + shared.v).astype(np.float32)
    worth[~shared.eligible] = -np.inf
    last = groups - per_row
    bar: Floats = np.partition(worth.reshape(height, groups), last, axis=1)[:, last]
    return bar


def _column_bar(
    market: Market, rows: Longs, mentors: Longs, worths: Floats, per_column: int
) -> Floats:
    """As `_row_bar`, for the columns: else all pairs of the first block would be scored in full."""
    height, width = worths.shape
    if not per_column:
        return np.full(width, np.inf, np.float32)
    groups = COLUMN_GROUPS * per_column
    if height < WORTHWHILE * groups:
        return np.full(width, -np.inf, np.float32)
    size = height // groups
    cut = worths[: groups * size].reshape(groups, size, width)
    row = (cut.argmax(axis=1) + np.arange(groups)[:, None] * size).ravel()
    column = np.tile(np.arange(width), groups)
    shared = common(market, rows[row], mentors[column])
    worth = worths[row, column] + (shared.u + shared.v).astype(np.float32)
    worth[~shared.eligible] = -np.inf
    last = groups - per_column
    bar: Floats = np.partition(worth.reshape(groups, width), last, axis=0)[last]
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
        self.bar[self._group[last]] = self._worth[last]
        self.bar[~full] = -np.inf if self._depth else np.inf
