"""A synthetic pool of people in codes, seeded: for what `mem bench matching` says about newcomers."""

import random
from datetime import UTC, datetime
from typing import Any, Final

from core.duration import DAY
from core.matching.pool import Mentee, Mentor, Pool
from core.matching.week import WINDOWS, weekly_hours
from core.matching.weights import STAGES
from core.mentoring.member import GOALS, PILLARS, STYLES
from core.understanding.sectors import SECTORS, TRADES
from core.understanding.topics import AXES, TOPICS

TODAY: Final = datetime(2026, 12, 1, 9, tzinfo=UTC)
NOW: Final = int(TODAY.timestamp()) * 1000
HOMES: Final = (
    *(("MA", "Africa/Casablanca"),) * 6,
    ("FR", "Europe/Paris"),
    ("CA", "America/Toronto"),
    ("AE", "Asia/Dubai"),
)


def people(mentees: int, mentors: int, *, seed: int, order: random.Random | None = None) -> Pool:
    """A pool of that many on each side, mentees from id 1, in the order of `order` if given."""
    chance = random.Random(f"{seed} {mentees} {mentors}")  # noqa: S311 - repeatable on purpose
    young = [_mentee(chance, number) for number in range(1, mentees + 1)]
    old = [_mentor(chance, number) for number in range(mentees + 1, mentees + mentors + 1)]
    if order is not None:
        order.shuffle(young)
        order.shuffle(old)
    return Pool(tuple(young), tuple(old), now=NOW, seed=seed)


def _mentee(chance: random.Random, number: int) -> Mentee:
    return Mentee(
        id=number,
        **_party(chance),
        needs=tuple(chance.sample(_TOPICS, chance.randint(1, 3))),
        goal=chance.choice(GOALS),
        target=chance.choice(("", "", "FR", "AE")),
        waiting_since=NOW - chance.randint(0, 200) * DAY,
    )


def _mentor(chance: random.Random, number: int) -> Mentor:
    return Mentor(
        id=number,
        **_party(chance),
        offers=tuple(chance.sample(_TOPICS, chance.randint(2, 5))),
        kind="entrepreneur",
        origin=f"{chance.randint(1, 12):02}",
        capacity=chance.randint(1, 3),
    )


_TOPICS: Final = (*AXES, *TOPICS)
_TRADES: Final = tuple(TRADES)
_SECTORS: Final = tuple(SECTORS)


def _party(chance: random.Random) -> dict[str, Any]:
    """What both sides have."""
    country, zone = chance.choice(HOMES)
    availability = tuple(chance.sample(tuple(WINDOWS), chance.randint(1, 3)))
    return {
        "languages": tuple(chance.sample(("fr", "ar", "ary", "en"), chance.randint(1, 3))),
        "zone": zone,
        "availability": availability,
        "hours": weekly_hours(availability, zone, country, TODAY.date()),
        "country": country,
        "region": f"{chance.randint(1, 12):02}" if country == "MA" else "13",
        "sector": chance.choice(_SECTORS),
        "trade": chance.choice(_TRADES),
        "company": f"company {chance.randint(1, 50_000)}",
        "style": tuple(chance.choice(pair) for pair in STYLES),
        "pillars": tuple(chance.sample(PILLARS, chance.randint(0, 2))),
        "stage": chance.choice(STAGES),
        "last_seen": NOW - chance.randint(0, 20) * DAY,
    }
