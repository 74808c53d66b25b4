"""What changed for mentees, as whoever pays for the programme reads it: with its denominators, and no
group so small that somebody could be recognised in it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from core.mentoring import skills
from core.mentoring.figures import Course
from core.mentoring.outcome import GRADES, KINDS, Outcome
from core.mentoring.side import SIDES, Side

FEWEST = 5
"""Ratings below which a mean is not told, ours: with fewer, somebody could be recognised in it."""


@dataclass(frozen=True, slots=True)
class Growth:
    """One skill in one rater's eyes: the mean level at the start and at the end, and in how many
    mentorships; None where fewer than `FEWEST` were rated twice.
    """

    skill: str
    rater: Side
    of: int
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Changes:
    """How many outcomes of one kind were claimed and not taken back, how many of these the other
    confirmed, and of how many a document was seen.
    """

    kind: str
    claimed: int
    confirmed: int
    verified: int


def growth(courses: Iterable[Course]) -> tuple[Growth, ...]:
    """Every skill that somebody rated twice, in the grid's order, the mentee's view first."""
    moved = [delta for course in courses for delta in skills.deltas(course.grid)]
    found = []
    for skill in skills.SKILLS:
        for rater in sorted(SIDES):
            mine = [one for one in moved if (one.skill, one.rater) == (skill, rater)]
            if not mine:
                continue
            enough = len(mine) >= FEWEST
            before = mean(one.before for one in mine) if enough else None
            after = mean(one.after for one in mine) if enough else None
            found.append(Growth(skill, rater, len(mine), before, after))
    return tuple(found)


def changes(outcomes: Sequence[Outcome]) -> tuple[Changes, ...]:
    """Outcomes by kind, in the kinds' order; what is disputed or taken back is not among them."""
    standing = [one for one in outcomes if one.state not in {"withdrawn", "disputed"}]
    by_kind = Counter(one.kind for one in standing)
    return tuple(
        Changes(
            kind,
            by_kind[kind],
            sum(one.grade >= GRADES["confirmed"] for one in standing if one.kind == kind),
            sum(one.grade >= GRADES["verified"] for one in standing if one.kind == kind),
        )
        for kind in KINDS
        if by_kind[kind]
    )


def may_be_told(outcome: Outcome) -> bool:
    """Whether it may stand in a page for others: published, a document seen, both sides' consent."""
    return (
        outcome.state == "published"
        and outcome.grade >= GRADES["verified"]
        and set(outcome.consents) == set(SIDES)
    )
