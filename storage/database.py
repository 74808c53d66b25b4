"""One database: a writing connection on SQLite, a pool on PostgreSQL, one way to a transaction.

SQLite before 3.51.3 can corrupt a database in WAL mode when two connections write or checkpoint at
the same instant (reliability §0.7). Here no two ever do: each process has one writing connection
under a lock of its own, and whoever uses theirs has the file's pen meanwhile (`storage.pen`).
Readers can neither write nor checkpoint (`storage.opening`).
"""

import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import (
    DBAPIError,
    InterfaceError,
    InternalError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

if TYPE_CHECKING:
    from storage.pen import Pen

PATIENCE = 5.0
"""Seconds to wait for the writer or a lock before giving up; a webhook must be answered in 15."""

UNBOUND = "unbound"
"""The option of a SQLite connection that begins no transaction. It is a name of our own: at that of
SQLAlchemy a pragma would be set, and every prepared statement planned anew after it."""

_OUTSIDE: Mapping[str, Mapping[str, Any]] = {
    "sqlite": {UNBOUND: True},
    "postgresql": {"isolation_level": "AUTOCOMMIT"},
}


class DatabaseUnavailable(Exception):  # noqa: N818 - a condition that passes, not a mistake
    """The database cannot do this now; the same call may succeed later."""


class DatabaseBusy(DatabaseUnavailable):
    """Another process serves or writes to this SQLite file, or this one may only read."""


class DatabaseMissing(DatabaseUnavailable):
    """There is no such SQLite file; only a host makes one."""


class SchemaOutdated(DatabaseUnavailable):
    """The tables are not those that this version of the code expects."""


class Database:
    """One opened database; `dialect` is `sqlite` or `postgresql`."""

    def __init__(
        self,
        url: URL,
        engine: Engine,
        *,
        reader: Engine | None = None,
        lock: int | None = None,
        pen: "Pen | None" = None,
    ) -> None:
        self.url = url
        self.engine = engine
        self.dialect: Literal["sqlite", "postgresql"] = (
            "sqlite" if engine.dialect.name == "sqlite" else "postgresql"
        )
        self._reader = reader
        self._lock_file = lock
        self._pen = pen
        self._connected = False  # until then there is nothing to close with the pen
        self._writing = threading.Lock() if self.dialect == "sqlite" else None

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that commits at the end of the block and rolls back on an exception.

        Raises DatabaseUnavailable for whatever a later attempt may cure (locks, lost connections,
        a full disk) and DatabaseBusy when this database was opened for reading only.
        """
        if self._reader is self.engine:
            raise DatabaseBusy(f"{self.name} was opened for reading only")
        with self._turn(), _unavailable(), self._transaction() as conn:
            yield conn

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent snapshot, not waiting for the writer; writing in it is an error.

        Raises DatabaseUnavailable as `begin` does.
        """
        if self._reader is not None:
            with _unavailable(), self._reader.begin() as conn:
                yield conn
            return
        with self._turn(), _unavailable(), self._transaction(readonly=True) as conn:
            yield conn

    @contextmanager
    def unbound(self) -> Iterator[Connection]:
        """A connection outside any transaction, for checkpoints, VACUUM and session locks."""
        with self._turn(), _unavailable(), self.engine.connect() as conn:
            yield conn.execution_options(**_OUTSIDE[self.dialect])

    @cached_property
    def threads(self) -> ThreadPoolExecutor:
        """Where asynchronous edges run storage calls: one thread on SQLite, a few on PostgreSQL."""
        return ThreadPoolExecutor(1 if self.dialect == "sqlite" else 4, "database")

    @property
    def name(self) -> str:
        """The address without the password, fit for logs."""
        return self.url.render_as_string(hide_password=True)

    def close(self) -> None:
        """Finish the calls under way and let go of every connection and of the locks.

        The last connection to a SQLite file checkpoints it, so this waits for the pen, however long.
        """
        if "threads" in self.__dict__:
            self.threads.shutdown()
        with self._pen.held(inf) if self._pen and self._connected else nullcontext():
            if "_writer" in self.__dict__:
                self._writer.close()
            if self._reader is not None:
                self._reader.dispose()
            self.engine.dispose()
        if self._pen is not None:
            self._pen.close()
            self._pen = None
        if self._lock_file is not None:
            os.close(self._lock_file)
            self._lock_file = None

    @contextmanager
    def _transaction(self, *, readonly: bool = False) -> Iterator[Connection]:
        if self.dialect == "sqlite":
            with self._writer.begin():
                yield self._writer
            return
        with self.engine.connect() as conn:
            chosen = conn.execution_options(postgresql_readonly=True) if readonly else conn
            with chosen.begin():
                yield chosen

    @cached_property
    def _writer(self) -> Connection:
        """The one writing connection of SQLite; to open it anew costs as much as a small turn."""
        return self.engine.connect()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """The one writing connection of SQLite, for one thread at a time, with the file's pen."""
        if self._writing is None:
            yield
            return
        if not self._writing.acquire(timeout=PATIENCE):
            raise DatabaseUnavailable("the writer is busy")
        try:
            if self._pen is None:
                yield
                return
            if not self._pen.take(PATIENCE):
                raise DatabaseBusy(f"another process is writing to {self.name}: try again")
            self._connected = True
            try:
                yield
            finally:
                self._pen.put_down()
        finally:
            self._writing.release()


def passes(error: BaseException) -> bool:
    """Whether an error is the database's passing condition rather than somebody's mistake."""
    if isinstance(error, DatabaseUnavailable | PoolTimeoutError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
        return False  # wrong SQL; busy, full, read-only and the like have codes of their own
    return isinstance(error, OperationalError | InterfaceError | InternalError)


def _lacks_tables(error: SQLAlchemyError) -> bool:
    """Whether a statement met a table or column that is not there."""
    cause = getattr(error, "orig", None)
    if isinstance(cause, sqlite3.OperationalError):
        return str(cause).startswith(("no such table", "no such column", "table "))
    return getattr(cause, "sqlstate", None) in {"42P01", "42703"}


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        if _lacks_tables(error):
            raise SchemaOutdated(f"{_reason(error)}; run mem migrate") from error
        if passes(error):
            raise DatabaseUnavailable(_reason(error)) from error
        raise


def _reason(error: SQLAlchemyError) -> str:
    """The first line of what the driver said; the rest may quote values."""
    cause = getattr(error, "orig", None) or error
    first, _, _ = str(cause).strip().partition("\n")
    return f"{type(cause).__name__}: {first}"
