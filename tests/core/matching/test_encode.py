"""The arrays of a market hold exactly what score and rules say of every pair."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from core.matching.encode import encode
from core.matching.market import scored
from core.matching.rules import why_not
from core.matching.score import score
from core.matching.weights import SCALE, standard
from tests.core.matching.people import AMAL, KARIM, NOW, pool_of, pools

TABLE = standard()


@settings(max_examples=80, deadline=None)
@given(pool=pools())
def test_every_pair_has_the_same_score_and_the_same_rules_in_arrays(pool) -> None:
    """Unit for unit on both sides; who is missing or barred is so by a rule with a name."""
    encoded = encode(pool, TABLE)
    n, m = encoded.market.shape
    rows, columns = (one.ravel().astype(np.int64) for one in np.indices((n, m)))
    u, v, eligible = scored(encoded.market, rows, columns)
    seen = set()
    for at, (i, j) in enumerate(zip(rows, columns, strict=True)):
        mentee, mentor = encoded.mentees[i], encoded.mentors[j]
        found = score(mentee, mentor, TABLE, pool.now)
        assert (found.mentee, found.mentor) == (u[at], v[at])
        codes = why_not(mentee, mentor, pool, TABLE)
        assert bool(eligible[at]) == (not codes), codes
        seen.add((mentee.id, mentor.id))
    for mentee in pool.mentees:
        for mentor in pool.mentors:
            if (mentee.id, mentor.id) not in seen:
                assert why_not(mentee, mentor, pool, TABLE)


def test_the_order_of_the_people_does_not_change_the_arrays() -> None:
    """Rows are sorted by id."""
    others = [replace(AMAL, id=5, stage="idea"), replace(KARIM, id=9, offers=("finance",))]
    one = encode(pool_of(AMAL, KARIM, *others), TABLE).market
    two = encode(pool_of(*reversed(others), KARIM, AMAL), TABLE).market
    for side in ("mentees", "mentors"):
        for field in getattr(one, side).__dataclass_fields__:
            assert np.array_equal(
                getattr(getattr(one, side), field), getattr(getattr(two, side), field)
            )


def test_those_who_go_first_are_worth_more_in_the_market_only() -> None:
    """The bonus of patience is no part of the score."""
    plain = encode(pool_of(AMAL, KARIM), TABLE).market
    early = encode(pool_of(AMAL, KARIM), TABLE, first=[AMAL.id]).market
    pair = (np.array([0]), np.array([0]))
    worth = [sum(int(side[0]) for side in scored(market, *pair)[:2]) for market in (plain, early)]
    assert worth[1] - worth[0] == 100 * SCALE
    assert worth[0] == score(AMAL, KARIM, TABLE, NOW).points


@pytest.mark.parametrize(("asks", "seats"), [(1, 1), (2, 3)])
def test_open_requests_hold_seats(asks: int, seats: int) -> None:
    """Two seats, one of them asked for: one left, or three when two may be asked a seat."""
    pool = pool_of(AMAL, replace(KARIM, reserved=1))
    assert encode(pool, TABLE, asks_per_seat=asks).market.mentors.seats.tolist() == [seats]
