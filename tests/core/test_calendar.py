"""We write first in daytime only, by the clock of the person who reads."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from core.mentoring.calendar import FIRST_HOUR, LAST_HOUR, allowed_from

ZONES = [
    "Africa/Casablanca",
    "Europe/Paris",
    "America/Montreal",
    "Asia/Dubai",
    "Asia/Kolkata",
    "nowhere",
]


@given(st.datetimes(datetime(2026, 1, 1), datetime(2060, 1, 1)), st.sampled_from(ZONES))  # noqa: DTZ001 - hypothesis wants naive bounds
def test_the_next_allowed_hour_is_local_daytime_and_near(moment: datetime, zone: str) -> None:
    """Never before 9, never from 20 on, never more than 14 hours away, never in the past."""
    at = int(moment.replace(tzinfo=UTC).timestamp() * 1000)
    allowed = allowed_from(at, zone)
    place = ZoneInfo("UTC" if zone == "nowhere" else zone)
    local = datetime.fromtimestamp(allowed / 1000, UTC).astimezone(place)
    assert FIRST_HOUR <= local.hour < LAST_HOUR
    assert timedelta(0) <= timedelta(milliseconds=allowed - at) <= timedelta(hours=14)
    assert allowed_from(allowed, zone) == allowed
