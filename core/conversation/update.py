"""Anything that arrived, in our own words: what a channel parses a provider's event into.

Made at every turn, hence Structs (see `talk`).
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct

MediaKind = Literal[
    "voice", "image", "video", "document", "sticker", "location", "contact", "poll", "other"
]


class Text(Struct, frozen=True, gc=False):
    """Words a person typed, cleaned of what cannot be stored."""

    text: str


class Tap(Struct, frozen=True, gc=False):
    """A button pressed: the token it carried and the words it showed."""

    token: str
    title: str = ""


class Media(Struct, frozen=True, gc=False):
    """Something that is not text; its caption, if any, is what the person said.

    `reference` is `channel:id`, where the channel finds it again; empty when it cannot.
    `media_type` is a MIME type, `name` a document's own, `size` its bytes, 0 when not told.
    """

    kind: MediaKind
    caption: str = ""
    reference: str = ""
    media_type: str = ""
    name: str = ""
    size: int = 0


class Edited(Struct, frozen=True, gc=False):
    """A message changed after it was sent: a wish to correct, never a new answer."""

    text: str


class Blocked(Struct, frozen=True, gc=False):
    """The person closed the door on this channel."""


class Unblocked(Struct, frozen=True, gc=False):
    """The person opened the door again; not yet a wish to be written to."""


class Group(Struct, frozen=True, gc=False):
    """The assistant was put into a group; it serves single persons and leaves."""


class Ignored(Struct, frozen=True, gc=False):
    """Authentic, stored, and of no consequence: a reaction, a channel post, an unknown kind."""

    reason: str


Content = Text | Tap | Media | Edited | Blocked | Unblocked | Group | Ignored


class Update(Struct, frozen=True, gc=False):
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


class Token(Struct, frozen=True, gc=False):
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
