"""What a link leads to: made anew whenever it is fetched, so that nothing of it lies anywhere."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from bot.attachments.charts import picture_for
from bot.attachments.drawing import draw
from bot.attachments.enclosures import Enclosures
from bot.attachments.invitations import calendar_for
from bot.attachments.links import read_calendar, read_chart, read_export
from bot.attachments.own_data import own_data
from bot.channels.protocol import File, SendError
from bot.database_thread import DatabaseThread
from bot.settings import Clock
from core.languages import language_named
from core.mentoring.drawn import chart_of
from core.mentoring.invitation import invitation_of


@dataclass(frozen=True, slots=True)
class Fetched:
    """Opens the tokens of links (`bot.attachments.links`); None for what is not ours, or over."""

    key: bytes
    thread: DatabaseThread
    clock: Clock
    enclosures: Enclosures

    async def export(self, token: str) -> bytes | None:
        """One's own data."""
        person = read_export(self.key, token, self._now())
        if person is None:
            return None
        return await self.thread.read(lambda conn: own_data(conn, person))

    async def calendar(self, token: str) -> bytes | None:
        """A meeting for one's own calendar."""
        claim = read_calendar(self.key, token, self._now())
        invitation = invitation_of(claim[3]) if claim is not None else None
        if claim is None or invitation is None:
            return None
        person, made, code, _ = claim
        language = language_named(code)
        return await self.thread.read(
            lambda conn: calendar_for(conn, invitation, person, language, made)
        )

    async def chart(self, token: str) -> bytes | None:
        """The picture of somebody's goals."""
        claim = read_chart(self.key, token, self._now())
        chart = chart_of(claim[3]) if claim is not None else None
        if claim is None or chart is None:
            return None
        person, made, code, _ = claim
        picture = await self.thread.read(lambda conn: picture_for(conn, chart, person, made))
        if picture is None:
            return None
        return await asyncio.to_thread(draw, picture, language_named(code))

    async def media(self, token: str) -> File | None:
        """What one of a pair has passed on to the other."""
        with suppress(SendError):  # the provider whose it is does not hand it over
            return await self.enclosures.opened(token, self._now())
        return None

    def _now(self) -> int:
        return round(self.clock().timestamp() * 1000)
