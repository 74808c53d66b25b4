"""What a message becomes on one channel: bubbles that fit, and one's own data as a file or a link."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from bot.channels.protocol import Abilities, Bubble, Channel, Enclosure, File
from bot.channels.text import gsm_units, split_bubble, utf16_units
from bot.database_thread import DatabaseThread
from bot.enclosures import Enclosures
from bot.invitations import MEDIA_TYPE, NAMES, calendar_for, invitation_of
from core.conversation.message import Message
from storage import queries
from storage.codec import decode_message
from storage.outbox import Owed

Piece = Bubble | File | Enclosure


@dataclass(frozen=True, slots=True)
class Speech:
    """`render` gives the words; `own_link` where a person's data can be fetched, from when on (ms),
    `meeting_link` where a calendar file can (person, attachment, language, from when on).
    """

    render: Callable[[Message, Abilities], tuple[Bubble, ...]]
    own_link: Callable[[int, int], str]
    thread: DatabaseThread
    meeting_link: Callable[[int, str, str, int], str] = lambda *_: ""
    enclosures: Enclosures | None = None

    async def pieces(self, owed: Owed, channel: Channel) -> list[Piece]:
        """All pieces of a message, in order; the same message gives the same pieces again."""
        message = decode_message(owed.body)
        measure = gsm_units if channel.name == "whatsapp" else utf16_units
        bubbles = list(self.render(message, channel.abilities))
        person = owed.person_id if message.attach == "export" else None
        if person and not channel.abilities.files:
            bubbles.append(Bubble(self.own_link(person, owed.created_at)))
        pieces: list[Piece] = [
            piece
            for bubble in bubbles
            for piece in split_bubble(bubble, channel.abilities.units, measure)
        ]
        pieces += await self._calendar(owed, message, channel)
        if self.enclosures is not None:
            made = owed.created_at
            enclosure = await self.enclosures.enclosed(message.attach, channel, made)
            pieces += [enclosure] if enclosure is not None else []
        if person and channel.abilities.files:
            data = await self.thread.read(lambda conn: queries.own_file(conn, person))
            if data is not None:
                pieces.append(File("mem-data.json", "application/json", as_json(data)))
        return pieces

    async def _calendar(self, owed: Owed, message: Message, channel: Channel) -> list[Piece]:
        """The calendar file that a message brings: a document, or a link where there is none."""
        invitation, person = invitation_of(message.attach), owed.person_id
        if invitation is None or person is None:
            return []
        language, made = message.language, owed.created_at
        if not channel.abilities.files:
            return [Bubble(self.meeting_link(person, message.attach, language, made))]
        content = await self.thread.read(
            lambda conn: calendar_for(conn, invitation, person, language, made)
        )
        return [File(NAMES[language], MEDIA_TYPE, content)] if content is not None else []


def as_json(data: object) -> bytes:
    """JSON that people can read."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
