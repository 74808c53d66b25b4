"""Goals, skills and outcomes: what changed, in numbers that two people stand for."""

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import get_args

import pytest

from core.duration import DAY
from core.mentoring import goal, outcome, skills
from core.mentoring.goal import Goal, Reading, progress
from core.mentoring.outcome import Outcome
from core.mentoring.side import SIDES
from core.mentoring.skills import Rating, deltas, summary
from tests.core.mentoring.stage import START

END = START + 180 * DAY
SALES = Goal(
    "market/b2b",
    "Ten clients by June",
    "clients",
    "count",
    Decimal(2),
    Decimal(10),
    START,
    START + 100 * DAY,
)

# Goals.


def test_a_smart_goal_has_no_gaps() -> None:
    """Axis, words, metric, unit, baseline, target and a date within the mentorship."""
    assert goal.gaps(SALES, now=START, end=END) == ()


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({"topic": ""}, "topic"),
        ({"statement": "  "}, "statement"),
        ({"metric": ""}, "metric"),
        ({"unit": ""}, "unit"),
        ({"baseline": None}, "baseline"),
        ({"target": None}, "target"),
        ({"target": Decimal(2)}, "target"),
        ({"due": START}, "due"),
        ({"due": END + 1}, "due"),
    ],
)
def test_what_is_missing_is_named(change: dict, gap: str) -> None:
    """One gap, one question."""
    assert goal.gaps(replace(SALES, **change), now=START, end=END) == (gap,)


def test_a_goal_is_agreed_by_both_and_by_nobody_twice() -> None:
    """One person's two taps are one agreement."""
    one = goal.agree(goal.agree(SALES, "mentor"), "mentor")
    assert one.state == "draft"
    assert goal.agree(one, "mentee").state == "agreed"
    assert goal.act(SALES, "agree") is None


def test_there_is_room_for_three() -> None:
    """What was reached or dropped makes room."""
    assert goal.may_add([SALES, SALES])
    assert not goal.may_add([SALES] * 3)
    assert goal.may_add([SALES, SALES, replace(SALES, state="achieved")])


def test_every_goal_under_way_can_be_ended() -> None:
    """No state is a trap, and what ended stays ended."""
    for state in get_args(goal.State):
        acts = [deed for deed in get_args(goal.Act) if (state, deed) in goal.TRANSITIONS]
        assert bool(acts) == (state in goal.UNDER_WAY)


@pytest.mark.parametrize(
    ("value", "day", "standing"),
    [
        (None, 50, "no_reading"),
        (6, 50, "on_pace"),
        (8, 50, "ahead"),
        (3, 50, "behind"),
        (1, 50, "backwards"),
        (10, 50, "reached"),
        (12, 120, "reached"),
    ],
)
def test_progress_in_a_word(value: int | None, day: int, standing: str) -> None:
    """Half the time gone, six of two to ten is half the way."""
    readings = [] if value is None else [Reading(START + 40 * DAY, Decimal(value))]
    assert progress(SALES, readings, START + day * DAY).standing == standing


def test_progress_downwards_counts_the_same() -> None:
    """Fewer days of delay is progress too."""
    delay = replace(SALES, baseline=Decimal(40), target=Decimal(20))
    found = progress(delay, [Reading(START, Decimal(30))], START + 50 * DAY)
    assert (found.done, found.standing) == (0.5, "on_pace")


def test_the_chart_starts_at_the_baseline_and_runs_in_time() -> None:
    """Points are (time, share), whatever the order in which they were reported."""
    readings = [Reading(START + 20 * DAY, Decimal(6)), Reading(START + 10 * DAY, Decimal(4))]
    found = progress(SALES, readings, START + 30 * DAY)
    assert found.points == ((START, 0.0), (START + 10 * DAY, 0.25), (START + 20 * DAY, 0.5))
    assert found.expected == pytest.approx(0.3)


def test_a_goal_without_numbers_has_no_reading() -> None:
    """Nothing is drawn that nobody counted."""
    found = progress(replace(SALES, target=None), [Reading(START, Decimal(3))], START + DAY)
    assert (found.standing, found.points) == ("no_reading", ())


def test_a_goal_is_overdue_while_it_is_under_way() -> None:
    """One that was reached is not."""
    assert goal.overdue(SALES, SALES.due + 1)
    assert not goal.overdue(SALES, SALES.due)
    assert not goal.overdue(replace(SALES, state="achieved"), SALES.due + 1)


# Skills.


def grid(level: int, moment: skills.Moment) -> list[Rating]:
    return [Rating(skill, side, moment, level) for skill in skills.SKILLS for side in SIDES]


def test_the_delta_runs_from_the_start_to_the_latest() -> None:
    """The end if there is one, else the middle, each rater apart."""
    found = deltas([*grid(2, "t0"), *grid(3, "t1"), Rating("sales", "mentee", "t2", 5)])
    assert len(found) == 2 * len(skills.SKILLS)
    sales = {one.rater: one.change for one in found if one.skill == "sales"}
    assert sales == {"mentor": 1, "mentee": 3}


def test_the_report_says_what_is_missing() -> None:
    """Eight skills, three rated twice: n, mean, share improved and five missing."""
    ratings = [
        *(Rating(skill, "mentee", "t0", 3) for skill in skills.SKILLS),
        Rating("sales", "mentee", "t2", 5),
        Rating("legal", "mentee", "t2", 3),
        Rating("people", "mentee", "t2", 2),
    ]
    found = summary(deltas(ratings), rater="mentee")
    assert (found.rated, found.mean, found.improved, found.missing) == (3, 1 / 3, 1 / 3, 5)
    assert summary([], rater="mentor").mean is None


@pytest.mark.parametrize(
    ("rating", "wrong"),
    [
        (Rating("sales", "mentor", "t0", 0), ("level",)),
        (Rating("juggling", "mentor", "t0", 6), ("skill", "level")),
        (Rating("sales", "mentor", "t0", 5), ()),
    ],
)
def test_a_rating_outside_the_grid_is_named(rating: Rating, wrong: tuple[str, ...]) -> None:
    """Levels are one to five."""
    assert skills.faults(rating) == wrong


# Outcomes.

CLAIM = Outcome("turnover", "mentee", START, Decimal(100), Decimal(150), "MAD")


def test_an_outcome_climbs_by_evidence_to_publication() -> None:
    """Claimed 0, confirmed by the other 1, a document seen 2, public with both consents."""
    confirmed = outcome.confirm(CLAIM, "mentor")
    assert confirmed is not None
    assert (confirmed.state, confirmed.grade) == ("confirmed", 1)
    verified = outcome.verify(confirmed, "tax return 2026")
    assert verified is not None
    assert (verified.state, verified.grade) == ("verified", 2)
    assert outcome.publish(verified) is None
    one = outcome.consent(verified, "mentee", given=True)
    assert outcome.publish(one) is None
    published = outcome.publish(outcome.consent(one, "mentor", given=True))
    assert published is not None
    assert (published.state, published.grade) == ("published", 2)


def test_nobody_confirms_their_own_claim() -> None:
    """Only the other side can."""
    assert outcome.confirm(CLAIM, "mentee") is None
    assert outcome.dispute(CLAIM, "mentee") is None
    assert outcome.verify(CLAIM, "paper") is None


def test_consent_taken_back_takes_back_the_publication() -> None:
    """It keeps the grade of its evidence."""
    confirmed = outcome.confirm(CLAIM, "mentor")
    assert confirmed is not None
    for side in SIDES:
        confirmed = outcome.consent(confirmed, side, given=True)
    published = outcome.publish(confirmed)
    assert published is not None
    back = outcome.consent(published, "mentor", given=False)
    assert (back.state, back.grade) == ("confirmed", 1)
    assert outcome.publish(back) is None


def test_nothing_is_published_without_the_second_confirmation() -> None:
    """On any path: two thousand random steps never publish what one person alone says."""
    random = Random(9)
    published = 0
    for _ in range(2000):
        here, confirmed = CLAIM, False
        for _ in range(8):
            side = random.choice(SIDES)
            step = random.choice(("confirm", "dispute", "verify", "consent", "publish", "withdraw"))
            found: Outcome | None
            match step:
                case "verify":
                    found = outcome.verify(here, random.choice(("", "paper")))
                case "consent":
                    found = outcome.consent(here, side, given=random.random() < 0.8)
                case "publish":
                    found = outcome.publish(here)
                case _:
                    found = getattr(outcome, step)(here, side)
            if found is not None:
                confirmed |= step == "confirm" and side == "mentor"
                here = found
            if here.state == "published":
                published += 1
                assert confirmed
                assert set(here.consents) == set(SIDES)
    assert published > 10


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        (CLAIM, ()),
        (replace(CLAIM, after=None), ("after",)),
        (replace(CLAIM, unit=""), ("unit",)),
        (Outcome("jobs", "mentor", START, after=Decimal(3)), ()),
        (Outcome("formalised", "mentor", START), ()),
        (Outcome("luck", "mentor", START), ("kind",)),
    ],
)
def test_a_claim_says_what_it_lacks(claim: Outcome, wrong: tuple[str, ...]) -> None:
    """Money needs an amount and a currency, jobs a number, a yes nothing."""
    assert outcome.faults(claim) == wrong


def test_a_disputed_claim_can_still_be_confirmed_but_not_published() -> None:
    """A dispute is a question to both, not a verdict."""
    disputed = outcome.dispute(CLAIM, "mentor")
    assert disputed is not None
    for side in SIDES:
        disputed = outcome.consent(disputed, side, given=True)
    assert outcome.publish(disputed) is None
    confirmed = outcome.confirm(disputed, "mentor")
    assert confirmed is not None
    assert confirmed.grade == 1
