"""How a mentorship is doing: a hundred points, and a named reason for each one missing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from core.duration import DAY

ON_TRACK, CHECK_IN = 70, 40
"""From 70 on track, from 40 a check-in helps, below a coordinator (domain §7)."""

TOO_EARLY = 14 * DAY
"""Before this age there is nothing to judge."""

RECENT = 1.5
"""A session within this many cadences counts as recent."""

FIRST_MEETING_BY = 21 * DAY
LOW_RATING = 2
UNANSWERED_COUNTED = 2

Level = Literal["too_early", "on_track", "check_in", "coordinator"]


@dataclass(frozen=True, slots=True)
class Signs:
    """Facts about a mentorship; times in milliseconds, `since_session` counts from the start before
    the first one. Ratings are 1 to 5, 0 for none.
    """

    age: int
    since_session: int
    cadence: int
    met: bool
    lowest_rating: int = 0
    disagreement: bool = False
    unanswered: int = 0
    goal_overdue: bool = False


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points taken off, and the name of the reason."""

    name: str
    points: int


@dataclass(frozen=True, slots=True)
class Health:
    """A score from 0 to 100, what it means, and why it is not a hundred, in the table's order."""

    score: int
    level: Level
    deductions: tuple[Deduction, ...]


DEDUCTIONS: tuple[tuple[str, int, Callable[[Signs], int]], ...] = (
    ("no_session", 40, lambda signs: signs.since_session > RECENT * signs.cadence),
    ("no_first_meeting", 30, lambda signs: not signs.met and signs.age >= FIRST_MEETING_BY),
    ("low_rating", 30, lambda signs: 0 < signs.lowest_rating <= LOW_RATING),
    ("disagreement", 20, lambda signs: signs.disagreement),
    ("unanswered", 10, lambda signs: min(signs.unanswered, UNANSWERED_COUNTED)),
    ("goal_overdue", 15, lambda signs: signs.goal_overdue),
)
"""Reason, points each time, and how many times (domain §7, health rule)."""


def health(signs: Signs) -> Health:
    """The health that follows from `signs`."""
    found = tuple(
        Deduction(name, points * times)
        for name, points, count in DEDUCTIONS
        if (times := int(count(signs)))
    )
    score = max(0, 100 - sum(one.points for one in found))
    return Health(score, _level(score, signs.age), found)


def _level(score: int, age: int) -> Level:
    if age < TOO_EARLY:
        return "too_early"
    if score >= ON_TRACK:
        return "on_track"
    return "check_in" if score >= CHECK_IN else "coordinator"
