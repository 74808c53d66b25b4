"""What handler tests play on, once on each database: a stage, or two people with a meeting ahead."""

import pytest

from storage.database import Database
from tests.handlers.couple import Couple
from tests.handlers.stage import Stage


@pytest.fixture
def stage(database: Database) -> Stage:
    """A stage on a fresh database."""
    return Stage(database)


@pytest.fixture
def couple(database: Database) -> Couple:
    """Amal and Karim with a meeting ahead, and nothing asked of Karim."""
    made = Couple(database)
    made.confirm()
    made.says("mentor", "2")  # the tips, later
    made.waits(minutes=1)
    return made
