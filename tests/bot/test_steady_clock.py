"""A clock that leaps is followed ten minutes later, and one that was set right at once is not."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.steady_clock import DOUBT, STEP, SteadyClock

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@dataclass
class Machine:
    """Its two clocks: one that runs, and one that somebody sets."""

    ran: float = 5_000.0
    off: timedelta = timedelta(0)

    def wall(self) -> datetime:
        return NOON + timedelta(seconds=self.ran - 5_000) + self.off

    def running(self) -> float:
        return self.ran

    def clock(self) -> SteadyClock:
        return SteadyClock(self.wall, self.running)


@pytest.mark.parametrize("leap", [DAY, -DAY, timedelta(hours=-1), STEP * 1.1])
def test_a_leap_is_followed_after_ten_minutes(leap: timedelta) -> None:
    """Until then the time goes on from where it was; each is told in the log once."""
    machine = Machine()
    clock = machine.clock()
    machine.off = leap

    with capture_logs() as told:
        early = []
        for _ in range(10):
            early.append(clock() - NOON)
            machine.ran += DOUBT / 10
        late = clock() - NOON
        assert clock() == machine.wall()

    assert early == [timedelta(seconds=DOUBT / 10 * passed) for passed in range(10)]
    assert late == timedelta(seconds=DOUBT) + leap
    assert [(one["event"], one["seconds"]) for one in told] == [
        ("clock_leapt", round(leap.total_seconds())),
        ("clock_followed", round(leap.total_seconds())),
    ]


def test_a_clock_that_goes_ahead_and_back_has_done_nothing() -> None:
    """A day ahead for nine minutes, and right again: no moment of another day was ever told."""
    machine = Machine()
    clock = machine.clock()
    told = []
    for off in (DAY, DAY, timedelta(0), timedelta(0), DAY, timedelta(0)):
        machine.off = off
        machine.ran += 180
        told.append(clock() - NOON)
    assert told == [timedelta(seconds=180 * passed) for passed in range(1, 7)]


def test_a_clock_that_leaps_on_and_on_is_not_followed() -> None:
    """Each other leap begins the ten minutes anew."""
    machine = Machine()
    clock = machine.clock()
    for hours in (5, 9, 2, 30, -4):
        machine.off = timedelta(hours=hours)
        machine.ran += 500
        assert clock() - NOON == timedelta(seconds=machine.ran - 5_000)


def test_small_corrections_are_followed_at_once_and_add_up_to_no_leap() -> None:
    """Whoever keeps a clock right, a minute at most at a time, is followed without a word."""
    machine = Machine()
    clock = machine.clock()
    with capture_logs() as told:
        for _ in range(50):
            machine.off += STEP
            machine.ran += 1
            assert clock() == machine.wall()
    assert told == []


def test_a_machine_that_slept_tells_the_time_at_once() -> None:
    """Both clocks went on while it slept."""
    machine = Machine()
    clock = machine.clock()
    machine.ran += 8 * 3600
    assert clock() == NOON + timedelta(hours=8)
