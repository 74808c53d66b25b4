"""What a message becomes on one channel: bubbles that fit, and one's own data as a file or a link."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from msgspec.structs import replace

from bot.attachments import charts, own_data
from bot.attachments.drawing import draw
from bot.attachments.enclosures import Carrier, Enclosures
from bot.attachments.invitations import MEDIA_TYPE, NAMES, calendar_for
from bot.attachments.links import Links
from bot.channels.protocol import Abilities, Bubble, Channel, Enclosure, File
from bot.channels.text import gsm_units, split_bubble, utf16_units
from bot.database_thread import DatabaseThread
from core.conversation.enclosure import RELAYED
from core.conversation.message import Message
from core.mentoring.drawn import chart_of
from core.mentoring.invitation import invitation_of
from storage.codec import decode_message
from storage.outbox import Owed

Piece = Bubble | File | Enclosure


@dataclass(frozen=True, slots=True)
class Speech:
    """`render` gives the words, `links` where what goes with them can be fetched, and `enclosures`
    what one of a pair passes on.
    """

    render: Callable[[Message, Abilities], tuple[Bubble, ...]]
    links: Links
    thread: DatabaseThread
    enclosures: Enclosures | None = None

    async def pieces(self, owed: Owed, channel: Channel, *, doubted: bool = False) -> list[Piece]:
        """All pieces of a message, in order; the same message gives the same pieces again.

        What passes on a partner's words once more after an unknown outcome says so; `doubted` asks
        for the pieces as they were in the attempt that is in doubt.
        """
        message = decode_message(owed.body)
        if message.attach.startswith(RELAYED) and owed.unknowns > doubted and not owed.sent_parts:
            message = _resent(message)
        measure = gsm_units if channel.name == "whatsapp" else utf16_units
        bubbles = list(self.render(message, channel.abilities))
        person = owed.person_id if message.attach == "export" else None
        if person and not channel.abilities.files:
            bubbles.append(Bubble(self.links.export(person, _leaves_at(owed))))
        pieces: list[Piece] = list(await self._chart(owed, message, channel))
        pieces += [
            piece
            for bubble in bubbles
            for piece in split_bubble(bubble, channel.abilities.units, measure)
        ]
        pieces += await self._calendar(owed, message, channel)
        if self.enclosures is not None:
            made = _leaves_at(owed)
            enclosure = await self.enclosures.enclosed(message.attach, channel, made)
            pieces += [enclosure] if enclosure is not None else []
        if person and channel.abilities.files:
            data = await self.thread.read(lambda conn: own_data.own_data(conn, person))
            if data is not None:
                pieces.append(File(own_data.NAME, own_data.MEDIA_TYPE, data))
        return pieces

    async def _chart(self, owed: Owed, message: Message, channel: Channel) -> list[Piece]:
        """The picture that comes before its words, where the channel shows pictures."""
        chart, person = chart_of(message.attach), owed.person_id
        if chart is None or person is None or not isinstance(channel, Carrier):
            return []
        language, made = message.language, _leaves_at(owed)
        if channel.links:
            link = self.links.chart(person, message.attach, language, made)
            return [Enclosure("image", link=link, spare=True)] if link else []
        picture = await self.thread.read(lambda conn: charts.picture_for(conn, chart, person, made))
        if picture is None:
            return []
        content = await asyncio.to_thread(draw, picture, language)
        file = File(charts.NAME, charts.MEDIA_TYPE, content)
        return [Enclosure("image", file=file, spare=True)]

    async def _calendar(self, owed: Owed, message: Message, channel: Channel) -> list[Piece]:
        """The calendar file that a message brings: a document, or a link where there is none."""
        invitation, person = invitation_of(message.attach), owed.person_id
        if invitation is None or person is None:
            return []
        language, made = message.language, owed.created_at
        if not channel.abilities.files:
            leaves = _leaves_at(owed)
            return [Bubble(self.links.calendar(person, message.attach, language, leaves))]
        content = await self.thread.read(
            lambda conn: calendar_for(conn, invitation, person, language, made)
        )
        return [File(NAMES[language], MEDIA_TYPE, content)] if content is not None else []


def _leaves_at(owed: Owed) -> int:
    """When the attempt began (ms): a link lives for a day, and a message may be held for a week."""
    return owed.sent_at or owed.created_at


def _resent(message: Message) -> Message:
    """The partner's words in a frame that says that they may be there already."""
    frame, *rest = message.parts
    return replace(message, parts=(replace(frame, key=f"{frame.key}.resent"), *rest))
