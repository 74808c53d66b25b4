"""Voice notes, pictures and documents on their way from one person to another, across channels.

Nothing of them is kept here: a message holds a reference, the channel that knows it hands the bytes
over. On one Telegram bot the reference itself is enough; to WhatsApp goes a link that its provider
fetches once, and that opens for a day.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import msgspec
from sqlalchemy import Connection

from bot.attachments.links import read_media, sign_media
from bot.channels.protocol import Channel, Enclosure, EnclosureKind, File, Refused
from bot.database_thread import DatabaseThread
from core.conversation.enclosure import CONFIDED, RELAYED, media_of
from core.conversation.update import Media
from core.mentoring.relay import CONTENTS
from storage import confidences, relayed

LARGEST = 16 * 1024 * 1024
"""Bytes that both providers take (channels §1.4)."""

FOREIGN_TYPE = "application/octet-stream"
"""What is said of bytes whose type nobody told."""


@runtime_checkable
class Carrier(Protocol):
    """A channel that media can come from and go to."""

    account: str
    links: bool
    """Whether it takes media from a public address only."""

    async def download(self, reference: str, largest: int) -> bytes:
        """The bytes behind a reference of this channel. Raises a SendError and nothing else."""
        ...

    async def send_media(self, enclosure: Enclosure, to: str, *, reference: str) -> str:
        """Send it; the provider's id. Raises a SendError and nothing else."""
        ...


@dataclass(frozen=True, slots=True)
class Enclosures:
    """Finds what a message passes on; `public_url` is empty where providers cannot reach us."""

    channels: Mapping[str, Channel]
    thread: DatabaseThread
    key: bytes
    public_url: str

    async def enclosed(self, attach: str, to: Channel, made: int) -> Enclosure | None:
        """What goes along with a message made at `made` (ms) to a channel; None for words alone.

        Raises SendError: Refused where it cannot be passed on, the rest where it can be tried again.
        """
        media = await self._media(attach)
        if media is None or media.kind not in CONTENTS or not isinstance(to, Carrier):
            return None
        kind = _KINDS[media.kind]
        name, _, reference = media.reference.partition(":")
        if name == to.name and not to.links:
            return Enclosure(kind, reference=reference)
        content = await self._download(name, reference)
        if not to.links:
            return Enclosure(kind, file=_file(media, content))
        if not self.public_url:
            raise Refused("configuration", "no public address")
        token = sign_media(self.key, attach, made)
        return Enclosure(kind, link=f"{self.public_url}/media/{token}")

    async def opened(self, token: str, now: int) -> File | None:
        """What a link of ours leads to, or None when it is not ours, too old, or gone."""
        attach = read_media(self.key, token, now)
        media = await self._media(attach) if attach is not None else None
        if media is None:
            return None
        name, _, reference = media.reference.partition(":")
        return _file(media, await self._download(name, reference))

    async def _media(self, attach: str) -> Media | None:
        prefix, _, number = attach.rpartition(":")
        find = SOURCES.get(f"{prefix}:")
        if find is None or not number.isdecimal():
            return None
        return await self.thread.read(lambda conn: find(conn, int(number)))

    async def _download(self, name: str, reference: str) -> bytes:
        channel: object = self.channels.get(name)
        if not isinstance(channel, Carrier):
            raise Refused("content", "media of a channel that is off")
        return await channel.download(reference, LARGEST)


def _relayed(conn: Connection, number: int) -> Media | None:
    found = relayed.load(conn, number)
    return msgspec.convert(found.media, Media) if found is not None and found.media else None


def _confided(conn: Connection, number: int) -> Media | None:
    return media_of(confidences.line_of(conn, number))


SOURCES: Mapping[str, Callable[[Connection, int], Media | None]] = {
    RELAYED: _relayed,
    CONFIDED: _confided,
}
"""Where media are kept, by how an attachment begins: what is passed on, what the office is told."""

_KINDS: Mapping[str, EnclosureKind] = {"voice": "voice", "image": "image", "document": "document"}
_ENDINGS: Mapping[str, str] = {"voice": "ogg", "image": "jpg", "document": "bin"}
_TYPES: Mapping[str, str] = {"voice": "audio/ogg", "image": "image/jpeg"}


def _file(media: Media, content: bytes) -> File:
    name = media.name or f"mem.{_ENDINGS[media.kind]}"
    return File(name, media.media_type or _TYPES.get(media.kind, FOREIGN_TYPE), content)
