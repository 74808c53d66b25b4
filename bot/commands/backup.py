"""`mem backup FILE`: a copy of the database while the service runs."""

import argparse
import sqlite3
from pathlib import Path

from bot.commands.mistakes import Mistake
from bot.settings import load_settings
from storage.moving import Damaged, back_up
from storage.opening import open_database


def run(arguments: argparse.Namespace) -> int:
    """Copy the SQLite file as it stands at one moment; PostgreSQL has its own command for that."""
    database = open_database(load_settings().database_url, access="reader")
    try:
        if database.dialect != "sqlite":
            raise Mistake("PostgreSQL is copied by its own pg_dump (docs/production.md)")
        size = back_up(database, Path(arguments.file))
    except Damaged as error:
        raise Mistake(str(error)) from None
    except sqlite3.Error as error:  # the copy's: its folder, its disk
        raise Mistake(f"{arguments.file}: {error}") from None
    finally:
        database.close()
    print(f"{arguments.file}: {size} bytes, checked")
    return 0
