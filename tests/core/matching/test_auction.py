"""The auction reaches the greatest total within its own bound, and its prices prove it."""

import numpy as np
from hypothesis import given

from core.matching.auction import FINENESS, auction
from core.matching.candidates import candidates
from core.matching.market import hashed
from tests.core.matching.markets import every_pair, greatest, markets, small_market


def run(drawn, lists):
    """The auction on lists, and the seats as whole numbers."""
    seats = drawn.mentors.seats.astype(np.int64)
    tie = hashed(drawn, lists.mentee, lists.mentor)
    done = auction(
        lists.mentee, lists.mentor, lists.w, order=tie, seats=seats, mentees=drawn.shape[0]
    )
    return done, seats


def exact_total(drawn):
    """The greatest total over all eligible pairs."""
    u, v, eligible = every_pair(drawn)
    return greatest(np.where(eligible, u + v, 0), drawn.mentors.seats)


@given(drawn=markets())
def test_the_total_is_the_greatest_within_eps_a_pair(drawn):
    """Against scipy's exact assignment over all pairs, nobody over capacity, nobody twice."""
    lists = candidates(drawn, per_mentee=20, per_mentor=40)
    done, seats = run(drawn, lists)
    made = lists.take(done.chosen)
    assert len(set(made.mentee.tolist())) == len(made)
    assert (np.bincount(made.mentor, minlength=drawn.shape[1]) <= seats).all()
    eps = max(1, int(lists.w.mean()) // FINENESS) if len(lists) else 0
    assert exact_total(drawn) - len(made) * eps <= made.w.sum() <= exact_total(drawn)


@given(drawn=markets(30, 8))
def test_prices_are_a_proof(drawn):
    """Seats at their prices and each mentee's best gain over them bound the total, tightly."""
    lists = candidates(drawn, per_mentee=20, per_mentor=40)
    done, seats = run(drawn, lists)
    gain = np.zeros(drawn.shape[0], np.int64)
    np.maximum.at(gain, lists.mentee, lists.w - done.prices[lists.mentor])
    bound = int((done.prices * seats).sum() + gain.sum())
    total = int(lists.w[done.chosen].sum())
    eps = max(1, int(lists.w.mean()) // FINENESS) if len(lists) else 0
    assert total <= bound <= total + 2 * eps * len(done.chosen)
    used = np.bincount(lists.mentor[done.chosen], minlength=drawn.shape[1])
    assert (done.prices[used < seats] == 0).all()
    assert (done.prices >= 0).all()


def test_sides_of_equal_size_with_ties_end_in_bounded_time():
    """60 mentees and 60 seats with few different worths: done, and within a percent."""
    drawn = small_market(11, 60, 30, hours=0.9)
    lists = candidates(drawn, per_mentee=30, per_mentor=60)
    done, _ = run(drawn, lists)
    assert lists.w[done.chosen].sum() >= 0.99 * exact_total(drawn)


def test_everybody_identical_fills_every_seat():
    """With one worth for all, seats are filled and nobody has two."""
    drawn = small_market(12, 50, 9, alike=True)
    lists = candidates(drawn)
    done, seats = run(drawn, lists)
    assert len(done.chosen) == min(50, seats.sum())
    assert len(set(lists.mentee[done.chosen].tolist())) == len(done.chosen)
