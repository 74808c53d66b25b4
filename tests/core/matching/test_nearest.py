"""One person's best matches are exactly the first of a full ranking."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.matching.market import columns, keys
from core.matching.nearest import Nearest
from tests.core.matching.markets import every_pair, markets, small_market


def ranked(drawn, mentee, mentor, worth, open_to):
    """Positions of eligible pairs by worth over prices, ties by the hash."""
    key = keys(drawn, mentee, mentor, worth)
    return [int(k) for k in np.argsort(-key, kind="stable") if open_to[k]]


@given(drawn=markets(12, 30), top=st.integers(1, 5), seed=st.integers(0, 99))
def test_a_newcomer_gets_the_first_of_all_mentors(drawn, top, seed):
    """With seats and prices of the moment, against a sort of the whole row."""
    n, m = drawn.shape
    chance = np.random.default_rng(seed)
    prices, seats = chance.integers(0, 9_000, m), chance.integers(0, 2, m)
    u, v, eligible = every_pair(drawn)
    question = Nearest(drawn, columns(drawn))
    for i in range(n):
        open_to = eligible[i] & (seats > 0) & (u[i] + v[i] > 0)
        worth = u[i] + v[i] - prices
        order = ranked(drawn, np.full(m, i), np.arange(m), worth, open_to)
        found = question.mentors(i, seats=seats, prices=prices, top=top)
        assert found.mentor.tolist() == order[:top]
        assert (found.u == u[i, found.mentor]).all()
        assert (found.v == v[i, found.mentor]).all()


@given(drawn=markets(30, 6), top=st.integers(1, 5), seed=st.integers(0, 99))
def test_a_freed_seat_gets_the_first_of_all_free_mentees(drawn, top, seed):
    """Among those who are free, against a sort of the whole column."""
    n, m = drawn.shape
    free = np.random.default_rng(seed).random(n) < 0.7
    u, v, eligible = every_pair(drawn)
    for j in range(m):
        worth = u[:, j] + v[:, j]
        open_to = eligible[:, j] & free & (worth > 0)
        order = ranked(drawn, np.arange(n), np.full(n, j), worth, open_to)
        assert Nearest(drawn).mentees(j, free=free, top=top).mentee.tolist() == order[:top]


def test_among_many_the_first_ten_are_found_without_scoring_all():
    """The path through the probe, with 3,000 mentors."""
    drawn = small_market(31, 5, 3_000, features=12, hours=0.6)
    u, v, eligible = every_pair(drawn)
    for i in range(5):
        open_to = eligible[i] & (drawn.mentors.seats > 0)
        order = ranked(drawn, np.full(3_000, i), np.arange(3_000), u[i] + v[i], open_to)
        assert Nearest(drawn).mentors(i).mentor.tolist() == order[:10]
