"""What all crash tests of a session share."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.crash.nursery import Nursery


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """The process from which servers and providers are forked."""
    with closing(Nursery()) as opened:
        yield opened
