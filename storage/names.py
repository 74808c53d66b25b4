"""How people are called and where they live, for lists of people that are otherwise numbers."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection, select

from storage.among import among, ids
from storage.prepared import Prepared
from storage.schema import member

_OF = Prepared(
    select(
        member.c.person_id, member.c.name, member.c.country, member.c.region, member.c.city
    ).where(among(member.c.person_id, ids("people")))
)


@dataclass(frozen=True, slots=True)
class Named:
    """A first name, and the code of a home (`MA-08/zagora`, `FR`); either is "" where nobody said."""

    first: str
    home: str


def of(conn: Connection, people: Collection[int]) -> dict[int, Named]:
    """Those of `people` who have a profile, by number."""
    return {
        row.person_id: Named((row.name.split() or [""])[0], home_of(row))
        for row in _OF.all(conn, people=sorted(set(people)))
    }


class Somewhere(Protocol):
    """Whoever has said where they live: a profile, or a row of some of its columns."""

    @property
    def country(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def city(self) -> str: ...


def home_of(one: Somewhere) -> str:
    """The code of a home, "" where nobody said."""
    country, region, city = one.country, one.region, one.city
    place = f"{country}-{region}" if country == "MA" and region else country
    return f"{place}/{city}" if place and city else place
