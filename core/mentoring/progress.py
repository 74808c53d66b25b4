"""What two people do with goals, skills and outcomes: past tense, a closed union.

Numbers travel as decimals with their unit, times in milliseconds UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.mentoring.skills import Moment


@dataclass(frozen=True, slots=True)
class GoalProposed:
    """One of the two put a goal into words and numbers; the other is asked."""

    topic: str
    statement: str
    vision: str
    metric: str
    unit: str
    baseline: Decimal
    target: Decimal
    due: int


@dataclass(frozen=True, slots=True)
class GoalAgreed:
    """The other wants this goal too."""

    goal: int


@dataclass(frozen=True, slots=True)
class GoalReturned:
    """The other would put it differently; `words` say how."""

    goal: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class GoalSettled:
    """An overdue goal was looked at; `due` is its new date when it was moved."""

    how: Literal["reached", "moved", "dropped"]
    due: int = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """The metric's value today."""

    goal: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class MilestoneSet:
    """One more step on the way; `due` 0 for none."""

    goal: int
    label: str
    due: int = 0


@dataclass(frozen=True, slots=True)
class MilestoneDone:
    """A step is done, by its place in the goal's list."""

    goal: int
    index: int


@dataclass(frozen=True, slots=True)
class Rated:
    """The skill grid as one side sees it, level by skill."""

    moment: Moment
    levels: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Claimed:
    """Something changed; the other is asked whether they see it too."""

    kind: str
    unit: str = ""
    before: Decimal | None = None
    after: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The other saw it too, and agrees to its being told, or not."""

    outcome: int
    consent: bool = False


@dataclass(frozen=True, slots=True)
class Disputed:
    """The other does not recognise it."""

    outcome: int


@dataclass(frozen=True, slots=True)
class Consented:
    """Whether a case may be told outside the programme."""

    outcome: int
    given: bool


Event = (
    GoalProposed
    | GoalAgreed
    | GoalReturned
    | GoalSettled
    | Measured
    | MilestoneSet
    | MilestoneDone
    | Rated
    | Claimed
    | Confirmed
    | Disputed
    | Consented
)
