"""The table of weights: what counts in a match and how much, versioned, read from TOML.

Everything is a whole number, so that a score is exact: points out of 100, degrees in tenths.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Annotated, Final, Literal, get_args

import msgspec
from msgspec import Meta, Struct

from core.mentoring.member import GOALS, Kind, Stage
from core.understanding.places import REGIONS
from core.understanding.sectors import SECTORS
from core.understanding.topics import AXES

PartCode = Literal["needs", "experience", "sector", "style", "pillar", "language", "fairness"]
PARTS: Final[tuple[PartCode, ...]] = get_args(PartCode)
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)

Switchable = Literal["absent", "lapsed", "silent", "company", "rival", "need"]
"""Rules that a programme may switch off; the others keep promises and stay."""

Tenths = Annotated[int, Meta(ge=0, le=10)]
Days = Annotated[int, Meta(ge=1, le=3650)]

DEGREE: Final = 60
"""Units in a tenth of a part: a multiple of 1 to 6, so that up to six needs share it exactly."""

MOST_NEEDS: Final = 6
"""Needs that count; further ones do not."""

LEVEL: Final = 10 * DEGREE
"""Units of a part that is as good as can be; a score is the sum of points times such levels."""

SCALE: Final = 2 * LEVEL
"""Units of a pair's score in one point out of 100: both sides' points are added, not halved."""


class UnusableTable(ValueError):  # noqa: N818 - says what it is
    """A table that cannot be used, and why, in one line."""


class _Row(Struct, frozen=True, forbid_unknown_fields=True):
    """Misspelled names are refused rather than ignored."""


class Weight(_Row, frozen=True):
    """Points of a part in either side's own score, and its degree when one has not answered."""

    mentee: Annotated[int, Meta(ge=0, le=100)]
    mentor: Annotated[int, Meta(ge=0, le=100)]
    unknown: Tenths

    @property
    def both(self) -> int:
        """What the part is worth in the sum of both scores."""
        return self.mentee + self.mentor


class Needs(_Row, frozen=True):
    """Degrees of an offer for a need, and the degree below which nothing is proposed."""

    same_topic: Tenths
    topic_for_axis: Tenths
    axis_for_axis: Tenths
    axis_for_topic: Tenths
    near_topic: Tenths
    enough: Annotated[int, Meta(ge=1, le=10)]


class Experience(_Row, frozen=True):
    """Degrees by stages ahead, or by the mentor's kind for each stage of the mentee."""

    ahead: Annotated[tuple[Tenths, ...], Meta(min_length=7, max_length=7)]
    behind: Tenths
    kind: Mapping[Kind, Annotated[tuple[Tenths, ...], Meta(min_length=7, max_length=7)]]


Nearness = Annotated[tuple[Tenths, ...], Meta(min_length=3, max_length=3)]


class Sector(_Row, frozen=True):
    """Degrees for the same, a near, another sector; by what the goal wants."""

    close: Nearness
    open: Nearness
    across: Nearness
    goals_open: tuple[str, ...]
    goals_across: tuple[str, ...]
    axes_across: tuple[str, ...]
    families: tuple[tuple[str, ...], ...]


class Style(_Row, frozen=True):
    """Degrees of two who answered alike, and not."""

    alike: Tenths
    unlike: Tenths


class Shares(_Row, frozen=True):
    """Tenths of the part; they add up to ten."""

    pillars: Tenths
    country: Tenths
    heart: Tenths


class Pillar(_Row, frozen=True):
    """How the part is divided, by whether the mentee named a country."""

    with_target: Shares
    without_target: Shares


class Spoken(_Row, frozen=True):
    """Tenths for hours, degrees by languages and by hours in common."""

    hours: Tenths
    shared: Annotated[tuple[Tenths, ...], Meta(min_length=2, max_length=12)]
    kin: Tenths
    common_hours: Annotated[tuple[Tenths, ...], Meta(min_length=2, max_length=65)]


class Fairness(_Row, frozen=True):
    """Tenths for waiting, when it is full, after how many rounds someone goes first, regions."""

    waiting: Tenths
    full_after_days: Days
    patience: Annotated[int, Meta(ge=1, le=100)]
    regions: Mapping[str, Tenths]


class Rules(_Row, frozen=True):
    """The parameters of the hard rules, and the codes of those switched off."""

    off: tuple[Switchable, ...]
    mentor_days: Days
    mentee_days: Days
    common_hours: Annotated[int, Meta(ge=1, le=64)]
    market: Literal["region", "country"]
    goals_without_rivals: tuple[str, ...]
    most_seats: Annotated[int, Meta(ge=1, le=100)]
    mentor_lapses: Annotated[int, Meta(ge=1, le=100)] = 2


class Table(_Row, frozen=True):
    """The whole table; `version` is stored with every round and proposal."""

    version: Annotated[str, Meta(min_length=1, max_length=40)]
    parts: Mapping[PartCode, Weight]
    needs: Needs
    experience: Experience
    sector: Sector
    style: Style
    pillar: Pillar
    language: Spoken
    fairness: Fairness
    rules: Rules


def load(text: str) -> Table:
    """The table in `text` (TOML). Raises UnusableTable, naming the first thing that is wrong."""
    try:
        table = msgspec.toml.decode(text, type=Table)
    except msgspec.MsgspecError as error:
        raise UnusableTable(" ".join(str(error).split())) from None
    for wrong in _mistakes(table):
        raise UnusableTable(wrong)
    return table


@cache
def standard() -> Table:
    """The table that comes with the product."""
    return load(files("core.matching").joinpath("weights.toml").read_text("utf-8"))


def _mistakes(table: Table) -> Iterator[str]:
    for part in PARTS:
        if part not in table.parts:
            yield f"parts.{part} is missing"
    for side in ("mentee", "mentor"):
        total = sum(getattr(weight, side) for weight in table.parts.values())
        if total != 100:
            yield f"the {side}'s points add up to {total}, not to 100"
    for name in ("with_target", "without_target"):
        shares: Shares = getattr(table.pillar, name)
        if shares.pillars + shares.country + shares.heart != 10:
            yield f"pillar.{name} does not add up to 10"
    for kind in get_args(Kind):
        if kind not in table.experience.kind:
            yield f"experience.kind.{kind} is missing"
    for where, codes, known in (
        ("sector.families", (code for family in table.sector.families for code in family), SECTORS),
        ("sector.axes_across", table.sector.axes_across, AXES),
        ("sector.goals_open", table.sector.goals_open, GOALS),
        ("sector.goals_across", table.sector.goals_across, GOALS),
        ("rules.goals_without_rivals", table.rules.goals_without_rivals, GOALS),
        ("fairness.regions", table.fairness.regions, {code[3:] for code in REGIONS}),
    ):
        for code in codes:
            if code not in known:
                yield f"{where} knows no {code!r}"
