"""Telegram without a public address: ask for updates, store them, only then say we have them."""

import asyncio
import json
from collections.abc import Callable

import structlog

from bot.channels.protocol import SendError, Throttled
from bot.channels.telegram import Telegram
from bot.channels.telegram_webhook import arrival_of, tap_id
from bot.receiving.door import Door
from bot.settings import Clock
from storage.database import DatabaseUnavailable

PAUSE = 3.0
"""Seconds after a failure, so that an absent network is not hammered."""

log = structlog.get_logger()


class Poller:
    """Fetches updates; asking from the next number on is what confirms those before it."""

    def __init__(
        self,
        telegram: Telegram,
        door: Door,
        clock: Clock,
        tapped: Callable[[str], None],
        *,
        pause: float = PAUSE,
    ) -> None:
        self._pause = pause
        self._telegram = telegram
        self._door = door
        self._clock = clock
        self._tapped = tapped

    async def run(self) -> None:
        """Poll until cancelled."""
        offset = 0
        ready = False
        while True:
            try:
                if not ready:
                    await self._telegram.use_polling()
                    ready = True
                offset = await self._step(offset)
            except Throttled as error:
                await asyncio.sleep(error.retry_after or self._pause)
            except (SendError, DatabaseUnavailable) as error:
                log.warning("polling_failed", kind=type(error).__name__, code=str(error)[:40])
                await asyncio.sleep(self._pause)

    async def _step(self, offset: int) -> int:
        """One round; the next offset. An update without a number cannot be confirmed, so none is."""
        updates = await self._telegram.fetch(offset)
        numbers = [update.get("update_id") for update in updates]
        known = [
            (update, number)
            for update, number in zip(updates, numbers, strict=True)
            if isinstance(number, int)
        ]
        now = self._clock()
        await self._door.admit_all(
            [
                arrival_of(update, json.dumps(update), self._telegram.account, now)
                for update, _ in known
            ]
        )
        for update, _ in known:
            if tap := tap_id(update):
                self._tapped(tap)
        return max((number + 1 for _, number in known), default=offset)
