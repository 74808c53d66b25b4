"""How well each part of a pair fits: a level from 0 to `LEVEL`, and whether both have answered.

The degrees and their sources stand in `weights.toml` (domain §3).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from core.duration import DAY
from core.matching.pool import Mentee, Mentor
from core.matching.weights import (
    DEGREE,
    STAGES,
    Needs,
    PartCode,
    Sector,
    Shares,
    Spoken,
    Table,
)
from core.mentoring.member import STYLES
from core.understanding.sectors import SECTORS

ARABIC = frozenset(("ar", "ary"))
"""Standard Arabic and Darija: who speaks one is understood in the other, with some effort."""


@dataclass(frozen=True, slots=True)
class Level:
    """How well one part fits, 0 to `LEVEL`; not `known` where one of the two has not answered."""

    level: int
    known: bool = True


def unknown(table: Table, part: PartCode) -> Level:
    """The level of a part that one of the two has not answered: the programme's mean."""
    return Level(table.parts[part].unknown * DEGREE, known=False)


def cover(need: str, offers: Iterable[str], weights: Needs) -> int:
    """How well the best of the offers meets one need, in tenths."""
    return max((_meets(need, offer, weights) for offer in offers), default=0)


def _meets(need: str, offer: str, weights: Needs) -> int:
    if need.partition("/")[0] != offer.partition("/")[0]:
        return 0
    match "/" in need, "/" in offer:
        case True, True:
            return weights.same_topic if need == offer else weights.near_topic
        case True, False:
            return weights.axis_for_topic
        case False, True:
            return weights.topic_for_axis
        case _:
            return weights.axis_for_axis


def _needs(mentee: Mentee, mentor: Mentor, table: Table, now: int) -> Level:
    if not mentee.needs or not mentor.offers:
        return unknown(table, "needs")
    met = sum(cover(need, mentor.offers, table.needs) for need in mentee.needs)
    return Level(DEGREE // len(mentee.needs) * met)


def experience_degree(stage: str, mentor: Mentor, table: Table) -> int | None:
    """How well the mentor's experience suits a mentee at `stage`, in tenths; None when unknown."""
    if stage not in STAGES:
        return None
    at = STAGES.index(stage)
    if mentor.stage in STAGES:
        ahead = STAGES.index(mentor.stage) - at
        return table.experience.ahead[ahead] if ahead >= 0 else table.experience.behind
    degrees = table.experience.kind.get(mentor.kind)  # type: ignore[call-overload]
    return degrees[at] if degrees else None


def _experience(mentee: Mentee, mentor: Mentor, table: Table, now: int) -> Level:
    degree = experience_degree(mentee.stage, mentor, table)
    return unknown(table, "experience") if degree is None else Level(DEGREE * degree)


def nearness_wanted(mentee: Mentee, sector: Sector) -> tuple[int, ...]:
    """Degrees of the same sector, a near one and another one, as the mentee's goal wants it."""
    axes = {need.partition("/")[0] for need in mentee.needs}
    if mentee.goal in sector.goals_across or (axes and axes <= set(sector.axes_across)):
        return sector.across
    return sector.open if mentee.goal in sector.goals_open else sector.close


@lru_cache(maxsize=8)
def near_sectors(families: tuple[tuple[str, ...], ...]) -> Mapping[str, frozenset[str]]:
    """The other sectors that share a family with each."""
    near: dict[str, set[str]] = {}
    for family in families:
        for code in family:
            near.setdefault(code, set()).update(one for one in family if one != code)
    return {code: frozenset(others) for code, others in near.items()}


@lru_cache(maxsize=1024)
def sector_degrees(
    sector: str, wanted: tuple[int, ...], families: tuple[tuple[str, ...], ...]
) -> Mapping[str, int]:
    """How well a mentor of each sector suits somebody of `sector`, in tenths."""
    same, near, other = wanted
    neighbours = near_sectors(families).get(sector, frozenset())
    return {
        code: same if code == sector else near if code in neighbours else other for code in SECTORS
    }


def sectors_wanted(mentee: Mentee, weights: Sector) -> Mapping[str, int]:
    """How well a mentor of each sector suits the mentee, in tenths."""
    return sector_degrees(mentee.sector, nearness_wanted(mentee, weights), weights.families)


def _sector(mentee: Mentee, mentor: Mentor, table: Table, now: int) -> Level:
    degree = sectors_wanted(mentee, table.sector).get(mentor.sector)
    if degree is None or mentee.sector not in SECTORS:
        return unknown(table, "sector")
    return Level(DEGREE * degree)


def _style(mentee: Mentee, mentor: Mentor, table: Table, now: int) -> Level:
    degrees, known = 0, False
    for pair in STYLES:
        mine = next((code for code in pair if code in mentee.style), "")
        theirs = next((code for code in pair if code in mentor.style), "")
        if mine and theirs:
            degrees += table.style.alike if mine == theirs else table.style.unlike
            known = True
        else:
            degrees += table.parts["style"].unknown
    return Level(DEGREE // len(STYLES) * degrees, known)


def shares_of(mentee: Mentee, table: Table) -> Shares:
    """How the part `pillar` is divided for this mentee."""
    return table.pillar.with_target if mentee.target else table.pillar.without_target


def heart_of(mentor: Mentor) -> str:
    """The region of Morocco that the mentor lives in or feels close to; empty when unknown."""
    return mentor.region if mentor.region not in ("", "13") else mentor.origin


def _pillar(mentee: Mentee, mentor: Mentor, table: Table, now: int) -> Level:
    shares, mean = shares_of(mentee, table), table.parts["pillar"].unknown * DEGREE // 10
    level, known = 0, False
    if mentee.pillars and mentor.pillars:
        common = len(set(mentee.pillars) & set(mentor.pillars))
        level += shares.pillars * common * (DEGREE // len(mentee.pillars))
        known |= shares.pillars > 0
    else:
        level += shares.pillars * mean
    if mentee.target and mentor.country:
        level += shares.country * DEGREE * (mentee.target == mentor.country)
        known |= shares.country > 0
    else:
        level += shares.country * mean
    if mentee.region not in ("", "13") and heart_of(mentor):
        level += shares.heart * DEGREE * (mentee.region == heart_of(mentor))
        known |= shares.heart > 0
    else:
        level += shares.heart * mean
    return Level(level, known)


def shared_languages(mentee: Mentee, mentor: Mentor) -> tuple[str, ...]:
    """Languages that both speak, in the mentee's order."""
    return tuple(code for code in mentee.languages if code in mentor.languages)


def kin(mentee: Mentee, mentor: Mentor) -> bool:
    """Whether both speak some Arabic, be it the same or not."""
    return not ARABIC.isdisjoint(mentee.languages) and not ARABIC.isdisjoint(mentor.languages)


def common_hours(mentee: Mentee, mentor: Mentor) -> int:
    """Hours of a typical week at which both are free."""
    return ((mentee.hours or 0) & (mentor.hours or 0)).bit_count()


def language_level(languages: int, akin: bool, degrees: Spoken) -> int:
    """The languages' share of the part, by how many are in common."""
    degree = degrees.shared[min(languages, len(degrees.shared) - 1)]
    if not languages and akin:
        degree = degrees.kin
    return (10 - degrees.hours) * degree * DEGREE // 10


def hours_level(hours: int, degrees: Spoken) -> int:
    """The hours' share of the part, by how many are in common."""
    degree = degrees.common_hours[min(hours, len(degrees.common_hours) - 1)]
    return degrees.hours * degree * DEGREE // 10


def _language(mentee: Mentee, mentor: Mentor, table: Table, now: int) -> Level:
    shared, akin = len(shared_languages(mentee, mentor)), kin(mentee, mentor)
    hours = hours_level(common_hours(mentee, mentor), table.language)
    return Level(language_level(shared, akin, table.language) + hours)


def days_waited(mentee: Mentee, now: int) -> int:
    """Whole days since the mentee could first be proposed to someone."""
    return max(0, now - mentee.waiting_since) // DAY if mentee.waiting_since else 0


def fairness_level(mentee: Mentee, table: Table, now: int) -> int:
    """The bounded bonus of waiting and of a less connected region."""
    fair = table.fairness
    days = min(days_waited(mentee, now), fair.full_after_days)
    waiting = fair.waiting * DEGREE * days // fair.full_after_days
    return waiting + (10 - fair.waiting) * fair.regions.get(mentee.region, 0) * DEGREE // 10


def _fairness(mentee: Mentee, mentor: Mentor, table: Table, now: int) -> Level:
    return Level(fairness_level(mentee, table, now))


LEVELS: Final[Mapping[PartCode, Callable[[Mentee, Mentor, Table, int], Level]]] = {
    "needs": _needs,
    "experience": _experience,
    "sector": _sector,
    "style": _style,
    "pillar": _pillar,
    "language": _language,
    "fairness": _fairness,
}
