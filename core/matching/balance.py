"""The dial between what people wish and what serves everybody: deferred acceptance at prices.

Each side ranks by a mix of its own score and of the pair's worth over the other's price. With no
price share the result is stable; the more price share, the nearer to the greatest total.
"""

from typing import Final

import numpy as np

from core.matching.best import ordered
from core.matching.deferred import deferred_by
from core.matching.market import HASH_BITS, Longs, Pairs

DIAL: Final = (10, 15, 20, 25, 30, 40, 50, 60, 80)
"""Price shares tried, in percent, rising."""

ENOUGH: Final = 987
"""Thousandths of the greatest total at which the dial stops: every further step of it buys little
total for many more pairs who would rather have each other."""

TOO_MUCH: Final = 10
"""Points that no listed pair may both gain by leaving for each other."""


def liking(u: Longs, w: Longs, price: Longs, *, share: int) -> Longs:
    """How much mentees like mentors, at a price share in percent and the prices of their seats."""
    return (100 - share) * 2 * u + share * (w - price)


class Wishes:
    """What both sides of listed pairs wish at a price share in percent; bonuses may still change.

    `prices` are the seats', one a mentor, in units; `tie` decides between equals.
    """

    def __init__(
        self, pairs: Pairs, tie: Longs, seats: Longs, prices: Longs, *, mentees: int, share: int
    ) -> None:
        self._pairs, self._tie, self._seats, self._mentees = pairs, tie, seats, mentees
        self._share = share
        w, price = pairs.w, prices[pairs.mentor]
        own = np.zeros(mentees, np.int64)
        np.maximum.at(own, pairs.mentee, w - price)
        liked = (liking(pairs.u, w, price, share=share) << HASH_BITS) + tie
        self._by = ordered(pairs.mentee, liked)
        self._over = share * (w - own[pairs.mentee]) + (100 - share) * 2 * pairs.v

    def met(self, bonus: Longs) -> Longs:
        """Positions of the pairs made, rising, under a bonus a mentee, in units."""
        pairs = self._pairs
        # a bonus weighs double in the mentor's own score, once in the pair's worth
        more = (200 - self._share) * bonus
        welcome = ((self._over + more[pairs.mentee]) << HASH_BITS) + self._tie
        return deferred_by(
            self._by,
            pairs.mentee,
            pairs.mentor,
            welcome=welcome,
            seats=self._seats,
            mentees=self._mentees,
        )


def balanced(
    pairs: Pairs, tie: Longs, seats: Longs, prices: Longs, *, bonus: Longs, share: int
) -> Longs:
    """Positions of the pairs made, rising, at a price share in percent.

    `prices` are the seats', `bonus` one a mentee, both in units; `tie` decides between equals.
    """
    wishes = Wishes(pairs, tie, seats, prices, mentees=len(bonus), share=share)
    return wishes.met(bonus)


def dialled(
    pairs: Pairs,
    tie: Longs,
    seats: Longs,
    prices: Longs,
    *,
    greatest: int,
    point: int,
    mentees: int,
) -> int:
    """The least price share whose total is `ENOUGH` of the greatest.

    A step after which a listed pair would gain `TOO_MUCH` each is not taken: 0 if it is the first.
    """
    nobody = np.zeros(mentees, np.int64)
    good = 0
    for share in DIAL:
        chosen = balanced(pairs, tie, seats, prices, bonus=nobody, share=share)
        if objections(
            pairs, chosen, welcome=pairs.v, seats=seats, mentees=mentees, gain=TOO_MUCH * point
        ):
            return good
        good = share
        if int(pairs.w[chosen].sum()) * 1000 >= ENOUGH * greatest:
            return good
    return good


def objections(
    pairs: Pairs, chosen: Longs, *, welcome: Longs, seats: Longs, mentees: int, gain: int
) -> int:
    """Listed pairs of whom both would gain more than `gain` units by leaving for each other.

    `welcome` is the mentors' wish for each listed pair: their score, with a floor's bonus if any.
    """
    has = np.zeros(mentees, np.int64)
    has[pairs.mentee[chosen]] = pairs.u[chosen]
    least = np.full(len(seats), np.iinfo(np.int64).max)
    np.minimum.at(least, pairs.mentor[chosen], welcome[chosen])
    least[np.bincount(pairs.mentor[chosen], minlength=len(seats)) < seats] = 0
    objects = (pairs.u - has[pairs.mentee] > gain) & (welcome - gain > least[pairs.mentor])
    return int(np.count_nonzero(objects))
