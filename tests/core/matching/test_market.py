"""The market's scores are exact, and what is no market is refused."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.matching.market import (
    EXACT,
    MarketError,
    allowed,
    columns,
    dense,
    hashed,
    keys,
    market,
    scored,
)
from tests.core.matching.markets import every_pair, markets, small_market


def plain(drawn, i, j):
    """A pair's scores and eligibility, in plain Python integers."""
    mentees, mentors, terms = drawn.mentees, drawn.mentors, drawn.terms
    hours = (int(mentees.slots[i]) & int(mentors.slots[j])).bit_count()
    spoken = int(mentees.languages[i]) & int(mentors.languages[j])
    trade = mentees.trade[i] >= 0 and mentees.trade[i] == mentors.trade[j]
    group = mentees.groups[i, 0]
    barred = int(i) * drawn.shape[1] + int(j) in drawn.excluded.tolist()
    eligible = (
        hours >= 2
        and spoken > 0
        and not barred
        and not (group >= 0 and group == mentors.groups[j, 0])
    )
    both = []
    for left, base, slot, language, bonus in (
        (mentees.left_u, mentees.base_u, terms.slot_u, terms.language_u, terms.trade_u),
        (mentees.left_v, mentees.base_v, terms.slot_v, terms.language_v, terms.trade_v),
    ):
        product = sum(int(a) * int(b) for a, b in zip(left[i], mentors.right[j], strict=True))
        both.append(
            product + int(base[i]) + int(slot[hours]) + int(language[spoken]) + bonus * bool(trade)
        )
    return *both, eligible


@given(drawn=markets())
def test_scores_and_rules_are_those_of_plain_arithmetic(drawn):
    """Every pair's two scores and eligibility equal a loop over Python integers."""
    u, v, eligible = every_pair(drawn)
    for i, j in np.ndindex(drawn.shape):
        assert (u[i, j], v[i, j], eligible[i, j]) == plain(drawn, i, j)


@given(drawn=markets(), side=st.sampled_from("uvw"))
def test_the_dense_scores_are_the_listed_ones(drawn, side):
    """A dense block has every score in full, and no more pairs barred than hours and languages bar."""
    n, _ = drawn.shape
    block = dense(drawn, side, np.arange(n), columns(drawn))
    u, v, eligible = every_pair(drawn)
    full = {"u": u, "v": v, "w": u + v}[side]
    assert (block[eligible] == full[eligible]).all()
    mentee, mentor = np.indices(drawn.shape).reshape(2, -1)
    may = allowed(drawn, mentee, mentor).reshape(drawn.shape)
    assert ((block > -np.inf) & may == eligible).all()


def test_a_need_that_nobody_meets_bars_the_pair():
    """With wants and gives, only pairs with a bit in common are eligible."""
    drawn = small_market(1, 6, 4, hours=0.9)
    wants, gives = np.array([1, 2, 4, 3, 7, 0], np.uint64), np.array([1, 2, 6, 0], np.uint64)
    asked = replace(
        drawn,
        mentees=replace(drawn.mentees, wants=wants),
        mentors=replace(drawn.mentors, gives=gives),
    )
    meets = (wants[:, None] & gives) != 0
    assert (every_pair(asked)[2] == (every_pair(drawn)[2] & meets)).all()
    assert meets.any()
    assert not meets.all()


def test_equal_scores_are_ordered_by_ids_and_seed_and_not_by_rows():
    """The tie-break of a pair stays when others join or leave, and changes with the seed."""
    drawn = small_market(2, 30, 5)
    fewer = replace(
        drawn,
        mentees=replace(
            drawn.mentees,
            **{
                name: getattr(drawn.mentees, name)[10:]
                for name in drawn.mentees.__slots__
                if getattr(drawn.mentees, name) is not None
            },
        ),
    )
    rows, seats = np.arange(10, 30), np.arange(20) % 5
    assert (hashed(drawn, rows, seats) == hashed(fewer, rows - 10, seats)).all()
    assert (hashed(drawn, rows, seats) != hashed(replace(drawn, seed=3), rows, seats)).any()
    same = keys(drawn, rows, seats, np.full(20, 7))
    assert len(set(same.tolist())) == 20
    assert (keys(drawn, rows, seats, np.full(20, 8)) > same.max()).all()


@pytest.mark.parametrize(
    ("field", "change", "named"),
    [
        ("ids", lambda ids: ids[::-1].copy(), "strictly rising"),
        ("left_u", lambda left: left + np.float32(0.5), "whole numbers"),
        ("left_v", lambda left: left * np.float32(EXACT), "exact"),
        ("left_u", lambda left: left[:, :-1], "width"),
        ("slots", lambda slots: slots[1:], "rows of"),
        ("groups", lambda groups: np.hstack((groups, groups)), "width"),
        ("wants", lambda _: np.zeros(6, np.uint64), "together"),
    ],
)
def test_what_is_no_market_is_refused_by_name(field, change, named):
    """A message names the field that is wrong."""
    drawn = small_market(3, 6, 4)
    wrong = replace(drawn.mentees, **{field: change(getattr(drawn.mentees, field))})
    with pytest.raises(MarketError, match=named):
        market(wrong, drawn.mentors, drawn.terms)


def test_negative_seats_are_refused():
    """A mentor cannot have fewer than no seats."""
    drawn = small_market(3, 6, 4)
    wrong = replace(drawn.mentors, seats=np.array([1, -1, 0, 2], np.int16))
    with pytest.raises(MarketError, match="seats"):
        market(drawn.mentees, wrong, drawn.terms)


def test_nobody_listed_is_scored_without_complaint():
    """No pairs in, no pairs out."""
    nothing = np.zeros(0, np.int64)
    assert [len(one) for one in scored(small_market(4, 3, 3), nothing, nothing)] == [0, 0, 0]
