"""What changed for mentees: denominators, small groups, and what may be told outside."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.mentoring.figures import Course
from core.mentoring.impact import FEWEST, Changes, Growth, changes, growth, may_be_told
from core.mentoring.outcome import KINDS, Outcome, consent, publish, verify, withdraw
from core.mentoring.side import SIDES
from core.mentoring.skills import Rating

NOW = 1_795_000_000_000


def course(before: int, after: int) -> Course:
    """A mentee who rated themselves in sales at the start and at the end, and once in law."""
    return Course("active", NOW, 0, None, grid=(
        Rating("sales", "mentee", "t0", before),
        Rating("sales", "mentee", "t2", after),
        Rating("legal", "mentee", "t0", 1),
    ))  # fmt: skip


def test_levels_before_and_after_are_means_of_those_who_rated_twice() -> None:
    """Of five from 1 to 3 and one from 4 to 4; what was rated once is not among them."""
    (one,) = growth([*[course(1, 3)] * 5, course(4, 4)])
    assert (one.skill, one.rater, one.of) == ("sales", "mentee", 6)
    assert one.before == pytest.approx(1.5)
    assert one.after == pytest.approx(19 / 6)


def test_a_mean_of_few_is_not_told() -> None:
    """Only how many there were: with one fewer than five somebody could be recognised."""
    few = growth([course(1, 3)] * (FEWEST - 1))
    assert few == (Growth("sales", "mentee", FEWEST - 1, None, None),)
    assert growth([course(1, 3)] * FEWEST)[0].after == 3


def test_outcomes_are_counted_by_how_well_they_are_proven() -> None:
    """Each grade is among those below it; what is disputed or taken back is in none."""
    kept = [
        Outcome("jobs", "mentee", NOW),
        Outcome("jobs", "mentee", NOW, state="confirmed", grade=1),
        Outcome("jobs", "mentee", NOW, state="published", grade=2),
        Outcome("jobs", "mentee", NOW, state="disputed"),
        Outcome("funded", "mentor", NOW, state="withdrawn", grade=2),
    ]
    assert changes(kept) == (Changes("jobs", claimed=3, confirmed=2, verified=1),)


@given(
    kind=st.sampled_from(sorted(KINDS)),
    document=st.booleans(),
    agreeing=st.sets(st.sampled_from(sorted(SIDES))),
    backs=st.sampled_from((None, "mentee", "mentor")),
    takes_back=st.booleans(),
)
def test_only_what_was_verified_and_agreed_to_by_both_is_told(
    kind: str, document: bool, agreeing: set[str], backs: str | None, takes_back: bool
) -> None:
    """However it came about: a document seen, two consents, published, and none of it taken back."""
    one = Outcome(kind, "mentee", NOW, state="confirmed", grade=1)
    if document:
        seen = verify(one, "three slips")
        assert seen is not None
        one = seen
    for side in SIDES:
        one = consent(one, side, given=side in agreeing)
    one = publish(one) or one
    if backs is not None:
        one = consent(one, "mentee" if backs == "mentee" else "mentor", given=False)
    if takes_back:
        one = withdraw(one, "mentee") or one
    told = document and agreeing == set(SIDES) and backs is None and not takes_back
    assert may_be_told(one) == told
