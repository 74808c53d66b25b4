"""Both providers' fakes, listening on loopback ports of their own, and channels that call them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import httpx
import pytest

from bot.channels.telegram import Telegram
from bot.channels.whatsapp import WhatsApp
from tests.fakes.inbound_twilio import ACCOUNT
from tests.fakes.inbound_twilio import TOKEN as TWILIO_TOKEN
from tests.fakes.server import serve
from tests.fakes.telegram import TOKEN as BOT_TOKEN
from tests.fakes.telegram import FakeTelegram
from tests.fakes.twilio import FakeTwilio

SILENCE = 0.5
"""Seconds after which a provider that gives no answer has given none. Whoever is to answer has the
ten seconds of the product: a machine that is busy is no silent provider.
"""

Fake = TypeVar("Fake", FakeTelegram, FakeTwilio)


@dataclass(frozen=True, slots=True)
class Listening(Generic[Fake]):
    """A fake and where it listens."""

    fake: Fake
    url: str


@pytest.fixture
def twilio() -> Iterator[Listening[FakeTwilio]]:
    fake = FakeTwilio()
    with serve(fake.app) as running:
        yield Listening(fake, running.url)


@pytest.fixture
def telegram() -> Iterator[Listening[FakeTelegram]]:
    fake = FakeTelegram()
    with serve(fake.app) as running:
        yield Listening(fake, running.url)


def whatsapp_on(twilio: Listening[FakeTwilio], **more: Any) -> WhatsApp:
    """WhatsApp at this Twilio, which waits long for an answer unless the script says silence."""
    channel = WhatsApp(ACCOUNT, TWILIO_TOKEN, api_url=twilio.url, **more)
    request = channel._http.request

    def attentively(*arguments: Any, **options: Any) -> Any:
        if twilio.fake.falls_silent():
            options["timeout"] = SILENCE
        return request(*arguments, **options)

    channel._http.request = attentively  # type: ignore[method-assign]
    return channel


def telegram_on(telegram: Listening[FakeTelegram]) -> Telegram:
    """The same for Telegram."""
    channel = Telegram(BOT_TOKEN, api_url=telegram.url)
    sending: Any = channel._sending
    request, patience = sending.do_request, sending._client.timeout

    async def attentively(*arguments: Any, **options: Any) -> Any:
        silent = telegram.fake.falls_silent()
        sending._client.timeout = httpx.Timeout(SILENCE) if silent else patience
        return await request(*arguments, **options)

    sending.do_request = attentively
    return channel
