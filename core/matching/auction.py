"""The auction: those on the short side bid for the others until nobody wants to bid more.

Bertsekas' auction with all bids of a round at once. Prices start at zero and only rise, so that
what nobody wants stays free; a bid leaves its bidder at most `eps` below its next best choice.
Hence the total is within `eps` a pair of the best possible on these lists, and the prices prove it.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from core.matching.best import offsets, ordered, ranges
from core.matching.market import Longs
from core.matching.places import FREE, Places

FINENESS: Final = 16_384
"""`eps` is the mean worth of a pair over this: at most .006 % of the total is lost to it."""

PATIENCE: Final = 60
"""How often each listed pair may be looked at before the prices are found coarsely first: between
sides of nearly equal size, or with many equal scores, prices would rise by `eps` for hours."""

COARSE: Final = (64, 512, 4_096, FINENESS)
"""The steps from coarse to fine, as fractions of the mean worth."""

NOTHING: Final = np.iinfo(np.int64).min // 4


@dataclass(frozen=True, slots=True, eq=False)
class Auctioned:
    """Chosen positions of the listed pairs, rising, and what a seat of each mentor is worth."""

    chosen: Longs
    prices: Longs


def auction(
    mentee: Longs, mentor: Longs, worth: Longs, *, order: Longs, seats: Longs, mentees: int
) -> Auctioned:
    """A best assignment of listed pairs, each mentee once, each mentor at most `seats` times.

    `worth` is in units, `order` a number a pair that decides between equal ones. Prices are dual:
    for every listed pair, worth - price of the seat <= what the mentee got over it, within `eps`.
    """
    if not len(mentee):
        return Auctioned(np.zeros(0, np.int64), np.zeros(len(seats), np.int64))
    ones = np.ones(mentees, np.int64)
    reachable = np.bincount(mentor, minlength=len(seats))
    open_seats = int(np.minimum(seats, reachable).sum())
    waiting = len(np.unique(mentee[seats[mentor] > 0]))
    out_of_reach = int(worth.max())  # the price of a mentor without seats
    mentors, people = (mentor, seats), (mentee, ones)
    if open_seats < waiting:
        chosen, prices, _ = _close(mentors, people, worth, order)
    else:
        chosen, _, prices = _close(people, mentors, worth, order)
    return Auctioned(chosen, np.where(seats > 0, prices, out_of_reach))


def _close(
    bidders: tuple[Longs, Longs], items: tuple[Longs, Longs], worth: Longs, order: Longs
) -> tuple[Longs, Longs, Longs]:
    """Positions won, rising, and the price of a place with each bidder and of each item.

    Each side is who it is pair by pair, and how many it has room for. Bidding from nothing is tried
    first. If that takes too long, prices are found coarsely, then finer; then an item that is left
    over may have kept a price, so the items bid for the bidders in turn, who keep what they have.
    """
    forth = _Room(bidders, items, worth, order)
    mean = int(worth.mean())
    if forth.bid(max(1, mean // FINENESS), PATIENCE * len(worth)):
        return forth.won(), forth.levels(), forth.prices()
    back = _Room(items, bidders, worth, order)
    price = np.zeros(len(items[1]), np.int64)
    for steps in COARSE:
        eps = max(1, mean // steps)
        forth.open(np.maximum(price - eps, 0))
        _insist(forth, eps)
        back.open(np.zeros(len(bidders[1]), np.int64))
        back.seat(forth.won(), forth.levels())
        _insist(back, eps)
        price = back.levels()
    return back.won(), back.prices(), price


def _insist(room: "_Room", eps: int) -> None:
    """Let all bid to the end, in ever larger steps if it will not come."""
    while not room.bid(eps, PATIENCE * room.size):
        eps *= 2


class _Room:
    """Bidders who want some of the items they listed, and items with places for so many of them."""

    def __init__(
        self, bidders: tuple[Longs, Longs], items: tuple[Longs, Longs], worth: Longs, order: Longs
    ) -> None:
        bidder, self._wants = bidders
        item, self._places = items
        self.size = len(worth)
        self._by = ordered(bidder, order)
        self._bidder, self._item, self._worth = bidder[self._by], item[self._by], worth[self._by]
        self._start = offsets(self._bidder, len(self._wants))
        self._degree = np.diff(self._start)
        self.open(np.zeros(len(self._places), np.int64))

    def open(self, reserve: Longs) -> None:
        """Start over, no item going for less than its reserve."""
        self._reserve = reserve
        self._price = np.where(self._places > 0, reserve, -NOTHING)
        self._stock = Places(self._places)
        self._held = np.zeros(self.size, np.bool_)
        self._has = np.zeros(len(self._wants), np.int64)

    def seat(self, chosen: Longs, level: Longs) -> None:
        """Begin with pairs already made, at the price that each item was found to be worth."""
        flags = np.zeros(self.size, np.bool_)
        flags[chosen] = True
        edge = np.flatnonzero(flags[self._by])
        self._stock.offer(self._item[edge], edge, level[self._item[edge]])
        self._held[edge] = True
        np.add.at(self._has, self._bidder[edge], 1)
        self._price = np.where(self._places > 0, self.prices(), -NOTHING)

    def won(self) -> Longs:
        """Positions of the pairs made, rising."""
        holder = self._stock.holder
        return np.sort(self._by[holder[holder != FREE]])

    def prices(self) -> Longs:
        """What was bid least for each item whose places are all taken, 0 for others."""
        return self._stock.lowest(np.arange(len(self._places)), 0)

    def levels(self) -> Longs:
        """What one more item would bring each bidder who has all that is wanted, 0 for others."""
        profit = self._worth - self._price[self._item]
        profit[self._held] = 0
        level = np.zeros(len(self._wants), np.int64)
        np.maximum.at(level, self._bidder, profit)
        return np.where(self._has < self._wants, 0, level)

    def bid(self, eps: int, budget: int) -> bool:
        """Let all bid until nobody wants to, or `budget` pairs were looked at; whether it ended."""
        active = np.flatnonzero((self._has < self._wants) & (self._degree > 0))
        while len(active):
            degree = self._degree[active]
            listed = ranges(self._start[active], degree)
            budget -= len(listed)
            if budget < 0:
                return False
            profit = self._worth[listed] - self._price[self._item[listed]]
            profit[self._held[listed]] = NOTHING
            first = np.concatenate((np.zeros(1, np.int64), np.cumsum(degree)[:-1]))
            top = np.maximum.reduceat(profit, first)
            at = np.flatnonzero(profit == np.repeat(top, degree))
            place = at[np.searchsorted(at, first)]
            profit[place] = 0  # leaving is the choice that every bidder has
            second = np.maximum(np.maximum.reduceat(profit, first), 0)
            bids = top > 0
            bidding, edge = active[bids], listed[place[bids]]
            wanted = self._item[edge]
            offer = self._price[wanted] + top[bids] - second[bids] + eps
            out, asked = self._stock.offer(wanted, edge, offer)
            self._price[asked] = np.maximum(self._stock.lowest(asked, 0), self._reserve[asked])
            self._held[edge] = True
            self._held[out] = False
            np.add.at(self._has, bidding, 1)
            np.subtract.at(self._has, self._bidder[out], 1)
            touched = np.unique(np.concatenate((bidding, self._bidder[out])))
            active = touched[self._has[touched] < self._wants[touched]]
        return True
