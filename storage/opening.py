"""Opening a database: the engines of SQLite and PostgreSQL, and which process may do what.

One process is a SQLite file's host: it serves, sends, migrates and rewrites. Others are guests: they
read and act in short transactions between those of the host. Readers get connections that can only
read, so no old library is refused: one with the WAL-reset bug is logged (`storage.database`).
"""

import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast
from urllib.parse import quote

import structlog
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import QueuePool, StaticPool

from storage.database import PATIENCE, UNBOUND, Database, DatabaseBusy, DatabaseMissing
from storage.prepared import failure
from storage.privacy import keep_private

if TYPE_CHECKING:
    from storage.pen import Pen

Access = Literal["host", "guest", "reader"]

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

log = structlog.get_logger()


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
        if UNBOUND not in conn.get_execution_options():
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
