"""The certificate of an assignment: what it is worth against a bound over all pairs, and who objects.

Nothing here knows how an assignment was made. The bound is weak duality: whatever prices are put
on seats, no assignment can be worth more than all seats at their prices and what each mentee would
gain over them at best. Good prices make it tight; bad ones only make it loose, never wrong.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np

from core.matching.market import (
    BLOCK,
    EXACT,
    THREADS,
    Columns,
    Flags,
    Floats,
    Longs,
    Market,
    allowed,
    columns,
    dense,
    scored,
)

GAINS: Final = (0, 5, 10)
"""Points that both must gain more than, for the three counts of blocking pairs."""

FLOOR_PEOPLE: Final = 20
"""Mentees from which a region has a floor: below, one person more or less is the whole rate."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of a region's mentees have a mentor, and that rate over the programme's (1 = even)."""

    region: int
    mentees: int
    matched: int
    share: float


@dataclass(frozen=True, slots=True)
class Certificate:
    """What was checked. Worth is in units (`Terms.point` to a point, both sides added)."""

    pairs: int
    seats: int
    total: int
    bound: int
    """No assignment of the market is worth more, over all its pairs."""
    bound_with_floors: int
    """No assignment that matches as many people of each raised region is worth more."""
    blocking: tuple[int, int, int]
    """Eligible pairs who both gain by leaving for each other: at all, > 5 points, > 10 points."""
    blocking_net: tuple[int, int, int]
    """As above, with the bonuses of the regions' floors counted as the mentors' wish."""
    rates: tuple[Rate, ...]
    broken: tuple[str, ...]
    """Rules that the assignment breaks: empty, or it must not be used."""

    @property
    def share(self) -> float:
        """Total over bound: the least share of the best possible that was reached."""
        return self.total / self.bound if self.bound else 1.0

    @property
    def share_with_floors(self) -> float:
        """Total over the bound of assignments that keep the same floors."""
        return self.total / self.bound_with_floors if self.bound_with_floors else 1.0


def certify(
    market: Market,
    mentee: Longs,
    mentor: Longs,
    *,
    prices: Longs,
    bonuses: Longs | None = None,
    block: int = BLOCK,
) -> Certificate:
    """The certificate of an assignment (rows of its pairs) under seat prices and region bonuses.

    `prices` are per mentor and not negative, `bonuses` per region; both in units. Any will do.
    """
    n, m = market.shape
    seats = market.mentors.seats.astype(np.int64)
    region = market.mentees.region.astype(np.int64)
    if bonuses is None:
        bonuses = np.zeros(int(region.max(initial=-1)) + 1, np.int64)
    # no seats cost nothing at any price, so theirs is out of everybody's reach
    prices = np.where(seats > 0, np.maximum(prices, 0), EXACT)
    u, v, eligible = scored(market, mentee, mentor)
    bonus = bonuses[region] if n else np.zeros(0, np.int64)
    held = _Held(market, mentee, mentor, u=u, v=v, bonus=bonus)
    gain = np.zeros(n, np.int64)
    raw, net = np.zeros(3, np.int64), np.zeros(3, np.int64)
    against = columns(market)
    height = max(1, block // max(1, m))

    def checked(start: int) -> tuple[Longs, Longs]:
        rows = np.arange(start, min(n, start + height))
        gain[rows] = _gains(market, rows, against, prices, -bonus[rows])
        return _blocking(market, rows, against, held, bonus)

    # whole numbers of separate rows: whichever thread is first, the sums are the same
    with ThreadPoolExecutor(THREADS) as threads:
        for counted in threads.map(checked, range(0, n if m else 0, height)):
            raw, net = raw + counted[0], net + counted[1]
    matched = np.bincount(region[mentee], minlength=len(bonuses))
    base = int((prices * seats).sum())
    return Certificate(
        pairs=len(mentee),
        seats=int(seats.sum()),
        total=int((u + v).sum()),
        bound=base + int(np.maximum(gain, 0).sum()),
        bound_with_floors=base
        + int(np.maximum(gain + bonus, 0).sum())
        - int((bonuses * matched).sum()),
        blocking=_three(raw),
        blocking_net=_three(net),
        rates=rates(region, mentee),
        broken=tuple(_broken(mentee, mentor, seats, eligible)),
    )


def rates(region: Longs, matched: Longs) -> tuple[Rate, ...]:
    """Each region that has mentees, by number; `matched` are the rows of mentees with a mentor."""
    people = np.bincount(region)
    placed = np.bincount(region[matched], minlength=len(people))
    programme = len(matched) / max(1, len(region))
    return tuple(
        Rate(
            int(r),
            int(people[r]),
            int(placed[r]),
            float(placed[r] / people[r] / programme) if programme else 1.0,
        )
        for r in np.flatnonzero(people)
    )


def _three(counts: Longs) -> tuple[int, int, int]:
    return int(counts[0]), int(counts[1]), int(counts[2])


def _broken(mentee: Longs, mentor: Longs, seats: Longs, eligible: Flags) -> list[str]:
    broken = []
    if not bool(eligible.all()):
        broken.append("eligible")
    if len(np.unique(mentee)) < len(mentee):
        broken.append("mentee-once")
    if bool((np.bincount(mentor, minlength=len(seats)) > seats).any()):
        broken.append("capacity")
    return broken


def _gains(market: Market, rows: Longs, against: Columns, prices: Longs, least: Longs) -> Longs:
    """What each mentee would gain over the seats' prices at best, where that is above `least`."""
    over: Floats = dense(market, "w", rows, against)
    over -= prices.astype(np.float32)
    best = np.array(least, np.int64)
    left = np.arange(len(rows))
    while len(left):  # whose best so far may not be: the next best
        column = over[left].argmax(axis=1) if len(left) < len(rows) else over.argmax(axis=1)
        gain = over[left, column]
        above = gain > best[left]
        left, column, gain = left[above], column[above], gain[above]
        may = allowed(market, rows[left], column)
        best[left[may]] = gain[may].astype(np.int64)
        left, column = left[~may], column[~may]
        over[left, column] = -np.inf
    return best


class _Held:
    """What everybody has: mentees their score, mentors the least they hold (0 with a free seat)."""

    def __init__(
        self, market: Market, mentee: Longs, mentor: Longs, *, u: Longs, v: Longs, bonus: Longs
    ) -> None:
        n, m = market.shape
        self.u = np.zeros(n, np.int64)
        self.u[mentee] = u
        used = np.bincount(mentor, minlength=m)
        full = used >= market.mentors.seats
        self.v = _least(mentor, v, m, full)
        self.v_net = _least(mentor, v + bonus[mentee], m, full)


def _least(mentor: Longs, v: Longs, mentors: int, full: Flags) -> Longs:
    least = np.full(mentors, np.iinfo(np.int64).max)
    np.minimum.at(least, mentor, v)
    return np.where(full, least, 0)


def _blocking(
    market: Market, rows: Longs, against: Columns, held: _Held, bonus: Longs
) -> tuple[Longs, Longs]:
    """Counts of blocking pairs among some mentees and all mentors, plain and net of bonuses."""
    seen: Floats = dense(market, "v", rows, against)
    reach = np.empty(seen.shape, np.bool_)
    mine = bonus[rows]
    for one in np.unique(mine):
        needed = np.minimum(held.v, held.v_net - one)
        same = mine == one
        part = slice(None) if same.all() else np.flatnonzero(same)
        reach[part] = seen[part] > needed.astype(np.float32)
    row, mentor = np.divmod(np.flatnonzero(reach), len(against.mentor))
    mentee, near = rows[row], seen[row, mentor]
    keep = (near > -np.inf) & allowed(market, mentee, mentor)
    mentee, mentor, v = mentee[keep], mentor[keep], near[keep].astype(np.int64)
    theirs = scored(market, mentee, mentor)[0] - held.u[mentee]
    ours, ours_net = v - held.v[mentor], v + bonus[mentee] - held.v_net[mentor]
    point = market.terms.point
    return _both(theirs, ours, point), _both(theirs, ours_net, point)


def _both(theirs: Longs, ours: Longs, point: int) -> Longs:
    least = np.minimum(theirs, ours)
    return np.array([np.count_nonzero(least > points * point) for points in GAINS], np.int64)
