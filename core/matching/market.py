"""The two sides of a round as arrays, and the score of a pair of them, exact to the last unit.

Scores are whole numbers of units, `Terms.point` to a point, 100 points a person. The part that is an
inner product is computed in float32 on whole numbers whose partial sums stay below 2**24: such sums
are exact in any order, so block size, threads and processor cannot change a result.
"""

from dataclasses import dataclass
from typing import Final, Literal, assert_never

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Shorts = npt.NDArray[np.int16]
Masks = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]
Side = Literal["u", "v", "w"]

POINT: Final = 4096
"""Units in a point unless `Terms.point` says otherwise: 12 bits, so 200 points need 20 bits."""

EXACT: Final = 1 << 24
"""Whole numbers below this are exact in float32 (IEEE 754: 24 bits of significand)."""

HASH_BITS: Final = 22
"""Bits of the seeded hash that orders equal scores: a row of 17 bits, a score of 24 and the hash
fit in one number, and are then sorted four times as fast."""


BLOCK: Final = 1_500_000
"""Pairs looked at in a block: about 6 MB of products."""

THREADS: Final = 2
"""Blocks looked at at once: more would hold more memory than they save time on a small machine."""


class MarketError(ValueError):
    """Arrays that make no market: the message names the field."""


@dataclass(frozen=True, slots=True, eq=False)
class Mentees:
    """The mentees' side, one row each, sorted by `ids` (strictly rising).

    `left_u`, `left_v` (n x D) are multiplied with the mentors' `right` into what the mentee and
    what the mentor gains by the pair; `base_u`, `base_v` are added for every mentor (waiting,
    under-served region). `slots` are weekly hours in UTC as bits, `languages` a non-empty bit mask,
    `trade` a number or -1, `groups` (n x G) keys that bar a pair when equal to the mentor's in the
    same column, unless negative (same company, competitor), `region` a number from 0. `wants`, if
    given, are bits of which the mentor must have one in `gives`.
    """

    ids: Longs
    left_u: Floats
    left_v: Floats
    base_u: Ints
    base_v: Ints
    slots: Masks
    languages: npt.NDArray[np.uint16]
    trade: Shorts
    groups: Ints
    region: Shorts
    wants: Masks | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Mentors:
    """The mentors' side, one row each, sorted by `ids` (strictly rising); `seats` are the open ones."""

    ids: Longs
    right: Floats
    slots: Masks
    languages: npt.NDArray[np.uint16]
    trade: Shorts
    groups: Ints
    seats: Shorts
    gives: Masks | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """Points that are no inner product: looked up by what a pair has in common.

    `slot_u`, `slot_v` (65) by the number of common weekly slots, of which `minimum_slots` are
    needed; `language_u`, `language_v` (1 << languages) by the mask of common languages, of which
    one is needed; `trade_u`, `trade_v` for the same trade. `point` is how many units a point has.
    """

    slot_u: Ints
    slot_v: Ints
    language_u: Ints
    language_v: Ints
    trade_u: int = 0
    trade_v: int = 0
    minimum_slots: int = 2
    point: int = POINT

    def hours(self, side: Side) -> Floats:
        """Points by the number of common slots for a score; minus infinity where they are too few."""
        points = {"u": self.slot_u, "v": self.slot_v, "w": self.slot_u + self.slot_v}[side]
        table = points.astype(np.float32)
        table[: self.minimum_slots] = -np.inf
        return table

    def spoken(self, side: Side) -> Floats:
        """Points by the mask of common languages for a score; minus infinity where there is none."""
        points = {
            "u": self.language_u,
            "v": self.language_v,
            "w": self.language_u + self.language_v,
        }[side]
        table = points.astype(np.float32)
        table[0] = -np.inf
        return table

    def traded(self, side: Side) -> int:
        """Points for the same trade."""
        return {"u": self.trade_u, "v": self.trade_v, "w": self.trade_u + self.trade_v}[side]

    def most(self) -> int:
        """The most that languages and trade can change the sum of both scores, in units."""
        return int((self.language_u + self.language_v).max() + abs(self.trade_u + self.trade_v))


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """Two sides, the terms of a pair, barred pairs (`excluded`, rows into both sides) and a seed."""

    mentees: Mentees
    mentors: Mentors
    terms: Terms
    excluded: Longs
    """Sorted codes `mentee row * mentors + mentor row`; see `codes`."""
    seed: int = 0

    @property
    def shape(self) -> tuple[int, int]:
        """Mentees and mentors."""
        return len(self.mentees.ids), len(self.mentors.ids)


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Eligible pairs sorted by mentee row, then mentor row, with both scores in units."""

    mentee: Longs
    mentor: Longs
    u: Longs
    v: Longs

    @property
    def w(self) -> Longs:
        """The pair's worth: the sum of both scores, twice their mean."""
        return self.u + self.v

    def __len__(self) -> int:
        return len(self.mentee)

    def take(self, which: Longs | Flags) -> "Pairs":
        """Some of the pairs, in the order given."""
        return Pairs(self.mentee[which], self.mentor[which], self.u[which], self.v[which])


def market(
    mentees: Mentees,
    mentors: Mentors,
    terms: Terms,
    *,
    excluded: tuple[Longs, Longs] | None = None,
    seed: int = 0,
) -> Market:
    """A checked market; `excluded` are rows of mentees and mentors that must not meet.

    Raises MarketError when ids are not strictly rising, lengths disagree, a feature is no whole
    number or a score could pass the exact range.
    """
    n, m = len(mentees.ids), len(mentors.ids)
    for side, table, count in (("mentees", mentees, n), ("mentors", mentors, m)):
        if count > 1 and not bool((np.diff(table.ids) > 0).all()):
            raise MarketError(f"{side}.ids must be strictly rising")
        for field in table.__dataclass_fields__:
            rows = getattr(table, field)
            if rows is not None and len(rows) != count:
                raise MarketError(f"{side}.{field} has {len(rows)} rows of {count}")
    for name, left in (("left_u", mentees.left_u), ("left_v", mentees.left_v)):
        if left.shape[1:] != mentors.right.shape[1:]:
            raise MarketError(f"mentees.{name} and mentors.right differ in width")
        if not _all_whole(left):
            raise MarketError(f"mentees.{name} must hold whole numbers in float32")
    if not _all_whole(mentors.right):
        raise MarketError("mentors.right must hold whole numbers in float32")
    if (mentees.wants is None) != (mentors.gives is None):
        raise MarketError("mentees.wants and mentors.gives are given together")
    if m and int(mentors.seats.min()) < 0:
        raise MarketError("mentors.seats must not be negative")
    if mentees.groups.shape[1:] != mentors.groups.shape[1:]:
        raise MarketError("mentees.groups and mentors.groups differ in width")
    reach = _reach(mentees, mentors) + terms.most() + int(np.abs(terms.slot_u + terms.slot_v).max())
    if reach >= EXACT:
        raise MarketError(f"a score could reach {reach} units; below {EXACT} they are exact")
    rows_i, rows_j = excluded or (np.zeros(0, np.int64), np.zeros(0, np.int64))
    return Market(mentees, mentors, terms, np.unique(codes(rows_i, rows_j, m)), seed)


def _all_whole(rows: Floats) -> bool:
    """Whether all are whole; row by row of blocks, since a copy of a large side is large."""
    parts = np.array_split(rows, max(1, rows.size // (1 << 20)))
    return rows.dtype == np.float32 and all(bool((part == np.rint(part)).all()) for part in parts)


def _reach(mentees: Mentees, mentors: Mentors) -> int:
    """An upper bound of every partial sum of every pair's worth, in units.

    Each side's rows against the other's largest features; the lesser of both bounds holds.
    """
    if not len(mentees.ids) or not len(mentors.ids):
        return 0
    sides = (mentees.left_u, mentees.left_v)
    left = sum(np.maximum(side.max(axis=0), -side.min(axis=0)).astype(np.float64) for side in sides)
    right = np.abs(mentors.right)
    by_mentor = (right.astype(np.float64) @ np.asarray(left)).max(initial=0)
    most = right.max(axis=0, initial=0)
    by_mentee = max(
        float(sum(np.abs(side[start : start + ROWS]) @ most for side in sides).max(initial=0))
        for start in range(0, len(mentees.ids), ROWS)
    )
    base = np.abs(mentees.base_u.astype(np.int64)) + np.abs(mentees.base_v)
    # float32 may round the second bound, by less than its 2**-20th part
    return int(min(by_mentor, by_mentee * (1 + 2**-20)) + base.max())


def codes(mentee: Longs, mentor: Longs, mentors: int) -> Longs:
    """One number a pair, rising by mentee row, then mentor row."""
    return np.asarray(mentee, np.int64) * mentors + np.asarray(mentor, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Some mentors, laid out for products with many mentees: see `columns`."""

    mentor: Longs
    right: Floats
    slots: Masks
    languages: npt.NDArray[np.uint16]
    trade: Shorts


def columns(market: Market, mentor: Longs | None = None) -> Columns:
    """The mentors given by row (all of them by default), a row of ones added for the bases."""
    mentors = market.mentors
    which = np.arange(market.shape[1]) if mentor is None else mentor
    rows = mentors.right[which]
    right = np.ones((rows.shape[1] + 1, len(rows)), np.float32)
    right[:-1] = rows.T
    return Columns(
        which, right, mentors.slots[which], mentors.languages[which], mentors.trade[which]
    )


CHUNK: Final = 1 << 17
"""Pairs whose slots are counted at once: a megabyte of masks."""


TALL: Final = 1 << 10
"""Mentees whose features are copied at once for a product."""


def _wanted(mentees: Mentees, side: Side, rows: Longs) -> Floats:
    """What some mentees want for a score, with their base in the last column."""
    left = np.empty((len(rows), mentees.left_u.shape[1] + 1), np.float32)
    match side:
        case "u":
            left[:, :-1], left[:, -1] = mentees.left_u[rows], mentees.base_u[rows]
        case "v":
            left[:, :-1], left[:, -1] = mentees.left_v[rows], mentees.base_v[rows]
        case "w":
            np.add(mentees.left_u[rows], mentees.left_v[rows], out=left[:, :-1])
            left[:, -1] = mentees.base_u[rows] + mentees.base_v[rows]
        case _:
            assert_never(side)
    return left


def dense(market: Market, side: Side, rows: Longs, against: Columns) -> Floats:
    """Scores of some mentees with some mentors, exact, in units (rows x columns).

    What the mentee gains (`u`), the mentor (`v`), or both (`w`); minus infinity where common hours
    or languages are too few. The other hard rules are those of `allowed`.
    """
    mentees, terms = market.mentees, market.terms
    product = np.empty((len(rows), len(against.mentor)), np.float32)
    for start in range(0, len(rows), TALL):
        part = slice(start, start + TALL)
        np.matmul(_wanted(mentees, side, rows[part]), against.right, out=product[part])
    # Few masks and trades are in use: their points are looked up once each, not pair by pair.
    masks, mask = np.unique(mentees.languages[rows], return_inverse=True)
    spoken = np.take(terms.spoken(side), masks[:, None] & against.languages, mode="clip")
    trades, trade = np.unique(mentees.trade[rows], return_inverse=True)
    same = (trades[:, None] == against.trade) & (trades[:, None] >= 0)
    traded = same * np.float32(terms.traded(side))
    points, slots = terms.hours(side), mentees.slots[rows]
    height = max(1, CHUNK // max(1, len(against.mentor)))
    for start in range(0, len(rows), height):
        part = slice(start, start + height)
        shared = np.bitwise_count(slots[part, None] & against.slots)
        product[part] += np.take(points, shared, mode="clip")
        product[part] += spoken[mask[part]]
        if terms.traded(side):
            product[part] += traded[trade[part]]
    return product


@dataclass(frozen=True, slots=True, eq=False)
class Common:
    """Of pairs: what languages and trade add, the common hours, whether the hard rules allow them."""

    u: Longs
    v: Longs
    hours: npt.NDArray[np.uint8]
    eligible: Flags


def common(market: Market, mentee: Longs, mentor: Longs) -> Common:
    """The terms and the hard rules of pairs given by rows."""
    mentees, mentors, terms = market.mentees, market.mentors, market.terms
    hours = np.bitwise_count(mentees.slots[mentee] & mentors.slots[mentor])
    spoken = mentees.languages[mentee] & mentors.languages[mentor]
    eligible = allowed(market, mentee, mentor)
    eligible &= (hours >= terms.minimum_slots) & (spoken != 0)
    u = terms.language_u[spoken].astype(np.int64)
    v = terms.language_v[spoken].astype(np.int64)
    if terms.trade_u or terms.trade_v:
        trade = mentees.trade[mentee]
        same = (trade >= 0) & (trade == mentors.trade[mentor])
        u += same * np.int64(terms.trade_u)
        v += same * np.int64(terms.trade_v)
    return Common(u, v, hours, eligible)


def allowed(market: Market, mentee: Longs, mentor: Longs) -> Flags:
    """Whether the hard rules allow pairs given by rows, but for common hours and languages."""
    mentees, mentors = market.mentees, market.mentors
    eligible = np.ones(len(mentee), np.bool_)
    for column in range(mentees.groups.shape[1]):
        mine = mentees.groups[mentee, column]
        eligible &= (mine < 0) | (mine != mentors.groups[mentor, column])
    if mentees.wants is not None and mentors.gives is not None:
        eligible &= (mentees.wants[mentee] & mentors.gives[mentor]) != 0
    if len(market.excluded):
        wanted = codes(mentee, mentor, market.shape[1])
        place = np.searchsorted(market.excluded, wanted)
        place[place == len(market.excluded)] = 0
        eligible &= market.excluded[place] != wanted
    return eligible


ROWS: Final = 1 << 11
"""Pairs whose features are gathered at once: they stay in a processor's own cache."""


def scored(market: Market, mentee: Longs, mentor: Longs) -> tuple[Longs, Longs, Flags]:
    """Both scores of pairs given by rows, in units, and whether the hard rules allow them."""
    shared = common(market, mentee, mentor)
    u = shared.u + market.terms.slot_u[shared.hours]
    v = shared.v + market.terms.slot_v[shared.hours]
    for start in range(0, len(mentee), ROWS):
        part = slice(start, start + ROWS)
        i, j = mentee[part], mentor[part]
        right = market.mentors.right[j]
        for total, left, base in (
            (u, market.mentees.left_u, market.mentees.base_u),
            (v, market.mentees.left_v, market.mentees.base_v),
        ):
            total[part] += np.vecdot(left[i], right).astype(np.int64) + base[i]
    return u, v, shared.eligible


def hashed(market: Market, mentee: Longs, mentor: Longs) -> Longs:
    """`HASH_BITS` bits a pair that order equal scores: from both ids and the seed, never the rows.

    The mixing is that of splitmix64 (Steele, Lea, Flood 2014).
    """
    with np.errstate(over="ignore"):
        x = market.mentees.ids[mentee].astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        x ^= market.mentors.ids[mentor].astype(np.uint64) * np.uint64(0xD1B54A32D192ED03)
        x += np.uint64(market.seed & 0xFFFFFFFFFFFFFFFF)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            x = (x ^ (x >> np.uint64(shift))) * np.uint64(factor)
    return ((x ^ (x >> np.uint64(31))) >> np.uint64(64 - HASH_BITS)).astype(np.int64)


def keys(market: Market, mentee: Longs, mentor: Longs, worth: Longs) -> Longs:
    """Numbers that rise with `worth`, and by the seeded hash where it is equal."""
    return (worth << HASH_BITS) + hashed(market, mentee, mentor)
