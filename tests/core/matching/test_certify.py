"""The certificate's figures are those of a full look at every pair, whatever prices it is given."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.matching.certify import GAINS, certify, rates
from core.matching.market import POINT
from tests.core.matching.markets import every_pair, greatest, markets, small_market


def any_assignment(drawn, seed):
    """Some eligible assignment within capacity, and some prices and bonuses, all at random."""
    chance = np.random.default_rng(seed)
    eligible = every_pair(drawn)[2]
    left = drawn.mentors.seats.astype(int).copy()
    mentee, mentor = [], []
    for i in np.sort(chance.permutation(drawn.shape[0])).tolist():
        open_to = np.flatnonzero(eligible[i] & (left > 0))
        if len(open_to) and chance.random() < 0.8:
            mentee.append(i)
            mentor.append(int(chance.choice(open_to)))
            left[mentor[-1]] -= 1
    prices = chance.integers(0, 20_000, drawn.shape[1])
    bonuses = chance.integers(0, 3, 3) * chance.integers(0, 4_000)
    return np.array(mentee, np.int64), np.array(mentor, np.int64), prices, bonuses


def blocking_by_hand(drawn, mentee, mentor, bonus):
    """Counts of blocking pairs from a loop over all pairs."""
    u, v, eligible = every_pair(drawn)
    v = v + bonus[:, None]
    counts = [0] * len(GAINS)
    has = dict(zip(mentee.tolist(), mentor.tolist(), strict=True))
    for i, j in np.argwhere(eligible):
        held = sorted(
            int(v[k, j]) for k in np.flatnonzero(mentor == j).tolist() for k in [mentee[k]]
        )
        full = len(held) >= drawn.mentors.seats[j]
        if full and not held:
            continue
        gain_u = u[i, j] - (u[i, has[i]] if i in has else 0)
        gain_v = v[i, j] - (held[0] if full else 0)
        for n, points in enumerate(GAINS):
            counts[n] += min(gain_u, gain_v) > points * POINT
    return tuple(counts)


@given(drawn=markets(), seed=st.integers(0, 999), block=st.integers(1, 60))
def test_the_bound_holds_for_any_prices_and_the_counts_are_exact(drawn, seed, block):
    """Weak duality against scipy's optimum; blocking pairs against a loop."""
    mentee, mentor, prices, bonuses = any_assignment(drawn, seed)
    found = certify(drawn, mentee, mentor, prices=prices, bonuses=bonuses, block=block)
    u, v, eligible = every_pair(drawn)
    assert found.broken == ()
    assert found.total == sum((u + v)[mentee, mentor])
    assert found.bound >= greatest(np.where(eligible, u + v, 0), drawn.mentors.seats)
    assert found.bound_with_floors >= found.total
    nothing = np.zeros(drawn.shape[0], np.int64)
    bonus = bonuses[drawn.mentees.region.astype(int)]
    assert found.blocking == blocking_by_hand(drawn, mentee, mentor, nothing)
    assert found.blocking_net == blocking_by_hand(drawn, mentee, mentor, bonus)
    assert sum(rate.matched for rate in found.rates) == found.pairs
    assert sum(rate.mentees for rate in found.rates) == drawn.shape[0]


def test_every_broken_rule_is_named():
    """Two seats of one mentee, too many at a mentor, and a pair that may not meet."""
    drawn = small_market(21, 8, 3, hours=0.9)
    eligible = every_pair(drawn)[2]
    i, j = np.argwhere(eligible & (drawn.mentors.seats > 0))[0]
    fine = certify(drawn, np.array([i]), np.array([j]), prices=np.zeros(3, np.int64))
    assert fine.broken == ()
    k, bad = np.argwhere(~eligible)[0]
    barred = certify(drawn, np.array([k]), np.array([bad]), prices=np.zeros(3, np.int64))
    assert "eligible" in barred.broken
    twice = np.full(9, i)
    crowd = certify(drawn, twice, np.full(9, j), prices=np.zeros(3, np.int64))
    assert set(crowd.broken) >= {"mentee-once", "capacity"}


def test_rates_compare_regions_with_the_programme():
    """A region with half the programme's rate has share .5."""
    region = np.array([0] * 10 + [1] * 10 + [3] * 20)
    matched = np.array([0, 1, 10, 11, 20, 21, 22, 23, 24, 25])
    found = {rate.region: rate for rate in rates(region, matched)}
    assert set(found) == {0, 1, 3}
    assert found[0].share == pytest.approx(0.8)
    assert found[3].share == pytest.approx(1.2)
    assert (found[3].mentees, found[3].matched) == (20, 6)
