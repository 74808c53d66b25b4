"""The six standards of EMCC's ISMCP, computed from what the programme did (domain §3, text B12).

A standard is the mean of its evidence; what nothing speaks for is missing, not zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from core.duration import DAY
from core.mentoring.pair import Pair

Level = Literal["none", "bronze", "silver", "gold"]
LEVELS: tuple[Level, ...] = ("none", "bronze", "silver", "gold")

NEEDED: tuple[tuple[Level, float, float], ...] = (
    ("gold", 0.9, 0.8),
    ("silver", 0.8, 0.7),
    ("bronze", 0.7, 0.6),
)
"""Of each level, what the mean and what every single standard needs (domain §3)."""

IN_TIME = 3 * DAY
"""A request to the team is dealt with in time within this: as long as a mentor has to answer."""

COMPLAINTS = frozenset({"distress", "report", "terminated", "outcome_disputed"})
"""Alerts that are about how somebody was treated."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """Something a coordinator was told of; `closed_at` 0 while it is open (milliseconds UTC)."""

    kind: str
    at: int
    closed_at: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """What one pair shows for the standards: goals both agreed to, sides that took their briefing,
    sides that rated the skills at the start.
    """

    pair: Pair
    goals: int = 0
    briefed: int = 0
    rated: int = 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """A count that speaks for a standard: `part` of `whole`."""

    name: str
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Standard:
    """One of the six and what speaks for it."""

    number: int
    name: str
    evidence: tuple[Evidence, ...]

    @property
    def share(self) -> float | None:
        """From 0 to 1; None when nothing speaks for it yet."""
        known = [one.part / one.whole for one in self.evidence if one.whole]
        return sum(known) / len(known) if known else None


def scorecard(
    works: Sequence[Work],
    requests: tuple[int, int],
    pulses: tuple[int, int],
    tickets: Sequence[Ticket],
) -> tuple[Standard, ...]:
    """The six in their order.

    `requests` are those sent to mentors with reasons and all of them, `pulses` the answers to
    check-ins and the questions.
    """
    active = [one for one in works if one.pair.active_at]
    signed = Evidence("agreement and code signed by both", len(active), len(works))
    complaints = [one for one in tickets if one.kind in COMPLAINTS]
    closed = [one for one in tickets if one.closed_at]
    return (
        Standard(
            1,
            "purpose",
            (signed, Evidence("a goal agreed", sum(one.goals > 0 for one in active), len(active))),
        ),
        Standard(
            2,
            "briefing",
            (Evidence("sides briefed", sum(one.briefed for one in active), 2 * len(active)),),
        ),
        Standard(3, "matching", (Evidence("requests with reasons", *requests),)),
        Standard(
            4,
            "measurement",
            (
                Evidence("check-ins answered", *pulses),
                Evidence(
                    "skills rated at the start", sum(one.rated for one in active), 2 * len(active)
                ),
            ),
        ),
        Standard(
            5,
            "ethics",
            (
                signed,
                Evidence(
                    "complaints closed", sum(_done(one) for one in complaints), len(complaints)
                ),
            ),
        ),
        Standard(
            6,
            "administration",
            (
                Evidence("alerts closed", len(closed), len(tickets)),
                Evidence(
                    "closed within three days",
                    sum(one.closed_at - one.at <= IN_TIME for one in closed),
                    len(closed),
                ),
            ),
        ),
    )


def mean(standards: Sequence[Standard]) -> tuple[float | None, int]:
    """The mean of the standards that something speaks for, and how many these are."""
    known = [one.share for one in standards if one.share is not None]
    return (sum(known) / len(known) if known else None), len(known)


def level(standards: Sequence[Standard]) -> Level:
    """The level that all six together reach; none while one is missing."""
    shares = [one.share for one in standards]
    known = [one for one in shares if one is not None]
    if len(known) < len(shares) or not known:
        return "none"
    average = sum(known) / len(known)
    return next(
        (name for name, whole, each in NEEDED if average >= whole and min(known) >= each), "none"
    )


def _done(one: Ticket) -> bool:
    return one.closed_at > 0
