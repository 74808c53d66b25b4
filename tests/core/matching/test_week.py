"""The hours of a week in UTC: shared bits are hours at which both are free."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.matching.week import FIRST_HOUR, SATURDAY, SUNDAY, WINDOWS, weekly_hours

WINTER, SUMMER = date(2026, 12, 1), date(2027, 7, 1)
ZONES = {
    "Africa/Casablanca": "MA",
    "Europe/Paris": "FR",
    "America/Toronto": "CA",
    "America/Los_Angeles": "US",
    "Asia/Riyadh": "SA",
    "Asia/Kolkata": "IN",
    "Asia/Kathmandu": "NP",
    "Australia/Sydney": "AU",
}


def free(said: tuple[str, ...], country: str, local: datetime) -> bool:
    """Whether somebody who said this is free at a local time, read from the answers directly."""
    weekday, hour = local.weekday(), local.hour + local.minute / 60
    kinds = {5: ("saturday",), 6: ("sunday",)}.get(weekday, ())
    if weekday < 4 or (weekday == 6 if country == "SA" else weekday == 4):
        kinds = (*kinds, "morning", "midday", "afternoon", "evening")
    return any(code in said and WINDOWS[code][0] <= hour < WINDOWS[code][1] for code in kinds)


@given(
    said=st.lists(st.sampled_from(sorted(WINDOWS)), unique=True).map(tuple),
    zone=st.sampled_from(sorted(ZONES)),
    on=st.sampled_from([WINTER, SUMMER]),
)
def test_a_bit_is_an_hour_wholly_inside_what_was_said(said, zone, on) -> None:
    """Every minute of it, on Tuesday, Wednesday and Thursday alike, by the person's own clock."""
    bits = weekly_hours(said, zone, ZONES[zone], on)
    assert bits is not None
    monday = on - timedelta(days=on.weekday())
    for bit in range(64):
        days, hour = (1, 2, 3), bit
        if bit >= SUNDAY:
            days, hour = (6,), bit - SUNDAY + FIRST_HOUR
        elif bit >= SATURDAY:
            days, hour = (5,), bit - SATURDAY + FIRST_HOUR
        inside = all(
            free(said, ZONES[zone], moment.astimezone(ZoneInfo(zone)))
            for day in days
            for quarter in range(4)
            for moment in [
                datetime(monday.year, monday.month, monday.day, tzinfo=ZoneInfo("UTC"))
                + timedelta(days=day, hours=hour, minutes=15 * quarter)
            ]
        )
        assert bool(bits >> bit & 1) == inside, bit


def test_summer_moves_paris_and_not_casablanca_in_winter() -> None:
    """Paris is one hour ahead of Casablanca in winter, two in summer (Morocco stays at UTC+0)."""
    paris = [weekly_hours(("morning",), "Europe/Paris", "FR", on) for on in (WINTER, SUMMER)]
    assert paris == [0b111 << 8, 0b111 << 7]
    assert weekly_hours(("morning",), "Africa/Casablanca", "MA", WINTER) == 0b111 << 9


def test_a_working_sunday_counts_where_the_week_begins_on_sunday() -> None:
    """A Saudi morning is there on Sunday too, a French one is not."""
    assert (weekly_hours(("morning",), "Asia/Riyadh", "SA", WINTER) or 0) >> SUNDAY
    assert not (weekly_hours(("morning",), "Europe/Paris", "FR", WINTER) or 0) >> SUNDAY


@pytest.mark.parametrize("zone", ["", "US/Pacific-New", "Nowhere/Gone", "America", "../etc/passwd"])
def test_a_zone_that_does_not_exist_is_told_apart_from_no_hours(zone: str) -> None:
    """None, not zero: the rule has a name for it."""
    assert weekly_hours(("morning",), zone, "MA", WINTER) is None
    assert weekly_hours((), "Africa/Casablanca", "MA", WINTER) == 0
    assert weekly_hours(("nonsense",), "Africa/Casablanca", "MA", WINTER) == 0
