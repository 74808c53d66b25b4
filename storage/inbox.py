"""What arrived: recorded before it is acknowledged, handled once, in order per person.

The claim is the one of durability §2: the *person* row is the lock, never waited for; what is open
for the locked people is read by a second statement, whose snapshot is younger than the lock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, bindparam, case, func, or_, select, text, update

from storage import bulk
from storage.among import among, ids
from storage.arrivals import Arrival, note_heard, places
from storage.prepared import Prepared
from storage.schema import address, inbox, person

FAR = 100_000
"""How many letters down the queue to look when nobody near its head can be handled."""


class Letter(Struct, frozen=True):
    """One open inbox row with what is needed to handle it; a Struct, as one is made every turn."""

    id: int
    person_id: int
    address_id: int
    channel: str
    account: str
    event_id: str
    to_address: str
    status: str
    payload: str
    received_at: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Claimed:
    """Locked people with their talks and versions, and their open letters in order of arrival."""

    persons: dict[int, tuple[str, int]]
    letters: list[Letter]


_INSERT = bulk.insert_new(
    inbox,
    "channel",
    "account",
    "event_id",
    "person_id",
    "address_id",
    "payload",
    "received_at",
    unique=("channel", "account", "event_id"),
)

_WINDOW = (
    select(inbox.c.id, inbox.c.person_id, inbox.c.retry_at)
    .where(text("inbox.state = 'open'"))
    .order_by(inbox.c.id)
    .limit(bindparam("look"))
    .subquery("recent")
)
_HEAD = func.min(_WINDOW.c.id)
_WAITING = func.min(case((_WINDOW.c.retry_at > bindparam("now"), _WINDOW.c.id)))
# Whose oldest letter waits for another attempt is left alone, so that their order holds.
_HEADS = (
    select(_WINDOW.c.person_id, _HEAD.label("head"))
    .group_by(_WINDOW.c.person_id)
    .having(or_(_WAITING.is_(None), _WAITING > _HEAD))
    .subquery("heads")
)
_LOCK = Prepared(
    select(person.c.id, person.c.talk, person.c.version)
    .join(_HEADS, _HEADS.c.person_id == person.c.id)
    .order_by(_HEADS.c.head)
    .limit(bindparam("limit"))
    .with_for_update(of=person, key_share=True, skip_locked=True)
)
# Ids first, from the index alone: in a long queue most open rows of these people must wait.
_THEIRS = inbox.alias("theirs")
_OLDEST = (
    select(_THEIRS.c.id)
    .where(among(_THEIRS.c.person_id, ids("persons")), text("theirs.state = 'open'"))
    .order_by(_THEIRS.c.id)
    .limit(bindparam("limit"))
)
_LETTERS = Prepared(
    select(
        inbox.c.id,
        inbox.c.person_id,
        inbox.c.address_id,
        inbox.c.channel,
        inbox.c.account,
        inbox.c.event_id,
        address.c.address,
        address.c.status,
        inbox.c.payload,
        inbox.c.received_at,
        inbox.c.attempts,
        inbox.c.retry_at,
    )
    .join(address, address.c.id == inbox.c.address_id)
    .where(inbox.c.id.in_(_OLDEST))
    .order_by(inbox.c.id)
)
_FINISH = Prepared(
    update(inbox)
    .where(among(inbox.c.id, ids("ids")))
    .values(state=bindparam("new_state"), reason=bindparam("why"), done_at=bindparam("now"))
)


def record(conn: Connection, arrivals: Sequence[Arrival], key: bytes) -> list[bool]:
    """Store what arrived; for each arrival, whether it is new (False: seen before).

    Unknown addresses become people. Several processes may record at once. The caller acknowledges
    after its commit, never before. `key` recognises events and addresses of erased people.
    """
    arrivals = [one.storable() for one in arrivals]
    found = places(conn, arrivals, key)
    rows = [
        (*one.event, place.person_id, place.id, one.payload, one.received_at)
        for one in arrivals
        if (place := found.get(one.event)) is not None
    ]
    new = {tuple(row) for row in _INSERT.rows(conn, rows)}
    note_heard(conn, [one for one in arrivals if one.event in new], found)
    outcome = []
    for one in arrivals:
        outcome.append(one.event in new)
        new.discard(one.event)
    return outcome


def claim(conn: Connection, limit: int, now: int, *, look: int | None = None) -> Claimed:
    """Lock up to `limit` people who have open letters and read up to `limit` of these letters.

    `look` is how many letters down the queue to look for people nobody else is handling: the more
    workers share a database, the further. The locks last until the transaction ends.
    """
    if conn.dialect.name == "sqlite":
        look = limit  # there is one writer, so nobody else handles anybody
    persons = _lock(conn, limit, look or 4 * limit, now)
    if not persons:
        # Nothing, or a flood of one person is in the way of everybody else.
        persons = _lock(conn, limit, FAR, now)
    if not persons:
        return Claimed({}, [])
    letters = []
    waiting = set()
    for *row, retry_at in _LETTERS.all(conn, persons=list(persons), limit=limit):
        letter = Letter(*row)
        if retry_at > now:
            waiting.add(letter.person_id)
        if letter.person_id not in waiting:
            letters.append(letter)
    return Claimed(persons, letters)


def _lock(conn: Connection, limit: int, look: int, now: int) -> dict[int, tuple[str, int]]:
    return {row[0]: (row[1], row[2]) for row in _LOCK.all(conn, limit=limit, look=look, now=now)}


def finish(conn: Connection, done: Iterable[tuple[int, str, str]], now: int) -> None:
    """Close letters: (id, `done` or `ignored` or `dead`, reason)."""
    groups: dict[tuple[str, str], list[int]] = {}
    for letter_id, state, reason in done:
        groups.setdefault((state, reason), []).append(letter_id)
    for (state, reason), letters in groups.items():
        _FINISH.run(conn, ids=letters, new_state=state, why=reason, now=now)


def fail(conn: Connection, letter_id: int, error: str, now: int, *, retry_at: int | None) -> None:
    """Count a failed attempt: try again at `retry_at`, or with None give the letter up as dead.

    Later letters of the same person wait for the retry, so that their order holds.
    """
    values: dict[str, Any] = {"attempts": inbox.c.attempts + 1, "reason": error[:200]}
    values |= {"state": "dead", "done_at": now} if retry_at is None else {"retry_at": retry_at}
    conn.execute(update(inbox).where(inbox.c.id == letter_id).values(values))
