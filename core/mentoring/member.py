"""A member of the programme: what onboarding leaves behind, in codes."""

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["mentor", "mentee"]
Kind = Literal["entrepreneur", "high_potential", "executive_expert"]
State = Literal["imported", "onboarding", "qualified", "needs_info", "redirected", "paused", "left"]
Stage = Literal[
    "idea", "validation", "launch", "first_sales", "growth", "international", "transfer"
]

MENTEE_AGES = (24, 54)
"""Youngest and oldest age of a mentee at the programme's date (founding text B17)."""

PILLARS = ("mentor_to_mentors", "invest", "rd_triangulation", "business_mentor", "sky_is_the_limit")
"""The five pillars of Mentoring MeM (domain A18-A22)."""

GOALS = (
    "create_company",
    "first_clients",
    "grow_sales",
    "raise_funds",
    "export",
    "structure",
    "modernise",
    "hand_over",
)
"""Goals that are offered; a member may also write one in their own words."""

STYLES = (("structured", "spontaneous"), ("direct", "gentle"), ("strategy", "practice"))
"""Three ways of working together, two answers each; alike works best (domain §0.8)."""


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
    """Answers that are asked late or seldom, by code: `origin` (a place), `target` (a country),
    `company` (a name), `style` (codes of `STYLES`, apart by spaces), `wish` (what the last
    proposals lacked: sector, needs, language, times, experience)."""

    @property
    def origin(self) -> str:
        """The place in Morocco that someone abroad feels close to; empty when not said."""
        return self.more.get("origin", "")

    @property
    def target(self) -> str:
        """The country where the member wants to sell or settle; empty when not said."""
        return self.more.get("target", "")

    @property
    def wish(self) -> str:
        """What the last proposals lacked, as the member said when none of them fitted."""
        return self.more.get("wish", "")

    @property
    def company(self) -> str:
        """The company's name as typed; empty when not said."""
        return self.more.get("company", "")

    @property
    def style(self) -> tuple[str, ...]:
        """One code of each pair of `STYLES` that was answered."""
        said = self.more.get("style", "").split()
        answered = (next((code for code in pair if code in said), "") for pair in STYLES)
        return tuple(code for code in answered if code)


NOBODY = "…"
"""What stands where a name is not known (any more)."""


def first_name(member: Member | None) -> str:
    """How people are called before both have agreed: by their first name."""
    words = member.name.split() if member else []
    return words[0] if words else NOBODY
