"""Both providers' fakes, listening on loopback ports of their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

import pytest

from tests.fakes.server import serve
from tests.fakes.telegram import FakeTelegram
from tests.fakes.twilio import FakeTwilio

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
