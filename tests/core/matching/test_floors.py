"""Floors lift regions by the smallest bonus, and say what cannot be lifted."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.matching.floors import FLOOR, MOST, PARTS, lift
from core.matching.market import POINT

SEATS = 60


def programme(region, points, seats=SEATS):
    """A rule that gives the seats to the highest points, bonus included."""

    def matched(bonuses):
        worth = points + bonuses[region]
        return np.argsort(-worth, kind="stable")[:seats]

    return matched


def shares(region, matched):
    """Each region's rate over the programme's."""
    people = np.bincount(region)
    return np.bincount(region[matched], minlength=len(people)) / people / len(matched) * len(region)


@given(seed=st.integers(0, 2**32))
def test_every_region_with_enough_people_is_lifted(seed):
    """200 mentees, three regions whose points differ: all reach .8 of the programme's rate."""
    chance = np.random.default_rng(seed)
    region = np.repeat([0, 1, 2], [120, 50, 30])
    points = chance.integers(0, 60_000, 200) - np.array([0, 20_000, 40_000])[region]
    matched = programme(region, points)
    found = lift(matched, region)
    assert not found.missing.any()
    assert shares(region, matched(found.bonuses)).min() >= FLOOR - 1e-9


@given(seed=st.integers(0, 2**32))
def test_a_bonus_is_the_smallest_that_is_enough(seed):
    """Half a point less and the region is below its floor, or nobody is lifted too many."""
    chance = np.random.default_rng(seed)
    region = np.repeat([0, 1], [150, 50])
    points = chance.integers(0, 60_000, 200) - np.array([0, 30_000])[region]
    matched = programme(region, points)
    found = lift(matched, region)
    wanted = int(np.ceil(FLOOR * SEATS / 200 * 50))
    count = np.count_nonzero(region[matched(found.bonuses)])
    less = np.maximum(found.bonuses - np.array([0, 2 * POINT // PARTS]), 0)
    if found.bonuses[1]:
        assert count == wanted or np.count_nonzero(region[matched(less)]) < wanted
    else:
        assert count >= wanted


def test_even_regions_get_no_bonus_and_one_run():
    """Nothing is lifted that does not lie low."""
    region = np.arange(200) % 2
    runs = []

    def matched(bonuses):
        runs.append(bonuses)
        return np.arange(SEATS)

    assert not lift(matched, region).bonuses.any()
    assert len(runs) == 1


def test_few_people_have_no_floor():
    """Nineteen mentees of a region are not lifted."""
    region = np.repeat([0, 1], [181, 19])
    points = np.where(region == 0, 1_000, 0)
    assert not lift(programme(region, points), region).bonuses.any()


def test_what_cannot_be_lifted_is_counted():
    """A region that no mentor can take: people missing, and never more than the largest bonus."""
    region = np.repeat([0, 1], [150, 50])
    found = lift(lambda _: np.arange(SEATS), region)
    assert found.missing.tolist() == [0, 12]
    assert found.bonuses.max() <= MOST * POINT
