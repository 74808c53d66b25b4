# ruff: noqa: S608 - the names put into statements are those of our own tables
"""Many rows in one statement: what makes a batch of turns cheap.

SQLite runs a prepared statement once per row without leaving the process; PostgreSQL gets one
array per column and unnests them, one round trip for the whole batch.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Column, Connection, Table
from sqlalchemy.dialects import postgresql

from storage.prepared import driver, failure

Values = tuple[Any, ...]

_POSTGRESQL = postgresql.dialect()  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Bulk:
    """One statement in both dialects; rows are tuples in the order of the columns it was made of."""

    sqlite: str
    postgresql: str

    def run(self, conn: Connection, rows: Sequence[Values]) -> int:
        """Apply the statement to every row and return how many rows of the table it touched."""
        if not rows:
            return 0
        sqlite = driver(conn)
        if sqlite is not None:
            try:
                if len(rows) == 1:
                    return sqlite.execute(self.sqlite, rows[0]).rowcount
                return sqlite.executemany(self.sqlite, rows).rowcount
            except sqlite3.Error as error:
                raise failure(self.sqlite, error) from error
        columns = tuple(list(column) for column in zip(*rows, strict=True))
        return conn.exec_driver_sql(self.postgresql, columns).rowcount


@dataclass(frozen=True, slots=True)
class BulkReturning:
    """As `Bulk`, for statements that answer with rows; SQLite is given the values flat."""

    table: str
    sqlite_tail: str
    width: int
    postgresql: str

    def rows(self, conn: Connection, rows: Sequence[Values]) -> Iterable[Sequence[Any]]:
        """What the statement returns for the rows it took."""
        if not rows:
            return ()
        sqlite = driver(conn)
        if sqlite is not None:
            one = f"({', '.join('?' * self.width)})"
            statement = f"{self.table} VALUES {', '.join([one] * len(rows))} {self.sqlite_tail}"
            try:
                return sqlite.execute(statement, tuple(chain.from_iterable(rows))).fetchall()
            except sqlite3.Error as error:
                raise failure(statement, error) from error
        columns = tuple(list(column) for column in zip(*rows, strict=True))
        return conn.exec_driver_sql(self.postgresql, columns).all()


def insert(table: Table, *names: str) -> Bulk:
    """Insert rows with these columns."""
    columns = ", ".join(_quoted(name) for name in names)
    into = f"INSERT INTO {_quoted(table.name)} ({columns})"
    return Bulk(
        sqlite=f"{into} VALUES ({', '.join('?' * len(names))})",
        postgresql=f"{into} SELECT * FROM unnest({_arrays(table, names)})",
    )


def insert_new(table: Table, *names: str, unique: Sequence[str]) -> BulkReturning:
    """Insert the rows whose `unique` columns are not there yet, and return those columns.

    Ids rise in the order of the given rows. PostgreSQL inserts in the order of the unique key,
    so that two processes given the same rows in another order wait instead of deadlocking.
    """
    columns = ", ".join(_quoted(name) for name in names)
    key = ", ".join(_quoted(name) for name in unique)
    into = f"INSERT INTO {_quoted(table.name)}"
    tail = f"ON CONFLICT ({key}) DO NOTHING RETURNING {key}"
    given = (
        f"WITH given AS MATERIALIZED (SELECT nextval('{table.name}_id_seq') AS id, u.*"
        f" FROM unnest({_arrays(table, names)}) AS u ({columns}))"
    )
    return BulkReturning(
        table=f"{into} ({columns})",
        sqlite_tail=tail,
        width=len(names),
        postgresql=f"{given} {into} (id, {columns}) SELECT id, {columns} FROM given"
        f" ORDER BY {key} {tail}",
    )


def upsert(table: Table, *names: str, key: str, kept: Sequence[str] = ()) -> Bulk:
    """Insert rows; where the `key` is there already, change all columns but it and the `kept` ones."""
    given = insert(table, *names)
    changed = [_quoted(name) for name in names if name != key and name not in kept]
    sets = ", ".join(f"{name} = excluded.{name}" for name in changed)
    clash = f"ON CONFLICT ({_quoted(key)}) DO UPDATE SET {sets}"
    return Bulk(sqlite=f"{given.sqlite} {clash}", postgresql=f"{given.postgresql} {clash}")


def update(table: Table, *names: str, by: Sequence[str], bump: str = "") -> Bulk:
    """Set the columns `names` of the rows whose `by` columns equal the given values.

    A row's values are those of `names`, then those of `by`. `bump` is a counter raised by one.
    """
    sets = [f"{_quoted(name)} = ?" for name in names]
    array_sets = [f"{_quoted(name)} = given.{_quoted(name)}" for name in names]
    target = _quoted(table.name)
    if bump:
        sets.append(f"{_quoted(bump)} = {_quoted(bump)} + 1")
        array_sets.append(f"{_quoted(bump)} = {target}.{_quoted(bump)} + 1")
    keys = [f"by_{name}" for name in by]
    columns = ", ".join([_quoted(name) for name in names] + keys)
    matches = " AND ".join(f"{target}.{_quoted(name)} = given.by_{name}" for name in by)
    return Bulk(
        sqlite=f"UPDATE {target} SET {', '.join(sets)}"
        f" WHERE {' AND '.join(f'{_quoted(name)} = ?' for name in by)}",
        postgresql=f"UPDATE {target} SET {', '.join(array_sets)}"
        f" FROM unnest({_arrays(table, (*names, *by))}) AS given ({columns}) WHERE {matches}",
    )


def _arrays(table: Table, names: Sequence[str]) -> str:
    return ", ".join(f"%b::{_type(table.c[name])}[]" for name in names)


def _type(column: Column[Any]) -> str:
    return column.type.compile(_POSTGRESQL)


def _quoted(name: str) -> str:
    return f'"{name}"'
