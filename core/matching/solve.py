"""Two classic problems, solved exactly: capacity-constrained assignment, and hospitals/residents.

Entry points for published instances and for anyone's numbers, with no word of mentoring in them:

    >>> from core.matching.solve import assign, stable
    >>> assign([[9, 8], [7, 3], [5, 4]], [1, 2]).pairs
    ((0, 1), (1, 0), (2, 1))
    >>> stable([[1, 0], [1]], [[0], [0, 1]], [1, 1])
    (1, -1)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from core.matching.deferred import deferred
from core.matching.market import Flags, Longs

FRACTION_BITS: Final = 30
"""Benefits that are no whole numbers are rounded to the largest one's 2**-30th part."""

FAR: Final = np.iinfo(np.int64).max // 4

Preferences = Sequence[Sequence[int | Sequence[int]]]
"""Each one's list of the others by number from 0, best first; a nested list is a tie."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Pairs (row, column) by row, what they are worth together, and the proof."""

    pairs: tuple[tuple[int, int], ...]
    total: float
    """The sum of the benefits as given; an int for whole numbers."""
    bound: float
    """What no assignment of as many pairs exceeds, from the prices alone: equal to `total` for
    whole numbers, within the rounding otherwise."""


def assign(
    benefit: npt.ArrayLike,
    capacities: Sequence[int],
    *,
    row_capacities: Sequence[int] | None = None,
    full: bool = True,
) -> Solution:
    """The assignment of rows to columns with the greatest total benefit, exactly.

    `benefit` is rows x columns; minus infinity or nan bars a pair. Each column takes at most its
    capacity, each row is used at most once (or `row_capacities` times), a pair at most once. With
    `full`, as many pairs as possible are made and among those the total is greatest (costs can be
    given as negative benefits); without, only what adds to the total is.

    Successive shortest paths on integers: exact for whole numbers, whatever their ties, in at most
    (units of the shorter side) searches of the matrix. Raises ValueError for shapes that disagree,
    a negative capacity, plus infinity, or whole numbers too large to add up in 64 bits.
    """
    given = np.asarray(benefit, np.float64 if np.asarray(benefit).dtype.kind == "f" else None)
    rows = np.ones(len(given), np.int64) if row_capacities is None else _counts(row_capacities)
    columns = _counts(capacities)
    if given.size == 0:
        given = given.reshape(len(rows), len(columns))
    if given.shape != (len(rows), len(columns)):
        raise ValueError(f"benefits are {given.shape}, capacities {(len(rows), len(columns))}")
    allowed = np.isfinite(given)
    if np.isposinf(given).any():
        raise ValueError("a benefit is infinite")
    whole, scale = _whole(given, allowed)
    units = int(min(rows.sum(), columns.sum()))
    spread = int(whole.max(initial=0) - min(0, whole.min(initial=0))) + 1
    if spread * (units + 2) >= FAR // 4:
        raise ValueError("benefits are too large to be added up in 64 bits")
    leave = -spread * (units + 1) if full else 0
    turned = bool(columns.sum() < rows.sum())
    flow = (
        _Flow(whole.T.copy(), allowed.T.copy(), columns, rows, leave)
        if turned
        else _Flow(whole, allowed, rows, columns, leave)
    )
    flow.run()
    used = flow.used.T if turned else flow.used
    total = given[used].sum()
    left = int(flow.supply.sum()) - int(used.sum())
    bound = flow.dual() - leave * left
    exact = scale == 1
    return Solution(
        tuple((int(i), int(j)) for i, j in np.argwhere(used)),
        int(total) if exact else float(total),
        bound if exact else bound / scale,
    )


def stable(
    residents: Preferences, hospitals: Preferences, capacities: Sequence[int]
) -> tuple[int, ...]:
    """The hospital of each resident, or -1: the stable matching that every resident likes best.

    Lists may be incomplete: a pair is possible when each names the other. A tie (a nested list) is
    broken by the lower number, so the result is stable for the strict lists that this gives, and
    hence weakly stable for those with ties. Raises ValueError when somebody is named twice or does
    not exist, or a capacity is negative.
    """
    places = _counts(capacities)
    if len(places) != len(hospitals):
        raise ValueError(f"{len(hospitals)} hospitals, {len(places)} capacities")
    resident, hospital, liked = _ranked(residents, len(hospitals), "resident")
    chooser, named, wish = _ranked(hospitals, len(residents), "hospital")
    asks = zip(named.tolist(), chooser.tolist(), strict=True)
    welcome = dict(zip(asks, wish.tolist(), strict=True))
    mutual = np.array(
        [pair in welcome for pair in zip(resident.tolist(), hospital.tolist(), strict=True)],
        np.bool_,
    )
    resident, hospital, liked = resident[mutual], hospital[mutual], liked[mutual]
    key = np.array(
        [welcome[pair] for pair in zip(resident.tolist(), hospital.tolist(), strict=True)], np.int64
    )
    chosen = deferred(
        resident, hospital, liked=-liked, welcome=-key, seats=places, mentees=len(residents)
    )
    where = np.full(len(residents), -1)
    where[resident[chosen]] = hospital[chosen]
    return tuple(where.tolist())


def _ranked(lists: Preferences, others: int, side: str) -> tuple[Longs, Longs, Longs]:
    """Who ranks, whom, and at which place, tie by tie in rising number."""
    who: list[int] = []
    whom: list[int] = []
    place: list[int] = []
    for number, wishes in enumerate(lists):
        flat = [
            one
            for wish in wishes
            for one in ([wish] if isinstance(wish, int | np.integer) else sorted(wish))
        ]
        if len(set(flat)) < len(flat):
            raise ValueError(f"{side} {number} names somebody twice")
        if flat and not 0 <= min(flat) <= max(flat) < others:
            raise ValueError(f"{side} {number} names somebody who does not exist")
        who += [number] * len(flat)
        whom += flat
        place += range(len(flat))
    return np.array(who, np.int64), np.array(whom, np.int64), np.array(place, np.int64)


def _counts(capacities: Sequence[int]) -> Longs:
    counts = np.asarray(capacities, np.int64).reshape(-1)
    if len(counts) and int(counts.min()) < 0:
        raise ValueError("a capacity is negative")
    return counts


def _whole(given: npt.NDArray[np.generic], allowed: Flags) -> tuple[Longs, int]:
    """Benefits as whole numbers, 0 where barred, and what they were multiplied by."""
    numbers = np.where(allowed, given, 0)
    if np.array_equal(numbers, np.rint(numbers)):
        return numbers.astype(np.int64), 1
    largest = int(np.ceil(np.abs(numbers).max()))
    scale = 1 << max(0, FRACTION_BITS - largest.bit_length())
    return np.rint(numbers * scale).astype(np.int64), scale


class _Flow:
    """Successive shortest paths between rows with a supply and columns with a capacity.

    Kept true throughout: a pair not used is worth at most the row's gain plus the column's price,
    a used one at least that; columns with a free place cost nothing; a row with nothing gains
    `leave`. These prove the result (`dual`).
    """

    def __init__(
        self, benefit: Longs, allowed: Flags, supply: Longs, capacity: Longs, leave: int
    ) -> None:
        self.supply = np.minimum(supply, allowed.sum(axis=1))
        self.used = np.zeros(benefit.shape, np.bool_)
        self._benefit = np.where(allowed, benefit, -FAR)
        self._leave = leave
        self._free = capacity.copy()
        self._capacity = capacity
        self.prices = np.zeros(benefit.shape[1], np.int64)
        self.gains = np.full(benefit.shape[0], leave)

    def run(self) -> None:
        """Place every unit of supply where it is worth most."""
        self._start()
        for row in np.flatnonzero(self.supply > self.used.sum(axis=1)).tolist():
            while self.used[row].sum() < self.supply[row] and self._augment(row):
                pass

    def dual(self) -> int:
        """What no placing of the whole supply exceeds, `leave` counted for each unit left out."""
        over = self._benefit - self.gains[:, None] - self.prices
        return int(
            (self.prices * self._capacity).sum()
            + (self.gains * self.supply).sum()
            + np.maximum(over, 0).sum()
        )

    def _start(self) -> None:
        """Give rows what they like best while it is free: paths of a single step."""
        if not self._benefit.size:
            return
        self.gains = np.maximum(self._benefit.max(axis=1), self._leave)
        for row in np.flatnonzero(self.supply).tolist():
            best = np.flatnonzero((self._benefit[row] == self.gains[row]) & (self._free > 0))
            taken = best[: self.supply[row]]
            self.used[row, taken] = True
            self._free[taken] -= 1

    def _augment(self, source: int) -> bool:
        """Place one more unit of a row along the cheapest path; whether it found a place."""
        height, width = self._benefit.shape
        rows, columns = np.full(height, FAR), np.full(width, FAR)
        row_from, column_from = np.zeros(height, np.int64), np.zeros(width, np.int64)
        row_open, column_open = np.ones(height, np.bool_), np.ones(width, np.bool_)
        rows[source] = 0
        leaver, leaving = source, FAR
        end = -1
        while True:
            reach = min(
                int(rows.min(where=row_open, initial=FAR)),
                int(columns.min(where=column_open, initial=FAR)),
            )
            if leaving < reach:
                reach = leaving
                break
            ends = np.flatnonzero((columns == reach) & (self._free > 0))
            if len(ends):
                end = int(ends[0])
                break
            if leaving == reach:
                break
            here = np.flatnonzero((columns == reach) & column_open)
            column_open[here] = False
            holders, at = np.nonzero(self.used[:, here])
            if len(holders):
                held = here[at]
                far = reach + self._benefit[holders, held] - self.gains[holders] - self.prices[held]
                order = np.argsort(-far, kind="stable")  # of several, the nearest is written last
                holders, held, far = holders[order], held[order], far[order]
                near = (far < rows[holders]) & row_open[holders]
                rows[holders[near]] = far[near]
                row_from[holders[near]] = held[near]
            here = np.flatnonzero((rows == reach) & row_open)
            row_open[here] = False
            if len(here):
                far = reach + self.gains[here, None] + self.prices - self._benefit[here]
                far[self.used[here]] = FAR
                first = far.argmin(axis=0)
                nearest = far[first, np.arange(width)]
                near = (nearest < columns) & column_open
                columns[near] = nearest[near]
                column_from[near] = here[first[near]]
                out = int((self.gains[here] - self._leave).min()) + reach
                if out < leaving:
                    leaving, leaver = out, int(here[(self.gains[here] - self._leave).argmin()])
        self.gains -= np.maximum(reach - rows, 0)
        self.prices += np.maximum(reach - columns, 0)
        if end < 0:
            row = leaver
        else:
            self._free[end] -= 1
            row = int(column_from[end])
            self.used[row, end] = True
        while row != source:
            column = int(row_from[row])
            self.used[row, column] = False
            row = int(column_from[column])
            self.used[row, column] = True
        return end >= 0 or leaver != source
