"""`mem migrate`."""

import argparse

from bot.crash import crash
from bot.settings import load_settings
from storage import migrate
from storage.database import open_database


def run(_: argparse.Namespace) -> int:
    """Bring the database to the newest schema; harmless when it is there already."""
    database = open_database(load_settings().database_url)
    try:
        if migrate.current(database):
            print(f"{database.name} is at the newest schema ({migrate.head()})")
        else:
            migrate.upgrade(database, crash=crash)
            print(f"{database.name} migrated to {migrate.head()}")
    finally:
        database.close()
    return 0
