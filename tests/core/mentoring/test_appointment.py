"""Wall times and instants: gaps, folds, a move, and a decree that changes a clock."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from core.duration import HOUR
from core.mentoring.appointment import (
    Appointment,
    at_instant,
    instant,
    local,
    materialise,
)
from core.mentoring.effects import Invite, Tell
from core.mentoring.events import ClocksChanged, Picked
from core.mentoring.meeting import begins
from core.mentoring.mentorship import Applied, apply
from core.mentoring.side import SIDES
from tests.core.mentoring.stage import Stage, both

ZONES = (
    "Africa/Casablanca",
    "Europe/Paris",
    "America/Montreal",
    "America/Vancouver",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
)


def utc(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    ("wall", "zone", "shown", "moment"),
    [
        # Spring forward: an hour that is skipped moves on by what is skipped.
        ("2027-03-28T02:30", "Europe/Paris", "2027-03-28T03:30", "2027-03-28T01:30"),
        ("2027-03-14T02:15", "America/Montreal", "2027-03-14T03:15", "2027-03-14T07:15"),
        # Casablanca after its last Ramadan, before it left summer time for good.
        ("2026-03-22T02:30", "Africa/Casablanca", "2026-03-22T03:30", "2026-03-22T02:30"),
        # Autumn: of an hour shown twice the first counts.
        ("2026-10-25T02:30", "Europe/Paris", "2026-10-25T02:30", "2026-10-25T00:30"),
        # The night Morocco went to UTC+0 for good: 02:00 became 01:00.
        ("2026-09-20T01:30", "Africa/Casablanca", "2026-09-20T01:30", "2026-09-20T00:30"),
        # An hour apart in winter, two in summer.
        ("2026-12-01T18:00", "Africa/Casablanca", "2026-12-01T18:00", "2026-12-01T18:00"),
        ("2027-07-01T20:00", "Europe/Paris", "2027-07-01T20:00", "2027-07-01T18:00"),
        # A zone nobody knows is read as UTC.
        ("2026-12-01T18:00", "Mars/Olympus", "2026-12-01T18:00", "2026-12-01T18:00"),
    ],
)
def test_a_wall_time_means_one_instant(wall: str, zone: str, shown: str, moment: str) -> None:
    """Gap, fold and decree each have one answer, by the pinned tables."""
    found = at_instant(instant(datetime.fromisoformat(wall), zone), zone)
    assert (found.wall, found.start) == (shown, utc(moment))


def test_the_second_of_two_equal_hours_stays_the_second() -> None:
    """Whoever picked the later 02:30 keeps it when the tables are read again."""
    later = utc("2026-10-25T01:30")
    found = at_instant(later, "Europe/Paris")
    assert found.wall == "2026-10-25T02:30"
    assert materialise(found) == found


def test_a_decree_moves_the_instant_and_keeps_what_was_said() -> None:
    """Agreed under summer time all year, 18:00 in Casablanca is an hour later under UTC+0."""
    before = Appointment("2026-12-01T18:00", "Africa/Casablanca", utc("2026-12-01T17:00"))
    after = materialise(before)
    assert after == replace(before, start=utc("2026-12-01T18:00"))
    assert local(after.start, "Africa/Casablanca").hour == 18
    assert local(after.start, "Europe/Paris").hour == 19


def test_after_a_decree_both_are_told_and_calendars_and_timers_follow() -> None:
    """The pair's confirmed meeting is materialised anew; nothing fires at the old hour."""
    stage = both(Stage())
    assert stage.pair.meeting is not None
    start = stage.pair.meeting.offered[0]
    stage.plays(*(Picked(side, start) for side in SIDES))
    meeting = stage.pair.meeting
    assert meeting.appointment is not None
    # As if it had been fixed while the tables still said UTC+1.
    stale = replace(meeting, appointment=replace(meeting.appointment, start=start - HOUR))
    outcome = apply(replace(stage.pair, meeting=stale), ClocksChanged(), stage.now)
    assert isinstance(outcome, Applied)
    assert outcome.pair.meeting is not None
    assert begins(outcome.pair.meeting) == start
    told = {one.to for one in outcome.effects if isinstance(one, Tell)}
    assert told == set(SIDES)
    invite = next(one for one in outcome.effects if isinstance(one, Invite))
    assert (invite.method, invite.sequence, invite.start) == ("PUBLISH", 1, start)
    assert outcome.pair.timers["hours_before:mentee"] == start - 2 * HOUR


def test_new_tables_without_a_change_say_nothing() -> None:
    """A newer release that leaves a pair's clocks alone is no news to them."""
    stage = both(Stage())
    outcome = apply(stage.pair, ClocksChanged(), stage.now)
    assert isinstance(outcome, Applied)
    assert not outcome.effects


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2060, 1, 1)),  # noqa: DTZ001 - naive bounds
    st.sampled_from(ZONES),
)
def test_an_appointment_is_stable_and_never_early(wall: datetime, zone: str) -> None:
    """Read again it is the same; it shows the hour that was said, or a later one in a gap."""
    wall = wall.replace(second=0, microsecond=0)
    found = at_instant(instant(wall, zone), zone)
    assert materialise(found) == found
    shown = local(found.start, zone).replace(tzinfo=None)
    assert timedelta(0) <= shown - wall <= timedelta(hours=1)
    assert instant(shown, zone) == found.start


@given(st.integers(utc("2024-01-01"), utc("2060-01-01")), st.sampled_from(ZONES))
def test_an_instant_survives_being_stored_as_wall_time(moment: int, zone: str) -> None:
    """Whichever zone keeps it, the meeting is when it is."""
    moment -= moment % 60_000
    assert materialise(at_instant(moment, zone)).start == moment
