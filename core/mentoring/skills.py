"""The skill grid: rated by the mentee and by the mentor at the start, the middle and the end."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from core.mentoring.side import SIDES, Side

SKILLS: tuple[str, ...] = (
    "vision",
    "market",
    "sales",
    "finance",
    "legal",
    "technology",
    "people",
    "network",
)
"""Eight skills: the five axes of the topic list, with market split from sales, people from vision,
and the network that the founding texts promise (domain §5.7, B5, B6).
"""

RATED = 5
"""Skills of one grid: as many taps as we may ask for in a row."""

OF_AXIS: Mapping[str, tuple[str, ...]] = {
    "technology": ("technology",),
    "legal": ("legal",),
    "finance": ("finance",),
    "market": ("market", "sales"),
    "leadership": ("vision", "people"),
}
"""The skills that each axis of a mentee's needs is about."""

Moment = Literal["t0", "t1", "t2"]
MOMENTS: tuple[Moment, ...] = ("t0", "t1", "t2")

LEVELS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Rating:
    """A level from 1 to 5 of one of the mentee's skills, by one rater at one moment."""

    skill: str
    rater: Side
    moment: Moment
    level: int


@dataclass(frozen=True, slots=True)
class Delta:
    """How one skill moved in one rater's eyes, from the start to the latest later moment."""

    skill: str
    rater: Side
    before: int
    after: int

    @property
    def change(self) -> int:
        """Levels gained, negative for lost."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Summary:
    """What a report may say (B25): how many were rated twice, the mean change, the share improved,
    and how many ratings are missing; the figures are None when nothing was rated twice.
    """

    rated: int
    mean: float | None
    improved: float | None
    missing: int


def chosen(needs: Iterable[str], rated: Iterable[str] = ()) -> tuple[str, ...]:
    """The skills of one pair's grid, in the grid's order: those that were rated before, else those
    that the mentee's `needs` (`axis/topic` or an axis) are about, filled up from the whole grid.
    """
    first = tuple(dict.fromkeys(one for one in rated if one in SKILLS))
    if not first:
        axes = dict.fromkeys(need.partition("/")[0] for need in needs)
        meant = (skill for axis in axes for skill in OF_AXIS.get(axis, ()))
        first = tuple(dict.fromkeys((*meant, *SKILLS)))
    picked = frozenset(first[:RATED])
    return tuple(skill for skill in SKILLS if skill in picked)


def faults(rating: Rating) -> tuple[str, ...]:
    """What is wrong with a rating: a skill that is not in the grid, a level outside 1 to 5."""
    wrong = [] if rating.skill in SKILLS else ["skill"]
    return (*wrong, *(() if rating.level in LEVELS else ("level",)))


def deltas(ratings: Iterable[Rating]) -> tuple[Delta, ...]:
    """Every skill that one rater rated at the start and later, in the grid's order.

    Of two ratings for the same moment the later one in `ratings` counts.
    """
    known = {(one.skill, one.rater, one.moment): one.level for one in ratings}
    found = []
    for skill in SKILLS:
        for rater in SIDES:
            before = known.get((skill, rater, "t0"))
            later = [known.get((skill, rater, moment)) for moment in ("t2", "t1")]
            after = next((level for level in later if level is not None), None)
            if before is not None and after is not None:
                found.append(Delta(skill, rater, before, after))
    return tuple(found)


def summary(found: Sequence[Delta], *, rater: Side) -> Summary:
    """The figures of one rater over one or many grids' deltas; `missing` is per grid of eight."""
    mine = [one for one in found if one.rater == rater]
    missing = -len(mine) % len(SKILLS) if mine else len(SKILLS)
    if not mine:
        return Summary(0, None, None, missing)
    mean = sum(one.change for one in mine) / len(mine)
    improved = sum(one.change > 0 for one in mine) / len(mine)
    return Summary(len(mine), mean, improved, missing)
