"""First name and town beside the numbers of people, once a look was written down for each (I16)."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from bot.commands.office import NOTHING, Office
from bot.commands.trace import seen
from storage import names

Names = Mapping[int, str]
"""What stands behind a person's number; without an entry the number stands alone."""


def named(conn: Connection, office: Office, people: Iterable[int | None], command: str) -> Names:
    """How these people are called, each look being a line in their history in this transaction."""
    whom = sorted({one for one in people if one is not None})
    found = names.of(conn, whom)
    seen(conn, found, command)
    told = {}
    for number, one in found.items():
        home = office.label(f"place:{one.home}") if one.home else ""
        if said := ", ".join(filter(None, (one.first, home))):
            told[number] = said
    return told


def who(person: int | None, known: Names) -> str:
    """A person in a list: the number, and what is known beside it."""
    if person is None:
        return NOTHING
    return f"{person} ({known[person]})" if person in known else str(person)
