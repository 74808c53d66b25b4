"""What is drawn of goals, and how a message names it: the attachment `chart:…`."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from core.mentoring.goal import Goal, Reading

PREFIX = "chart:"

DRAWN = frozenset({"agreed", "on_track", "blocked"})
"""States of a goal that has something to show: both want it, and it is under way."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The goals of a mentorship to be drawn, each as (its number in the message, its id)."""

    mentorship: int
    goals: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """One goal: `points` are (moment, value), the baseline first; `steps` are (moment, done).

    `place` is its number in the message, 0 where it is alone; moments in milliseconds UTC.
    """

    place: int
    unit: str
    target: Decimal
    due: int
    points: tuple[tuple[int, Decimal], ...]
    steps: tuple[tuple[int, bool], ...]


def attached(mentorship: int, drawn: Iterable[tuple[int, int]]) -> str:
    """The attachment for goals as (number in the message, id); empty where none is drawn."""
    named = [f"{place}.{goal}" for place, goal in drawn]
    return ":".join((f"{PREFIX}{mentorship}", *named)) if named else ""


def chart_of(attach: str) -> Chart | None:
    """The chart that an attachment names; None for any other attachment."""
    if not attach.startswith(PREFIX):
        return None
    try:
        mentorship, *named = attach.removeprefix(PREFIX).split(":")
        numbered = tuple(
            (int(place), int(goal)) for place, goal in (one.split(".") for one in named)
        )
        return Chart(int(mentorship), numbered)
    except ValueError:
        return None


def panel_of(goal: Goal, readings: Iterable[Reading], place: int) -> Panel | None:
    """What is drawn of a goal; None while there is neither a figure nor a step with a date."""
    if goal.state not in DRAWN or goal.baseline is None or goal.target is None or not goal.due:
        return None
    told = sorted((one.at, one.value) for one in readings)
    steps = tuple((one.due, one.state == "done") for one in goal.milestones if one.due)
    if not told and not steps:
        return None
    points = ((goal.start, goal.baseline), *told)
    return Panel(place, goal.unit, goal.target, goal.due, points, steps)
