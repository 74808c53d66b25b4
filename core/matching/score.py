"""How well a mentee and a mentor fit: named parts, exact whole numbers, nothing else.

The mentee's own score adds the mentee's points times the parts' levels, the mentor's adds the
mentor's, the pair's is the sum of both: `SCALE` units are one point out of 100.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from core.matching.levels import LEVELS
from core.matching.pool import Mentee, Mentor
from core.matching.weights import PARTS, PartCode, Table

WISHES: Final[tuple[PartCode, ...]] = ("needs", "sector", "experience")
"""Wishes that double a part."""


@dataclass(frozen=True, slots=True)
class PartScore:
    """One part of a score: its level, and what it adds for the mentee and for the mentor."""

    code: PartCode
    level: int
    known: bool
    mentee: int
    mentor: int

    @property
    def points(self) -> int:
        """What the part adds to the pair's score, in units."""
        return self.mentee + self.mentor


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a pair in units and its parts, which add up to it exactly."""

    parts: tuple[PartScore, ...]

    @property
    def mentee(self) -> int:
        """The mentee's own score, in units."""
        return sum(part.mentee for part in self.parts)

    @property
    def mentor(self) -> int:
        """The mentor's own score, in units."""
        return sum(part.mentor for part in self.parts)

    @property
    def points(self) -> int:
        """The pair's score, in units: `SCALE` a point."""
        return self.mentee + self.mentor

    def __getitem__(self, code: PartCode) -> PartScore:
        return self.parts[PARTS.index(code)]


def score(mentee: Mentee, mentor: Mentor, table: Table, now: int) -> Score:
    """The score of a pair; whether they may meet is another question (`rules`)."""
    parts, points = [], mentee_points(mentee, table)
    for code in PARTS:
        found = LEVELS[code](mentee, mentor, table, now)
        own, other = points[code] * found.level, table.parts[code].mentor * found.level
        parts.append(PartScore(code, found.level, found.known, own, other))
    return Score(tuple(parts))


def mentee_points(mentee: Mentee, table: Table) -> Mapping[PartCode, int]:
    """What each part is worth to this mentee: the table's points, one part doubled by a wish.

    The others give way in proportion, so that it is still a hundred; languages and hours keep
    theirs, wishes about them are kept by the rules instead. Doubling is the most a wish can do
    (matching.md §4: capped, so that nothing is gained by it but what was asked for).
    """
    plain = {code: table.parts[code].mentee for code in PARTS}
    wished = [code for code in WISHES if code == mentee.wish]
    if not wished:
        return plain
    giving = [code for code in PARTS if code != "language"]
    total = sum(plain[code] for code in giving)
    doubled = {code: plain[code] * (2 if code in wished else 1) for code in giving}
    over = max(1, sum(doubled.values()))
    found = dict(plain)
    found.update((code, points * total // over) for code, points in doubled.items())
    left = total - sum(found[code] for code in giving)
    by_rest = sorted(giving, key=lambda code: -(doubled[code] * total % over))
    return {code: points + (code in by_rest[:left]) for code, points in found.items()}
