"""Profiles in codes, one row a member, and the export that outsiders rely on (design §5)."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from core.mentoring.member import Member
from storage import bulk, consents, people
from storage.codec import decode, decode_talk, encode
from storage.prepared import Prepared
from storage.schema import member, person, pledge

CHUNK = 500
"""People read at a time by an export, so that it never holds a community in memory."""

_LISTS = ("roles", "needs", "offers", "languages", "availability", "pillars", "reasons")
_JSON = (*_LISTS, "more")
_NAMES = tuple(one.name for one in fields(Member))
_columns = attrgetter(*_NAMES)
_LIST_PLACES = tuple(_NAMES.index(name) for name in _LISTS)
_MORE_PLACE = _NAMES.index("more")

_FORMER = Prepared(select(member.c.pledge).where(member.c.person_id == bindparam("whose")))
_LOAD = Prepared(select(member).where(member.c.person_id == bindparam("whose")))
_CLOCK = Prepared(
    select(member.c.timezone, member.c.country).where(member.c.person_id == bindparam("whose"))
)
_SAVE = bulk.upsert(
    member, "person_id", "created_at", "updated_at", *_NAMES, key="person_id", kept=["created_at"]
)
_PLEDGE = bulk.insert(pledge, "person_id", "answer", "language", "at")


def save(
    conn: Connection, person_id: int, profile: Member, now: int, *, language: str = ""
) -> None:
    """Make `profile` the person's; a pledge given or changed is kept with its time."""
    former = _FORMER.scalar(conn, whose=person_id)
    values = [getattr(profile, name) for name in _NAMES]
    stored = [
        encode(one) if name in _JSON else one for name, one in zip(_NAMES, values, strict=True)
    ]
    _SAVE.run(conn, [(person_id, now, now, *stored)])
    if profile.pledge and profile.pledge != former:
        _PLEDGE.run(conn, [(person_id, profile.pledge, language, now)])


def load(conn: Connection, person_id: int) -> Member | None:
    """The person's profile, or None before onboarding is finished."""
    row = _LOAD.first(conn, whose=person_id)
    return profile_of(row) if row else None


def clock(conn: Connection, person_id: int) -> tuple[str, str] | None:
    """The time zone and the country of somebody's profile, for a fraction of what all of it costs."""
    row = _CLOCK.first(conn, whose=person_id)
    return (row.timezone, row.country) if row else None


def export(conn: Connection) -> Iterator[dict[str, Any]]:
    """Everybody, in the shape of design §5: codes, ISO 8601 times with offset, null for unknown.

    Who has not finished onboarding has the state `onboarding` and no profile, whatever they have
    answered so far; who has not consented has no language either.
    """
    last = 0
    while True:
        rows = conn.execute(
            select(person, member)
            .outerjoin(member, member.c.person_id == person.c.id)
            .where(person.c.id > last)
            .order_by(person.c.id)
            .limit(CHUNK)
        ).all()
        if not rows:
            return
        last = rows[-1][0]
        ids = [row[0] for row in rows]
        given = consents.of(conn, ids)
        addresses: dict[int, list[dict[str, str]]] = {}
        for one in sorted(people.addresses_of(conn, ids), key=lambda one: one.id):
            if one.status == "forgotten":  # who refused is about to be gone
                continue
            handle = {"channel": one.channel, "address": one.address, "status": one.status}
            addresses.setdefault(one.person_id, []).append(handle)
        for row in rows:
            if row[0] in addresses:
                yield _exported(row, given.get(row[0], []), addresses[row[0]])


def iso(moment: int) -> str | None:
    """Milliseconds as ISO 8601 with offset; None for never."""
    if not moment:
        return None
    return datetime.fromtimestamp(moment / 1000, UTC).isoformat(timespec="milliseconds")


def _exported(
    row: Row[Any], given: list[dict[str, Any]], addresses: list[dict[str, str]]
) -> dict[str, Any]:
    values = row._mapping  # noqa: SLF001 - the documented way to a row's columns
    talk = decode_talk(values[person.c.talk])
    known = values[member.c.person_id] is not None
    profile: dict[str, Any] = {
        name: _null(values[member.c[name]]) if known else None
        for name in _NAMES
        if name not in _JSON
    }
    profile |= {name: decode(values[member.c[name]]) if known else [] for name in _LISTS}
    return {
        "id": row[0],
        "state": profile["state"] or "onboarding",
        "language": talk.language if talk.consented and talk.language else None,
        "roles": profile["roles"],
        "name": profile["name"],
        "birth_year": profile["birth_year"],
        "kind": profile["kind"],
        "country": profile["country"],
        "region": profile["region"],
        "city": profile["city"],
        "timezone": profile["timezone"],
        "sector": profile["sector"],
        "trade": profile["trade"],
        "stage": profile["stage"],
        "intent": profile["intent"],
        "needs": profile["needs"],
        "offers": profile["offers"],
        "languages": profile["languages"],
        "availability": profile["availability"],
        "capacity": profile["capacity"],
        "goal": profile["goal"],
        "pillars": profile["pillars"],
        "verdict": profile["verdict"],
        "reasons": profile["reasons"],
        "rules_version": profile["rules_version"],
        "consents": given,
        "pledge": profile["pledge"],
        "addresses": addresses,
        "created_at": iso(values[person.c.created_at]),
        "updated_at": iso(values[member.c.updated_at] or values[person.c.updated_at]),
    }


def _null(value: Any) -> Any:
    return None if value == "" else value


def profile_of(row: Any) -> Member:
    """The profile in a whole row of the table."""
    values: list[Any] = list(_columns(row))
    for place in _LIST_PLACES:
        values[place] = _codes(values[place])
    if values[_MORE_PLACE] == "{}":
        values[_MORE_PLACE] = {}
    else:
        values[_MORE_PLACE] = decode(values[_MORE_PLACE])
    return Member(*values)


@lru_cache(maxsize=4096)
def _codes(text: str) -> tuple[str, ...]:
    """A list of codes: the same few stand in thousands of profiles, which are read at every turn."""
    return tuple(decode(text))
