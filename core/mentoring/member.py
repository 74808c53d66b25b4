"""A member of the programme: what onboarding leaves behind, in codes."""

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["mentor", "mentee"]
Kind = Literal["entrepreneur", "high_potential", "executive_expert"]
Intent = Literal["launch", "scale", "evolve"]
State = Literal["imported", "onboarding", "qualified", "needs_info", "redirected", "paused", "left"]
Stage = Literal[
    "idea", "validation", "launch", "first_sales", "growth", "international", "transfer"
]

MENTEE_AGES = (24, 54)
"""Youngest and oldest age of a mentee at the programme's date (founding text B17)."""

PILLARS = ("mentor_to_mentors", "invest", "rd_triangulation", "business_mentor", "sky_is_the_limit")
"""The five pillars of Mentoring MeM (domain A18-A22)."""


@dataclass(frozen=True, slots=True)
class Member:
    """A profile in codes; empty means not asked yet. `place` is `MA-06`, `MA-06/casablanca`, `FR`…"""

    state: State
    roles: tuple[Role, ...]
    name: str = ""
    birth_year: int | None = None
    kind: str = ""
    country: str = ""
    region: str = ""
    city: str = ""
    timezone: str = ""
    sector: str = ""
    trade: str = ""
    stage: str = ""
    intent: str = ""
    needs: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    availability: tuple[str, ...] = ()
    capacity: int = 0
    goal: str = ""
    pledge: str = ""
    pillars: tuple[str, ...] = ()
    verdict: str = ""
    reasons: tuple[str, ...] = ()
    rules_version: str = ""
    more: dict[str, str] = field(default_factory=dict)
