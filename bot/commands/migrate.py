"""`mem migrate`."""

import argparse

from bot.commands.mistakes import Mistake
from bot.crash import crash
from bot.settings import database_address, load_settings
from storage import migrate
from storage.database import Database, DatabaseMissing
from storage.moving import NotEmpty, move
from storage.opening import open_database


def run(arguments: argparse.Namespace) -> int:
    """Bring the database to the newest schema, or everything from another one into it."""
    database = open_database(load_settings().database_url)
    try:
        if arguments.source:
            _move(arguments.source, database)
        elif migrate.current(database):
            print(f"{database.name} is at the newest schema ({migrate.head()})")
        else:
            migrate.upgrade(database, crash=crash)
            print(f"{database.name} migrated to {migrate.head()}")
    finally:
        database.close()
    return 0


def _move(url: str, target: Database) -> None:
    source = _opened(url)
    try:
        if source.name == target.name:
            raise Mistake("--from names the database that DATABASE_URL names")
        copied = move(source, target)
    except NotEmpty as error:
        raise Mistake(str(error)) from None
    finally:
        source.close()
    print(
        f"{sum(copied.values())} rows, {copied['person']} people among them, copied into"
        f" {target.name}; {source.name} is as it was: never serve it again"
    )


def _opened(url: str) -> Database:
    """The database that is left, as its host: whoever serves it must stop first."""
    try:
        address = database_address(url)
        open_database(address, access="reader").close()  # a host would make it
    except DatabaseMissing as error:
        raise Mistake(str(error)) from None
    except ValueError as error:
        raise Mistake(f"--from: {error}") from None
    return open_database(address)
