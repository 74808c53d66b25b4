"""Who sent what arrives: the address row of every event, made for those who write the first time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from msgspec import structs
from sqlalchemy import Connection, select, text, update

from core.duration import MINUTE
from storage import alerts, bulk, events, outbox, people, tombstones
from storage.among import among, ids
from storage.people import Address
from storage.prepared import Prepared, lock
from storage.schema import address

PRECISION = MINUTE
"""`address.last_in_at` may lag by these milliseconds: a write a minute, not one a message."""

NEWCOMERS = 7_305_001
"""Advisory lock under which unknown addresses become people, one transaction at a time."""

MOVED = "number_moved"
"""The event and the alert when somebody's number has a new owner."""

NEW_TALK, STOPPED_TALK = "{}", '{"stopped":true}'

Event = tuple[str, str, str]
"""Channel, account, the provider's id of the event."""

_HEARD = bulk.update(address, "last_in_at", "alt", by=("id",))
_LOCK = Prepared(
    select(address.c.id)
    .where(among(address.c.id, ids("ids")))
    .order_by(address.c.id)
    .with_for_update(key_share=True)
)


@dataclass(frozen=True, slots=True)
class Arrival:
    """One authentic event as received; `alt` is the sender's other handle, if any (channels §1.1)."""

    channel: str
    account: str
    event_id: str
    address: str
    payload: str
    received_at: int
    alt: str = ""

    @property
    def event(self) -> Event:
        return self.channel, self.account, self.event_id

    def storable(self) -> "Arrival":
        """Without what a database refuses: NUL (PostgreSQL) and lone surrogates (both)."""
        words = (self.event_id, self.address, self.payload, self.alt)
        if all(word.isascii() and "\x00" not in word for word in words):
            return self
        event_id, handle, payload, alt = (
            word.replace("\x00", "").encode("utf-8", "replace").decode() for word in words
        )
        return replace(self, event_id=event_id, address=handle, payload=payload, alt=alt)


def places(conn: Connection, arrivals: Sequence[Arrival], key: bytes) -> Mapping[Event, Address]:
    """Where each event came from; events that an erased person had already sent are left out."""
    found: dict[Event, Address] = {}
    unknown: list[Arrival] = []
    for (channel, account), group in _by_account(arrivals).items():
        known = _known(conn, channel, account, (one.address for one in group))
        for one in group:
            place = known.get(one.address)
            if place is not None and not _another(one, place):
                found[one.event] = place
            else:
                unknown.append(one)
    if unknown:
        found |= _welcome(conn, unknown, key)
    returned = [one for one in arrivals if one.event in found and found[one.event].returned]
    for one in _buried(conn, returned, key):
        found.pop(one.event, None)
    return found


def _welcome(conn: Connection, unknown: Sequence[Arrival], key: bytes) -> dict[Event, Address]:
    """The places of senders not found by their address: known otherwise, or new people."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": NEWCOMERS})
    buried = {one.event for one in _buried(conn, unknown, key)}
    found: dict[Event, Address] = {}
    for (channel, account), group in _by_account(unknown).items():
        alive = [one for one in group if one.event not in buried]
        # Again, now under the lock: another process may just have made them.
        known = _known(conn, channel, account, (one.address for one in alive))
        for one in alive:
            if one.address in known and _another(one, known[one.address]):
                _vacate(conn, known.pop(one.address), one)
        missing = {one.address: one for one in reversed(alive) if one.address not in known}
        known |= _renamed(conn, channel, account, missing.values())
        newcomers = [one for handle, one in missing.items() if handle not in known]
        if newcomers:
            _settle_in(conn, newcomers, key)
            known |= _known(conn, channel, account, (one.address for one in newcomers))
        found |= {one.event: known[one.address] for one in alive}
    return found


def _renamed(
    conn: Connection, channel: str, account: str, missing: Iterable[Arrival]
) -> dict[str, Address]:
    """Those who are known by their other handle; their rows now carry the present one."""
    missing = list(missing)
    handles = {one.address for one in missing} | {one.alt for one in missing if one.alt}
    if not handles:
        return {}
    others = {
        row.alt: row for row in people.find_alternates(conn, channel, account, handles)
    } | _known(conn, channel, account, (one.alt for one in missing if one.alt))
    known = {}
    for one in missing:
        candidates = [others.pop(handle, None) for handle in (one.address, one.alt)]
        for place in filter(None, candidates):
            if _another(one, place):
                _vacate(conn, place, one)
        same = next((place for place in candidates if place and not _another(one, place)), None)
        if same is not None:
            same = structs.replace(same, address=one.address, alt=one.alt or same.address)
            conn.execute(
                update(address)
                .where(address.c.id == same.id)
                .values(address=same.address, alt=same.alt)
            )
            known[one.address] = same
    return known


def _another(one: Arrival, place: Address) -> bool:
    """Whether a number has a new owner: it comes with another user id than it had, and of the two
    only that belongs to one account for ever (reliability S16).
    """
    if not (one.alt and place.alt):
        return False
    return _user_ids(one.address, one.alt).isdisjoint(_user_ids(place.address, place.alt))


def _user_ids(*handles: str) -> frozenset[str]:
    return frozenset(one for one in handles if not one.rpartition(":")[2].startswith("+"))


def _vacate(conn: Connection, place: Address, one: Arrival) -> None:
    """Take a number from whoever had it: the one who has it now is a stranger, who must read nothing
    of theirs. They keep their user id, by which they are known again; a coordinator is told.
    """
    (user_id,) = _user_ids(place.address, place.alt) or {""}
    values = {"address": f"moved:{place.id}", "alt": user_id, "status": "blocked"}
    conn.execute(update(address).where(address.c.id == place.id).values(values))
    now, person_id = one.received_at, place.person_id
    outbox.cancel_for(conn, person_id, now, reason=MOVED, address_id=place.id)
    events.record(conn, [(person_id, now, MOVED, "{}")])
    alerts.raise_alert(conn, person_id, MOVED, "normal", now)


def _settle_in(conn: Connection, newcomers: Sequence[Arrival], key: bytes) -> None:
    """Make people of the newcomers; who had said STOP before an erasure is still stopped."""
    digests = [
        {
            tombstones.digest(key, "address", one.channel, one.account, handle)
            for handle in (one.address, one.alt)
            if handle
        }
        for one in newcomers
    ]
    graves = tombstones.find(conn, set().union(*digests))
    former = [{graves[digest] for digest in mine if digest in graves} for mine in digests]
    now = newcomers[0].received_at
    talks = [STOPPED_TALK if "stopped" in kinds else NEW_TALK for kinds in former]
    made = people.add_people(conn, talks, now)
    rows = [
        (
            person_id,
            one.channel,
            one.account,
            one.address,
            one.alt,
            "stopped" if "stopped" in kinds else "active",
            bool(kinds),
            one.received_at,
            one.received_at,
        )
        for person_id, one, kinds in zip(made, newcomers, former, strict=True)
    ]
    people.add_addresses(conn, rows)
    tombstones.dig_up(conn, graves)


def note_heard(
    conn: Connection, arrivals: Iterable[Arrival], found: Mapping[Event, Address]
) -> None:
    """Note when people were last heard from, and another second handle.

    For events that are new: a late repetition of an old one is no sign of life, and does not open
    WhatsApp's window.
    """
    changes: dict[int, tuple[int, str, int]] = {}
    for one in arrivals:
        place = found.get(one.event)
        if place is None:
            continue
        other = one.alt or place.alt
        if one.received_at - place.last_in_at > PRECISION or other != place.alt:
            changes[place.id] = (max(one.received_at, place.last_in_at), other, place.id)
    if len(changes) > 1:
        # In order of id, so that two processes that heard the same people wait, not deadlock.
        lock(conn, _LOCK, ids=changes)
    _HEARD.run(conn, list(changes.values()))


def _known(
    conn: Connection, channel: str, account: str, handles: Iterable[str]
) -> dict[str, Address]:
    wanted = set(handles)
    if not wanted:
        return {}
    return {row.address: row for row in people.find_addresses(conn, channel, account, wanted)}


def _buried(conn: Connection, arrivals: Sequence[Arrival], key: bytes) -> list[Arrival]:
    """Those of `arrivals` that an erased person had sent before."""
    digests = {one.event: tombstones.digest(key, "event", *one.event) for one in arrivals}
    graves = tombstones.find(conn, digests.values())
    return [one for one in arrivals if digests[one.event] in graves]


def _by_account(arrivals: Iterable[Arrival]) -> dict[tuple[str, str], list[Arrival]]:
    groups: dict[tuple[str, str], list[Arrival]] = {}
    for one in arrivals:
        groups.setdefault((one.channel, one.account), []).append(one)
    return groups
