"""Goals that can be reached and seen to be reached: one to three, agreed by both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from core.mentoring.side import SIDES, Side

AT_MOST = 3
"""Goals under way at a time (goal workshop, domain A25)."""

State = Literal["draft", "agreed", "on_track", "blocked", "achieved", "revised", "dropped"]
Act = Literal["agree", "start", "block", "unblock", "achieve", "revise", "drop"]

TRANSITIONS: Mapping[tuple[State, Act], State] = {
    ("draft", "agree"): "agreed",
    ("draft", "drop"): "dropped",
    ("agreed", "start"): "on_track",
    ("agreed", "revise"): "revised",
    ("agreed", "drop"): "dropped",
    ("on_track", "block"): "blocked",
    ("blocked", "unblock"): "on_track",
    **{(state, "achieve"): "achieved" for state in ("on_track", "blocked")},
    **{(state, "revise"): "revised" for state in ("on_track", "blocked")},
    **{(state, "drop"): "dropped" for state in ("on_track", "blocked")},
}
"""Domain §7, Goal; a revised goal is kept and a new draft takes its place."""

UNDER_WAY: frozenset[State] = frozenset({"draft", "agreed", "on_track", "blocked"})


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step on the way; `due` in milliseconds UTC, 0 for none."""

    label: str
    due: int = 0
    state: Literal["todo", "doing", "done", "missed", "dropped"] = "todo"


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal with a number and a date: `metric` counted in `unit` from `baseline` to `target`.

    `topic` is `axis/topic` or an axis alone; `vision` is where it is meant to lead; times in
    milliseconds UTC.
    """

    topic: str
    statement: str
    metric: str = ""
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    start: int = 0
    due: int = 0
    state: State = "draft"
    agreed_by: tuple[Side, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    vision: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The metric's value as reported at `at` (milliseconds UTC)."""

    at: int
    value: Decimal


Standing = Literal["reached", "ahead", "on_pace", "behind", "backwards", "no_reading"]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a goal stands: shares of the way from 0 to 1 (done, and expected by now), a word for
    it, and the points of a small chart as (time, share), the baseline first.
    """

    done: float
    expected: float
    standing: Standing
    points: tuple[tuple[int, float], ...]


SLACK = 0.1
"""Shares of the way within which done and expected count as the same pace."""


def gaps(goal: Goal, *, now: int, end: int) -> tuple[str, ...]:
    """What keeps `goal` from being SMART, in the order in which it is asked; empty when nothing.

    `end` is the planned end of the mentorship: a later date is out of both people's hands.
    """
    checks = (
        ("topic", bool(goal.topic)),
        ("statement", bool(goal.statement.strip())),
        ("metric", bool(goal.metric)),
        ("unit", bool(goal.unit)),
        ("baseline", goal.baseline is not None),
        ("target", goal.target is not None and goal.target != goal.baseline),
        ("due", now < goal.due <= end),
    )
    return tuple(name for name, fine in checks if not fine)


def agree(goal: Goal, side: Side) -> Goal:
    """`side` agrees to a draft; with both it is agreed. Others are returned unchanged."""
    if goal.state != "draft" or side in goal.agreed_by:
        return goal
    agreed = replace(goal, agreed_by=(*goal.agreed_by, side))
    both = len(agreed.agreed_by) == len(SIDES)
    return replace(agreed, state=TRANSITIONS["draft", "agree"]) if both else agreed


def came_back(goal: Goal) -> bool:
    """Whether the other would rather have it otherwise: given up before both agreed."""
    return goal.state == "dropped" and len(goal.agreed_by) < len(SIDES)


def act(goal: Goal, deed: Act) -> Goal | None:
    """`goal` after `deed`; None where the table has no such step. Agreement is `agree`'s."""
    state = TRANSITIONS.get((goal.state, deed))
    return replace(goal, state=state) if state and deed != "agree" else None


def may_add(goals: Sequence[Goal]) -> bool:
    """Whether there is room for one more."""
    return sum(goal.state in UNDER_WAY for goal in goals) < AT_MOST


def overdue(goal: Goal, now: int) -> bool:
    """Whether the date passed while the goal was still under way."""
    return goal.state in UNDER_WAY and 0 < goal.due < now


def progress(goal: Goal, readings: Sequence[Reading], now: int) -> Progress:
    """Where `goal` stands at `now`; a goal without numbers has no reading.

    Works in both directions: a target below the baseline is reached by going down.
    """
    span = max(1, goal.due - goal.start)
    expected = min(1.0, max(0.0, (now - goal.start) / span))
    if goal.baseline is None or goal.target is None or goal.target == goal.baseline:
        return Progress(0.0, expected, "no_reading", ())
    way = goal.target - goal.baseline
    ordered = sorted(readings, key=lambda one: one.at)
    shares = [(one.at, float((one.value - goal.baseline) / way)) for one in ordered]
    points = ((goal.start, 0.0), *shares)
    done = shares[-1][1] if shares else 0.0
    return Progress(done, expected, _standing(done, expected, bool(shares)), points)


def _standing(done: float, expected: float, known: bool) -> Standing:
    if not known:
        return "no_reading"
    if done >= 1:
        return "reached"
    if done < 0:
        return "backwards"
    if done > expected + SLACK:
        return "ahead"
    return "behind" if done < expected - SLACK else "on_pace"
