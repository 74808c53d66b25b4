"""Qualification: the same answers give the same verdict, with reasons and a next step (A15)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from core.mentoring.member import MENTEE_AGES, Member

RULES_VERSION = "2026-11"
"""Stored with every verdict; raise it whenever a row of `POINTS` or `ENOUGH` changes."""

ENOUGH = 60
"""Points out of 100 from which a mentee can be proposed to mentors."""

Verdict = Literal["qualified", "needs_info", "redirected"]


@dataclass(frozen=True, slots=True)
class Qualification:
    """A verdict, the points behind it, and reasons as catalogue attributes, worst first."""

    verdict: Verdict
    points: int
    reasons: tuple[str, ...]
    version: str = RULES_VERSION


POINTS: tuple[tuple[str, int, Callable[[Member], bool]], ...] = (
    ("goal", 25, lambda member: bool(member.goal)),
    ("needs", 20, lambda member: bool(member.needs)),
    ("stage", 15, lambda member: bool(member.stage)),
    ("trade", 15, lambda member: bool(member.sector)),
    ("times", 15, lambda member: bool(member.availability)),
    ("pledge", 10, lambda member: member.pledge == "sign"),
)
"""What a mentee's project is known by: project, need, stage, trade, time, intent to transmit."""


def qualify(member: Member, *, programme_year: int) -> Qualification:
    """The verdict on `member` for a programme that runs in `programme_year`.

    A mentee's age counts as the one reached in that calendar year, since only the year of birth is
    kept; 24 and 54 are inside. Mentors have no upper age and are qualified by what they offer.
    """
    if "mentee" not in member.roles:
        missing = tuple(
            reason
            for reason, known in (
                ("offers", bool(member.offers)),
                ("times", bool(member.availability)),
                ("capacity", member.capacity > 0),
            )
            if not known
        )
        return Qualification(
            "needs_info" if missing else "qualified", 100 if not missing else 0, missing
        )
    missing = tuple(name for name, _, known in POINTS if not known(member))
    points = sum(worth for _, worth, known in POINTS if known(member))
    if member.birth_year is None:
        return Qualification("needs_info", points, ("born", *missing))
    youngest, oldest = MENTEE_AGES
    age = programme_year - member.birth_year
    if age < youngest:
        return Qualification("redirected", points, ("too_young",))
    if age > oldest:
        return Qualification("redirected", points, ("too_old",))
    if points < ENOUGH:
        return Qualification("needs_info", points, missing)
    return Qualification("qualified", points, missing)
