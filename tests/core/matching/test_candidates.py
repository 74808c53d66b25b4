"""Candidate lists are exactly the best pairs of either side, however the work is cut."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.matching.candidates import candidates, widen
from core.matching.market import codes, keys
from tests.core.matching.markets import every_pair, markets, small_market


def best_by_hand(drawn, per_mentee, per_mentor):
    """Codes of the best pairs from a full sort of the whole matrix."""
    n, m = drawn.shape
    u, v, eligible = every_pair(drawn)
    mentee, mentor = np.divmod(np.arange(n * m), max(1, m))
    key = keys(drawn, mentee, mentor, (u + v).ravel()).reshape(n, m)
    key[~eligible | (u + v <= 0)] = -1
    found = set()
    for i in range(n):
        found |= {i * m + j for j in np.argsort(-key[i])[:per_mentee] if key[i, j] >= 0}
    for j in range(m):
        found |= {i * m + j for i in np.argsort(-key[:, j])[:per_mentor] if key[i, j] >= 0}
    return sorted(int(code) for code in found)


@given(
    drawn=markets(40, 20),
    lengths=st.tuples(st.integers(1, 6), st.integers(0, 6)),
    block=st.integers(1, 300),
)
def test_lists_are_the_best_of_both_sides(drawn, lengths, block):
    """The union of both sides' best by worth, ties by the hash, for any block size."""
    pairs = candidates(drawn, per_mentee=lengths[0], per_mentor=lengths[1], block=block)
    assert codes(pairs.mentee, pairs.mentor, drawn.shape[1]).tolist() == best_by_hand(
        drawn, *lengths
    )
    u, v, _ = every_pair(drawn)
    assert (pairs.u == u[pairs.mentee, pairs.mentor]).all()
    assert (pairs.v == v[pairs.mentee, pairs.mentor]).all()


def test_a_larger_market_is_cut_through_all_its_paths():
    """With many groups of mentors and lists that are cut again and again, still the exact lists."""
    drawn = small_market(5, 700, 150, features=8, hours=0.6)
    pairs = candidates(drawn, per_mentee=5, per_mentor=8, block=4_000)
    assert codes(pairs.mentee, pairs.mentor, 150).tolist() == best_by_hand(drawn, 5, 8)


@given(drawn=markets(30, 12), depth=st.integers(1, 9), seed=st.integers(0, 99))
def test_widening_adds_the_best_of_the_given_people_and_loses_nobody(drawn, depth, seed):
    """Old pairs stay; each given person has their `depth` best."""
    n, m = drawn.shape
    chance = np.random.default_rng(seed)
    mentees, mentors = (
        np.flatnonzero(chance.random(n) < 0.3),
        np.flatnonzero(chance.random(m) < 0.3),
    )
    lists = candidates(drawn, per_mentee=2, per_mentor=2)
    wider = widen(drawn, lists, mentees=mentees, mentors=mentors, depth=depth, block=50)
    found = set(codes(wider.mentee, wider.mentor, m).tolist())
    expected = set(codes(lists.mentee, lists.mentor, m).tolist())
    deep = {(code // m, code % m) for code in best_by_hand(drawn, depth, 0)} if m else set()
    expected |= {i * m + j for i, j in deep if i in mentees}
    deep = {(code // m, code % m) for code in best_by_hand(drawn, 0, depth)} if m else set()
    expected |= {i * m + j for i, j in deep if j in mentors}
    assert found == expected
