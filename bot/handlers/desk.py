"""What handlers work with: the book, the channels' parsers, the clock, and how decisions are made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Protocol

from bot.crash import crash
from bot.handlers.lookout import Lookout
from core.conversation import dialogue
from core.conversation.book import Book
from core.conversation.talk import Talk
from core.conversation.turn import Hints, Turn
from core.conversation.update import Token, Update
from core.languages import Language
from storage.people import Handle


class TakeTurn(Protocol):
    """`core.conversation.dialogue.take_turn`, or a stand-in of the same form."""

    def __call__(
        self,
        talk: Talk,
        update: Update,
        *,
        book: Book,
        now: datetime,
        origin: str,
        entropy: bytes,
        hints: Hints | None,
        quoted: Token | None,
    ) -> Turn: ...


class TakeDue(Protocol):
    """`core.conversation.dialogue.take_due`, or a stand-in of the same form."""

    def __call__(
        self,
        talk: Talk,
        kind: str,
        *,
        book: Book,
        now: datetime,
        origin: str,
        entropy: bytes,
        facts: Mapping[str, str],
    ) -> Turn: ...


def uncounted(handled: int) -> None:
    """Nobody wants to know how many letters a commit handled."""


def no_country(channel: str, address: str) -> str:
    """Nothing is known of where an address is from."""
    return ""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a handler needs beside the connection.

    `parse` turns a channel's stored payload into an Update. `key` is the secret behind digests and
    one-time codes. `coordinators` is the chat that alerts are sent to, if any, in `coordinators_language`. `country` guesses
    a country (ISO 3166) from an address. `tzdb` is the version of the time zone tables in use.
    `handled` is told after each commit how many letters it closed.
    """

    book: Book
    parse: Mapping[str, Callable[[str], Update]]
    clock: Callable[[], datetime]
    key: bytes
    coordinators: Handle | None = None
    coordinators_language: Language = "fr"
    country: Callable[[str, str], str] = no_country
    tzdb: str = ""
    take_turn: TakeTurn = dialogue.take_turn
    take_due: TakeDue = dialogue.take_due
    crash: Callable[[str], None] = crash
    lookout: Lookout = field(default_factory=Lookout)
    handled: Callable[[int], object] = uncounted

    def entropy(self, origin: str) -> bytes:
        """Sixteen bytes nobody can guess, the same for the same origin, so that turns replay."""
        return blake2b(
            origin.encode(), key=self.key[:64], digest_size=16, person=b"entropy"
        ).digest()
