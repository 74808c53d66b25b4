"""Conversations inside this process: what people say is handled at once, what is owed comes back.

The same inbox, handlers and outbox as everywhere; only the network is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.channels.console import ACCOUNT, NAME
from bot.handlers.desk import Desk
from bot.turns import TurnWorker, fire_due
from core.conversation.message import Message
from core.duration import MINUTE
from storage import inbox, outbox
from storage.arrivals import Arrival
from storage.codec import decode_message
from storage.database import Database
from storage.outcomes import Accepted, settle

LEASE = MINUTE
MANY = 1000
"""Messages taken from the outbox at a time."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that reached somebody: whom, what, and the outbox row it came from."""

    address: str
    message: Message
    person_id: int | None


class LocalChat:
    """Any number of people on the console channel of one database."""

    def __init__(self, database: Database, desk: Desk) -> None:
        self._database = database
        self._desk = desk
        self._worker = TurnWorker(database, desk)
        self._number = self._now()

    def say(self, said: Mapping[str, str]) -> list[Heard]:
        """Deliver a payload from each address; all that is said in return, in order."""
        now = self._now()
        arrivals = []
        for address, payload in said.items():
            self._number += 1
            event = f"{self._number}.{address}"
            arrivals.append(Arrival(NAME, ACCOUNT, event, address, payload, now))
        with self._database.begin() as conn:
            inbox.record(conn, arrivals, self._desk.key)
        return self.settle_down()

    def settle_down(self) -> list[Heard]:
        """Handle whatever waits or is due; what is said in return."""
        heard: list[Heard] = []
        while True:
            while self._worker.step():
                pass
            fired = fire_due(self._database, self._desk)
            taken = self._take()
            heard += taken
            if not fired and not taken:
                return heard

    def _take(self) -> list[Heard]:
        now = self._now()
        with self._database.begin() as conn:
            owed = outbox.claim(conn, NAME, ACCOUNT, now, MANY, LEASE)
            settle(conn, [Accepted(one.id, f"console/{one.id}", one.attempt) for one in owed], now)
        return [
            Heard(one.to_address, decode_message(one.body), one.person_id)
            for one in owed
            if one.kind == "message"
        ]

    def _now(self) -> int:
        return round(self._desk.clock().timestamp() * 1000)
