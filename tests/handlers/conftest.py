"""The stage that handler tests play on, once on each database."""

import pytest

from storage.database import Database
from tests.handlers.stage import Stage


@pytest.fixture
def stage(database: Database) -> Stage:
    """A stage on a fresh database."""
    return Stage(database)
