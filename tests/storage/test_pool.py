"""The pool of matching: whoever is known is not read again, and is as they would be if they were."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Connection, update

from core.duration import DAY, HOUR
from core.matching.pool import Pool
from core.mentoring.member import Member
from storage import members, mentorships, pool
from storage.database import Database
from storage.schema import address
from tests.storage.rows import NOW, newcomer

LATER = NOW + HOUR

MENTEE = Member(
    state="qualified",
    roles=("mentee",),
    name="Amal",
    birth_year=1972,
    country="FR",
    timezone="Europe/Paris",
    needs=("finance",),
    languages=("fr",),
    availability=("evening",),
)
MENTOR = replace(MENTEE, roles=("mentor",), name="Karim", offers=("finance",), capacity=2)


def settled(conn: Connection, at: int) -> tuple[int, int]:
    """A mentee, at the last age for one, and a mentor, whose profiles were written then."""
    amal, karim = newcomer(conn), newcomer(conn, "karim")
    members.save(conn, amal, MENTEE, at)
    members.save(conn, karim, MENTOR, at)
    return amal, karim


def alike(one: Pool, other: Pool) -> bool:
    """Whether two pools hold the same people, seats and bars."""
    names = ("mentees", "mentors", "excluded", "running")
    return all(getattr(one, name) == getattr(other, name) for name in names)


def changed(conn: Connection, amal: int, _: int) -> None:
    members.save(conn, amal, replace(MENTEE, needs=("market",)), LATER)


def changed_at_the_moment_of_the_look(conn: Connection, amal: int, _: int) -> None:
    members.save(conn, amal, replace(MENTEE, languages=("ar",)), NOW)


def changed_before_and_committed_after(conn: Connection, amal: int, _: int) -> None:
    members.save(conn, amal, replace(MENTEE, languages=("en",)), NOW - HOUR)


def paused(conn: Connection, _: int, karim: int) -> None:
    members.save(conn, karim, replace(MENTOR, state="paused"), LATER)


def left(conn: Connection, amal: int, _: int) -> None:
    members.save(conn, amal, replace(MENTEE, state="left"), LATER)


def took_another_role(conn: Connection, amal: int, _: int) -> None:
    members.save(conn, amal, replace(MENTEE, roles=("mentee", "mentor"), capacity=1), LATER)


def wrote(conn: Connection, amal: int, _: int) -> None:
    conn.execute(update(address).where(address.c.person_id == amal).values(last_in_at=LATER))


def paired(conn: Connection, amal: int, karim: int) -> None:
    mentorships.begin(conn, amal, karim, None, LATER)


def joined(conn: Connection, *_: int) -> None:
    members.save(conn, newcomer(conn, "zineb"), replace(MENTEE, name="Zineb"), LATER)


def nothing(*_: object) -> None:
    """All stays as it was."""


@pytest.mark.parametrize(
    "happens",
    [
        *(nothing, changed, changed_at_the_moment_of_the_look, changed_before_and_committed_after),
        *(paused, left, took_another_role, wrote, paired, joined),
    ],
)
@pytest.mark.parametrize("at", [NOW, NOW - DAY], ids=["just written", "older"])
@pytest.mark.parametrize("days", [0, 90, 200], ids=["today", "winter time", "another year"])
def test_who_is_known_is_as_a_stranger_would_be(
    database: Database, happens: Callable[..., None], days: int, at: int
) -> None:
    """Whatever has happened since: clocks go back in between, and the year brings other verdicts."""
    known = pool.Acquaintance()
    with database.begin() as conn:
        amal, karim = settled(conn, at)
        first = pool.load(conn, NOW, acquaintance=known)
        assert alike(first, pool.load(conn, NOW))
        happens(conn, amal, karim)
        now = LATER + days * DAY
        assert alike(pool.load(conn, now, acquaintance=known), pool.load(conn, now))


def test_a_profile_that_has_not_changed_is_not_read_again(database: Database) -> None:
    """The second look asks for whole profiles only of those who wrote a new one."""
    read: list[int] = []

    def count(row: object) -> Member:
        read.append(row.person_id)  # type: ignore[attr-defined]
        return whole(row)

    known = pool.Acquaintance()
    whole = members.profile_of
    with pytest.MonkeyPatch.context() as patch, database.begin() as conn:
        amal, karim = settled(conn, NOW - DAY)
        patch.setattr(members, "profile_of", count)
        pool.load(conn, NOW, acquaintance=known)
        assert sorted(read) == sorted((amal, karim))
        read.clear()
        changed(conn, amal, karim)
        pool.load(conn, LATER, acquaintance=known)
        assert read == [amal]
