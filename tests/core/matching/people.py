"""People for the tests of matching: one plain pair, and strategies that draw any."""

import random
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from bot.zones import use_packaged_zones
from core.duration import DAY
from core.matching.pool import Exclusion, Mentee, Mentor, Pool, refined
from core.matching.week import WINDOWS, weekly_hours
from core.matching.weights import STAGES
from core.mentoring.member import GOALS, PILLARS, STYLES
from core.understanding.sectors import TRADES
from core.understanding.topics import AXES, TOPICS

use_packaged_zones()  # hours are computed while this is imported, before any fixture

TODAY = datetime(2026, 12, 1, 9, tzinfo=UTC)
NOW = int(TODAY.timestamp()) * 1000
ZONES = {
    "MA": "Africa/Casablanca",
    "FR": "Europe/Paris",
    "NL": "Europe/Amsterdam",
    "SA": "Asia/Riyadh",
}
ZONES |= {"CA": "America/Toronto", "": "Nowhere/Gone"}

AMAL = Mentee(
    id=1,
    languages=("fr", "ary"),
    zone="Africa/Casablanca",
    availability=("evening", "saturday"),
    hours=weekly_hours(("evening", "saturday"), "Africa/Casablanca", "MA", TODAY.date()),
    country="MA",
    region="08",
    place="MA-08/zagora",
    sector="crafts",
    trade="carpets",
    stage="first_sales",
    last_seen=NOW - DAY,
    needs=("market/export", "finance/pricing"),
    intent="scale",
    goal="export",
    target="NL",
    waiting_since=NOW - 60 * DAY,
)
"""Sells carpets in Zagora and wants to sell in the Netherlands."""

KARIM = Mentor(
    id=2,
    languages=("fr", "nl", "ary"),
    zone="Europe/Amsterdam",
    availability=("evening",),
    hours=weekly_hours(("evening",), "Europe/Amsterdam", "NL", TODAY.date()),
    country="NL",
    region="13",
    place="NL",
    sector="trade",
    trade="wholesale",
    kind="entrepreneur",
    last_seen=NOW - 2 * DAY,
    offers=("market", "market/export"),
    origin="08",
    capacity=2,
)
"""Imports into the Netherlands, and comes from Drâa-Tafilalet."""


def pool_of(*people: Mentee | Mentor, **more: object) -> Pool:
    """A pool of these people, now."""
    return Pool(
        tuple(one for one in people if isinstance(one, Mentee)),
        tuple(one for one in people if isinstance(one, Mentor)),
        **{"now": NOW, "seed": 7, **more},  # type: ignore[arg-type]
    )


def some(codes, most: int):
    """Up to `most` of the codes, in any order."""
    return st.lists(st.sampled_from(sorted(codes)), unique=True, max_size=most).map(tuple)


STYLE = st.tuples(*(st.sampled_from(("", *pair)) for pair in STYLES)).map(
    lambda codes: tuple(code for code in codes if code)
)
WISHES = ("", "", "needs", "sector", "experience", "language", "times", "other")
TOPIC_CODES = (
    "market/export",
    "market/pitch",
    "market",
    "finance/tax",
    "finance",
    "leadership/time",
)
SECTOR_TRADES = (
    ("crafts", "carpets"),
    ("crafts", ""),
    ("textile", "tailoring"),
    ("digital", ""),
    ("", ""),
)


@st.composite
def parties(draw):
    """What both sides have; few values each, so that people have things in common."""
    country = draw(st.sampled_from(sorted(ZONES)))
    availability = draw(some(WINDOWS, 4))
    sector, trade = draw(st.sampled_from(SECTOR_TRADES))
    region = {"": "", "MA": draw(st.sampled_from(("06", "08", "12")))}.get(country, "13")
    return {
        "languages": draw(some(("fr", "ar", "ary", "en", "nl"), 3)),
        "zone": ZONES[country],
        "availability": availability,
        "hours": weekly_hours(availability, ZONES[country], country, TODAY.date()),
        "country": country,
        "region": region,
        "sector": sector,
        "trade": trade,
        "company": draw(st.sampled_from(("", "", "atlas sarl"))),
        "style": draw(STYLE),
        "pillars": draw(some(PILLARS, 5)),
        "stage": draw(st.sampled_from(("", *STAGES))),
        "verdict": draw(st.sampled_from(("qualified",) * 6 + ("needs_info", "redirected"))),
        "last_seen": NOW - draw(st.integers(0, 40)) * DAY,
        "paused": draw(st.integers(0, 9)) == 0,
    }


@st.composite
def mentees(draw, person_id: int = 1):
    """Any mentee, gaps and contradictions included."""
    return Mentee(
        id=person_id,
        **draw(parties()),
        needs=draw(some(TOPIC_CODES, 4)),
        goal=draw(st.sampled_from(("", "my own words", *GOALS))),
        target=draw(st.sampled_from(("", "NL", "FR", "JP"))),
        wish=draw(st.sampled_from(WISHES)),
        waiting_since=draw(st.sampled_from((0, NOW - 3 * DAY, NOW - 400 * DAY, NOW + DAY))),
        rounds=draw(st.integers(0, 4)),
    )


@st.composite
def mentors(draw, person_id: int = 1001):
    """Any mentor, gaps and contradictions included."""
    return Mentor(
        id=person_id,
        **draw(parties()),
        offers=draw(some(TOPIC_CODES, 4)),
        kind=draw(st.sampled_from(("", "entrepreneur", "executive_expert", "high_potential"))),
        origin=draw(st.sampled_from(("", "08", "06"))),
        capacity=draw(st.integers(0, 3)),
        taken=draw(st.integers(0, 2)),
        reserved=draw(st.integers(0, 2)),
    )


@st.composite
def pools(draw, most: int = 6):
    """Any small pool: people in both roles, exclusions, running mentorships."""
    some_mentees = [draw(mentees(one)) for one in range(1, draw(st.integers(0, most)) + 1)]
    twice = draw(st.integers(0, 2))
    ids = [*range(1, 1 + twice), *range(1001, 1001 + draw(st.integers(0, most)))]
    some_mentors = [draw(mentors(one)) for one in ids]
    everyone = sorted({one.id for one in some_mentees} | set(ids) | {1})
    pair = st.tuples(st.sampled_from(everyone), st.sampled_from(everyone))
    reasons = st.sampled_from(("blocked", "failed", "declined", "conflict"))
    until = st.sampled_from((0, NOW - DAY, NOW + DAY))
    apart = draw(st.lists(st.tuples(pair, reasons, until), max_size=4))
    running = draw(st.lists(pair, max_size=2))
    return Pool(
        tuple(draw(st.permutations(some_mentees))),
        tuple(draw(st.permutations(some_mentors))),
        NOW,
        frozenset(Exclusion(*who, reason, to) for who, reason, to in apart),
        frozenset(running),
        seed=draw(st.integers(0, 3)),
    )


def crowd(count: int, *, mentors_too: int = 0) -> tuple[Mentee | Mentor, ...]:
    """The same mentee and mentor many times over."""
    return (
        *(replace(AMAL, id=one) for one in range(1, count + 1)),
        *(replace(KARIM, id=1_000_000 + one) for one in range(mentors_too)),
    )


def community(mentees: int, mentors: int, *, seed: int) -> Pool:
    """A plausible pool: twelve regions by population, the diaspora's countries, any trade."""
    chance = random.Random(seed)

    def party(person_id: int, homes: str) -> dict[str, object]:
        country = chance.choice(homes.split())
        said = tuple(chance.sample(sorted(WINDOWS), chance.randint(1, 3)))
        trade = chance.choice(sorted(TRADES))
        region = f"{chance.choices(range(1, 13), SHARES)[0]:02}" if country == "MA" else "13"
        return {
            "id": person_id,
            "languages": tuple(
                chance.sample(("fr", "ar", "ary", "en", "nl"), chance.randint(1, 3))
            ),
            "zone": ZONES[country],
            "availability": said,
            "hours": weekly_hours(said, ZONES[country], country, TODAY.date()),
            "country": country,
            "region": region,
            "sector": trade.partition("/")[0],
            "trade": trade.partition("/")[2],
            "pillars": tuple(chance.sample(PILLARS, chance.randint(0, 2))),
            "last_seen": NOW - DAY,
        }

    codes = (*AXES, *TOPICS)
    return Pool(
        tuple(
            Mentee(
                **party(one, "MA MA MA MA MA MA FR"),  # type: ignore[arg-type]
                needs=refined(chance.sample(codes, chance.randint(1, 4))),
                stage=chance.choice(STAGES),
                goal=chance.choice(GOALS),
                target=chance.choice(("", "", "FR", "NL")),
                waiting_since=NOW - DAY * chance.randint(0, 200),
            )
            for one in range(1, mentees + 1)
        ),
        tuple(
            Mentor(
                **party(1_000_000 + one, "MA MA FR FR NL CA SA"),  # type: ignore[arg-type]
                offers=tuple(chance.sample(codes, chance.randint(1, 5))),
                kind=chance.choice(("entrepreneur", "executive_expert", "high_potential")),
                capacity=chance.randint(1, 3),
            )
            for one in range(mentors)
        ),
        NOW,
        seed=seed,
    )


SHARES = (10, 7, 12, 13, 6, 20, 12, 5, 9, 2, 3, 1)
"""Demand by region (domain §5.1)."""
