"""Seats left empty: everybody who would take one is found, and a round leaves none that blocks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.bench.market import synthetic
from core.matching import assignment
from core.matching.assignment import assign_round
from core.matching.market import codes, keys
from core.matching.vacancy import courted
from tests.core.matching.markets import every_pair, markets


@given(drawn=markets(20, 8), depth=st.integers(1, 6), seed=st.integers(0, 99))
def test_those_who_would_take_an_empty_seat_are_found_among_all(drawn, depth, seed):
    """By hand over every pair: eligible, better liked than what one has, the most welcome first."""
    n, m = drawn.shape
    u, v, eligible = every_pair(drawn)
    chance = np.random.default_rng(seed)
    some = chance.random((n, m)) < 0.3
    host = np.where(some.any(axis=1), some.argmax(axis=1), -1) if m else np.full(n, -1)
    mentee = np.flatnonzero(host >= 0)
    bonus = chance.integers(0, 3_000, n)
    found = courted(
        drawn, mentee, host[mentee], wish=lambda u, _w, _mentor: u, bonus=bonus, depth=depth
    )
    expected = []
    for j in range(m):
        if np.count_nonzero(host == j) >= drawn.mentors.seats[j]:
            continue
        coming = [
            i
            for i in range(n)
            if eligible[i, j] and u[i, j] + v[i, j] > 0 and (host[i] < 0 or u[i, j] > u[i, host[i]])
        ]
        rows = np.array(coming, np.int64)
        key = keys(drawn, rows, np.full(len(rows), j), v[rows, j] + bonus[rows])
        expected += [int(codes(i, j, m)) for i in rows[np.argsort(-key)[:depth]]]
    assert found.tolist() == sorted(expected)


@pytest.mark.parametrize("mode", ["stable", "balanced"])
@pytest.mark.parametrize("floor", [0.0, 0.8])
def test_no_seat_stays_empty_that_anybody_would_take(mode, floor, monkeypatch):
    """However short the lists: a mentor with room is eligible for nobody without a mentor."""
    monkeypatch.setattr(assignment, "DEPTHS", (6,))
    market = synthetic(2_000, 300)
    done = assign_round(market, mode, floor=floor, per_mentee=2, per_mentor=3)
    _, _, eligible = every_pair(market)
    alone = np.ones(2_000, np.bool_)
    alone[done.pairs.mentee] = False
    room = np.bincount(done.pairs.mentor, minlength=300) < market.mentors.seats
    assert room.any()
    assert not eligible[np.ix_(alone, room)].any()
