"""The database as commands see it: read, or acted on, in both cases beside a running service."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from bot.settings import Clock, Settings
from storage import migrate
from storage.database import Database, DatabaseBusy, DatabaseMissing, SchemaOutdated
from storage.opening import open_database

if TYPE_CHECKING:
    from bot.handlers.desk import Desk


@contextmanager
def reading(settings: Settings) -> Iterator[Database]:
    """The database, read only."""
    database = open_database(settings.database_url, access="reader")
    try:
        migrate.require_current(database)
        yield database
    finally:
        database.close()


@contextmanager
def writing(settings: Settings) -> Iterator[Database]:
    """The database at the newest schema; on SQLite it is made or migrated where nobody serves it.

    Raises SchemaOutdated, DatabaseBusy, DatabaseUnavailable.
    """
    database = _opened(settings.database_url)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def acting(database: Database) -> Iterator[Connection]:
    """One transaction: everything in the block or nothing of it.

    What takes long, imports and choices above all, is done before: meanwhile a service on the same
    SQLite file waits. Raises SchemaOutdated when another version has migrated it since it was opened.
    """
    with database.begin() as conn:
        migrate.require_current_in(conn)
        yield conn


def desk_of(database: Database, settings: Settings, clock: Clock) -> "Desk":
    """The desk at which a coordinator acts; made before they do, since it takes its time."""
    from bot.metrics import Metrics  # noqa: PLC0415 - who only looks needs none of it
    from bot.wiring import coordinators, make_desk, secret_key  # noqa: PLC0415 - as above

    with database.begin() as conn:
        key = secret_key(conn, settings)
    return make_desk(
        {},
        clock,
        key,
        metrics=Metrics(),
        coordinators=coordinators(settings),
        coordinators_language=settings.coordinators_language,
    )


def _opened(url: str) -> Database:
    try:
        database = open_database(url, access="guest")
    except DatabaseMissing:
        return _prepared(url)
    try:
        migrate.require_current(database)
    except SchemaOutdated:
        database.close()
        return _migrated(url)
    except BaseException:
        database.close()
        raise
    return database


def _migrated(url: str) -> Database:
    try:
        return _prepared(url)
    except DatabaseBusy:
        raise SchemaOutdated(
            "another process serves the database at the schema of another version: start it again"
        ) from None


def _prepared(url: str) -> Database:
    from bot.wiring import open_prepared  # noqa: PLC0415 - as above

    return open_prepared(url)
