"""What two people went through once, put into another database instead of being played again.

Many tests begin at the same place. The first of a process plays the way there in full, on each kind
of database; the next are given the rows that it left, as after a restart of the service.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Engine, event

from storage.database import Database
from storage.schema import metadata

Key = tuple[object, ...]
Seen = TypeVar("Seen")

COLUMNS: Mapping[str, Sequence[str]] = {
    table.name: [column.name for column in table.columns] for table in metadata.sorted_tables
}
"""Of every table, parents first."""
COUNTERS = "sqlite_sequence"
"""Where SQLite goes on counting; rows that are put count by themselves. PostgreSQL never goes back."""


@dataclass(frozen=True, slots=True)
class Milestone(Generic[Seen]):
    """Every row there was, what the tests' side knew then, and what the way there gave."""

    rows: Mapping[str, Sequence[tuple[Any, ...]]]
    seen: Seen
    given: int


class Untouched:
    """Whether nobody has written to a database since it was last said to be as it should."""

    def __init__(self, engine: Engine) -> None:
        self._holds = False
        event.listen(engine, "commit", self._written)

    def __bool__(self) -> bool:
        return self._holds

    def begin(self) -> None:
        """From here on."""
        self._holds = True

    def _written(self, _: object) -> None:
        self._holds = False


def place_of(database: Database) -> str:
    """Where rows of this database may be put again: any SQLite file, or the same PostgreSQL, whose
    counters have passed their numbers.
    """
    return "sqlite" if database.dialect == "sqlite" else database.url.render_as_string()


def rows_of(database: Database) -> Mapping[str, Sequence[tuple[Any, ...]]]:
    """Everything in it, as its driver reads it."""
    with database.read() as conn:
        return {
            name: [tuple(row) for row in conn.exec_driver_sql(_selecting(name, columns))]
            for name, columns in _tables(database).items()
        }


def empty(database: Database) -> bool:
    """Whether there is no row in it."""
    there = " OR ".join(f'EXISTS (SELECT 1 FROM "{name}")' for name in COLUMNS)
    with database.read() as conn:
        return not conn.exec_driver_sql(f"SELECT {there}").scalar_one()


def put(database: Database, rows: Mapping[str, Sequence[tuple[Any, ...]]]) -> None:
    """Make these the rows of a database that was empty, or holds those of an earlier milestone."""
    mark = "?" if database.dialect == "sqlite" else "%s"
    tables = _tables(database)
    with database.begin() as conn:
        for name in reversed(COLUMNS):
            if rows[name]:
                conn.exec_driver_sql(f'DELETE FROM "{name}"')
        for name, columns in tables.items():
            if name == COUNTERS:
                conn.exec_driver_sql(f'DELETE FROM "{name}"')
            if rows[name]:
                into = ", ".join(f'"{column}"' for column in columns)
                values = ", ".join(mark for _ in columns)
                conn.exec_driver_sql(
                    f'INSERT INTO "{name}" ({into}) VALUES ({values})', [*rows[name]]
                )


def _tables(database: Database) -> dict[str, Sequence[str]]:
    counters = {COUNTERS: ("name", "seq")} if database.dialect == "sqlite" else {}
    return {**COLUMNS, **counters}


def _selecting(name: str, columns: Sequence[str]) -> str:
    return f'SELECT {", ".join(f"{chr(34)}{column}{chr(34)}" for column in columns)} FROM "{name}"'
