"""The small tables of the programme: check-ins, ladder, budget, health, agreement, briefing."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from core.duration import DAY, HOUR, WEEK, months_after
from core.mentoring import agreement, briefing, budget, checkin, ladder
from core.mentoring.agreement import Agreement, Choices
from core.mentoring.appointment import local
from core.mentoring.health import DEDUCTIONS, Deduction, Signs, health
from core.mentoring.side import SIDES

NOW = int(datetime(2026, 11, 23, 10, tzinfo=UTC).timestamp() * 1000)
TERMS = Choices("launch", confidentiality=True, conduct=True)
FINE = Signs(age=60 * DAY, since_session=5 * DAY, cadence=14 * DAY, met=True)

# Check-ins.


def days_of(plan: tuple[checkin.CheckIn, ...]) -> list[tuple[str, int]]:
    return [(one.kind, (one.due - NOW) // DAY) for one in plan]


def test_six_months_have_six_check_ins() -> None:
    """Day 7, 21 and 30, the middle instead of day 90, day 150, the end."""
    plan = checkin.plan(NOW, NOW + 182 * DAY)
    assert days_of(plan) == [
        ("day7", 7),
        ("day21", 21),
        ("day30", 30),
        ("midterm", 91),
        ("regular", 150),
        ("closing", 182),
    ]


def test_less_often_spares_the_early_ones_too() -> None:
    """A cadence of 120 days leaves day 7, day 30, the middle and the end."""
    kinds = [one.kind for one in checkin.plan(NOW, NOW + 182 * DAY, 120)]
    assert kinds == ["day7", "day30", "midterm", "regular", "closing"]


@given(st.integers(30, 700), st.integers(14, 180))
def test_a_plan_is_in_order_with_one_middle_and_one_end(length: int, cadence: int) -> None:
    """Whatever the length and the cadence, two questions never crowd the middle or the end."""
    plan = checkin.plan(NOW, NOW + length * DAY, cadence)
    dues = [one.due for one in plan]
    assert dues == sorted(dues)
    assert [one.kind for one in plan].count("midterm") == 1
    assert plan[-1].kind == "closing"
    big = [one.due for one in plan if one.kind in ("midterm", "closing")]
    rest = [one.due for one in plan if one.due not in big]
    assert all(abs(one - far) > checkin.MERGED for one in rest for far in big)


def test_a_middle_that_a_break_moved_comes_once() -> None:
    """What was asked is not asked again; the regular one is."""
    plan = checkin.plan(NOW, NOW + 182 * DAY)
    coming = checkin.next_checkin(plan, NOW + 31 * DAY, ("midterm",))
    assert coming is not None
    assert coming.kind == "regular"


@pytest.mark.parametrize(
    ("wish", "days"), [("less", 120), ("more", 30), (7, 14), (21, 21), (400, 180)]
)
def test_the_cadence_changes_on_request(wish, days: int) -> None:
    """Double, half or a number of days, within bounds."""
    assert checkin.cadence_wished(wish, 60) == days


def test_alumni_are_asked_by_the_calendar() -> None:
    """Three, six and twelve months, on the same day of the month."""
    end = int(datetime(2027, 8, 31, 10, tzinfo=UTC).timestamp() * 1000)
    days = [local(one.due, "UTC").date().isoformat() for one in checkin.follow_ups(end)]
    assert days == ["2027-11-30", "2028-02-29", "2028-08-31"]


def test_months_backwards_and_across_years() -> None:
    """A month is a month of the calendar, not thirty days."""
    assert local(months_after(NOW, 14), "UTC").date().isoformat() == "2028-01-23"


# The ladder.


def test_the_ladder_rises_ends_with_a_human_and_then_kindly() -> None:
    """Nudges, the partner, a coordinator, another pairing, a notice, the end: in this order."""
    assert [rung.act for rung in ladder.LADDER] == [
        *["nudge"] * 3,
        "tell_partner",
        "alert",
        "offer_rematch",
        "notice",
        "conclude",
    ]
    days = [rung.after // DAY for rung in ladder.LADDER]
    assert days == sorted(days)
    assert days[4:] == [21, 35, 90, 97]


def test_the_ladder_has_an_end() -> None:
    """After the last rung nothing is due."""
    assert ladder.due(NOW, len(ladder.LADDER)) == 0
    assert ladder.due(NOW, 0) == NOW + DAY


# The budget.


@given(
    st.integers(NOW, NOW + 400 * DAY),
    st.sampled_from(
        [("Africa/Casablanca", "MA"), ("Asia/Riyadh", "SA"), ("America/Montreal", "CA")]
    ),
    st.lists(st.integers(-14 * 24, 0), max_size=6),
)
def test_the_clock_writes_by_day_off_the_weekend_and_within_the_caps(
    due: int, home: tuple[str, str], hours: list[int]
) -> None:
    """One a day, three in any seven days, 9 to 20 h, whatever was sent before."""
    zone, country = home
    sent = [due + hour * HOUR for hour in hours]
    at = budget.allowed(due, "clock", zone=zone, country=country, sent=sent)
    here = local(at, zone)
    assert at >= due
    assert 9 <= here.hour < 20
    assert here.weekday() not in ({4, 5} if country == "SA" else {5, 6})
    assert all(local(one, zone).date() != here.date() for one in sent)
    assert sum(at - WEEK < one <= at for one in sent) < 3


def test_a_reply_goes_at_once_and_the_partner_waits_for_daylight() -> None:
    """Only the programme's own rhythm is capped."""
    night = NOW + 13 * HOUR
    home = {"zone": "Africa/Casablanca", "country": "MA"}
    assert budget.allowed(night, "reply", **home) == night
    assert budget.allowed(night, "partner", **home, sent=[night - HOUR] * 5) == NOW + 23 * HOUR
    saturday = NOW + 5 * DAY
    assert budget.allowed(saturday, "appointment", **home) == saturday
    assert budget.allowed(saturday, "clock", **home) == NOW + 7 * DAY - HOUR


@given(st.integers(NOW, NOW + 400 * DAY), st.sampled_from(["Africa/Casablanca", "Europe/Paris"]))
def test_a_reminder_is_early_rather_than_late_and_always_by_day(due: int, zone: str) -> None:
    """The last allowed moment before it is due, at most the evening before."""
    at = budget.allowed_before(due, zone)
    assert due - 15 * HOUR <= at <= due  # the night in which clocks go back is an hour longer
    assert 9 <= local(at, zone).hour < 20


# The health.


def test_a_pair_that_meets_has_a_hundred_points() -> None:
    """Nothing is taken off without a named reason."""
    found = health(FINE)
    assert (found.score, found.level, found.deductions) == (100, "on_track", ())


@pytest.mark.parametrize(
    ("signs", "name", "points"),
    [
        ({"since_session": 22 * DAY}, "no_session", 40),
        ({"met": False, "age": 21 * DAY}, "no_first_meeting", 30),
        ({"lowest_rating": 2}, "low_rating", 30),
        ({"disagreement": True}, "disagreement", 20),
        ({"unanswered": 1}, "unanswered", 10),
        ({"unanswered": 5}, "unanswered", 20),
        ({"goal_overdue": True}, "goal_overdue", 15),
    ],
)
def test_each_reason_costs_what_the_rule_says(signs: dict, name: str, points: int) -> None:
    """One deduction, named, and the score follows."""
    found = health(replace(FINE, **signs))
    assert found.deductions == (Deduction(name, points),)
    assert found.score == 100 - points


@pytest.mark.parametrize(
    "signs",
    [
        {"since_session": 21 * DAY},
        {"met": False, "age": 20 * DAY},
        {"lowest_rating": 3},
        {"unanswered": 0},
    ],
)
def test_the_borders_cost_nothing(signs: dict) -> None:
    """One and a half cadences, day 20 and a three are still fine."""
    assert health(replace(FINE, **signs)).deductions == ()


def test_levels_and_the_first_two_weeks() -> None:
    """From 70 on track, from 40 a check-in, below a coordinator; before day 14 no judgement."""
    bad = replace(FINE, since_session=90 * DAY, lowest_rating=1, disagreement=True)
    assert health(bad).level == "coordinator"
    assert health(replace(bad, age=14 * DAY - 1)).level == "too_early"
    assert health(replace(FINE, lowest_rating=1)).level == "on_track"
    assert health(replace(FINE, lowest_rating=1, unanswered=1)).level == "check_in"


@given(
    st.builds(
        Signs,
        age=st.integers(0, 400 * DAY),
        since_session=st.integers(0, 400 * DAY),
        cadence=st.sampled_from([7 * DAY, 14 * DAY, 30 * DAY]),
        met=st.booleans(),
        lowest_rating=st.integers(0, 5),
        disagreement=st.booleans(),
        unanswered=st.integers(0, 9),
        goal_overdue=st.booleans(),
    )
)
def test_the_score_is_a_hundred_less_its_reasons(signs: Signs) -> None:
    """The explanation is the computation."""
    found = health(signs)
    assert found.score == max(0, 100 - sum(one.points for one in found.deductions))
    assert {one.name for one in found.deductions} <= {name for name, _, _ in DEDUCTIONS}


# The agreement and the briefing.


def test_the_six_taps_settle_every_choice_once() -> None:
    """Nothing in the agreement is left without a tap."""
    settled = [name for tap in agreement.TAPS for name in tap]
    assert len(agreement.TAPS) == 6
    assert sorted(settled) == sorted(Choices.__slots__)


def test_equal_choices_are_two_signatures() -> None:
    """No question is left, in either order."""
    for first, second in (SIDES, SIDES[::-1]):
        both = agreement.choose(Agreement(), first, TERMS, NOW)
        assert agreement.settled(both) is None
        both = agreement.choose(both, second, TERMS, NOW + 1)
        assert agreement.settled(both) == TERMS
        assert agreement.asked(both) is None
        assert min(both.mentor_signed, both.mentee_signed) == NOW


def test_a_choice_that_is_no_option_is_named() -> None:
    """So is a missing language; a promise not given comes last."""
    assert agreement.faults(TERMS) == ()
    assert agreement.faults(structs.replace(TERMS, months=5, language="")) == ("months", "language")
    assert agreement.faults(Choices("launch")) == ("confidentiality", "conduct")


def test_nobody_concedes_to_what_was_not_said() -> None:
    """The machine never asks for it; asked anyway, it is our mistake."""
    with pytest.raises(ValueError, match="nothing to concede"):
        agreement.concede(Agreement(), "mentor", NOW)


def test_insisting_hands_the_question_over_and_a_new_choice_reopens_it() -> None:
    """Last, then first, then nobody; whoever changes their mind starts again."""
    terms = agreement.choose(Agreement(), "mentee", TERMS, NOW)
    terms = agreement.choose(terms, "mentor", structs.replace(TERMS, months=12), NOW)
    assert agreement.asked(terms) == "mentor"
    terms = agreement.insist(terms, "mentor")
    assert agreement.asked(terms) == "mentee"
    terms = agreement.insist(terms, "mentee")
    assert agreement.asked(terms) is None
    terms = agreement.choose(terms, "mentee", structs.replace(TERMS, months=9), NOW)
    assert agreement.asked(terms) == "mentee"
    assert [one.choice for one in agreement.differences(terms)] == ["months"]


@pytest.mark.parametrize(
    ("mentor", "mentee", "found"),
    [
        (("weekly", 3, "here"), ("monthly", 12, "in_person"), ("usual", 6, "call")),
        (("usual", 6, "video"), ("monthly", 9, "call"), ("monthly", 6, "call")),
        (("weekly", 6, "here"), ("fortnightly", 6, "here"), ("fortnightly", 6, "here")),
    ],
)
def test_the_middle_lies_between_and_asks_the_less_of_two_neighbours(
    mentor: tuple[str, int, str], mentee: tuple[str, int, str], found: tuple[str, int, str]
) -> None:
    """Whatever the order of the two; purpose and language are the mentee's."""

    def terms(rhythm: str, months: int, channel: str, purpose: str) -> Choices:
        return Choices(purpose, rhythm, months, channel, confidentiality=True, conduct=True)

    for one, two in ((mentor, mentee), (mentee, mentor)):
        both = agreement.choose(Agreement(), "mentor", terms(*one, "scale"), 1)
        both = agreement.choose(both, "mentee", terms(*two, "launch"), 2)
        assert agreement.middle(both) == terms(*found, "launch")
    assert agreement.middle(Agreement()) is None


def test_the_usual_rhythm_becomes_monthly() -> None:
    """Twice a month for two months, then once (domain §3)."""
    assert agreement.meeting_every("usual", 59) == 14
    assert agreement.meeting_every("usual", 60) == 30
    assert agreement.meeting_every("weekly", 200) == 7


def test_each_side_is_briefed_with_four_cards_at_most() -> None:
    """Both sides are, and not with the same first card."""
    assert all(0 < len(briefing.CARDS[side]) <= 4 for side in SIDES)
    assert briefing.CARDS["mentor"][0] != briefing.CARDS["mentee"][0]


def test_each_intent_has_an_agenda_of_its_own() -> None:
    """Each of the five purposes asks its own questions; an unknown one asks launch's."""
    asked = {
        briefing.questions(phase, purpose, 2)
        for phase in ("goals", "progress")
        for purpose in agreement.OPTIONS["purpose"]
    }
    assert len(asked) == 10
    assert briefing.questions("goals", "", 2) == briefing.questions("goals", "launch", 2)
    assert briefing.questions("know", "scale", 1) == briefing.questions("know", "launch", 1)


@pytest.mark.parametrize("purpose", agreement.OPTIONS["purpose"])
@pytest.mark.parametrize("rhythm", agreement.RHYTHMS)
def test_no_meeting_has_the_questions_of_the_last_one(purpose: str, rhythm: str) -> None:
    """By the usual rhythm none come back in six months; at any, three meetings in a row differ."""
    day, number, briefs = 5, 1, []
    while day < 180:
        briefs.append(briefing.questions(briefing.phase(number, day / 180), purpose, number))
        number, day = number + 1, day + agreement.meeting_every(rhythm, day)
    for here in range(len(briefs)):
        near = briefs[here : here + 3]
        assert len(set(near)) == len(near), near
    if rhythm == "usual":
        assert len(briefs) == len(set(briefs)) >= 6


def test_the_phases_follow_the_time() -> None:
    """The first meeting gets to know, the last wraps up."""
    assert briefing.phase(1, 0.5) == "know"
    assert [briefing.phase(2, at) for at in (0.05, 0.34, 0.5, 0.9, 1.2)] == [
        "goals",
        "goals",
        "progress",
        "wrap_up",
        "wrap_up",
    ]
