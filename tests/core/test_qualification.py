"""Qualification: a table of rules, the same answers the same verdict, always a reason."""

from dataclasses import replace

import pytest

from core.mentoring.member import Member
from core.mentoring.qualification import ENOUGH, POINTS, RULES_VERSION, qualify

MENTEE = Member(
    state="onboarding",
    roles=("mentee",),
    name="Amal",
    birth_year=1990,
    sector="textile",
    stage="idea",
    needs=("finance",),
    availability=("evening",),
    goal="create_company",
    pledge="sign",
)
MENTOR = Member(
    state="onboarding",
    roles=("mentor",),
    offers=("finance",),
    availability=("evening",),
    capacity=1,
)


def test_the_points_of_the_table_add_up_to_a_hundred() -> None:
    """A score is out of 100, and the bar lies inside it."""
    assert sum(points for _, points, _ in POINTS) == 100
    assert 0 < ENOUGH < 100


def test_a_complete_mentee_is_qualified_with_all_points() -> None:
    """Nothing is missing, nothing is a reason."""
    verdict = qualify(MENTEE, programme_year=2026)
    assert (verdict.verdict, verdict.points, verdict.reasons) == ("qualified", 100, ())
    assert verdict.version == RULES_VERSION


@pytest.mark.parametrize(
    ("born", "verdict", "reason"),
    [
        (2003, "redirected", "too_young"),
        (2002, "qualified", ""),
        (1972, "qualified", ""),
        (1971, "redirected", "too_old"),
    ],
)
def test_the_ages_at_the_borders(born: int, verdict: str, reason: str) -> None:
    """24 and 54 are inside, 23 and 55 are told where else to go."""
    found = qualify(replace(MENTEE, birth_year=born), programme_year=2026)
    assert found.verdict == verdict
    assert found.reasons == ((reason,) if reason else ())


@pytest.mark.parametrize("missing", ["goal", "needs", "stage", "trade", "times", "pledge"])
def test_one_missing_thing_is_named_and_costs_its_points(missing: str) -> None:
    """A single gap is named as the next step and does not close the door."""
    gaps = {
        "goal": {"goal": ""},
        "needs": {"needs": ()},
        "stage": {"stage": ""},
        "trade": {"sector": ""},
        "times": {"availability": ()},
        "pledge": {"pledge": "later"},
    }
    found = qualify(replace(MENTEE, **gaps[missing]), programme_year=2026)  # type: ignore[arg-type]
    assert found.reasons == (missing,)
    assert found.verdict == "qualified"
    assert found.points == 100 - {name: points for name, points, _ in POINTS}[missing]


def test_too_little_is_known_to_propose_anyone() -> None:
    """Below the bar the verdict asks for more, naming all that is missing."""
    bare = replace(MENTEE, goal="", needs=(), stage="", pledge="")
    found = qualify(bare, programme_year=2026)
    assert found.verdict == "needs_info"
    assert found.reasons == ("goal", "needs", "stage", "pledge")


def test_a_mentee_without_a_year_of_birth_is_asked_for_it_first() -> None:
    """The age rule cannot be skipped."""
    found = qualify(replace(MENTEE, birth_year=None), programme_year=2026)
    assert found.verdict == "needs_info"
    assert found.reasons[0] == "born"


def test_a_mentor_has_no_upper_age_and_needs_something_to_offer() -> None:
    """Offers, times and a capacity make a mentor; the year of birth is not asked."""
    assert qualify(MENTOR, programme_year=2026).verdict == "qualified"
    assert qualify(replace(MENTOR, birth_year=1940), programme_year=2026).verdict == "qualified"
    empty = qualify(replace(MENTOR, offers=(), capacity=0), programme_year=2026)
    assert (empty.verdict, empty.reasons) == ("needs_info", ("offers", "capacity"))
