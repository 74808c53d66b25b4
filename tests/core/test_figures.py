"""The programme's figures, and the questions about figures: what is read, shown and counted."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from core.conversation.kind import Answer, Asked, Given, Misread, Unclear, Understood
from core.conversation.quantity import Quantity, amount_of
from core.conversation.scale import Scale
from core.duration import DAY
from core.mentoring import chart, skills
from core.mentoring.events import Reported
from core.mentoring.figures import Asked as Request
from core.mentoring.figures import Course, Newcomer, Records, equity, figures
from core.mentoring.outcome import Outcome
from core.mentoring.side import SIDES
from core.mentoring.skills import Rating
from core.mentoring.standards import Evidence, Standard, Ticket, Work, level, mean, scorecard
from tests.core.mentoring.stage import Stage, both, meets, secret

NOW = 1_795_000_000_000
EMPTY = Records((), (), (), (), ())


def told(records: Records) -> dict[str, float | None]:
    return {one.name: one.value for one in figures(records, NOW)}


def test_nothing_is_computed_from_nothing() -> None:
    """An empty programme has no shares and no medians, and says so."""
    found = figures(EMPTY, NOW)
    assert all(one.value in (None, 0) for one in found)
    assert equity(EMPTY, NOW) == ()


def test_activation_and_waits_are_of_those_who_began() -> None:
    """Half are qualified; the waits are medians and ninetieth percentiles in days."""
    began = [
        Newcomer(NOW, True, True, proposed_at=NOW + days * DAY, accepted_at=NOW + 2 * days * DAY)
        for days in range(1, 11)
    ]
    records = Records((*began, *[Newcomer(NOW, False)] * 10), (), (), (), ())
    found = told(records)
    assert found["activation"] == 0.5
    assert found["first_proposal_median"] == 5.5
    assert found["first_proposal_p90"] == 9
    assert found["acceptance_median"] == 11


def test_acceptance_is_told_by_rank() -> None:
    """The first of three cards is accepted more often than the second."""
    asked = (Request(1, "accepted"), Request(1, "declined"), Request(2, "expired"))
    found = told(Records((), asked, (), (), ()))
    assert (found["accepted:1"], found["accepted:2"]) == (0.5, 0)


def test_endings_skills_and_outcomes_are_counted() -> None:
    """Early ends with their reasons, the change of each rater, outcomes by grade."""
    grid = (
        Rating("sales", "mentee", "t0", 2),
        Rating("sales", "mentee", "t2", 4),
        Rating("legal", "mentee", "t0", 3),
    )
    courses = (
        Course("completed", NOW, NOW + 1, None, pulses=(4, 5), grid=grid),
        Course("ended_no_fault", NOW, NOW + 1, None, reasons=("time",), at_risk=2, recovered=1),
    )
    outcomes = (Outcome("jobs", "mentee", NOW, None, Decimal(3), "count", "confirmed", 1),)
    found = told(Records((), (), courses, outcomes, ()))
    assert found["early"] == 0.5
    assert found["reason:time"] == 1
    assert found["recovered"] == 0.5
    assert found["skills_change:mentee"] == 2
    assert found["skills_once:mentee"] == 1
    assert found["outcome:jobs/1"] == 1
    assert found["pulse_median"] == 4.5


def test_survival_is_told_beside_how_many_answered() -> None:
    """Of companies whose mentees answer; who ended early or is not due yet is not among them."""
    old, young = NOW - 200 * DAY, NOW - 100 * DAY
    courses = (
        Course("completed", 0, old, None, after={"after3": "growing", "after6": "stopped"}),
        Course("completed", 0, old, None, after={"after3": "steady"}),
        Course("completed_early", 0, young, None, after={"after3": "stopped"}),
        Course("completed", 0, young, None),
        Course("ended_no_fault", 0, old, None, after={"after3": "stopped"}),
    )
    found = told(Records((), (), courses, (), ()))
    assert found["survival:3"] == pytest.approx(2 / 3)
    assert found["survival_answers:3"] == 0.75
    assert found["survival:6"] == 0
    assert found["survival_answers:6"] == 0.5
    assert found["survival:12"] is None


def test_hours_are_those_of_meetings_held() -> None:
    """Forty-five minutes each; pairs that never began do not count."""
    stage = meets(both(Stage()))
    stage.plays(*(Reported(side, "held", secret(side)) for side in SIDES))
    courses = (Course("active", 0, 0, stage.pair), Course("contracting", 0, 0, Stage().pair))
    assert told(Records((), (), courses, (), ()))["hours_median"] == 0.75


def test_a_standard_is_the_mean_of_its_evidence_and_missing_without_any() -> None:
    """Five of six known: a mean of these, and no level before the sixth is."""
    pair = both(Stage()).pair
    works = [Work(pair, goals=1, briefed=2, rated=2), Work(pair, goals=1, briefed=2, rated=2)]
    card = scorecard(works, (9, 10), (8, 10), ())
    assert [one.share for one in card] == [1, 1, 0.9, 0.9, 1, None]
    assert mean(card) == (pytest.approx(0.96), 5)
    assert level(card) == "none"


@pytest.mark.parametrize(
    ("shares", "reached"),
    [
        ((100, 100, 80, 80, 90, 90), "gold"),
        ((100, 100, 79, 80, 90, 91), "silver"),
        ((100, 100, 100, 100, 100, 60), "bronze"),
        ((100, 100, 100, 100, 100, 59), "none"),
        ((69, 69, 69, 69, 69, 69), "none"),
    ],
)
def test_a_level_needs_its_mean_and_each_standard(shares: tuple[int, ...], reached: str) -> None:
    """One weak standard keeps the whole below, however good the others are (domain §3)."""
    card = [Standard(at, "", (Evidence("", one, 100),)) for at, one in enumerate(shares, 1)]
    assert level(card) == reached


def test_alerts_count_when_they_are_closed_and_in_time() -> None:
    """Of two one is closed, a week late; the complaint among them is the open one."""
    tickets = (Ticket("human", 0, 7 * DAY), Ticket("report", 0))
    found = told(Records((), (), (), (), (), tickets))
    assert found["ismcp:administration"] == 0.25
    assert found["ismcp:ethics"] == 0
    assert found["ismcp_mean"] == 0.125


def test_a_region_that_waits_too_long_is_warned_about() -> None:
    """More than one and a half times everybody's median."""
    near = [Newcomer(NOW - 10 * DAY, True, True, "06", accepted_at=NOW - 8 * DAY)] * 5
    far = [Newcomer(NOW - 10 * DAY, True, True, "08", accepted_at=NOW - 4 * DAY)] * 2
    groups = {one.name: one for one in equity(Records((*near, *far), (), (), (), ()), NOW)}
    assert groups["08"].warned
    assert not groups["06"].warned
    assert groups["08"].ratio == 3


MONEY = Quantity(fact="unit")


def read(text: str, unit: str, kind: Quantity = MONEY, **answers: str) -> Understood:
    given = Given(answers, {"unit": unit})
    return kind.understand(text, Asked(given, (), {}, datetime(2026, 11, 23, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1,5 MDH", "money", "amount:1500000@MAD"),
        ("200k", "money", "amount:200000@MAD"),
        ("١٥٠٠", "money", "amount:1500@MAD"),
        ("15 000 euros", "money", "amount:15000@EUR"),
        ("40 clients", "count", "amount:40@count"),
        ("12 %", "%", "amount:12@%"),
    ],
)
def test_figures_are_read_as_written_and_said_back(text: str, unit: str, value: str) -> None:
    """In the unit that was asked for, or the currency that was named."""
    assert read(text, unit) == Answer(value, echo=True)


def test_a_figure_in_doubt_is_put_to_the_choice() -> None:
    """A thousand and a half or one and a half: nothing is guessed."""
    assert isinstance(read("1.500", "count"), Unclear)
    assert read("beaucoup", "count") == Misread()
    assert read("12 %", "count") == Misread()


def test_a_target_is_not_the_figure_of_today() -> None:
    """The same figure again is asked about."""
    kind = Quantity(steps=("baseline",), differs="baseline")
    assert read("12", "count", kind, baseline="amount:12@count") == Misread("same")
    assert read("12", "count", kind, baseline="amount:2@EUR") == Answer("amount:12@EUR", echo=True)


def test_a_digit_chooses_among_readings_that_are_shown() -> None:
    """After "1,500" the two readings are on the screen: 1 is the first one, and no dirham."""
    unclear = read("1,500", "money")
    assert unclear == Unclear(("amount:1500@MAD", "amount:1.5@MAD"))
    given = Given({}, {"unit": "money"})
    asked = Asked(given, unclear.options, {}, datetime(2026, 11, 23, tzinfo=UTC))
    assert MONEY.understand("1", asked) == Answer("amount:1500@MAD", echo=True)
    assert MONEY.understand("٢", asked) == Answer("amount:1.5@MAD", echo=True)
    assert MONEY.understand("3", asked) == Answer("amount:3@MAD", echo=True)


def test_what_is_stored_is_read_again() -> None:
    """A stored figure is a number and a unit; anything else is refused."""
    assert amount_of("amount:1500.5@MAD").value == Decimal("1500.5")
    with pytest.raises(ValueError, match="no figure"):
        amount_of("1500")


def test_a_level_is_a_digit_or_a_word() -> None:
    """From 1 to 5; off the scale is asked again."""
    scale = Scale("skills-level")
    asked = Asked(Given({}, {}), ("1", "2", "3", "4", "5"), {}, datetime(2026, 11, 23, tzinfo=UTC))
    assert scale.understand("4", asked) == Answer(4)
    assert scale.understand("7", asked) == Misread()
    assert scale.valid(4, asked.given)
    assert not scale.valid(6, asked.given)


@pytest.mark.parametrize(
    ("share", "full", "percent"), [(-0.2, 0, 0), (0, 0, 0), (0.01, 1, 1), (0.5, 5, 50),
                                   (0.999, 9, 99), (1, 10, 100), (1.4, 10, 140)],
)  # fmt: skip
def test_a_bar_is_full_only_when_it_is_reached(share: float, full: int, percent: int) -> None:
    """Begun shows something, nearly there is not there."""
    assert chart.bar(share) == "▰" * full + "▱" * (10 - full)
    assert chart.percent(share) == percent


def test_a_grid_has_five_skills_that_stay_the_same() -> None:
    """Those of the needs first, filled up; once rated, the same ones are asked again."""
    first = skills.chosen(("finance/pricing", "market"))
    assert len(first) == skills.RATED
    assert {"finance", "market", "sales"} <= set(first)
    assert skills.chosen(("legal",), rated=first) == first
