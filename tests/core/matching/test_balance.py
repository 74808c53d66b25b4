"""The dial: stable at none, and further towards the greatest total with every step."""

import numpy as np
from hypothesis import given

from bot.bench.market import synthetic
from core.matching.auction import auction
from core.matching.balance import DIAL, ENOUGH, TOO_MUCH, balanced, dialled, objections
from core.matching.candidates import candidates
from core.matching.deferred import deferred
from core.matching.market import POINT, hashed, keys
from tests.core.matching.markets import markets


def priced(drawn):
    """Lists, tie-breaks, seats and the auction of a market."""
    lists = candidates(drawn)
    tie = hashed(drawn, lists.mentee, lists.mentor)
    seats = drawn.mentors.seats.astype(np.int64)
    done = auction(
        lists.mentee, lists.mentor, lists.w, order=tie, seats=seats, mentees=drawn.shape[0]
    )
    return lists, tie, seats, done


@given(drawn=markets())
def test_without_a_price_share_it_is_deferred_acceptance_on_own_scores(drawn):
    """The dial at 0 gives the stable pairs, whatever the prices."""
    lists, tie, seats, done = priced(drawn)
    n = drawn.shape[0]
    nobody = np.zeros(n, np.int64)
    chosen = balanced(lists, tie, seats, done.prices, bonus=nobody, share=0)
    stable = deferred(
        lists.mentee,
        lists.mentor,
        liked=keys(drawn, lists.mentee, lists.mentor, lists.u),
        welcome=keys(drawn, lists.mentee, lists.mentor, lists.v),
        seats=seats,
        mentees=n,
    )
    assert chosen.tolist() == stable.tolist()
    assert not objections(lists, chosen, welcome=lists.v, seats=seats, mentees=n, gain=0)


def test_the_dial_stops_at_the_first_share_that_is_enough():
    """No smaller share reaches the wanted part of the greatest total, and nobody loses too much."""
    market = synthetic(1_200, 200)
    lists, tie, seats, done = priced(market)
    greatest = int(lists.w[done.chosen].sum())
    nobody = np.zeros(1_200, np.int64)
    share = dialled(lists, tie, seats, done.prices, greatest=greatest, point=POINT, mentees=1_200)
    totals = {}
    for tried in (0, *DIAL):
        chosen = balanced(lists, tie, seats, done.prices, bonus=nobody, share=tried)
        totals[tried] = int(lists.w[chosen].sum())
        if tried == share:
            assert not objections(
                lists, chosen, welcome=lists.v, seats=seats, mentees=1_200, gain=TOO_MUCH * POINT
            )
            break
        assert totals[tried] * 1000 < ENOUGH * greatest
    assert totals[share] * 1000 >= ENOUGH * greatest > totals[0] * 1000


def test_a_bonus_brings_its_people_in():
    """Mentees with a bonus are matched more often than without, the others less."""
    market = synthetic(1_200, 200)
    lists, tie, seats, done = priced(market)
    some = np.arange(1_200) % 10 == 0
    counts = []
    for points in (0, 20_000):
        bonus = np.where(some, points, 0)
        chosen = balanced(lists, tie, seats, done.prices, bonus=bonus, share=20)
        counts.append(np.count_nonzero(some[lists.mentee[chosen]]))
    assert counts[1] > counts[0]
