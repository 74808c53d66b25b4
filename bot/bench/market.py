"""A synthetic market of any size, seeded: the one of which `mem bench matching` speaks.

Made after the programme's own questions: 150 trades in 21 sectors (Zipf), 12 regions (37 % in
Casablanca-Settat, six less connected ones with 10 % together), 8 languages by country, 56 weekly
hours in UTC, 24 topics in 4 families, five stages, a goal as a vector of 64, mentors of standing,
1-5 seats, competitors, a blocklist, and one criterion a mentee may count double. It is nobody's
data: shares of matched people belong to it and to no programme.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from core.matching.market import POINT, Market, Mentees, Mentors, Terms, market

Reals = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

TOPICS, FAMILIES, SECTORS, TRADES, STAGES, LANGUAGES, GOALS, STYLES = 24, 4, 21, 150, 5, 8, 64, 16
REGION_SHARES: Final = (
    *(0.37, 0.16, 0.13, 0.10, 0.08, 0.06),
    *(0.03, 0.025, 0.02, 0.015, 0.006, 0.004),
)
"""Casablanca-Settat first; the last six are the less connected regions."""
REMOTE: Final = 6
"""The first of the less connected regions."""

COUNTRIES: Final = 16
FEATURE: Final = 127
"""The largest mentor feature: 8 bits with its sign."""

POINTS_U: Final = {
    "need": 26, "sector": 12, "country": 6, "region": 8, "stage": 8, "gap": 8, "goals": 8,
    "style": 8, "standing": 4,
}  # fmt: skip
POINTS_V: Final = {
    "need": 20, "sector": 16, "country": 6, "region": 8, "stage": 12, "gap": 6, "goals": 8,
    "style": 12, "standing": 0,
}  # fmt: skip
TRADE, HOURS, LANGUAGE = 4, 4, 4
"""Points for the same trade, for common hours and for the best common language, each side."""


@dataclass(frozen=True, slots=True, eq=False)
class People:
    """One side's answers, drawn."""

    sector: Numbers
    trade: Numbers
    region: Numbers
    country: Numbers
    stage: Numbers
    years: Numbers
    topics: npt.NDArray[np.bool_]
    goal: Reals
    style: Reals
    liking: Reals
    languages: Numbers
    slots: npt.NDArray[np.uint64]
    company: Numbers


def synthetic(mentees: int, mentors: int, *, seed: int = 1) -> Market:
    """A market of that many on each side; the same for the same numbers, whatever the machine."""
    chance = np.random.default_rng([seed, mentees, mentors])
    centres = chance.normal(size=(SECTORS, GOALS))
    young = _people(chance, mentees, centres, remote=1.0, abroad=0.0)
    old = _people(chance, mentors, centres, remote=0.25, abroad=0.35)
    standing = chance.beta(1.2, 8, mentors)
    kernel = _kernel(chance)
    named = chance.integers(0, 12, mentees)  # a criterion counted double; above the last: none
    right, left_u, left_v = _features(young, old, standing, kernel, named)
    waiting = chance.integers(0, 3 * POINT, mentees, dtype=np.int32)
    remote = (young.region >= REMOTE).astype(np.int32) * POINT
    blocked = max(1, mentees // 50) if mentees and mentors else 0
    excluded = (
        chance.integers(0, max(1, mentees), blocked),
        chance.integers(0, max(1, mentors), blocked),
    )
    hours = (np.minimum(np.arange(65), 8) * (HOURS * POINT // 8)).astype(np.int32)
    spoken = np.array([_comfort(mask) for mask in range(1 << LANGUAGES)], np.int32)
    seats = chance.choice(np.arange(1, 6), mentors, p=(0.32, 0.28, 0.2, 0.12, 0.08))
    return market(
        Mentees(
            ids=_ids(chance, mentees),
            left_u=left_u,
            left_v=left_v,
            base_u=np.zeros(mentees, np.int32),
            base_v=waiting + remote,
            slots=young.slots,
            languages=young.languages.astype(np.uint16),
            trade=young.trade.astype(np.int16),
            groups=young.company[:, None].astype(np.int32),
            region=young.region.astype(np.int16),
        ),
        Mentors(
            ids=_ids(chance, mentors),
            right=right,
            slots=old.slots,
            languages=old.languages.astype(np.uint16),
            trade=old.trade.astype(np.int16),
            groups=old.company[:, None].astype(np.int32),
            seats=seats.astype(np.int16),
        ),
        Terms(hours, hours, spoken, spoken, TRADE * POINT, TRADE * POINT),
        excluded=excluded,
        seed=seed,
    )


def _ids(chance: np.random.Generator, count: int) -> Numbers:
    return np.sort(chance.choice(max(10 * count, 1), count, replace=False)).astype(np.int64)


def _comfort(mask: int) -> int:
    """Units for the best common language: Arabic, French and English first."""
    return max(
        (LANGUAGE * POINT // (1 + n // 3) for n in range(LANGUAGES) if mask >> n & 1), default=0
    )


def _kernel(chance: np.random.Generator) -> Reals:
    """How near two sectors are: 1 for the same, up to .6 for neighbours."""
    near = chance.beta(1, 4, (SECTORS, SECTORS)) * 0.6
    near = (near + near.T) / 2
    np.fill_diagonal(near, 1.0)
    return near


def _people(
    chance: np.random.Generator, count: int, centres: Reals, *, remote: float, abroad: float
) -> People:
    zipf = 1 / np.arange(1, TRADES + 1) ** 0.9
    trade = chance.choice(TRADES, count, p=zipf / zipf.sum())
    sector = trade * 7 % SECTORS
    shares = np.array(REGION_SHARES) * np.where(np.arange(len(REGION_SHARES)) < REMOTE, 1, remote)
    region = chance.choice(len(shares), count, p=shares / shares.sum())
    country = np.where(chance.random(count) < abroad, chance.integers(1, COUNTRIES, count), 0)
    goal = centres[sector] * 0.6 + chance.normal(size=(count, GOALS))
    goal /= np.linalg.norm(goal, axis=1, keepdims=True)
    popular = 1 / np.arange(1, TOPICS + 1) ** 0.5
    draws = chance.random((count, TOPICS)) ** (1 / popular)
    wanted = chance.integers(1, 5, count)
    rank = np.argsort(np.argsort(-draws, axis=1), axis=1)
    languages = np.zeros(count, np.int64)
    for bit, share in enumerate((0.9, 0.8, 0.35, 0.12, 0.05, 0.03, 0.02, 0.01)):
        said = np.where(country > 0, share * (0.3 if bit == 0 else 1.1), share)
        languages |= (chance.random(count) < said).astype(np.int64) << bit
    languages |= (languages == 0).astype(np.int64) << 1
    return People(
        sector=sector,
        trade=trade,
        region=region,
        country=country,
        stage=chance.choice(STAGES, count, p=(0.3, 0.3, 0.2, 0.15, 0.05)),
        years=chance.integers(0, 4, count),
        topics=rank < wanted[:, None],
        goal=goal,
        style=_directions(chance, count),
        liking=_directions(chance, count),
        languages=languages,
        slots=_hours(chance, count, country),
        company=np.where(chance.random(count) < 0.5, chance.integers(0, 40_000, count), -1),
    )


def _directions(chance: np.random.Generator, count: int) -> Reals:
    directions = chance.normal(size=(count, STYLES))
    unit: Reals = directions / np.linalg.norm(directions, axis=1, keepdims=True)
    return unit


def _hours(chance: np.random.Generator, count: int, country: Numbers) -> npt.NDArray[np.uint64]:
    """Weekly 3-hour slots, 8 a day: one to three habits of the week, moved by the time zone."""
    slots = np.zeros(count, np.uint64)
    shift = np.array((0, 0, 0, 0, 0, 0, 1, 1, -2, -3, 0, 0, 1, 0, -2, 0))[country]
    for _ in range(3):
        hour = (chance.choice((2, 3, 4, 5, 6), count, p=(0.1, 0.15, 0.2, 0.3, 0.25)) + shift) % 8
        days = chance.choice((0b0011111, 0b1100000, 0b0010101, 0b0001010), count)
        keep = chance.random(count) < 0.75
        for day in range(7):
            on = keep & ((days >> day & 1) == 1)
            slots |= np.where(on, np.uint64(1) << (8 * day + hour).astype(np.uint64), np.uint64(0))
    return slots


def _features(
    young: People, old: People, standing: Reals, kernel: Reals, named: Numbers
) -> tuple[npt.NDArray[np.float32], ...]:
    """The mentors' features, and the mentees' for either score, whole numbers."""
    gap = np.abs(np.subtract.outer(np.arange(4) + 1, np.arange(4)))
    stages = 1 - np.abs(np.subtract.outer(np.arange(STAGES) + 1, np.arange(STAGES))) / STAGES
    regions = np.eye(len(REGION_SHARES)) * 0.6 + 0.4
    countries = np.eye(COUNTRIES) * 0.7 + 0.3
    family = np.kron(np.eye(FAMILIES), np.ones((TOPICS // FAMILIES,) * 2)) * 0.3
    topics = np.maximum(np.eye(TOPICS), family)
    needed = young.topics / np.maximum(1, young.topics.sum(axis=1, keepdims=True)) @ topics
    blocks: dict[str, tuple[Reals, Reals]] = {
        # name: (mentee rows at most about 1, mentor rows at most 1)
        "need": (needed, old.topics.astype(float) * 0.7),
        "sector": (kernel[young.sector], np.eye(SECTORS)[old.sector]),
        "country": (countries[young.country], np.eye(COUNTRIES)[old.country]),
        "region": (regions[young.region], np.eye(len(REGION_SHARES))[old.region]),
        "stage": (stages[young.stage], np.eye(STAGES)[old.stage]),
        "gap": ((1 - gap / 4)[young.years], np.eye(4)[old.years]),
        "goals": (young.goal, old.goal),
        "style": (young.style, old.style),
        "standing": (np.ones((len(young.goal), 1)), standing[:, None]),
    }
    weights = {name: np.ones(len(young.goal)) for name in blocks}
    for number, name in enumerate(blocks):
        weights[name][named == number] = 2.0
    total = sum(weights[name] * POINTS_U[name] for name in blocks)
    scale = sum(POINTS_U.values()) / total
    right, left_u, left_v = [], [], []
    for name, (mine, yours) in blocks.items():
        right.append(np.rint(yours * FEATURE).astype(np.float32))
        unit = POINT / FEATURE
        left_u.append(
            np.rint(mine * (weights[name] * scale)[:, None] * POINTS_U[name] * unit).astype(
                np.float32
            )
        )
        # what mentors like in mentees is not what mentees like in mentors
        theirs = young.liking if name == "style" else mine
        left_v.append(np.rint(theirs * POINTS_V[name] * unit).astype(np.float32))
    return np.hstack(right), np.hstack(left_u), np.hstack(left_v)
