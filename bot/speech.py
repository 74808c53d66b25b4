"""What a message becomes on one channel: bubbles that fit, and one's own data as a file or a link."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from bot.channels.protocol import Abilities, Bubble, Channel, File
from bot.channels.text import gsm_units, split_bubble, utf16_units
from bot.database_thread import DatabaseThread
from core.conversation.message import Message
from storage import queries
from storage.codec import decode_message
from storage.outbox import Owed

Piece = Bubble | File


@dataclass(frozen=True, slots=True)
class Speech:
    """`render` gives the words; `own_link` where a person's data can be fetched, from when on (ms)."""

    render: Callable[[Message, Abilities], tuple[Bubble, ...]]
    own_link: Callable[[int, int], str]
    thread: DatabaseThread

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
        if person and channel.abilities.files:
            data = await self.thread.read(lambda conn: queries.own_file(conn, person))
            if data is not None:
                pieces.append(File("mem-data.json", "application/json", as_json(data)))
        return pieces


def as_json(data: object) -> bytes:
    """JSON that people can read."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
