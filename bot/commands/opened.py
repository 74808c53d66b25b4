"""The database as commands see it: read beside a running service, or written by themselves."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.settings import Settings
from bot.wiring import open_prepared
from storage import migrate
from storage.database import Database, open_database


@contextmanager
def reading(settings: Settings) -> Iterator[Database]:
    """The database, read only, also while `mem serve` runs."""
    database = open_database(settings.database_url, exclusive=False)
    try:
        migrate.require_current(database)
        yield database
    finally:
        database.close()


@contextmanager
def writing(settings: Settings) -> Iterator[Database]:
    """The database, at the newest schema; on SQLite nobody else may be writing."""
    database = open_prepared(settings.database_url)
    try:
        yield database
    finally:
        database.close()
