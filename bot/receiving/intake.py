"""What a channel needs beside its webhook: to be set up at its provider, and to be asked for news."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

from bot.channels.protocol import Channel, SendError, Throttled
from bot.database_thread import DatabaseThread
from bot.receiving.door import Door
from bot.receiving.web import TELEGRAM_PATH
from bot.settings import Clock, Settings
from storage.database import DatabaseUnavailable

SETUP_RETRY = 10.0
"""Seconds between attempts to set the bot up."""
SWEEP_EVERY = 300.0
"""Seconds between questions for messages that no webhook brought (reliability §4)."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Intake:
    """Sets channels up and fetches from them; at most one process does this for a channel."""

    settings: Settings
    door: Door
    thread: DatabaseThread
    clock: Clock
    tapped: Callable[[str], None]

    async def run(self, channel: Channel) -> None:
        """Until cancelled, or until nothing is left to be done; what nobody foresaw is tried again."""
        while True:
            try:
                await self._work(channel)
            except Exception:  # nobody would notice that one channel is deaf
                log.exception("intake_failed", channel=channel.name)
                await asyncio.sleep(SETUP_RETRY * self.settings.patience)
            else:
                return

    async def _work(self, channel: Channel) -> None:
        match channel.name:
            case "telegram":
                await self._telegram(channel)
            case "whatsapp":
                await self._whatsapp(channel)

    async def _telegram(self, channel: Channel) -> None:
        """Tell Telegram where to post; without a public address, poll."""
        from bot.channels.telegram import Telegram  # noqa: PLC0415 - only where it is on
        from bot.receiving.polling import PAUSE, Poller  # noqa: PLC0415 - as above

        assert isinstance(channel, Telegram)  # noqa: S101 - wiring's table
        secret = self.settings.telegram_webhook_secret
        if self.settings.public_url and secret:
            url = self.settings.public_url + TELEGRAM_PATH
            await _insist("webhook", lambda: channel.use_webhook(url, secret.get_secret_value()))
            await _insist("commands", channel.describe_commands)
            return
        describing = asyncio.create_task(_insist("commands", channel.describe_commands))
        try:
            pause = PAUSE * self.settings.patience
            await Poller(channel, self.door, self.clock, self.tapped, pause=pause).run()
        finally:
            describing.cancel()

    async def _whatsapp(self, channel: Channel) -> None:
        from bot.channels.whatsapp import WhatsApp  # noqa: PLC0415 - only where it is on
        from bot.receiving.missed import MissedSweep  # noqa: PLC0415 - as above

        assert isinstance(channel, WhatsApp)  # noqa: S101 - wiring's table
        sweep = MissedSweep(channel, self.door, self.thread, self.clock)
        while True:
            try:
                await sweep.sweep()
            except (SendError, DatabaseUnavailable) as error:
                log.warning("sweep_failed", kind=type(error).__name__, code=str(error)[:40])
            await asyncio.sleep(SWEEP_EVERY * self.settings.patience)


async def _insist(what: str, call: Callable[[], Awaitable[None]]) -> None:
    """Repeat until the provider has taken it."""
    while True:
        try:
            await call()
        except SendError as error:
            log.warning("setup_failed", what=what, kind=type(error).__name__, code=str(error)[:40])
            wait = error.retry_after if isinstance(error, Throttled) else 0.0
            await asyncio.sleep(wait or SETUP_RETRY)
        else:
            return
