"""Three times that suit two weeks, two clocks and two countries' days of rest."""

from datetime import UTC, datetime, timedelta
from zoneinfo import available_timezones

import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from core.duration import DAY, HOUR, MINUTE
from core.mentoring.appointment import local
from core.mentoring.availability import (
    LENGTH,
    NOTICE,
    QUARTER,
    WINDOWS,
    Week,
    awake,
    common_times,
    free,
)
from core.mentoring.weekend import FRIDAY, SATURDAY, SUNDAY, WEEKENDS, days_off

NOW = int(datetime(2026, 11, 23, 10, tzinfo=UTC).timestamp() * 1000)
NONE = timedelta()
TICKS = (*WINDOWS, "saturday", "sunday")

weeks = st.builds(
    Week,
    st.lists(st.sampled_from(TICKS), min_size=1, unique=True).map(tuple),
    st.sampled_from(("Africa/Casablanca", "Europe/Paris", "America/Montreal", "Asia/Riyadh")),
    st.sampled_from(("MA", "FR", "CA", "SA")),
)


@pytest.mark.parametrize("country", WEEKENDS)
def test_weekends_are_those_of_the_unicode_tables(country: str) -> None:
    """Our rows say what CLDR says, so a newer release that differs is noticed."""
    language = {"AF": "fa", "IR": "fa", "IL": "he"}.get(country, "ar")
    locale = Locale.parse(f"{language}_{country}")
    assert days_off(country) == set(range(locale.weekend_start, locale.weekend_end + 1))


@pytest.mark.parametrize("country", ["MA", "FR", "CA", "AE", "SN", "DE"])
def test_everybody_else_rests_on_saturday_and_sunday(country: str) -> None:
    """Morocco and the Emirates too."""
    assert days_off(country) == {SATURDAY, SUNDAY}


def test_lyon_and_zagora_find_three_evenings() -> None:
    """On three days, a full day ahead, in the evening by both clocks."""
    lyon = Week(("evening",), "Europe/Paris", "FR")
    zagora = Week(("evening",), "Africa/Casablanca", "MA")
    found = common_times(lyon, zagora, NOW)
    assert found.stated
    assert len(found.starts) == 3
    assert len({local(at, "Africa/Casablanca").date() for at in found.starts}) == 3
    assert all(local(at, "Africa/Casablanca").hour in (18, 19) for at in found.starts)


def test_riyadh_works_on_sunday_and_rests_on_friday() -> None:
    """A Sunday morning is a working morning there, a Friday morning is not."""
    riyadh = Week(("morning",), "Asia/Riyadh", "SA")
    sunday = int(datetime(2026, 11, 29, 7, tzinfo=UTC).timestamp() * 1000)
    assert local(sunday, "Asia/Riyadh").weekday() == SUNDAY
    assert free(riyadh, sunday)
    assert not free(riyadh, sunday - 2 * DAY)


def test_nobody_is_invited_during_friday_prayer() -> None:
    """Friday noon in Morocco is no time for a meeting, Thursday noon is."""
    fes = Week(("midday",), "Africa/Casablanca", "MA")
    friday = int(datetime(2026, 11, 27, 12, 30, tzinfo=UTC).timestamp() * 1000)
    assert local(friday, "Africa/Casablanca").weekday() == FRIDAY
    assert not free(fes, friday)
    assert free(fes, friday - DAY)


def test_hours_that_never_meet_still_give_times_when_both_are_awake() -> None:
    """Nobody ticked them, so they are marked as such."""
    found = common_times(
        Week(("morning",), "America/Montreal", "CA"), Week(("morning",), "Africa/Casablanca"), NOW
    )
    assert found.starts
    assert not found.stated


def test_two_ends_of_the_world_still_get_an_hour_when_both_are_awake() -> None:
    """Auckland's day is the Azores' night but for its edges."""
    found = common_times(
        Week(("evening",), "Pacific/Auckland", "NZ"),
        Week(("midday",), "Atlantic/Azores", "PT"),
        NOW,
    )
    assert found.starts
    assert all(awake(Week((), "Pacific/Auckland", "NZ"), at) for at in found.starts)
    assert not found.stated


def test_when_everything_was_refused_there_is_no_time() -> None:
    """Then the two have to propose one."""
    week = Week(("evening",), "Africa/Casablanca")
    refused = range(NOW, NOW + 40 * DAY, HOUR)
    assert common_times(week, week, NOW, besides=refused).starts == ()


def test_a_proposal_made_at_night_counts_its_day_from_the_morning() -> None:
    """Who is asleep cannot have the brief yet."""
    night = NOW + 13 * HOUR
    week = Week(("morning",), "Africa/Casablanca")
    assert common_times(week, week, night).starts[0] >= night + NOTICE + 10 * HOUR


def test_what_was_refused_is_not_proposed_again() -> None:
    """Nothing within a meeting's length of a refused start."""
    week = Week(("evening",), "Africa/Casablanca")
    first = common_times(week, week, NOW).starts
    again = common_times(week, week, NOW, besides=first).starts
    assert all(abs(one - other) >= LENGTH for one in first for other in again)


@given(weeks, weeks, st.integers(0, 365 * 24))
@settings(max_examples=60, deadline=None)
def test_times_suit_both_come_in_order_and_leave_a_day(
    mentor: Week, mentee: Week, hours: int
) -> None:
    """Whatever the weeks, clocks and season."""
    now = NOW + hours * HOUR
    found = common_times(mentor, mentee, now)
    fits = free if found.stated else awake
    assert all(fits(week, at) for at in found.starts for week in (mentor, mentee))
    assert all(at >= now + NOTICE for at in found.starts)
    assert list(found.starts) == sorted(set(found.starts))
    assert len({local(at, mentee.zone).date() for at in found.starts}) == len(found.starts)


def test_within_a_quarter_of_an_hour_no_clock_changes_its_hour() -> None:
    """In every zone, over four years from now: what `free` looks up by quarters is exact."""
    for zone in sorted(available_timezones()):
        for day in range(0, 4 * 365, 7):
            start = NOW + day * DAY
            assert (local(start, zone).utcoffset() or timedelta()) % timedelta(minutes=15) == NONE
            low, high = start // MINUTE, (start + 7 * DAY) // MINUTE
            before = local(low * MINUTE, zone).utcoffset()
            if local(high * MINUTE, zone).utcoffset() == before:
                continue
            while high - low > 1:  # the minute at which the clock is changed
                middle = (low + high) // 2
                if local(middle * MINUTE, zone).utcoffset() == before:
                    low = middle
                else:
                    high = middle
            assert high * MINUTE % QUARTER == 0, f"{zone} changes at {high}"
