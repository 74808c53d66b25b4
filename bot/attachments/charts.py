"""Where goals stand as a picture: what the attachment `chart:…` of a message becomes.

It has numbers and dates and no words, so that it reads the same in every language; the words, and
the same figures, are in the message beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection

from core.mentoring.goal import Goal, Reading
from storage import goals, members, mentorships

PREFIX = "chart:"
NAME, MEDIA_TYPE = "mem.png", "image/png"

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


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn, as one person sees it at a moment: `zone` gives the days their dates."""

    panels: tuple[Panel, ...]
    now: int
    zone: str


def chart_of(attach: str) -> Chart | None:
    """The chart that an attachment names; None for any other attachment."""
    if not attach.startswith(PREFIX):
        return None
    try:
        mentorship, *named = attach.removeprefix(PREFIX).split(":")
        pairs_ = tuple((int(place), int(goal)) for place, goal in (one.split(".") for one in named))
        return Chart(int(mentorship), pairs_)
    except ValueError:
        return None


def attached(mentorship: int, numbered: Iterable[tuple[int, goals.Kept]]) -> str:
    """The attachment for goals by their number in the message; empty where nothing is to be drawn."""
    named = [
        f"{place}.{kept.id}"
        for place, kept in numbered
        if panel_of(kept.goal, kept.readings, place) is not None
    ]
    return ":".join((f"{PREFIX}{mentorship}", *named)) if named else ""


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


def picture_for(conn: Connection, chart: Chart, person_id: int, made: int) -> Picture | None:
    """The picture as it stood at `made` (ms UTC), for one of the two; None for anybody else."""
    one = mentorships.load(conn, chart.mentorship)
    if one is None or one.side_of(person_id) is None:
        return None
    kept = {found.id: found for found in goals.of(conn, one.id)}
    panels = []
    for place, number in chart.goals:
        found = kept.get(number)
        if found is None:
            continue
        told = [reading for reading in found.readings if reading.at <= made]
        panel = panel_of(found.goal, told, place)
        panels += [panel] if panel is not None else []
    member = members.load(conn, person_id)
    zone = (member.timezone if member else "") or "Africa/Casablanca"
    return Picture(tuple(panels), made, zone) if panels else None
