"""The entry points for published instances are exact, against independent solvers."""

import warnings
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment, linprog

from core.matching.solve import assign, stable

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from matching.games import HospitalResident

SEEDS = st.integers(0, 2**32)


def instance(seed, *, most=6, barred=0.25):
    """A small benefit matrix with ties, negative numbers and barred pairs, and capacities."""
    chance = np.random.default_rng(seed)
    rows, columns = chance.integers(1, most + 1, 2)
    benefit = chance.integers(-4, 6, (rows, columns)).astype(float)
    benefit[chance.random(benefit.shape) < barred] = -np.inf
    return benefit, chance.integers(0, 4, columns), chance.integers(0, 3, rows)


@given(seed=SEEDS, full=st.booleans())
def test_assign_is_exact_and_proves_it(seed, full):
    """As scipy's with columns repeated: the same number of pairs and the same total."""
    benefit, capacities, _ = instance(seed)
    seats = np.repeat(np.arange(len(capacities)), capacities)
    push = 1000 if full else 0  # worth more than any total: as many pairs as possible
    wide = np.where(np.isfinite(benefit), benefit + push, 0)[:, seats]
    wide = np.hstack((wide, np.zeros((len(benefit), len(benefit)))))
    rows, columns = linear_sum_assignment(wide, maximize=True)
    made = [
        benefit[i, seats[k]]
        for i, k in zip(rows, columns, strict=True)
        if k < len(seats) and np.isfinite(benefit[i, seats[k]])
    ]
    found = assign(benefit, capacities.tolist(), full=full)
    assert found.total == found.bound == sum(made)
    assert not full or len(found.pairs) == len(made)
    assert found.total == sum(benefit[pair] for pair in found.pairs)
    assert all(i < k for (i, _), (k, _) in pairwise(found.pairs))
    used = np.bincount([j for _, j in found.pairs], minlength=len(capacities))
    assert (used <= capacities).all()


@given(seed=SEEDS)
def test_assign_with_rows_used_several_times_is_exact(seed):
    """As the linear programme, whose corners are whole."""
    benefit, capacities, rows = instance(seed, barred=0)
    n, m = benefit.shape
    limits = np.vstack((np.kron(np.eye(n), np.ones(m)), np.kron(np.ones(n), np.eye(m))))
    best = linprog(
        -benefit.ravel(), A_ub=limits, b_ub=np.concatenate((rows, capacities)), bounds=(0, 1)
    )
    found = assign(benefit, capacities.tolist(), row_capacities=rows.tolist(), full=False)
    assert found.total == found.bound == round(-best.fun)
    assert len(set(found.pairs)) == len(found.pairs)


@pytest.mark.parametrize(("size", "highest"), [(200, 3), (200, 100), (150, 10**6)])
def test_square_integer_costs_with_ties_are_solved_exactly(size, highest):
    """Costs as negative benefits, as in the published assignment instances."""
    costs = np.random.default_rng(size).integers(1, highest + 1, (size, size))
    rows, columns = linear_sum_assignment(costs)
    found = assign(-costs, [1] * size)
    assert -found.total == -found.bound == costs[rows, columns].sum()
    assert len(found.pairs) == size


def test_fractions_are_exact_to_their_rounding():
    """The bound of fractional benefits is within a billionth of the total."""
    benefit = np.random.default_rng(1).random((40, 12))
    found = assign(benefit, [3] * 12)
    seats = np.repeat(np.arange(12), 3)
    rows, columns = linear_sum_assignment(benefit[:, seats], maximize=True)
    assert found.total == pytest.approx(benefit[rows, seats[columns]].sum(), rel=1e-8)
    assert found.bound == pytest.approx(found.total, rel=1e-7)


def test_nothing_to_assign_is_no_mistake():
    """Empty sides, no capacity, everything barred: no pairs, total 0."""
    for benefit, capacities in (([], []), ([], [1]), ([[]], []), ([[5]], [0]), ([[-np.inf]], [1])):
        found = assign(benefit, capacities)
        assert (found.pairs, found.total, found.bound) == ((), 0, 0)


@pytest.mark.parametrize(
    ("benefit", "capacities"),
    [([[1, 2]], [1]), ([[1]], [-1]), ([[np.inf]], [1]), ([[2**61]], [1])],
)
def test_what_is_no_instance_is_refused(benefit, capacities):
    """Shapes that disagree, negative capacities and numbers past 64 bits are named."""
    with pytest.raises(ValueError, match=r"benefit|capacit"):
        assign(benefit, capacities)


@st.composite
def hospitals(draw):
    """Residents, hospitals and capacities with complete mutual lists, as `matching` asks."""
    chance = np.random.default_rng(draw(SEEDS))
    n, m = draw(st.integers(1, 9)), draw(st.integers(1, 5))
    mutual = chance.random((n, m)) < 0.7
    mutual[np.arange(n), chance.integers(0, m, n)] = True
    mutual[chance.integers(0, n, m), np.arange(m)] = True
    residents = [chance.permutation(np.flatnonzero(row)).tolist() for row in mutual]
    choosers = [chance.permutation(np.flatnonzero(row)).tolist() for row in mutual.T]
    return residents, choosers, chance.integers(1, 4, m).tolist()


@given(case=hospitals())
def test_stable_gives_the_matching_of_the_matching_package(case):
    """The same hospital for every resident as another author's resident-optimal solver."""
    residents, choosers, capacities = case
    game = HospitalResident.create_from_dictionaries(
        {f"r{i}": [f"h{j}" for j in wishes] for i, wishes in enumerate(residents)},
        {f"h{j}": [f"r{i}" for i in wishes] for j, wishes in enumerate(choosers)},
        {f"h{j}": capacity for j, capacity in enumerate(capacities)},
    )
    theirs = {
        int(resident.name[1:]): int(hospital.name[1:])
        for hospital, matched in game.solve(optimal="resident").items()
        for resident in matched
    }
    ours = stable(residents, choosers, capacities)
    assert {i: j for i, j in enumerate(ours) if j >= 0} == theirs


def test_stable_needs_both_to_name_each_other_and_breaks_ties_by_number():
    """One-sided wishes make no pair; a nested list is a tie."""
    assert stable([[0, 1], [0]], [[1], []], [1, 1]) == (-1, 0)
    assert stable([[0], [0], [0]], [[[2, 1, 0]]], [2]) == (0, 0, -1)
    assert stable([[[1, 0]], [[1, 0]]], [[0, 1], [0, 1]], [1, 1]) == (0, 1)
    assert stable([], [], []) == ()


@pytest.mark.parametrize(
    ("residents", "choosers", "capacities"),
    [([[0, 0]], [[0]], [1]), ([[1]], [[0]], [1]), ([[0]], [[0]], [-1]), ([[0]], [[0]], [])],
)
def test_lists_that_contradict_themselves_are_refused(residents, choosers, capacities):
    """Somebody named twice, nobody of that number, a negative or missing capacity."""
    with pytest.raises(ValueError, match=r"twice|exist|capacit"):
        stable(residents, choosers, capacities)
