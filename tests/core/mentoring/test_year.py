"""Random behaviours over a simulated year, and what holds after every single event."""

from collections import Counter
from itertools import pairwise
from random import Random

import pytest

from core.duration import DAY, WEEK
from core.mentoring import budget
from core.mentoring.appointment import local
from core.mentoring.availability import Week, free
from core.mentoring.effects import Alert, Ask, Keep, SetTimer, Tell
from core.mentoring.events import Confided, Countered, Picked
from core.mentoring.meeting import begins
from core.mentoring.mentorship import Applied
from core.mentoring.pair import ENDED, LIVE
from core.mentoring.side import SIDES, Side
from core.mentoring.weekend import days_off
from tests.core.mentoring.stage import (
    SECRET,
    START,
    Stage,
    answers,
    befalls,
    does_anything,
    leaks,
    lives,
)

WEEKS = (
    Week(("evening", "saturday"), "Europe/Paris", "FR"),
    Week(("morning", "midday", "afternoon"), "Asia/Dubai", "AE"),
    Week(("evening",), "Asia/Riyadh", "SA"),
    Week(("afternoon", "sunday"), "America/Montreal", "CA"),
    Week(("midday", "evening"), "Asia/Kolkata", "IN"),
    Week(("morning", "evening", "saturday"), "Africa/Casablanca", "MA"),
)


RISKS = ("active", "at_risk")


def year(seed: int, *, wild: float, private: int = 4) -> Stage:
    """A year of two people of whom each is eager, slow or silent, and does odd things at times."""
    random = Random(seed)
    mentor, mentee = random.choice(WEEKS), random.choice((WEEKS[-1], *WEEKS))

    def confided(side: Side) -> Confided:
        return Confided("x", private, f"{SECRET}{side}-reason", f"{SECRET}{side}-line {private}")

    stage = Stage(mentor, mentee, private=confided)
    eager = {side: random.choice((0.0, 0.2, 0.6, 1.0)) for side in SIDES}
    stage.days(random.random())
    for _ in range(365):
        for side in SIDES:
            if random.random() < eager[side]:
                odd = random.random() < wild
                stage.play((does_anything if odd else answers)(stage, side, random))
        if random.random() < wild / 8:
            stage.play(befalls(random))
        stage.days(1)
    return stage


@pytest.fixture(scope="module")
def years() -> list[Stage]:
    """Twenty-four lives, half of them wild; every one saved and loaded after each event."""
    return [year(seed, wild=0.25 * (seed % 2)) for seed in range(24)]


def test_the_years_are_worth_looking_at(years: list[Stage]) -> None:
    """Completed, concluded and ended ones are among them, or the other tests would show nothing."""
    states = {stage.pair.state for stage in years}
    assert states >= {"completed", "auto_concluded"}
    assert sum(stage.pair.meetings_held for stage in years) > 20
    assert all(state in (*ENDED, *LIVE, "paused", "contracting", "closing") for state in states)


def test_an_end_is_told_and_leaves_nothing_open(years: list[Stage]) -> None:
    """Last words and a choice for each side who stayed; afterwards silence but for alumni."""
    for stage in years:
        if stage.pair.state not in ENDED:
            continue
        left = {event.side for _, event in stage.happened if type(event).__name__ == "Departed"}
        for side in SIDES:
            told = stage.keys(side, since=stage.pair.ended_at)
            if side not in left:
                assert set(told) & {"completed", "ended", "concluded", "terminated"}
                assert set(told) & {"pledge", "another", "rematch"} or "terminated" in told
        assert all(timer.startswith("follow_up") for timer in stage.pair.timers)


def test_times_on_the_table_suit_both_and_leave_a_day(years: list[Stage]) -> None:
    """What is called stated lies in hours that both ticked, 24 hours away at least."""
    tables = 0
    for stage in years:
        moved = any(type(event).__name__ == "Moved" for _, event in stage.happened)
        for at, one in stage.said:
            if not (isinstance(one, Ask) and one.key == "times"):
                continue
            starts = [int(v) for k, v in one.facts.items() if k.startswith("start")]
            tables += 1
            assert min(starts) >= at + DAY
            if one.facts["stated"] and not moved:
                assert all(free(week, s) for s in starts for week in (stage.mentor, stage.mentee))
    assert tables > 20


def test_a_confirmed_time_was_agreed_to_by_both(years: list[Stage]) -> None:
    """No meeting stands on one person's word."""
    confirmed = 0
    for stage in years:
        fine: dict[Side, set[int]] = {side: set() for side in SIDES}
        agreed = {
            int(one.facts["start"])
            for _, one in stage.said
            if isinstance(one, Tell) and one.key == "meeting_confirmed"
        }
        for _, event in stage.happened:
            if isinstance(event, Picked):
                fine[event.side].add(event.start)
            elif isinstance(event, Countered):
                fine[event.side] |= set(event.starts)
        confirmed += len(agreed)
        assert agreed <= fine["mentor"] & fine["mentee"]
    assert confirmed > 20


def test_the_brief_of_a_first_meeting_comes_a_day_before(years: list[Stage]) -> None:
    """Profile, goal and three questions at least 24 hours ahead (founding text B20-22)."""
    for stage in years:
        start = 0
        for at, one in stage.said:
            if isinstance(one, Tell) and one.key == "meeting_confirmed":
                start = int(one.facts["start"])
            if isinstance(one, Tell) and one.key == "meeting_brief" and one.facts["first"]:
                assert start - at >= DAY


def test_no_word_falls_into_a_break(years: list[Stage]) -> None:
    """From a pause to the return the programme's rhythm stands still."""
    breaks = 0
    for stage in years:
        for (begun, state), (over, _) in pairwise(stage.states):
            if state != "paused":
                continue
            breaks += 1
            assert not [
                one
                for at, one in stage.said
                if begun < at < over and isinstance(one, Tell | Ask | Alert)
            ]
    assert breaks > 10


def test_at_risk_is_announced(years: list[Stage]) -> None:
    """A coordinator hears of it at the moment it becomes so, and once."""
    became = 0
    for stage in years:
        times = [at for (_, old), (at, new) in pairwise(stage.states) if (old, new) == RISKS]
        alerts = [at for at, one in stage.said if isinstance(one, Alert) and one.kind == "at_risk"]
        became += len(times)
        assert times == alerts
    assert became > 0


def test_a_side_is_reminded_three_times_and_no_more_of_one_thing(years: list[Stage]) -> None:
    """Three nudges an item (domain §3), counted from each time it is asked."""
    reminded = 0
    for stage in years:
        counts: Counter[tuple[Side, str]] = Counter()
        for _, one in stage.said:
            if isinstance(one, Ask):
                counts[one.to, one.key] = 0
            elif isinstance(one, Tell) and one.key.startswith("nudge"):
                counts[one.to, str(one.facts["question"])] += 1
                reminded += 1
        assert all(count <= 3 for count in counts.values())
    assert reminded > 20


def test_what_one_confided_changes_nothing_that_the_other_reads() -> None:
    """Two years that differ in ratings and private words alone sound the same to both."""
    for seed in range(8):
        heard = []
        for rating in (1, 5):
            stage = year(seed, wild=0.2, private=rating)
            heard.append(
                [
                    (at, one.to, one.key, dict(one.facts))
                    for at, one in stage.said
                    if isinstance(one, Tell | Ask)
                ]
            )
        assert heard[0] == heard[1]


def test_what_was_confided_is_kept_with_its_own_side(years: list[Stage]) -> None:
    """Every private answer is stored once, under the name of who gave it."""
    kept = [one for stage in years for _, one in stage.said if isinstance(one, Keep)]
    assert len(kept) > 50
    assert all(f"{SECRET}{one.of}" in one.said.line for one in kept)


def test_the_watch_over_leaks_sees_one() -> None:
    """The oracle of the tests above fails on a planted leak."""
    planted = Tell("mentor", "checkin_noted", {"why": f"{SECRET}mentee-line"})
    with pytest.raises(AssertionError):
        leaks([(START, planted)])


def test_the_clock_never_speaks_at_night(years: list[Stage]) -> None:
    """Questions and nudges that a timer brings fall due by day and off the weekend."""
    spoken = 0
    for stage in years:
        if any(type(event).__name__ == "Moved" for _, event in stage.happened):
            continue
        weeks = {"mentor": stage.mentor, "mentee": stage.mentee}
        for _, one in stage.said:
            if not (isinstance(one, SetTimer) and one.timer.startswith(("ladder", "checkin"))):
                continue
            side = "mentor" if one.timer.endswith("mentor") else "mentee"
            here = local(one.due, weeks[side].zone)
            spoken += 1
            assert 9 <= here.hour < 20
            assert here.weekday() not in days_off(weeks[side].country)
    assert spoken > 100


def test_messages_sent_within_the_budget_stay_within_it(years: list[Stage]) -> None:
    """One a day and three a week of the programme's own, whatever falls due (decision 15)."""
    for stage in years:
        for side, week in (("mentor", stage.mentor), ("mentee", stage.mentee)):
            moments = sorted(
                {
                    at
                    for at, one in stage.said
                    if isinstance(one, Tell | Ask) and one.to == side and one.cause == "clock"
                }
            )
            sent: list[int] = []
            for moment in moments:
                due = max(moment, sent[-1] if sent else 0)
                sent.append(
                    budget.allowed(due, "clock", zone=week.zone, country=week.country, sent=sent)
                )
            days = [local(at, week.zone).date() for at in sent]
            assert len(days) == len(set(days))
            assert all(sum(at - WEEK < one <= at for one in sent) <= 3 for at in sent)


def test_a_steady_pair_gets_one_message_a_day_whatever_we_begin() -> None:
    """Reminders have days of their own; around a confirmed meeting a week may hold two more."""
    random = Random(6)
    stage = Stage(WEEKS[0], WEEKS[-1], private=lambda _: Confided("x", 5))
    sent: dict[Side, list[int]] = {side: [] for side in SIDES}
    heard = 0
    for _ in range(190):
        lives(stage, 1, random)
        for at, one in stage.said[heard:]:
            if not isinstance(one, Tell | Ask) or one.cause not in ("clock", "appointment"):
                continue
            week = stage.pair.seat(one.to).week
            fixed = [
                due
                for name, due in stage.pair.timers.items()
                if name in {f"{kind}:{one.to}" for kind in ("day_before", "hours_before", "report")}
            ]
            home = {"zone": week.zone, "country": week.country}
            sent[one.to].append(budget.allowed(at, one.cause, **home, sent=[*sent[one.to], *fixed]))
        heard = len(stage.said)
    for times in sent.values():
        days = {local(at, "Europe/Paris").date() for at in times}
        assert len(times) > 30
        # What falls due together is one message.
        assert len(days) == len(set(times))
        assert all(
            sum(at - WEEK < one <= at for one in set(times)) <= budget.A_WEEK + 2 for at in times
        )


def test_willing_people_meet_within_two_weeks() -> None:
    """At least eight of ten pairs whose people answer have met by day 14 (the headline figure)."""
    met = 0
    for seed in range(10):
        random = Random(seed)
        stage = Stage(random.choice(WEEKS), WEEKS[-1])
        lives(stage, 16, random, eager=0.7)
        first = stage.pair.meeting
        held = stage.pair.first_held_at or (begins(first) if first else 0)
        met += 0 < held <= START + 14 * DAY
    assert met >= 8


def test_the_same_seed_gives_the_same_year() -> None:
    """Nothing is left to chance or to the clock."""
    assert year(11, wild=0.3).said == year(11, wild=0.3).said


def test_a_refused_event_leaves_no_trace() -> None:
    """Refused is refused: pair and effects are as before."""
    stage = lives(Stage(), 20, Random(3))
    random = Random(4)
    refused = 0
    for _ in range(300):
        before, said = stage.pair, len(stage.said)
        outcome = stage.play(does_anything(stage, random.choice(SIDES), random))
        if not isinstance(outcome, Applied):
            refused += 1
            assert stage.pair is before
            assert len(stage.said) == said
    assert refused > 50


def test_a_standstill_loses_nothing() -> None:
    """Down for days at a time, each timer fires late, once, and nobody is left without a step."""
    for seed in range(6):
        random = Random(seed)
        stage = Stage(private=lambda side: Confided("x", 5, "", f"{SECRET}{side}-line"))
        for _ in range(60):
            for side in SIDES:
                if stage.open(side):
                    stage.play(answers(stage, side, random))
            # The clock runs on while nothing is carried out; then all that is due comes at once.
            stage.now += random.randint(1, 9) * DAY
            stage.passes(stage.now)
        assert stage.pair.state in ENDED
