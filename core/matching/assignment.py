"""One assignment of a whole market, with its certificate: candidates, prices, a mode, floors."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, Literal, assert_never

import numpy as np

from core.matching.auction import Auctioned, auction
from core.matching.balance import Wishes, dialled, liking
from core.matching.candidates import (
    PER_MENTEE,
    PER_MENTOR,
    candidates,
    extended,
    widen,
    widen_at,
)
from core.matching.certify import Certificate, certify
from core.matching.floors import FLOOR, Lifted, lift, spared
from core.matching.market import BLOCK, Longs, Market, Pairs, hashed
from core.matching.vacancy import courted

Mode = Literal["stable", "balanced", "maximum"]

DEPTHS: Final = (160, 640, 2_560)
"""How deep the lists of those with something left over are read, pass by pass."""

TIGHT: Final = 0.9997
"""The part of the bound over all pairs that the greatest total of the lists has to reach; otherwise
the lists, or the prices they gave, are not good enough and are refined."""

REFINEMENTS: Final = 3

FILLINGS: Final = 12
"""Passes at most over seats left empty: a freed seat moves down the chain of those who moved up."""

LEFT_AT_MOST: Final = 4_000
"""People whose lists are deepened in a pass, by row."""


@dataclass(frozen=True, slots=True, eq=False)
class Assignment:
    """Pairs made, sorted by mentee row; prices a mentor and bonuses a region, in units."""

    mode: Mode
    pairs: Pairs
    prices: Longs
    bonuses: Longs
    missing: Longs
    """People missing to each region's floor; all 0 where the floors are kept."""
    price_share: int
    """The dial in percent: 0 is stable."""
    lists: Pairs
    certificate: Certificate


def assign_round(
    market: Market,
    mode: Mode,
    *,
    per_mentee: int = PER_MENTEE,
    per_mentor: int = PER_MENTOR,
    floor: float = FLOOR,
    block: int = BLOCK,
) -> Assignment:
    """Assign every open seat of the market that can be filled.

    "stable": no listed pair would both rather have each other, best for mentees; "maximum": the
    greatest total; "balanced": between them. `floor` 0 asks for none. The same market gives the
    same bytes for any `block`, number of threads and processor.
    """
    lists = candidates(market, per_mentee=per_mentee, per_mentor=per_mentor, block=block)
    plan = _Plan(market, mode, lists)
    region = market.mentees.region.astype(np.int64)
    point = market.terms.point
    depths = np.full(market.shape[0], per_mentee), np.full(market.shape[1], per_mentor)

    def deepen(bonuses: Longs, to: tuple[int, ...]) -> bool:
        before = len(plan.lists)
        for depth in to:
            mentees, mentors = plan.left(*depths, bonuses)
            if not len(mentees) and not len(mentors):
                break
            plan.lengthen(
                widen(
                    market, plan.lists, mentees=mentees, mentors=mentors, depth=depth, block=block
                )
            )
            depths[0][mentees], depths[1][mentors] = depth, depth
        return len(plan.lists) > before

    def raised(lifted: Lifted) -> Lifted:
        """The same bonuses if they do for the lists as they are now, else others."""
        spare = spared(plan.matched(lifted.bonuses), region, floor=floor)
        missing = np.maximum(-spare, 0)
        if missing.sum() <= lifted.missing.sum():
            return replace(lifted, missing=missing)
        return lift(plan.matched, region, floor=floor, point=point)

    nobody = np.zeros(int(region.max(initial=-1)) + 1, np.int64)
    deepen(nobody, DEPTHS)
    plan.fill(nobody, DEPTHS[-1])
    plan.dial()
    for _ in range(1 + REFINEMENTS):
        lifted = lift(plan.matched, region, floor=floor, point=point)
        if deepen(lifted.bonuses, DEPTHS[-1:]):  # bonuses leave others without
            lifted = raised(lifted)
        for _ in range(FILLINGS):
            if not plan.fill(lifted.bonuses, DEPTHS[-1]):
                break
            lifted = raised(lifted)
        done = _certified(market, plan, lifted, block)
        if plan.greatest >= TIGHT * done.certificate.bound:
            break
        lists = widen_at(market, plan.lists, plan.prices, depth=per_mentee, block=block)
        plan = _Plan(market, mode, lists)
        plan.dial()
    return done


def _certified(market: Market, plan: "_Plan", lifted: Lifted, block: int) -> Assignment:
    """The assignment of a plan under the bonuses of its floors, with its certificate."""
    chosen, prices = plan.choose(lifted.bonuses)
    pairs = plan.lists.take(chosen)
    certificate = certify(
        market, pairs.mentee, pairs.mentor, prices=prices, bonuses=lifted.bonuses, block=block
    )
    return Assignment(
        mode=plan.mode,
        pairs=pairs,
        prices=prices,
        bonuses=lifted.bonuses,
        missing=lifted.missing,
        price_share=plan.share,
        lists=plan.lists,
        certificate=certificate,
    )


class _Plan:
    """One way of choosing from lists; between its runs only the bonuses change, or lists grow."""

    def __init__(self, market: Market, mode: Mode, lists: Pairs) -> None:
        self.mode = mode
        self._market = market
        self._seats = market.mentors.seats.astype(np.int64)
        self._region = market.mentees.region.astype(np.int64)
        self._point = market.terms.point
        self.share = 100 if mode == "maximum" else 0
        """The price share in percent."""
        self._read(lists)

    def _read(self, lists: Pairs) -> None:
        self.lists = lists
        self._tie = hashed(self._market, lists.mentee, lists.mentor)
        self._worth = lists.w
        self._made: tuple[Longs, Longs] | None = None

    def lengthen(self, lists: Pairs) -> None:
        """Choose from longer lists.

        Where pairs are not made by prices alone, the first lists' prices are kept: what is added
        lies below the ends of those lists, where they would not change.
        """
        stale = ["_plain", "_wishes"]
        if self.mode == "maximum":
            stale += ["prices", "greatest"]
        else:
            _ = self.prices, self.greatest  # found before the lists grow
        for name in stale:
            self.__dict__.pop(name, None)
        self._read(lists)

    def fill(self, bonuses: Longs, depth: int) -> bool:
        """List whoever would take a seat that is left empty; whether there was anybody."""
        if self.mode == "maximum":  # a seat of which nobody is worth the price stays free
            return False
        made = self.lists.take(self.choose(bonuses)[0])
        found = courted(
            self._market,
            made.mentee,
            made.mentor,
            wish=lambda u, w, mentor: liking(u, w, self.prices[mentor], share=self.share),
            bonus=bonuses[self._region],
            depth=depth,
        )
        longer = extended(self._market, self.lists, found)
        if len(longer) == len(self.lists):
            return False
        self.lengthen(longer)
        return True

    @cached_property
    def prices(self) -> Longs:
        """What a seat of each mentor is worth where the total is greatest."""
        return self._plain.prices

    @cached_property
    def greatest(self) -> int:
        """The greatest total that the lists allow, in units."""
        return int(self._worth[self._plain.chosen].sum())

    @cached_property
    def _plain(self) -> Auctioned:
        return self._auction(np.zeros(len(self._region), np.int64))

    @cached_property
    def _wishes(self) -> Wishes:
        return Wishes(
            self.lists,
            self._tie,
            self._seats,
            self.prices,
            mentees=len(self._region),
            share=self.share,
        )

    def choose(self, bonuses: Longs) -> tuple[Longs, Longs]:
        """Positions of the pairs made under bonuses by region, and the seats' prices."""
        bonus = bonuses[self._region]
        match self.mode:
            case "maximum":
                done = self._auction(bonus) if bonus.any() else self._plain
                return done.chosen, done.prices
            case "stable" | "balanced":
                if self._made is None or not np.array_equal(self._made[0], bonus):
                    self._made = bonus, self._wishes.met(bonus)
                return self._made[1], self.prices
            case _:
                assert_never(self.mode)

    def dial(self) -> None:
        """Find the price share for the lists as they are; until then it is that of "stable"."""
        if self.mode != "balanced":
            return
        self.share = dialled(
            self.lists,
            self._tie,
            self._seats,
            self.prices,
            greatest=self.greatest,
            mentees=len(self._region),
            point=self._point,
        )
        self.__dict__.pop("_wishes", None)
        self._made = None

    def matched(self, bonuses: Longs) -> Longs:
        """Rows of the mentees matched under bonuses by region."""
        return self.lists.mentee[self.choose(bonuses)[0]]

    def left(self, mentee_depth: Longs, mentor_depth: Longs, bonuses: Longs) -> tuple[Longs, Longs]:
        """Mentees or mentors, the fewer of them, whom longer lists could serve better.

        For the greatest total that is whoever has room: the rest shows in the prices.

        The depths say to which length each one's list is complete. Whoever has nobody, or
        somebody below the end of a full list, may be missing a better pair.
        """
        chosen, _ = self.choose(bonuses)
        lists, nobody = self.lists, np.zeros(0, np.int64)
        ones = np.ones(len(self._region), np.int64)
        below = self.mode != "maximum"
        mentees = _unserved(
            lists.mentee, self._worth, chosen, places=ones, depth=mentee_depth, below=below
        )
        mentors = _unserved(
            lists.mentor, self._worth, chosen, places=self._seats, depth=mentor_depth, below=below
        )
        if len(mentees) <= len(mentors):
            return mentees[:LEFT_AT_MOST], nobody
        return nobody, mentors[:LEFT_AT_MOST]

    def _auction(self, bonus: Longs) -> Auctioned:
        lists = self.lists
        worth = self._worth + bonus[lists.mentee]
        return auction(
            lists.mentee,
            lists.mentor,
            worth,
            order=self._tie,
            seats=self._seats,
            mentees=len(bonus),
        )


def _unserved(
    side: Longs, worth: Longs, chosen: Longs, *, places: Longs, depth: Longs, below: bool
) -> Longs:
    """Those of a side whose list is full and who have a place left.

    With `below`, also those who got somebody worse than the end of their list.
    """
    most = np.iinfo(np.int64).max
    got = np.full(len(places), most)
    if below:
        np.minimum.at(got, side[chosen], worth[chosen])
    got[np.bincount(side[chosen], minlength=len(places)) < places] = 0
    # the end of a full list is worth more than what somebody got: so many names are
    better = np.bincount(side[worth > got[side]], minlength=len(places))
    return np.flatnonzero((better >= depth) & (got < most))
