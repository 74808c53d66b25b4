"""One meeting: proposals of both, two accounts, and what they mean together."""

from itertools import product

import pytest

from core.duration import DAY, HOUR
from core.mentoring.meeting import (
    ACCOUNTS,
    VERDICTS,
    Meeting,
    State,
    begins,
    cancel,
    counter,
    offer,
    pick,
    report,
    verdict,
)
from core.mentoring.side import SIDES, Side, other
from tests.core.mentoring.stage import START

ZONE = "Africa/Casablanca"
ONE, TWO, THREE = (START + days * DAY for days in (2, 3, 4))
TABLE = offer(Meeting(1, "proposed", first=True), (ONE, TWO, THREE))
CONFIRMED = pick(pick(TABLE, "mentor", ONE, ZONE), "mentee", ONE, ZONE)


def test_the_table_of_verdicts_is_whole() -> None:
    """A row for each of the mentor's accounts and for none, a column for each of the mentee's."""
    assert set(VERDICTS) == {*ACCOUNTS, ""}
    assert {len(row) for row in VERDICTS.values()} == {len(ACCOUNTS) + 1}


MIRROR: dict[State, State] = {
    "no_show_mentor": "no_show_mentee",
    "no_show_mentee": "no_show_mentor",
}


@pytest.mark.parametrize(("mentor", "mentee"), list(product((*ACCOUNTS, None), repeat=2)))
def test_the_two_sides_are_believed_alike(mentor, mentee) -> None:
    """Exchanging the accounts exchanges the absences and nothing else."""
    found, mirrored = verdict(mentor, mentee), verdict(mentee, mentor)
    assert MIRROR.get(found, found) == mirrored


@pytest.mark.parametrize(
    ("mentor", "mentee", "state"),
    [
        ("held", "held", "held_verified"),
        ("held", None, "held"),
        (None, "held", "held"),
        ("held", "they_missed", "disputed"),
        ("they_missed", "they_missed", "disputed"),
        ("they_missed", "i_missed", "no_show_mentee"),
        ("i_missed", None, "no_show_mentor"),
        ("i_missed", "i_missed", "cancelled"),
        (None, None, "unreported"),
    ],
)
def test_two_accounts_mean_one_thing(mentor, mentee, state: State) -> None:
    """Equal accounts verify, opposite ones dispute, one alone is believed."""
    assert verdict(mentor, mentee) == state


def test_the_same_pick_of_both_confirms_in_either_order() -> None:
    """It does not matter who was first."""
    for first in SIDES:
        found = pick(pick(TABLE, first, TWO, ZONE), other(first), TWO, ZONE)
        assert (found.state, begins(found)) == ("confirmed", TWO)


def test_different_picks_confirm_nothing_until_one_gives_way() -> None:
    """The second pick is an offer to the first."""
    found = pick(pick(TABLE, "mentor", ONE, ZONE), "mentee", TWO, ZONE)
    assert found.state == "proposed"
    assert pick(found, "mentor", TWO, ZONE).state == "confirmed"


def test_a_counter_proposal_clears_the_table() -> None:
    """What was picked before no longer binds anybody."""
    found = counter(pick(TABLE, "mentor", ONE, ZONE), "mentee", (THREE + DAY,))
    assert (found.state, found.offered, found.mentor_fine) == ("countered", (THREE + DAY,), ())
    assert pick(found, "mentor", THREE + DAY, ZONE).state == "confirmed"


def test_a_move_gives_up_the_time_and_counts() -> None:
    """Until the other agrees there is no time; then the sequence has risen."""
    moved = counter(CONFIRMED, "mentor", (TWO,))
    assert (moved.state, begins(moved), moved.sequence) == ("rescheduled", 0, 0)
    again = pick(moved, "mentee", TWO, ZONE)
    assert (again.state, again.sequence) == ("confirmed", 1)


@pytest.mark.parametrize(
    ("ahead", "state"),
    [(4 * HOUR, "cancelled"), (3 * HOUR, "late_cancelled"), (HOUR, "late_cancelled")],
)
def test_three_hours_before_is_late(ahead: int, state: State) -> None:
    """The border itself is late."""
    assert cancel(CONFIRMED, ONE - ahead).state == state


def test_giving_up_what_was_never_fixed_is_not_late() -> None:
    """There was nothing the other had to keep free."""
    assert cancel(TABLE, ONE).state == "cancelled"


@pytest.mark.parametrize("first", SIDES)
def test_accounts_add_up_in_either_order(first: Side) -> None:
    """What both say counts the same whoever says it first."""
    found = report(report(CONFIRMED, first, "held"), other(first), "held")
    assert found.state == "held_verified"
