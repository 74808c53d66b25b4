"""Deferred acceptance gives the stable assignment that is best for every mentee."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from core.matching.deferred import deferred


@st.composite
def wishes(draw, mentees=5, mentors=4):
    """Random strict wishes on a random set of pairs, and seats."""
    chance = np.random.default_rng(draw(st.integers(0, 2**32)))
    n, m = draw(st.integers(1, mentees)), draw(st.integers(1, mentors))
    listed = chance.random((n, m)) < 0.7
    mentee, mentor = np.nonzero(listed)
    return {
        "mentee": mentee,
        "mentor": mentor,
        "liked": chance.permutation(len(mentee)),
        "welcome": chance.permutation(len(mentee)),
        "seats": chance.integers(0, 3, m),
        "mentees": n,
    }


def blocks(case, chosen, e):
    """Whether pair e would rather have each other than what the positions chosen give them."""
    i, j = case["mentee"][e], case["mentor"][e]
    mine = [c for c in chosen if case["mentee"][c] == i]
    theirs = [c for c in chosen if case["mentor"][c] == j]
    if mine and case["liked"][mine[0]] >= case["liked"][e]:
        return False
    if len(theirs) < case["seats"][j]:
        return True
    return any(case["welcome"][c] < case["welcome"][e] for c in theirs)


def assignments(case):
    """Every assignment that respects the seats, as lists of positions."""
    options = [
        [None, *np.flatnonzero(case["mentee"] == i).tolist()] for i in range(case["mentees"])
    ]
    for choice in product(*options):
        chosen = [c for c in choice if c is not None]
        used = np.bincount(case["mentor"][chosen], minlength=len(case["seats"])) if chosen else 0
        if np.all(used <= case["seats"]):
            yield chosen


@settings(max_examples=40)
@given(case=wishes())
def test_the_result_is_stable_and_no_stable_one_is_better_for_any_mentee(case):
    """By brute force over all assignments of tiny cases."""
    chosen = deferred(**case).tolist()
    everything = range(len(case["mentee"]))
    assert not [e for e in everything if blocks(case, chosen, e)]
    has = {case["mentee"][c]: case["liked"][c] for c in chosen}
    for other in assignments(case):
        if not any(blocks(case, other, e) for e in everything):
            for c in other:
                assert has.get(case["mentee"][c], -1) >= case["liked"][c]


@given(case=wishes(mentees=40, mentors=9), seed=st.integers(0, 99))
def test_the_order_of_the_list_does_not_matter(case, seed):
    """Shuffled pairs give the same people."""
    order = np.random.default_rng(seed).permutation(len(case["mentee"]))
    shuffled = {
        name: value[order] if name not in {"seats", "mentees"} else value
        for name, value in case.items()
    }
    again = deferred(**shuffled)
    first = deferred(**case)
    assert sorted(order[again].tolist()) == first.tolist()


def test_a_hundred_mentees_for_one_seat():
    """The mentor keeps the one most welcome, whoever asked first."""
    rows = np.arange(100)
    chosen = deferred(
        rows, rows * 0, liked=rows * 0, welcome=rows * 7 % 100, seats=np.array([1]), mentees=100
    )
    assert (rows * 7 % 100)[chosen].tolist() == [99]
