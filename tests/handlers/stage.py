"""One database, one desk, and what is written, said and owed on them."""

from sqlalchemy import select

from bot.handlers.desk import Desk
from bot.handlers.message import handle_batch
from bot.turns import TurnWorker, fire_due
from core.conversation.message import Message
from core.conversation.talk import Talk
from storage import inbox, outbox, outcomes, people
from storage.arrivals import Arrival
from storage.codec import decode_message, decode_talk
from storage.database import Database
from storage.schema import inbox as inbox_table
from storage.schema import outbox as outbox_table
from tests.handlers.machine import Clock, desk
from tests.storage.rows import ACCOUNT, CHANNEL, MINUTE, address_of


class Stage:
    """Plays the door, the worker, the clock and the sender in one thread."""

    def __init__(self, database: Database, **more) -> None:
        self.database = database
        self.clock = Clock()
        self.desk: Desk = desk(self.clock, **more)
        self.worker = TurnWorker(database, self.desk)
        self.count = 0

    @property
    def now(self) -> int:
        """The stage's time in milliseconds."""
        return int(self.clock().timestamp() * 1000)

    def write(self, address: str, *texts: str, channel: str = CHANNEL) -> None:
        """Let somebody's messages arrive, without handling them."""
        arrivals = []
        for text in texts:
            self.count += 1
            event = f"e{self.count}"
            arrivals.append(Arrival(channel, ACCOUNT, event, address, text, self.now))
        with self.database.begin() as conn:
            inbox.record(conn, arrivals, self.desk.key)

    def handle(self) -> int:
        """One batch in one transaction, as the worker does it."""
        with self.database.begin() as conn:
            return handle_batch(conn, self.desk, 256)

    def says(self, address: str, *texts: str, channel: str = CHANNEL) -> list[str]:
        """Write, handle, and send; the keys of what this address is told."""
        self.write(address, *texts, channel=channel)
        while self.worker.step():
            pass
        return self.told(address, channel=channel)

    def told(self, address: str, *, channel: str = CHANNEL) -> list[str]:
        """Send everything that is owed; the keys of what this address is told."""
        return [part.key for message in self.sent(channel) if message[0] == address
                for part in message[1].parts]  # fmt: skip

    def sent(self, channel: str = CHANNEL) -> list[tuple[str, Message]]:
        """Send everything that is owed on a channel: to whom, and what."""
        sent = []
        while True:
            with self.database.begin() as conn:
                taken = outbox.claim(conn, channel, ACCOUNT, self.now, 50, MINUTE)
                done = [outcomes.Accepted(one.id, f"m{one.id}", one.attempt) for one in taken]
                outcomes.settle(conn, done, self.now)
            if not taken:
                return sent
            sent += [(one.to_address, decode_message(one.body)) for one in taken if one.body]

    def fall_due(self, **by: float) -> None:
        """Let time pass and what is due have its effect."""
        self.clock.wait(**by)
        while fire_due(self.database, self.desk):
            pass

    def person(self, address: str) -> int | None:
        """Who has this address."""
        with self.database.read() as conn:
            return people.find_person(conn, address)

    def talk(self, address: str) -> Talk:
        """What is remembered of the conversation."""
        with self.database.read() as conn:
            found = people.load_talk(conn, people.find_person(conn, address) or 0)
        assert found is not None
        return decode_talk(found[0])

    def heard(self, address: str) -> list[str]:
        """The messages that had their turn, in order."""
        return [run.id for run in self.talk(address).agenda]

    def status(self, address: str) -> str:
        """The status of somebody's only address."""
        person_id = self.person(address)
        assert person_id is not None
        with self.database.read() as conn:
            return address_of(conn, person_id).status

    def letters(self) -> list[tuple[str, str]]:
        """State and reason of every inbox row, in order."""
        columns = (inbox_table.c.state, inbox_table.c.reason)
        with self.database.read() as conn:
            return [tuple(row) for row in conn.execute(select(*columns).order_by(inbox_table.c.id))]

    def owed(self) -> dict[str, str]:
        """The state of every message, by key."""
        with self.database.read() as conn:
            rows = conn.execute(select(outbox_table.c.key, outbox_table.c.state))
            return {row.key: row.state for row in rows}
