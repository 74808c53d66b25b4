"""Errors whose text is for the person at the keyboard: told in a line each, never a traceback."""

import sqlite3

from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.service_errors import CannotListen
from bot.settings import SettingsError
from bot.zones import OutdatedZonesError
from storage.database import DatabaseMissing, DatabaseUnavailable, SchemaOutdated

ELSEWHERE = "go to the folder of the service's .env, or start the service first"
"""What to do where no database is found."""


class Mistake(Exception):  # noqa: N818 - what it is
    """Something the person at the keyboard can put right."""


def lines_of(error: BaseException) -> list[str] | None:
    """What to tell about an error; None when it is ours to mend and the traceback is wanted."""
    match error:
        case SettingsError(lines=lines):
            return lines
        case Mistake() | CannotListen() | OutdatedZonesError() | SchemaOutdated():
            return [str(error)]
        case DatabaseMissing():
            return [f"{error}: {ELSEWHERE}"]
        case DatabaseUnavailable():
            return [str(error)]
        case ArgumentError() | sqlite3.Error():
            return [f"DATABASE_URL: {str(error).splitlines()[0]}"]
        case SQLAlchemyError() if error.__cause__ is not None:
            return [f"database: {type(error.__cause__).__name__}"]
        case OSError(filename=str(name), strerror=str(why)):
            return [f"{name}: {why}"]
        case _:
            return None
