"""A whole assignment: what each mode promises, floors, and the same bytes however it is run."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bench.market import synthetic
from core.matching.assignment import _unserved, assign_round
from core.matching.balance import TOO_MUCH, objections
from core.matching.candidates import candidates
from core.matching.certify import FLOOR_PEOPLE
from core.matching.market import POINT
from tests.core.matching.markets import every_pair, markets, small_market

MODES = ("stable", "balanced", "maximum")
ROOT = Path(__file__).parents[3]


def digest(done):
    """The bytes of everything an assignment says."""
    state = hashlib.sha256(repr(done.certificate).encode())
    pairs, lists = done.pairs, done.lists
    for part in (pairs.mentee, pairs.mentor, pairs.u, pairs.v, done.prices, done.bonuses):
        state.update(part.tobytes())
    state.update(lists.mentee.tobytes() + lists.mentor.tobytes())
    return state.hexdigest()


@settings(max_examples=60)
@given(drawn=markets(), mode=st.sampled_from(MODES))
def test_no_rule_is_ever_broken_and_nobody_is_over_capacity(drawn, mode):
    """Any small market, in each mode: the certificate's audit is clean and its bound holds."""
    done = assign_round(drawn, mode)
    assert done.certificate.broken == ()
    assert done.certificate.total == done.pairs.w.sum() <= done.certificate.bound


@settings(max_examples=60)
@given(drawn=markets())
def test_stable_has_no_blocking_pair_among_all(drawn):
    """Without floors, nobody eligible would rather have each other (lists hold all pairs here)."""
    assert assign_round(drawn, "stable", floor=0).certificate.blocking == (0, 0, 0)


@pytest.mark.parametrize("seed", range(3))
def test_modes_keep_their_promises_on_a_large_market(seed):
    """Maximum >= 99.9 % of the bound, balanced >= 97.5 % without listed pairs that gain > 10
    points each, stable with no listed pair that objects, all pairs of the market counted.
    """
    market = synthetic(1_500, 250, seed=seed)
    done = {mode: assign_round(market, mode, floor=0) for mode in MODES}
    seats = market.mentors.seats.astype(np.int64)
    assert done["maximum"].certificate.share >= 0.999
    assert done["balanced"].certificate.share >= 0.975
    for mode, gain in (("stable", 0), ("balanced", TOO_MUCH * POINT)):
        lists, pairs = done[mode].lists, done[mode].pairs
        width = market.shape[1]
        chosen = np.searchsorted(
            lists.mentee * width + lists.mentor, pairs.mentee * width + pairs.mentor
        )
        assert not objections(lists, chosen, welcome=lists.v, seats=seats, mentees=1_500, gain=gain)
    totals = [done[mode].certificate.total for mode in MODES]
    blocking = [done[mode].certificate.blocking[0] for mode in MODES]
    assert totals == sorted(totals)
    assert blocking == sorted(blocking)
    assert blocking[0] <= 1e-5 * market.shape[0] * market.shape[1] * 5


@pytest.mark.parametrize("mode", MODES)
def test_regions_reach_their_floor_or_the_missing_are_reported(mode):
    """Every region with enough mentees has .8 of the programme's rate; what lacks is counted."""
    plain = assign_round(synthetic(3_000, 500), mode, floor=0)
    done = assign_round(synthetic(3_000, 500), mode)
    large = [rate for rate in done.certificate.rates if rate.mentees >= FLOOR_PEOPLE]
    assert min(rate.share for rate in plain.certificate.rates if rate.mentees >= FLOOR_PEOPLE) < 0.8
    assert not done.missing.any()
    assert min(rate.share for rate in large) >= 0.8 - 1e-9
    assert done.certificate.total >= 0.999 * plain.certificate.total


@pytest.mark.parametrize("mode", MODES)
def test_the_result_is_the_same_for_any_block_size(mode):
    """Byte for byte, from one row at a time to everything at once."""
    market = synthetic(300, 60)
    results = {digest(assign_round(market, mode, block=block)) for block in (1, 997, 10**6)}
    assert len(results) == 1


def test_the_result_is_the_same_for_any_number_of_threads():
    """Two processes with one and two threads for the products agree to the byte."""
    code = (
        "from bot.bench.market import synthetic\n"
        "from core.matching.assignment import assign_round\n"
        "from tests.core.matching.test_assignment import digest\n"
        "print(digest(assign_round(synthetic(900, 150), 'balanced')))\n"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "OPENBLAS_NUM_THREADS": threads},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for threads in ("1", "2")
    }
    assert len(found) == 1
    assert len(found.pop()) == 65


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("mentees", "mentors"), [(0, 0), (5, 0), (0, 5), (5, 1), (1, 5)])
def test_nearly_empty_markets_have_a_clear_result(mode, mentees, mentors):
    """Nobody on a side, or one person: pairs as many as can be, and a certificate."""
    market = small_market(41, mentees, mentors, hours=0.9)
    done = assign_round(market, mode)
    eligible = every_pair(market)[2] & (market.mentors.seats > 0)
    assert (len(done.pairs) > 0) == bool(eligible.any())
    assert done.certificate.broken == ()


def test_no_seats_make_no_pairs():
    """Capacity zero everywhere: nothing, certified as the best there is."""
    done = assign_round(small_market(42, 20, 5, seats=0), "maximum")
    assert (len(done.pairs), done.certificate.bound, done.certificate.share) == (0, 0, 1.0)


@pytest.mark.parametrize("mode", MODES)
def test_ten_thousand_mentees_for_one_mentor(mode):
    """The seats are filled with the best; everybody else waits, at once."""
    market = small_market(43, 10_000, 1, hours=0.9)
    seats = int(market.mentors.seats[0])
    u, v, eligible = every_pair(market)
    done = assign_round(market, mode, floor=0)
    assert seats
    assert len(done.pairs) == seats
    wish = np.where(eligible, v if mode == "stable" else u + v, -1)[:, 0]
    got = (done.pairs.v if mode == "stable" else done.pairs.w).tolist()
    if mode != "balanced":
        assert sorted(got, reverse=True) == sorted(wish.tolist(), reverse=True)[:seats]


@pytest.mark.parametrize("mode", MODES)
def test_everybody_identical_is_decided_by_the_seed_alone(mode):
    """All seats are filled, by other people for another seed, by the same for the same."""
    market = small_market(44, 400, 40, alike=True)
    done = assign_round(market, mode, floor=0)
    assert len(done.pairs) == min(400, int(market.mentors.seats.sum()))
    assert digest(done) == digest(assign_round(market, mode, floor=0))
    other = assign_round(replace(market, seed=1), mode, floor=0)
    assert other.pairs.mentee.tolist() != done.pairs.mentee.tolist()


@given(drawn=markets(20, 8), depth=st.integers(1, 5), seed=st.integers(0, 99))
def test_who_could_be_served_better_is_found_without_sorting(drawn, depth, seed):
    """Whoever has room, or got somebody below the end of a full list: as a sort of each list says."""
    n, m = drawn.shape
    chance = np.random.default_rng(seed)
    lists = candidates(drawn, per_mentee=4, per_mentor=3)
    chosen = np.flatnonzero(chance.random(len(lists)) < 0.3)
    for side, places in (
        (lists.mentee, np.ones(n, np.int64)),
        (lists.mentor, chance.integers(0, 3, m)),
    ):
        for below in (True, False):
            expected = []
            for one in range(len(places)):
                ends = sorted(lists.w[side == one], reverse=True)
                got = [int(w) for w in lists.w[chosen][side[chosen] == one]]
                room = len(got) < places[one]
                worst = 0 if room else min(got, default=None) if below else None
                if len(ends) >= depth and worst is not None and worst < ends[depth - 1]:
                    expected.append(one)
            depths = np.full(len(places), depth)
            found = _unserved(side, lists.w, chosen, places=places, depth=depths, below=below)
            assert found.tolist() == expected
