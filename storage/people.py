"""People and their addresses: who wrote, what their conversation remembers, one person's chats."""

from collections.abc import Collection, Sequence

from msgspec import Struct
from sqlalchemy import Connection, bindparam, delete, or_, select, text, update

from storage import bulk
from storage.among import among, ids, words
from storage.prepared import Prepared
from storage.schema import (
    address,
    alert,
    consent,
    event,
    inbox,
    link,
    member,
    outbox,
    person,
    pledge,
    run,
    timer,
)

Handle = tuple[str, str, str]
"""Channel, account, address."""


class StaleTalk(Exception):  # noqa: N818 - the other writer was right, nobody erred
    """A talk was changed by somebody else since it was read; nothing of it may be kept."""


class Address(Struct, frozen=True):
    """One person's handle on one channel. `status` is active, stopped, blocked or forgotten."""

    id: int
    person_id: int
    channel: str
    account: str
    address: str
    alt: str
    status: str
    returned: bool
    last_in_at: int


_COLUMNS = (
    address.c.id,
    address.c.person_id,
    address.c.channel,
    address.c.account,
    address.c.address,
    address.c.alt,
    address.c.status,
    address.c.returned,
    address.c.last_in_at,
)

# KEY SHARE: an erasure or a merge waits for the arrivals that have seen these rows, and they for it.
_BY_ADDRESS = Prepared(
    select(*_COLUMNS)
    .where(
        address.c.channel == bindparam("channel"),
        address.c.account == bindparam("account"),
        among(address.c.address, words("handles")),
    )
    .order_by(address.c.id)
    .with_for_update(key_share=True, read=True)
)
_BY_ALT = Prepared(
    select(*_COLUMNS)
    .where(
        address.c.channel == bindparam("channel"),
        address.c.account == bindparam("account"),
        among(address.c.alt, words("handles")),
        text("address.alt <> ''"),
    )
    .order_by(address.c.id)
    .with_for_update(key_share=True, read=True)
)
_OF = Prepared(
    select(*_COLUMNS)
    .where(among(address.c.person_id, ids("people")))
    .order_by(address.c.last_in_at.desc(), address.c.id)
)
_TALK = Prepared(select(person.c.talk, person.c.version).where(person.c.id == bindparam("whose")))
_SET_STATUS = Prepared(
    update(address).where(address.c.id == bindparam("row")).values(status=bindparam("new"))
)
_SET_STATUSES = Prepared(
    update(address)
    .where(address.c.person_id == bindparam("whose"), address.c.status != "blocked")
    .values(status=bindparam("new"))
)
_SAVE_TALK = bulk.update(
    person, "talk", "wake_at", "updated_at", by=("id", "version"), bump="version"
)
_ADD_ADDRESS = bulk.insert(
    address,
    "person_id",
    "channel",
    "account",
    "address",
    "alt",
    "status",
    "returned",
    "last_in_at",
    "created_at",
)


def find_addresses(
    conn: Connection, channel: str, account: str, handles: Collection[str]
) -> list[Address]:
    """The address rows with these exact handles; an erasure waits until `conn` commits."""
    rows = _BY_ADDRESS.all(conn, channel=channel, account=account, handles=handles)
    return [Address(*row) for row in rows]


def find_alternates(
    conn: Connection, channel: str, account: str, handles: Collection[str]
) -> list[Address]:
    """The address rows whose other handle (a WhatsApp number beside a user id) is among these."""
    rows = _BY_ALT.all(conn, channel=channel, account=account, handles=handles)
    return [Address(*row) for row in rows]


def find_person(conn: Connection, handle: str) -> int | None:
    """The person who has this address on any channel, or None; for the command line."""
    return conn.execute(
        select(address.c.person_id).where(or_(address.c.address == handle, address.c.alt == handle))
    ).scalar()


def somebody_on(conn: Connection, channels: Collection[str]) -> bool:
    """Whether anybody has an address on one of these channels."""
    named = select(address.c.id).where(address.c.channel.in_(channels), address.c.address != "")
    return conn.execute(named.limit(1)).first() is not None


def everybody(conn: Connection) -> list[int]:
    """Who can be told apart by an address, in order."""
    named = select(address.c.person_id).where(address.c.address != "").distinct()
    return list(conn.execute(named.order_by(address.c.person_id)).scalars())


def add_people(conn: Connection, talks: Sequence[str], now: int) -> list[int]:
    """New people with these stored talks; their ids in the same order."""
    if not talks:
        return []
    rows = [{"talk": talk, "created_at": now, "updated_at": now} for talk in talks]
    statement = person.insert().returning(person.c.id, sort_by_parameter_order=True)
    return list(conn.execute(statement, rows).scalars())


def add_address(
    conn: Connection, person_id: int, handle: Handle, now: int, *, heard: bool = False
) -> None:
    """Give a person one more address; `heard` when they wrote from it."""
    add_addresses(conn, [(person_id, *handle, "", "active", False, now if heard else 0, now)])


def add_addresses(
    conn: Connection,
    rows: Sequence[tuple[int, str, str, str, str, str, bool, int, int]],
) -> None:
    """Rows of (person, channel, account, address, alt, status, returned, last_in_at, created_at)."""
    _ADD_ADDRESS.run(conn, rows)


def addresses_of(conn: Connection, people: Collection[int]) -> list[Address]:
    """The addresses of these people, the one heard from last first."""
    return [Address(*row) for row in _OF.all(conn, people=people)]


def set_status(
    conn: Connection, status: str, *, person_id: int | None = None, address_id: int | None = None
) -> None:
    """Set the status of one address, or of all of a person's addresses that are not blocked.

    A blocked address stays blocked when the person stops or starts: only writing from it shows
    that it is open again.
    """
    if address_id is not None:
        _SET_STATUS.run(conn, row=address_id, new=status)
    if person_id is not None:
        _SET_STATUSES.run(conn, whose=person_id, new=status)


def load_talk(conn: Connection, person_id: int) -> tuple[str, int] | None:
    """A person's stored talk and its version."""
    row = _TALK.first(conn, whose=person_id)
    return (row.talk, row.version) if row else None


def save_talks(conn: Connection, rows: Sequence[tuple[int, str, int, int]], now: int) -> None:
    """Store (person_id, talk, expected version, wake_at) and raise each version by one.

    Raises StaleTalk when any version is not the expected one; the transaction must not commit.
    """
    values = [
        (talk, wake_at, now, person_id, version) for person_id, talk, version, wake_at in rows
    ]
    if _SAVE_TALK.run(conn, values) != len(rows):
        raise StaleTalk


def merge(conn: Connection, asking: int, into: int) -> None:
    """Move everything of `asking` to `into` and drop the person who is left empty.

    What `asking` was in the middle of is given up; profile and conversation are those of `into`.
    Raises DatabaseUnavailable, through the caller's transaction, when somebody else is at work
    on either person.
    """
    if asking == into:
        return
    lock_people(conn, (asking, into))
    # An arrival that has seen the address commits before this returns, or sees the new owner.
    conn.execute(
        select(address.c.id).where(address.c.person_id == asking).order_by(address.c.id)
        .with_for_update()
    ).all()  # fmt: skip
    for table in (address, inbox, outbox, event, alert, consent):
        conn.execute(update(table).where(table.c.person_id == asking).values(person_id=into))
    for table in (timer, run, member, pledge):
        conn.execute(delete(table).where(table.c.person_id == asking))
    conn.execute(
        delete(link).where(or_(link.c.person_id == asking, link.c.asking_person_id == asking))
    )
    conn.execute(delete(person).where(person.c.id == asking))


def lock_people(conn: Connection, people: Collection[int]) -> None:
    """Keep these people for this transaction; fail at once when somebody else has one of them."""
    conn.execute(
        select(person.c.id).where(person.c.id.in_(list(people))).order_by(person.c.id)
        .with_for_update(nowait=True)
    ).all()  # fmt: skip
