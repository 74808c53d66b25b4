"""Anything that arrived, in our own words: what a channel parses a provider's event into."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

MediaKind = Literal[
    "voice", "image", "video", "document", "sticker", "location", "contact", "poll", "other"
]


@dataclass(frozen=True, slots=True)
class Text:
    """Words a person typed, cleaned of what cannot be stored."""

    text: str


@dataclass(frozen=True, slots=True)
class Tap:
    """A button pressed: the token it carried and the words it showed."""

    token: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """Something that is not text; its caption, if any, is what the person said."""

    kind: MediaKind
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """A message changed after it was sent: a wish to correct, never a new answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """The person closed the door on this channel."""


@dataclass(frozen=True, slots=True)
class Unblocked:
    """The person opened the door again; not yet a wish to be written to."""


@dataclass(frozen=True, slots=True)
class Group:
    """The assistant was put into a group; it serves single persons and leaves."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """Authentic, stored, and of no consequence: a reaction, a channel post, an unknown kind."""

    reason: str


Content = Text | Tap | Media | Edited | Blocked | Unblocked | Group | Ignored


@dataclass(frozen=True, slots=True)
class Update:
    """One event of one chat.

    `at` is the provider's time where it gives one, aware, in UTC.
    `quoted` is the provider's id of the message replied to.
    `profile_name` and `locale` are what the channel says of the person: hints, not facts.
    """

    content: Content
    at: datetime
    profile_name: str = ""
    locale: str = ""
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """What a button carries: run, turn, step and option, so that a late tap finds its question."""

    run: str
    turn: int
    step: str
    option: str

    def encode(self) -> str:
        """The wire form, ASCII, at most 64 bytes by the flow checker's limits on ids."""
        return f"{self.run}.{self.turn}.{self.step}.{self.option}"

    @classmethod
    def decode(cls, text: str) -> "Token | None":
        """The token in `text`, or None when we did not make it."""
        parts = text.split(".", 3)
        if len(parts) != 4 or not parts[1].isascii() or not parts[1].isdecimal():
            return None
        if len(text) > 64:
            return None
        return cls(parts[0], int(parts[1][:9]), parts[2], parts[3])
