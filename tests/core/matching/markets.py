"""Small markets for the tests of the arrays' side, drawn from a seed, with an exact solver beside."""

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from core.matching.market import Market, Mentees, Mentors, Terms, market, scored

UNIT = 512
"""Scores of these markets are multiples of this, so that equal scores are common."""


def small_market(seed, mentees, mentors, *, alike=False, features=3, seats=3, hours=0.5):
    """A market of that size; `alike` makes everybody identical but for their id."""
    chance = np.random.default_rng(seed)

    def many(low, high, *shape):
        values = chance.integers(low, high, shape)
        return np.broadcast_to(values[:1], shape).copy() if alike and shape[0] else values

    def ids(count):
        return np.sort(chance.choice(10_000, count, replace=False)).astype(np.int64)

    def slots(count):
        on = many(0, 100, count, 8) < 100 * (1.0 if alike else hours)
        return (on * (np.uint64(1) << np.arange(8, dtype=np.uint64))).sum(axis=1, dtype=np.uint64)

    barred = chance.integers(0, (max(1, mentees), max(1, mentors)), (3, 2))
    few = 0 if alike or not mentees or not mentors else 3
    table = np.arange(65)
    return market(
        Mentees(
            ids=ids(mentees),
            left_u=(UNIT * many(0, 4, mentees, features)).astype(np.float32),
            left_v=(UNIT * many(0, 4, mentees, features)).astype(np.float32),
            base_u=(UNIT * many(0, 3, mentees)).astype(np.int32),
            base_v=(UNIT * many(0, 3, mentees)).astype(np.int32),
            slots=slots(mentees),
            languages=many(1, 8, mentees).astype(np.uint16),
            trade=many(-1, 3, mentees).astype(np.int16),
            groups=many(-1, 12, mentees, 1).astype(np.int32),
            region=chance.integers(0, 3, mentees).astype(np.int16),
        ),
        Mentors(
            ids=ids(mentors),
            right=many(0, 4, mentors, features).astype(np.float32),
            slots=slots(mentors),
            languages=many(1, 8, mentors).astype(np.uint16) | np.uint16(alike),
            trade=many(-1, 3, mentors).astype(np.int16),
            groups=many(12 if alike else -1, 13, mentors, 1).astype(np.int32),
            seats=many(0, seats + 1, mentors).astype(np.int16),
        ),
        Terms(
            slot_u=(np.minimum(table, 4) * UNIT).astype(np.int32),
            slot_v=(np.minimum(table, 3) * UNIT).astype(np.int32),
            language_u=(np.arange(8) * UNIT).astype(np.int32),
            language_v=(np.arange(8)[::-1] * UNIT).astype(np.int32),
            trade_u=2 * UNIT,
            trade_v=UNIT,
        ),
        excluded=(barred[:few, 0], barred[:few, 1]),
        seed=seed,
    )


@st.composite
def markets(draw, most_mentees=12, most_mentors=7):
    """Any small market, empty sides and zero seats included."""
    return small_market(
        draw(st.integers(0, 2**32)),
        draw(st.integers(0, most_mentees)),
        draw(st.integers(0, most_mentors)),
        alike=draw(st.booleans()) and draw(st.booleans()),
        hours=draw(st.sampled_from((0.2, 0.5, 0.9))),
    )


def every_pair(drawn: Market):
    """Scores u and v and eligibility of all pairs, each as mentees x mentors."""
    n, m = drawn.shape
    mentee, mentor = np.divmod(np.arange(n * m), max(1, m))
    return tuple(one.reshape(n, m) for one in scored(drawn, mentee, mentor))


def greatest(worth, seats):
    """The greatest total of a matrix of worths (0: barred) with so many seats a column: scipy's."""
    columns = np.repeat(np.arange(len(seats)), seats)
    if not worth.size or not len(columns):
        return 0
    wide = worth[:, columns]
    return int(wide[linear_sum_assignment(wide, maximize=True)].sum())
