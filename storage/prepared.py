"""Statements that lie at a module's head, made once: what makes a single turn cheap.

Building a statement with SQLAlchemy and sending it its whole way costs thirty times what SQLite
needs to run it. A prepared one is compiled at its first use, and on SQLite its text then goes
straight to the driver. PostgreSQL keeps SQLAlchemy's way: there the round trip is the cost.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    ClauseElement,
    Connection,
    Select,
    TextClause,
    UpdateBase,
    bindparam,
)
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.visitors import replacement_traverse

_SQLITE = SQLiteDialect_pysqlite(paramstyle="named")

_Convert = Callable[[Any], Any]
_Statement = Select[Any] | UpdateBase | TextClause


class Prepared:
    """A statement whose values are given by name at each call (`bindparam`, `ids`, `words`).

    Constants stay in its text, where SQLite can see that a partial index will do; as parameters
    they would make it plan anew at each call. What it raises is what SQLAlchemy raises.
    """

    def __init__(self, statement: _Statement, *, postgresql: _Statement | None = None) -> None:
        self._sqlite = statement
        self.statement = statement if postgresql is None else postgresql

    def all(self, conn: Connection, **values: Any) -> list[Any]:
        """Every row, with the columns as attributes."""
        sqlite = driver(conn)
        if sqlite is None:
            return list(conn.execute(self.statement, values))
        cursor = self._text.run(sqlite, values)
        return self._text.rows(cursor, cursor.fetchall())

    def first(self, conn: Connection, **values: Any) -> Any | None:
        """The first row, or None."""
        sqlite = driver(conn)
        if sqlite is None:
            return conn.execute(self.statement, values).first()
        cursor = self._text.run(sqlite, values)
        found = self._text.rows(cursor, cursor.fetchmany(1))
        return found[0] if found else None

    def scalars(self, conn: Connection, **values: Any) -> list[Any]:
        """The first column of every row."""
        return [row[0] for row in self.all(conn, **values)]

    def scalar(self, conn: Connection, **values: Any) -> Any | None:
        """The first column of the first row, or None."""
        row = self.first(conn, **values)
        return None if row is None else row[0]

    def run(self, conn: Connection, **values: Any) -> int:
        """Do it; how many rows it touched."""
        sqlite = driver(conn)
        if sqlite is None:
            return conn.execute(self.statement, values).rowcount
        return self._text.run(sqlite, values).rowcount

    @cached_property
    def _text(self) -> "_Text":
        return _Text(self._sqlite)


class _Text:
    """What SQLite is given, and how its plain values become those of the columns' types."""

    def __init__(self, statement: _Statement) -> None:
        given: dict[str, BindParameter[Any]] = {}

        def written(element: Any, **_: Any) -> Any:
            if not isinstance(element, BindParameter):
                return None
            if not element.required:
                return None if element.value is None else element.render_literal_execute()
            given[element.key] = element
            return bindparam(
                element.key, 0, type_=element.type
            )  # any value, or it cannot be compiled

        constant = cast("ClauseElement", replacement_traverse(statement, {}, written))
        compiled = constant.compile(dialect=_SQLITE, compile_kwargs={"render_postcompile": True})
        self.sql = str(compiled)
        self._fixed = {name: value for name, value in compiled.params.items() if name not in given}
        self._into: dict[str, _Convert] = {
            name: convert
            for name, one in given.items()
            if (convert := one.type.dialect_impl(_SQLITE).bind_processor(_SQLITE)) is not None
        }
        columns = () if isinstance(statement, TextClause) else tuple(statement.exported_columns)
        self._make: Callable[[Iterable[Any]], Any] | None = None
        self._from: list[tuple[int, _Convert]] = [
            (place, convert)
            for place, one in enumerate(columns)
            if (convert := one.type.dialect_impl(_SQLITE).result_processor(_SQLITE, None))
        ]

    def run(self, sqlite: sqlite3.Connection, values: Mapping[str, Any]) -> sqlite3.Cursor:
        """Run it with these values."""
        if self._into:
            values = {
                name: self._into[name](value) if name in self._into else value
                for name, value in values.items()
            }
        try:
            return sqlite.execute(self.sql, {**self._fixed, **values} if self._fixed else values)
        except sqlite3.Error as error:
            raise failure(self.sql, error) from error

    def rows(self, cursor: sqlite3.Cursor, found: list[Any]) -> list[Any]:
        """What was found, with the columns as attributes and their types' own values."""
        if not found:
            return found
        make = self._make
        if make is None:
            make = self._make = _maker(column[0] for column in cursor.description)
        if not self._from:
            return list(map(make, found))
        return [make(self._loaded(row)) for row in found]

    def _loaded(self, row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for place, convert in self._from:
            values[place] = convert(values[place])
        return values


def _maker(columns: Iterable[str]) -> Callable[[Iterable[Any]], Any]:
    """What makes a row of its values."""
    row = namedtuple("row", columns, rename=True)  # type: ignore[misc]  # noqa: PYI024
    return row._make


def lock(conn: Connection, statement: Prepared, **values: Any) -> bool:
    """Hold the rows of a `SELECT … FOR UPDATE` until the transaction ends; False where whoever
    writes is alone anyway, and nothing had to be asked.
    """
    if conn.dialect.name == "sqlite":
        return False
    statement.all(conn, **values)
    return True


def driver(conn: Connection) -> sqlite3.Connection | None:
    """SQLite's own connection, inside the transaction of `conn`; None on PostgreSQL."""
    if conn.dialect.name != "sqlite":
        return None
    if not conn.in_transaction():
        conn.begin()  # as SQLAlchemy does at the first statement
    pooled: Any = conn.connection
    own: sqlite3.Connection = pooled.dbapi_connection
    return own


def failure(sql: str, error: sqlite3.Error) -> BaseException:
    """The driver's error as SQLAlchemy names it, without the values."""
    return DBAPIError.instance(sql, None, error, sqlite3.Error, hide_parameters=True)
