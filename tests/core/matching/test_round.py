"""Rounds: what is promised to everybody at once, on any pool."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.matching.pool import Exclusion, Pool
from core.matching.round import CARDS, run_round
from core.matching.rules import seats_of, why_not
from core.matching.score import score
from core.matching.weights import standard
from tests.core.matching.people import AMAL, KARIM, NOW, community, crowd, pool_of, pools

TABLE = standard()
MODES = ("stable", "balanced", "maximum")


@settings(max_examples=60, deadline=None)
@given(pool=pools(8), mode=st.sampled_from(MODES))
def test_a_round_keeps_its_promises_on_any_pool(pool, mode) -> None:
    """Nothing a rule forbids, no seat twice, true scores, everybody proposed to or told why."""
    found = run_round(pool, TABLE, mode)
    plan = Counter(mentor for _, mentor in found.matched)
    shown = Counter(card.mentor for cards in found.proposals.values() for card in cards)
    for one in pool.mentors:
        assert plan[one.id] <= seats_of(one, TABLE)
        assert shown[one.id] <= CARDS * seats_of(one, TABLE)
    pairs = {(card.mentee, card.mentor) for cards in found.proposals.values() for card in cards}
    assert not {pair[::-1] for pair in pairs} & pairs
    for mentee, cards in found.proposals.items():
        assert [card.rank for card in cards] == list(range(1, len(cards) + 1))
        assert len({card.mentor for card in cards}) == len(cards) <= CARDS
        for card in cards:
            two = pool.mentee[mentee], pool.mentor[card.mentor]
            assert why_not(*two, pool, TABLE) == ()
            assert card.units == score(*two, TABLE, pool.now).points
    assert found.proposals.keys() | found.unmatched.keys() == set(pool.mentee)
    assert not found.proposals.keys() & found.unmatched.keys()
    assert all(found.unmatched.values())
    assert found.certificate.broken == ()


@settings(max_examples=40, deadline=None)
@given(pool=pools(8), mode=st.sampled_from(MODES), data=st.data())
def test_the_order_of_the_people_changes_nothing(pool, mode, data) -> None:
    """The same pool in another order has the same digest; another seed may not."""
    other = Pool(
        tuple(data.draw(st.permutations(pool.mentees))),
        tuple(data.draw(st.permutations(pool.mentors))),
        *(pool.now, pool.excluded, pool.running, pool.seed),
    )
    assert run_round(other, TABLE, mode).digest == run_round(pool, TABLE, mode).digest


@settings(max_examples=60, deadline=None)
@given(pool=pools(6))
def test_nobody_waits_while_a_seat_stands_open_for_them(pool) -> None:
    """Who is left over found every seat that the rules allow taken by somebody else."""
    found = run_round(pool, TABLE, "maximum")
    plan = Counter(mentor for _, mentor in found.matched)
    for mentee, codes in found.unmatched.items():
        allowed = [
            one for one in pool.mentors if not why_not(pool.mentee[mentee], one, pool, TABLE)
        ]
        assert (codes == ("nobody",)) <= (not allowed)
        if codes == ("crowded",):
            circled = {(mentor, mentee) for mentee, mentor in found.matched}
            assert allowed
            for one in allowed:
                assert plan[one.id] == seats_of(one, TABLE) or (mentee, one.id) in circled


@pytest.mark.parametrize("mode", MODES)
def test_two_who_could_accompany_each_other_are_given_one_direction(mode) -> None:
    """Both hold both roles; nobody accompanies their own mentor."""
    languages, hours = ("fr",), AMAL.hours
    both = [
        (
            replace(AMAL, id=one, needs=(need,), company="", trade="", languages=languages),
            replace(KARIM, id=one, offers=(offer,), languages=languages, hours=hours, capacity=1),
        )
        for one, need, offer in ((1, "market", "finance"), (2, "finance", "market"))
    ]
    found = run_round(pool_of(*(one for two in both for one in two)), TABLE, mode)
    assert len(found.matched) == 1
    (left,) = found.unmatched.values()
    assert left == ("crowded",)


@pytest.mark.parametrize("mode", MODES)
def test_an_empty_pool_and_half_a_pool_are_results(mode) -> None:
    """No mentors, no mentees, nobody, no seat: a round with nothing in it and a reason for each."""
    assert run_round(pool_of(), TABLE, mode).proposals == {}
    assert run_round(pool_of(AMAL), TABLE, mode).unmatched == {AMAL.id: ("nobody",)}
    assert run_round(pool_of(KARIM), TABLE, mode).idle == (KARIM.id,)
    full = run_round(pool_of(AMAL, replace(KARIM, capacity=0)), TABLE, mode)
    assert full.unmatched == {AMAL.id: ("nobody",)}
    assert full.certificate.seats == 0


@pytest.mark.parametrize("mode", MODES)
def test_everyone_identical_fills_every_seat(mode) -> None:
    """Ties are broken by the seed, not by the order; nobody is lost."""
    found = run_round(pool_of(*crowd(30, mentors_too=5)), TABLE, mode)
    assert len(found.matched) == 10
    assert set(found.unmatched.values()) == {("crowded",)}
    again = run_round(pool_of(*crowd(30, mentors_too=5), seed=8), TABLE, mode)
    assert again.matched != found.matched


def test_ten_thousand_mentees_for_one_mentor() -> None:
    """Two places, two proposals, the others told that the places are taken."""
    found = run_round(pool_of(*crowd(10_000, mentors_too=1)), TABLE, "balanced")
    assert len(found.matched) == 2
    assert len(found.proposals) == 2
    assert list(found.unmatched.values()).count(("crowded",)) == 9_998


def test_who_waited_three_rounds_goes_first() -> None:
    """One place; the better fit waits one round, the patient one has waited three."""
    better = replace(AMAL, id=10, needs=("market/export",))
    patient = replace(AMAL, id=11, needs=("market/export", "finance/tax"), rounds=3)
    pool = pool_of(better, patient, replace(KARIM, capacity=1))
    found = run_round(pool, TABLE, "balanced")
    assert found.matched == ((11, KARIM.id),)
    assert found.proposals[11][0].units == score(patient, pool.mentors[0], TABLE, NOW).points
    hurried = replace(patient, rounds=2)
    assert run_round(
        pool_of(better, hurried, replace(KARIM, capacity=1)), TABLE, "balanced"
    ).matched == ((10, KARIM.id),)


def test_a_star_is_not_shown_to_everyone() -> None:
    """Nine mentees, three mentors of whom one fits all best: cards are spread by seats."""
    star = replace(KARIM, capacity=1)
    plain = [replace(star, id=20 + at, country="FR", kind="high_potential") for at in range(2)]
    mentees = [replace(AMAL, id=100 + at) for at in range(9)]
    found = run_round(pool_of(*mentees, star, *plain), TABLE, "balanced")
    shown = Counter(card.mentor for cards in found.proposals.values() for card in cards)
    assert max(shown.values()) <= CARDS
    assert found.fairness.gini <= 0.01
    assert found.idle == ()


def test_a_decline_rests_and_returns() -> None:
    """Kept apart until the cooling is over, then proposed again."""
    until = NOW + 1
    pool = pool_of(
        AMAL, KARIM, excluded=frozenset({Exclusion(AMAL.id, KARIM.id, "declined", until)})
    )
    assert run_round(pool, TABLE).matched == ()
    later = Pool(pool.mentees, pool.mentors, until, pool.excluded)
    assert run_round(later, TABLE).matched == ((AMAL.id, KARIM.id),)


@pytest.mark.parametrize(
    ("mode", "least", "most_blocking"),
    [("maximum", 0.999, None), ("balanced", 0.975, 0), ("stable", 0.94, 0)],
)
def test_the_certificate_of_a_plausible_pool(mode, least, most_blocking) -> None:
    """Totals against the proven bound, and nobody who would both gain more than 10 points."""
    found = run_round(community(600, 150, seed=5), TABLE, mode)
    assert found.certificate.broken == ()
    assert found.certificate.share_with_floors >= least
    if most_blocking is not None:
        assert found.certificate.blocking_net[2] <= most_blocking
    assert len(found.matched) > 0.95 * found.certificate.seats
    assert found.fairness.gini < 0.2
    for rate in found.fairness.rates:
        missing = found.missing.get(f"{rate.region:02}", 0)
        if rate.mentees >= 20:
            assert rate.share >= 0.79 or missing, rate
