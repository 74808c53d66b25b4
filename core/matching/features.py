"""What people want and bring, as columns of numbers, unit for unit what `score` gives.

Every part of a score that compares two people is an inner product: one side holds what is wanted in
each column, the other what is there. What one side has not answered is a column, or a base, of its
own. Only languages and hours in common are looked up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from core.matching.levels import (
    ARABIC,
    cover,
    experience_degree,
    fairness_level,
    heart_of,
    hours_level,
    language_level,
    sectors_wanted,
    shares_of,
)
from core.matching.market import Ints, Mentees, Mentors, Terms
from core.matching.pool import Mentee, Mentor, Party
from core.matching.rules import (
    market_of,
    seats_of,
)
from core.matching.score import mentee_points
from core.matching.weights import (
    DEGREE,
    LEVEL,
    PARTS,
    SCALE,
    STAGES,
    Needs,
    PartCode,
    Spoken,
    Table,
    Weight,
)
from core.mentoring.member import PILLARS, STYLES
from core.understanding.places import REGIONS
from core.understanding.sectors import SECTORS
from core.understanding.spoken import LANGUAGES
from core.understanding.topics import AXES, TOPICS

CODES = (*AXES, *TOPICS)
"""Needs and offers, one column and one bit each."""

PLACE = {code: place for place, code in enumerate(CODES)}
"""The column and bit of each."""

ANYTHING = (1 << 64) - 1
"""Asked for, or given, by somebody who has not said: it meets everything."""

FIRST = 100 * SCALE
"""What a mentee who goes first is worth more, in units of both sides: as much as any pair."""

_SPOKEN = {code: 1 << bit for bit, code in enumerate(LANGUAGES)}
_KIN = 1 << len(LANGUAGES)
"""Some Arabic, standard or Darija."""

SPOKEN = np.uint16(_KIN - 1)
"""The bits of languages, without that of kin."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each feature stands in the inner product; `width` columns in all."""

    at: Mapping[tuple[str, str], int]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.at)


def columns_of(mentors: Sequence[Mentor]) -> Columns:
    """The features of the programme, and the countries that a mentor lives in.

    A target country where nobody lives needs no column: it meets no one.
    """
    named = [("need", code) for code in CODES]  # first, so that they are one slice
    named += [("stage", code) for code in STAGES]
    named += [("sector", code) for code in (*SECTORS, "")]
    for pair in STYLES:
        named += [("style", code) for code in (*pair, f"not {pair[0]}")]
    named += [("pillar", code) for code in (*PILLARS, "")]
    named += [("heart", code[3:]) for code in REGIONS] + [("heart", "")]
    named += [("country", code) for code in sorted({one.country for one in mentors} | {""})]
    return Columns({name: at for at, name in enumerate(named)})


@dataclass(slots=True)
class Keys:
    """One number for each company, and for each trade in a market; -1 for none."""

    table: Table
    known: dict[tuple[str, ...], int] = field(default_factory=dict)

    def of(self, one: Party) -> tuple[int, int]:
        """The keys of a person: company, market."""
        off = self.table.rules.off
        where = None if "rival" in off else market_of(one, self.table)
        company = one.company if "company" not in off else ""
        return (
            self._number(("company", company)) if company else -1,
            self._number(("market", *where)) if where else -1,
        )

    def _number(self, key: tuple[str, ...]) -> int:
        return self.known.setdefault(key, len(self.known))


class _Sides:
    """The rows of both inner products and both bases, filled mentee by mentee, part by part."""

    def __init__(self, count: int, width: int, table: Table) -> None:
        self.table = table
        self.rows = (np.zeros((count, width), np.float32), np.zeros((count, width), np.float32))
        self.bases = (np.zeros(count, np.int32), np.zeros(count, np.int32))
        self._own: Mapping[PartCode, int] = {}

    def begin(self, one: Mentee) -> None:
        """From here on, this mentee's own points."""
        self._own = mentee_points(one, self.table)

    def put(self, row: int, part: PartCode, column: int, units: int) -> None:
        """What a column is worth."""
        self.rows[0][row, column] = self._own[part] * units
        self.rows[1][row, column] = self.table.parts[part].mentor * units

    def add(self, row: int, part: PartCode, units: int) -> None:
        """What is there whoever the mentor."""
        self.bases[0][row] += self._own[part] * units
        self.bases[1][row] += self.table.parts[part].mentor * units


def encode_mentees(
    mentees: Sequence[Mentee],
    columns: Columns,
    table: Table,
    keys: Keys,
    *,
    now: int,
    first: frozenset[int] = frozenset(),
) -> Mentees:
    """What each mentee wants in every column, in units of a degree (a tenth of a part)."""
    count = len(mentees)
    sides = _Sides(count, columns.width, table)
    for row, one in enumerate(mentees):
        sides.begin(one)
        _want(one, row, sides, columns, table)
        sides.add(row, "fairness", fairness_level(one, table, now))
        if one.id in first:
            sides.bases[0][row] += FIRST // 2
            sides.bases[1][row] += FIRST // 2
    return Mentees(
        ids=np.array([one.id for one in mentees], np.int64),
        left_u=sides.rows[0],
        left_v=sides.rows[1],
        base_u=sides.bases[0],
        base_v=sides.bases[1],
        slots=hours_column(mentees),
        languages=languages_column(mentees),
        trade=np.full(count, -1, np.int16),
        groups=groups_columns(mentees, keys),
        region=np.array([int(one.region or 0) for one in mentees], np.int16),
        wants=np.array([wants_of(one, table) for one in mentees], np.uint64),
    )


def _want(one: Mentee, row: int, sides: _Sides, columns: Columns, table: Table) -> None:
    at, mean = columns.at, {part: table.parts[part].unknown for part in PARTS}
    for need in one.needs:
        sides.put(row, "needs", at["need", need], DEGREE // len(one.needs))
    if not one.needs:
        sides.add(row, "needs", mean["needs"] * DEGREE)
    if one.stage in STAGES:
        sides.put(row, "experience", at["stage", one.stage], DEGREE)
    else:
        sides.add(row, "experience", mean["experience"] * DEGREE)
    if one.sector in SECTORS:
        for code, degree in sectors_wanted(one, table.sector).items():
            sides.put(row, "sector", at["sector", code], degree * DEGREE)
        sides.put(row, "sector", at["sector", ""], mean["sector"] * DEGREE)
    else:
        sides.add(row, "sector", mean["sector"] * DEGREE)
    each = DEGREE // len(STYLES)
    for pair in STYLES:
        if mine := next((code for code in pair if code in one.style), ""):
            for code in pair:
                degree = table.style.alike if code == mine else table.style.unlike
                sides.put(row, "style", at["style", code], degree * each)
            sides.put(row, "style", at["style", f"not {pair[0]}"], mean["style"] * each)
        else:
            sides.add(row, "style", mean["style"] * each)
    _want_pillar(one, row, sides, columns, table)


def _want_pillar(one: Mentee, row: int, sides: _Sides, columns: Columns, table: Table) -> None:
    at, shares = columns.at, shares_of(one, table)
    middle = table.parts["pillar"].unknown * DEGREE // 10
    for code in one.pillars:
        sides.put(row, "pillar", at["pillar", code], shares.pillars * (DEGREE // len(one.pillars)))
    if one.pillars:
        sides.put(row, "pillar", at["pillar", ""], shares.pillars * middle)
    else:
        sides.add(row, "pillar", shares.pillars * middle)
    if one.target:
        if ("country", one.target) in at:
            sides.put(row, "pillar", at["country", one.target], shares.country * DEGREE)
        sides.put(row, "pillar", at["country", ""], shares.country * middle)
    else:
        sides.add(row, "pillar", shares.country * middle)
    if one.region not in ("", "13"):
        sides.put(row, "pillar", at["heart", one.region], shares.heart * DEGREE)
        sides.put(row, "pillar", at["heart", ""], shares.heart * middle)
    else:
        sides.add(row, "pillar", shares.heart * middle)


def encode_mentors(
    mentors: Sequence[Mentor], columns: Columns, table: Table, keys: Keys, *, asks_per_seat: int = 1
) -> Mentors:
    """What each mentor brings in every column: degrees, or 1 for yes."""
    right = np.zeros((len(mentors), columns.width), np.float32)
    at = columns.at
    middle = {part: table.parts[part].unknown for part in PARTS}
    for row, one in enumerate(mentors):
        right[row, : len(CODES)] = (
            covers(one.offers, table.needs) if one.offers else middle["needs"]
        )
        for stage in STAGES:
            known = experience_degree(stage, one, table)
            right[row, at["stage", stage]] = middle["experience"] if known is None else known
        right[row, at["sector", one.sector if one.sector in SECTORS else ""]] = 1
        for pair in STYLES:
            style = next((code for code in pair if code in one.style), f"not {pair[0]}")
            right[row, at["style", style]] = 1
        for pillar in one.pillars or ("",):
            right[row, at["pillar", pillar]] = 1
        right[row, at["heart", heart_of(one)]] = 1
        right[row, at["country", one.country]] = 1
    return Mentors(
        ids=np.array([one.id for one in mentors], np.int64),
        right=right,
        slots=hours_column(mentors),
        languages=languages_column(mentors),
        trade=np.full(len(mentors), -1, np.int16),
        groups=groups_columns(mentors, keys),
        seats=np.array([seats_of(one, table, asks_per_seat) for one in mentors], np.int16),
        gives=np.array([gives_of(one, table) for one in mentors], np.uint64),
    )


def encode_terms(table: Table) -> Terms:
    """What languages and hours in common add, by the mask and by the number of them."""
    return _terms(table.parts["language"], table.language, table.rules.common_hours)


@lru_cache(maxsize=8)
def _terms(weight: Weight, degrees: Spoken, least: int) -> Terms:
    by_count = [
        [language_level(count, akin, degrees) for count in range(len(LANGUAGES) + 1)]
        for akin in (False, True)
    ]
    masks = np.arange(2 * _KIN, dtype=np.uint16)
    spoken = np.array(by_count, np.int32)[
        (masks >= _KIN).astype(int), np.bitwise_count(masks & SPOKEN)
    ]
    hours = np.array([hours_level(count, degrees) for count in range(65)], np.int32)
    return Terms(
        slot_u=weight.mentee * hours,
        slot_v=weight.mentor * hours,
        language_u=weight.mentee * spoken,
        language_v=weight.mentor * spoken,
        minimum_slots=least,
        point=LEVEL,
    )


def wants_of(one: Mentee, table: Table) -> int:
    """What a mentee asks for, a bit for each of `CODES`; all bits when they have not said."""
    if not one.needs or "need" in table.rules.off:
        return ANYTHING
    return sum(1 << PLACE[need] for need in one.needs)


def gives_of(one: Mentor, table: Table) -> int:
    """What a mentor meets well enough, a bit for each of `CODES`; all bits when not said."""
    if not one.offers or "need" in table.rules.off:
        return ANYTHING
    met = (degree >= table.needs.enough for degree in covers(one.offers, table.needs))
    return sum(yes << bit for bit, yes in enumerate(met))


@lru_cache(maxsize=1 << 14)
def covers(offers: tuple[str, ...], weights: Needs) -> tuple[int, ...]:
    """How well offers meet each of `CODES`, in tenths."""
    return tuple(cover(code, offers, weights) for code in CODES)


def hours_column(people: Sequence[Party]) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """Weekly hours in UTC, one mask a person."""
    return np.array([one.hours or 0 for one in people], np.uint64)


def languages_column(people: Sequence[Party]) -> np.ndarray[tuple[int], np.dtype[np.uint16]]:
    """Languages spoken, one mask a person; a bit of its own for any Arabic."""
    masks = [
        sum(_SPOKEN[code] for code in set(one.languages))
        | _KIN * (not ARABIC.isdisjoint(one.languages))
        for one in people
    ]
    return np.array(masks, np.uint16)


def groups_columns(people: Sequence[Party], keys: Keys) -> Ints:
    """The keys of companies and markets, one row a person."""
    return np.array([keys.of(one) for one in people], np.int32).reshape(len(people), 2)
