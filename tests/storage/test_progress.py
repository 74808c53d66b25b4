"""Goals, ratings, outcomes and promises as they are kept, and what an erasure leaves of them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from core.mentoring import pledge as rules
from core.mentoring.goal import Goal, Milestone, Reading
from core.mentoring.outcome import Outcome
from core.mentoring.skills import Rating
from storage import (
    erasure,
    exported,
    goals,
    mentorships,
    people,
    promises,
    ratings,
    records,
    results,
)
from storage.arrivals import NEW_TALK
from storage.database import Database

NOW = 1_795_000_000_000
KEY = b"progress-key-0123456789"

GOAL = Goal(
    "market",
    "Trouver dix clients",
    "clients",
    "count",
    Decimal(2),
    Decimal(12),
    NOW,
    NOW + 1000,
    milestones=(Milestone("Salon"),),
    vision="Exporter",
)
CLAIM = Outcome("turnover", "mentee", NOW, Decimal(100), Decimal("150.5"), "MAD")


def pair(database: Database) -> tuple[int, int, int]:
    """A mentee, a mentor and their mentorship."""
    with database.begin() as conn:
        mentee, mentor = people.add_people(conn, [NEW_TALK, NEW_TALK], NOW)
        return mentee, mentor, mentorships.begin(conn, mentee, mentor, None, NOW)


def test_a_goal_comes_back_as_it_was_kept(database: Database) -> None:
    """With its figures to the last digit, its milestones and its readings."""
    _, _, number = pair(database)
    with database.begin() as conn:
        made = goals.add(conn, number, "mentee", GOAL, NOW)
        (kept,) = goals.of(conn, number)
        assert (kept.id, kept.goal, kept.proposed_by) == (made, GOAL, "mentee")
        readings = (Reading(NOW, Decimal("7.5")),)
        goals.save(conn, kept, replace(GOAL, state="on_track"), NOW, readings)
        (changed,) = goals.of(conn, number)
    assert changed.goal.state == "on_track"
    assert changed.readings == readings


def test_a_goal_changed_by_two_is_changed_by_one(database: Database) -> None:
    """The second writer of one reading is told, and writes nothing."""
    _, _, number = pair(database)
    with database.begin() as conn:
        goals.add(conn, number, "mentee", GOAL, NOW)
        (kept,) = goals.of(conn, number)
        goals.save(conn, kept, replace(GOAL, state="on_track"), NOW)
        with pytest.raises(goals.StaleGoalError):
            goals.save(conn, kept, replace(GOAL, state="dropped"), NOW)
        assert goals.of(conn, number)[0].goal.state == "on_track"


def test_a_later_rating_of_a_moment_takes_the_place_of_the_former(database: Database) -> None:
    """One level a skill, rater and moment."""
    _, _, number = pair(database)
    with database.begin() as conn:
        ratings.keep(conn, number, [Rating("sales", "mentor", "t0", 2)], NOW)
        ratings.keep(conn, number, [Rating("sales", "mentor", "t0", 3)], NOW)
        ratings.keep(conn, number, [Rating("sales", "mentee", "t0", 1)], NOW)
        found = ratings.of(conn, number)
        assert ratings.rated(conn, number, "mentor") == {"t0"}
    assert {(one.rater, one.level) for one in found} == {("mentor", 3), ("mentee", 1)}


def test_an_erased_mentee_leaves_counts_and_no_words(database: Database) -> None:
    """States, kinds and links of the chain stay; statements, figures and the person go."""
    mentee, _, number = pair(database)
    with database.begin() as conn:
        goals.add(conn, number, "mentor", GOAL, NOW)
        results.add(conn, number, CLAIM, NOW)
        pledge = replace(rules.begin("", NOW), state="waived", reason="a private reason")
        promises.add(conn, mentee, number, pledge, NOW)
        erasure.erase(conn, mentee, KEY, NOW)
    with database.read() as conn:
        assert goals.of(conn, number) == []
        assert results.of(conn, number) == []
        (left,) = promises.every(conn)
        for table in ("goal", "outcome", "promise"):
            rows = conn.exec_driver_sql(f"SELECT * FROM {table}").all()
            assert len(rows) == 1
            assert "clients" not in str(rows)
            assert "private" not in str(rows)
            assert "150.5" not in str(rows)
    assert left.person_id is None


def test_an_erased_mentor_takes_only_their_own_words(database: Database) -> None:
    """The mentee's goals stay the mentee's."""
    _, mentor, number = pair(database)
    with database.begin() as conn:
        goals.add(conn, number, "mentee", GOAL, NOW)
        goals.add(conn, number, "mentor", replace(GOAL, statement="Le mien"), NOW)
        erasure.erase(conn, mentor, KEY, NOW)
        assert [kept.goal.statement for kept in goals.of(conn, number)] == [GOAL.statement]


def test_the_export_of_progress_has_figures_and_no_words(database: Database) -> None:
    """Goals, outcomes and skills in one shape, without what somebody wrote."""
    _, _, number = pair(database)
    with database.begin() as conn:
        goals.add(conn, number, "mentee", GOAL, NOW)
        results.add(conn, number, CLAIM, NOW)
        ratings.keep(conn, number, [Rating("sales", "mentor", "t0", 2)], NOW)
        rows = list(exported.progress(conn, NOW))
        (one,) = exported.mentorships(conn, NOW)
    assert [row["what"] for row in rows] == ["goal", "outcome", "skill"]
    assert len({tuple(row) for row in rows}) == 1, "one header serves all"
    assert (rows[0]["before"], rows[0]["target"], rows[1]["value"]) == ("2", "12", "150.5")
    assert GOAL.statement not in str(rows)
    assert (one["id"], one["state"]) == (number, "agreed")


def test_the_records_of_a_period_leave_out_what_began_before(database: Database) -> None:
    """By the day on which something began."""
    _, _, number = pair(database)
    with database.begin() as conn:
        results.add(conn, number, CLAIM, NOW)
        inside = records.load(conn, NOW - 10, NOW + 10)
        later = records.load(conn, NOW + 10, NOW + 20)
    assert (len(inside.courses), len(inside.newcomers), len(inside.outcomes)) == (1, 2, 1)
    assert (len(later.courses), len(later.newcomers), len(later.outcomes)) == (0, 0, 0)
