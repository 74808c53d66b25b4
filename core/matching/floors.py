"""Floors: every region with enough mentees reaches a share of the programme's rate.

A region below gets a bonus on each of its pairs, the smallest that lifts it: the search narrows it
down region by region, all at once. A bonus is bounded; what it cannot lift is reported.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.matching.certify import FLOOR_PEOPLE
from core.matching.market import POINT, Longs

FLOOR: Final = 0.8
"""The share of the programme's rate that every region reaches (matching.md, G4)."""

MOST: Final = 40
"""The largest bonus in points, of 200 points that a pair is worth at most."""

STEP: Final = 2
"""The first bonus tried, in points."""

PARTS: Final = 4
"""Bonuses are narrowed down to this part of a point: a quarter."""

RUNS: Final = 16
"""Assignments made at most, in the search and again in its last steps."""


@dataclass(frozen=True, slots=True, eq=False)
class Lifted:
    """Bonuses a region in units, and the people still missing to each region's floor."""

    bonuses: Longs
    missing: Longs


def lift(
    matched: Callable[[Longs], Longs], region: Longs, *, floor: float = FLOOR, point: int = POINT
) -> Lifted:
    """The smallest bonuses found with which the floors are met.

    `matched` makes an assignment under bonuses by region and gives the rows of the mentees that
    have a mentor in it; a point has `point` units. `missing` stays above 0 where even the largest bonus leaves a region below
    its floor.
    """
    people = np.bincount(region, minlength=1)
    most, first, near = MOST * point, STEP * point, max(1, point // PARTS)

    def tried(bonuses: Longs) -> tuple[Lifted, Longs]:
        spare = spared(matched(bonuses), region, floor=floor)
        return Lifted(bonuses, np.maximum(-spare, 0)), spare

    low = np.zeros(len(people), np.int64)  # too little, as far as tried
    high = np.full(len(people), most)  # enough, where `known`
    known = np.zeros(len(people), np.bool_)
    best, spare = tried(low)
    found = best
    raised = found.missing > 0
    for _ in range(RUNS):
        short = raised & (found.missing > 0)
        known &= ~(short & (found.bonuses >= high))  # others moved: what was enough is not
        low = np.where(short, found.bonuses, low)
        high = np.where(known, high, most)
        enough = raised & ~short
        high, known = np.where(enough, found.bonuses, high), known | enough
        low = np.where(low > high, 0, low)
        narrow = known & ((high - low <= near) | ((spare == 0) & (found.bonuses == high)))
        if (~raised | narrow | (short & (found.bonuses == most))).all():
            # whom the others' overshooting pushed below would have been raised for nothing before
            if not (found.missing[~raised] > 0).any():
                break
            raised |= found.missing > 0
        middle = np.where(known, (low + high) // 2, np.clip(2 * low, first, most))
        found, spare = tried(np.where(raised, np.where(narrow, high, middle), 0))
        best = min(best, found, key=_loss)
    # each region's last step may have moved another: from here on only up, in small steps, which
    # grow for a region that stays below, so that two of them cannot drive each other up
    found, step = best, np.full(len(people), near)
    for _ in range(RUNS):
        short = (found.missing > 0) & (found.bonuses < most)
        if not short.any():
            break
        found, _ = tried(np.minimum(found.bonuses + np.where(short, step, 0), most))
        step = np.where(short & (found.missing > 0), 2 * step, near)
        best = min(best, found, key=_loss)
    return best


def spared(matched: Longs, region: Longs, *, floor: float = FLOOR) -> Longs:
    """People with a mentor above each region's floor, negative below; `matched` are their rows."""
    people = np.bincount(region, minlength=1)
    count = np.bincount(region[matched], minlength=len(people))
    even = np.ceil(floor * count.sum() / max(1, people.sum()) * people - 1e-9)
    wanted = np.where(people >= FLOOR_PEOPLE, even, 0).astype(np.int64)
    return count - wanted


def _loss(lifted: Lifted) -> tuple[int, int]:
    """What is wrong with bonuses: first the people missing, then how much is given away."""
    return int(lifted.missing.sum()), int(lifted.bonuses.sum())
