"""Two people on one database; where only words matter, SQLite is enough."""

from collections.abc import Callable, Iterator

import pytest

from storage.database import Database
from storage.opening import open_database
from tests.handlers.bad_input.mishaps import Mishaps

Introduce = Callable[..., Mishaps]


@pytest.fixture
def small(sqlite_url: str) -> Iterator[Database]:
    """An open SQLite database."""
    opened = open_database(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def couple(database: Database) -> Mishaps:
    """Amal and Karim, who have agreed and look for their first meeting."""
    made = Mishaps(database)
    made.agree()
    return made
