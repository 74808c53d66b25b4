"""Errors whose text is for the person at the keyboard: told in a line each, never a traceback."""

import errno
import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.receiving.listening import CannotListen
from bot.settings import SettingsError, load_settings
from bot.zones import OutdatedZonesError
from storage.database import DatabaseMissing, DatabaseUnavailable, SchemaOutdated

if TYPE_CHECKING:
    from bot.commands.office import Fact

ELSEWHERE = "go to the folder of the service's .env, or start the service first"
"""What to do where no database is found."""


class Mistake(Exception):  # noqa: N818 - what it is
    """Something the person at the keyboard can put right."""


class Refused(Mistake):
    """What a coordinator's command does not do: `office-no.<key>` with its facts, in their language."""

    def __init__(self, key: str, /, **facts: "Fact") -> None:
        super().__init__(key, facts)
        self._key, self._facts = key, facts

    def __str__(self) -> str:
        from bot.commands.office import office_of  # noqa: PLC0415 - words are needed from here on

        return office_of(load_settings())(f"no.{self._key}", **self._facts)


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
        case OSError(errno=errno.ENOSPC | errno.EDQUOT, strerror=str(why)):
            return [why]  # a write names no file
        case _:
            return None
