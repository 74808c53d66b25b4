"""What a coordinator looks up of a person leaves a line in that person's history (reliability I16).

Personal data are addresses, names, profiles, and words that were written about somebody; states and
figures of people who are only numbers are none.
"""

import getpass
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from bot.settings import Settings, wall_clock
from storage import events, migrate
from storage.codec import encode
from storage.database import Database
from storage.opening import open_database


@contextmanager
def seeing(settings: Settings) -> Iterator[Database]:
    """The database, to look at with a trace, also beside a running service; never made or migrated.

    Raises DatabaseMissing, SchemaOutdated, DatabaseUnavailable.
    """
    database = open_database(settings.database_url, access="guest")
    try:
        migrate.require_current(database)
        yield database
    finally:
        database.close()


def login() -> str:
    """Who sits at the terminal, as a history names them: not whom they act as by `sudo`."""
    if name := os.environ.get("SUDO_USER"):
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user, who has no name
        return f"uid {os.getuid()}"


def seen(conn: Connection, people: Iterable[int], command: str) -> None:
    """Write down, before it is shown, that whoever sits here looked these people up."""
    now, by = round(wall_clock().timestamp() * 1000), encode({"by": login()})
    rows = [(one, now, f"{events.SEEN}{command}", by) for one in dict.fromkeys(people)]
    events.record(conn, rows)
