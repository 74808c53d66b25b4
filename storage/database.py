"""The database: one writing connection on SQLite, a pool on PostgreSQL, one way to a transaction.

SQLite before 3.51.3 can corrupt a database in WAL mode when two connections write or checkpoint at
the same instant (reliability §0.7). Here no two ever do: each process has one writing connection
under a lock of its own, and whoever uses theirs has the file's pen meanwhile (`storage.pen`).
Readers are opened read-only, so they can neither write nor checkpoint. An old library is therefore
allowed, and logged.

One process is the file's host: it serves, sends, migrates and rewrites. Others are guests: they read
and act in short transactions between those of the host.
"""

import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from functools import cached_property
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast
from urllib.parse import quote

import structlog
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    DBAPIError,
    InterfaceError,
    InternalError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import QueuePool, StaticPool

from storage.prepared import failure
from storage.privacy import keep_private

if TYPE_CHECKING:
    from storage.pen import Pen

Access = Literal["host", "guest", "reader"]

PATIENCE = 5.0
"""Seconds to wait for the writer or a lock before giving up; a webhook must be answered in 15."""

STATEMENTS = 1000
"""Statements that SQLite keeps planned, more than there are; planning one costs more than most."""

WAL_RESET_FIXED = (3, 51, 3)
"""First SQLite version without the WAL-reset bug."""

SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",  # what was acknowledged survives a power cut
    "foreign_keys=ON",
    "secure_delete=ON",  # erased means zeroed
    "temp_store=MEMORY",  # sorting must not spill personal data into files
    "cache_size=-65536",  # 64 MiB
    "wal_autocheckpoint=4000",  # 16 MiB of log between checkpoints
    f"busy_timeout={int(PATIENCE * 1000)}",
)

POSTGRESQL_SETTINGS = {
    "synchronous_commit": "on",
    "statement_timeout": "30s",
    "lock_timeout": f"{int(PATIENCE)}s",
    "idle_in_transaction_session_timeout": "60s",
    "timezone": "UTC",
    "jit": "off",  # short statements only; compiling them costs more than it saves
}

# On SQLite a name of our own: SQLAlchemy would set a pragma, and every prepared statement would be
# planned anew after each.
_UNBOUND: Mapping[str, Mapping[str, Any]] = {
    "sqlite": {"unbound": True},
    "postgresql": {"isolation_level": "AUTOCOMMIT"},
}

log = structlog.get_logger()


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
            yield conn.execution_options(**_UNBOUND[self.dialect])

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


def open_database(url: str, *, access: Access = "host") -> Database:
    """The database at `url`, a SQLAlchemy address of SQLite or PostgreSQL.

    On SQLite the host takes the lock file, and makes the database if need be; a guest writes beside
    it, a reader only reads. Raises DatabaseBusy when another process is the host or keeps writing,
    DatabaseMissing when there is no file to be a guest or reader of, ValueError for another kind of
    database.
    """
    parsed = make_url(url.replace("postgres://", "postgresql://", 1))
    match parsed.get_backend_name():
        case "sqlite":
            return _open_sqlite(parsed, access)
        case "postgresql":
            return _open_postgresql(parsed)
        case other:
            raise ValueError(f"DATABASE_URL names {other}; SQLite and PostgreSQL are supported")


def _open_sqlite(url: URL, access: Access) -> Database:
    if url.database in {None, "", ":memory:"}:
        return Database(url, _sqlite_engine(_in_memory, StaticPool))
    path = Path(str(url.database)).absolute()

    if access != "host" and not path.exists():
        raise DatabaseMissing(f"there is no database at {path}")
    reader = _sqlite_engine(lambda: _connect(path, "ro"), QueuePool, begin="BEGIN")
    if access == "reader":
        return Database(url, reader, reader=reader)
    lock = _take_lock(path) if access == "host" else None
    if lock is not None:
        keep_private(path)
    writer = _writing_engine(path, "rwc" if access == "host" else "rw")
    database = Database(url, writer, reader=reader, lock=lock, pen=_pen(path))
    try:
        with database.unbound():
            pass  # the file exists from now on, and what is wrong with it shows at the start
    except BaseException:
        database.close()
        raise
    if access == "host" and sqlite3.sqlite_version_info < WAL_RESET_FIXED:
        log.info("sqlite_before_wal_reset_fix", version=sqlite3.sqlite_version, writers=1)
    return database


def _writing_engine(path: Path, mode: str) -> Engine:
    def write() -> sqlite3.Connection:
        connection = _connect(path, mode)
        for pragma in SQLITE_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection

    return _sqlite_engine(write, StaticPool)


def _pen(path: Path) -> "Pen":
    from storage.pen import Pen  # noqa: PLC0415 - only where SQLite is used; not for Windows

    return Pen(path)


def _in_memory() -> sqlite3.Connection:
    """A database that is nowhere else. A commit walks through all its pages that were ever changed,
    since none is ever written out: beside a million rows, large ones make it five times cheaper.
    """
    connection = _connect(None)
    connection.execute("PRAGMA page_size=16384")
    return connection


def _connect(path: Path | None, mode: str = "rwc") -> sqlite3.Connection:
    """A connection to a file, or to memory; `mode` as in SQLite's addresses: ro, rw, rwc."""
    connection = sqlite3.connect(
        ":memory:" if path is None else f"file:{quote(str(path))}?mode={mode}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=STATEMENTS,
    )
    connection.execute("PRAGMA foreign_keys=ON")
    return connection


def _sqlite_engine(
    creator: Any, pool: type[StaticPool | QueuePool], *, begin: str = "BEGIN IMMEDIATE"
) -> Engine:
    engine = create_engine("sqlite://", creator=creator, poolclass=pool, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def _(conn: Connection) -> None:
        # The driver is told nothing of transactions, so that a turn takes the write lock first.
        if "unbound" not in conn.get_execution_options():
            try:
                cast("sqlite3.Connection", conn.connection.dbapi_connection).execute(begin)
            except sqlite3.Error as error:
                raise failure(begin, error) from error

    return engine


def _take_lock(path: Path) -> int:
    """Hold the lock file beside the database for as long as the process lives."""
    import fcntl  # noqa: PLC0415 - only where SQLite is used; Windows has none

    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        holder = os.read(handle, 20).decode(errors="replace").strip() or "unknown"
        os.close(handle)
        raise DatabaseBusy(
            f"another process (pid {holder}) writes to {path.name}:"
            " stop it, or use PostgreSQL for several processes"
        ) from None
    os.truncate(handle, 0)
    os.write(handle, str(os.getpid()).encode())
    return handle


def _open_postgresql(url: URL) -> Database:
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_size=8,
        max_overflow=4,
        pool_timeout=PATIENCE,
        pool_pre_ping=True,  # a restarted server must not cost a webhook
        connect_args={
            "connect_timeout": int(PATIENCE),
            "options": " ".join(
                f"-c {name}={value}" for name, value in POSTGRESQL_SETTINGS.items()
            ),
        },
    )
    return Database(url, engine)


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
