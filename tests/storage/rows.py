"""Rows that tests put into a database, with everything that does not matter filled in."""

from collections.abc import Iterable

from sqlalchemy import Connection, select, text

from storage import inbox, outbox, people
from storage.arrivals import Arrival
from storage.database import Database
from storage.inbox import Letter
from storage.outbox import OwedRow
from storage.schema import outbox as outbox_table

KEY = b"k" * 32
NOW = 1_790_000_000_000
CHANNEL, ACCOUNT = "console", "test"
SECOND, MINUTE, DAY = 1_000, 60_000, 86_400_000


def arrival(event: str, address: str = "ana", text: str = "", **more) -> Arrival:
    """Something `address` wrote."""
    given = {
        "channel": CHANNEL,
        "account": ACCOUNT,
        "event_id": event,
        "address": address,
        "payload": text or event,
        "received_at": NOW,
    }
    return Arrival(**(given | more))


def receive(conn: Connection, *arrivals: Arrival) -> list[bool]:
    """Record them all in one transaction."""
    return inbox.record(conn, arrivals, KEY)


def newcomer(conn: Connection, address: str = "ana", channel: str = CHANNEL) -> int:
    """A person with one address."""
    (person_id,) = people.add_people(conn, ["{}"], NOW)
    people.add_address(conn, person_id, (channel, ACCOUNT, address), NOW, heard=True)
    return person_id


def address_of(conn: Connection, person_id: int) -> people.Address:
    """The person's only address."""
    (address,) = people.addresses_of(conn, [person_id])
    return address


def owed(conn: Connection, key: str, person_id: int, /, *, now: int = NOW, **more) -> OwedRow:
    """A message owed to the person's first address."""
    address = people.addresses_of(conn, [person_id])[0]
    given = {
        "key": key,
        "person_id": person_id,
        "address_id": address.id,
        "channel": address.channel,
        "account": address.account,
        "to_address": address.address,
        "body": f'{{"language":"fr","parts":[{{"key":"{key}"}}]}}',
    }
    row = OwedRow(**(given | more))
    outbox.owe(conn, [row], now)
    return row


def take(conn: Connection, now: int = NOW, limit: int = 10) -> dict[str, outbox.Owed]:
    """Claim messages; by key."""
    claimed = outbox.claim(conn, CHANNEL, ACCOUNT, now, limit, MINUTE)
    return {one.key: one for one in claimed}


def states(conn: Connection) -> dict[str, str]:
    """The state of every message, by key."""
    rows = conn.execute(select(outbox_table.c.key, outbox_table.c.state))
    return {row.key: row.state for row in rows}


def texts(letters: Iterable[Letter]) -> list[str]:
    """What the letters say."""
    return [letter.payload for letter in letters]


def wait_for_a_waiter(database: Database) -> None:
    """Return once another transaction waits for a lock."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    while True:
        with database.read() as conn:
            if conn.execute(waiting).scalar():
                return
