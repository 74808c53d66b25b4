"""The databases that tests run on: a fresh SQLite file, and a real PostgreSQL.

PostgreSQL comes with the test dependencies and needs neither root nor a service;
TEST_DATABASE_URL names another server, on which databases of our own are made and dropped.

Also how the tests are dealt out to several processes (`make test`): a file at a time, those first
that take long.
"""

import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg
import pytest
import structlog
from xdist.scheduler import LoadFileScheduling

from bot.zones import use_packaged_zones
from storage import migrate
from storage.database import Database
from storage.opening import open_database
from storage.schema import metadata
from tests.crash import databases
from tests.crash.nursery import Nursery

# Tests start commands of ours by the dozen: what the first compiles is there for the next.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory: every commit of SQLite waits for its disk, and tests make tens
of thousands. Their processes are killed, the machine is not.
"""
ROOM = 1 << 30
"""Bytes that must be free there; a run needs some hundred MB at most."""
if os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free >= ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

HERE = Path(__file__).parent
LONG = (
    "crash/test_crash.py",
    "fuzz",
    "journeys/test_told.py",
    "bot/test_bench.py",
    "core/understanding/test_company.py",
    "crash",
    "simulator",
    "journeys",
    "bot",
    "core/matching",
    "handlers",
    "storage",
    "channels",
    "core/understanding",
)
"""What takes longest, the longest first: what is begun last must not be long, or all but one of the
processes wait for its end. What often waits for processes of its own is begun beside what computes.
"""

MANY = 20_000
"""Objects after which it is worth while to look for garbage; Python does after 700."""

EMPTY = "; ".join(f'DELETE FROM "{table.name}"' for table in reversed(metadata.sorted_tables))
"""Much faster than TRUNCATE for the handful of rows that a test leaves."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` writes the expected side of recorded journeys again, as `mem journeys` does."""
    parser.addoption("--update", action="store_true", help="write what recorded journeys show now")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first; the order of the rest stays as shuffled."""
    ranks = {path: _rank(path) for path in {item.path for item in items}}
    items.sort(key=lambda item: ranks[item.path])


def _rank(path: Path) -> int:
    """The place in LONG of the file's own name, or of its folder."""
    name = path.relative_to(HERE).as_posix()
    places = (place for place, begin in enumerate(LONG) if name.startswith(begin))
    return next(places, len(LONG))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadFileScheduling:
    """Whoever is free gets the next file, in the order of collection: the long ones do come first."""
    config.option.loadscopereorder = False
    return LoadFileScheduling(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What is there by now stays: no collection of garbage need go through it again, which would
    take a tenth of the run; nor need there be one after every few hundred objects.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(MANY, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _loggers_listened_to() -> Iterator[None]:
    """No logger keeps what a command run in this process configured, or a later test that listens
    to it would hear nothing.
    """
    configure = structlog.configure
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            structlog,
            "configure",
            lambda **given: configure(**{**given, "cache_logger_on_first_use": False}),
        )
        yield


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    """What a command run in this process wants to hear is not what the next test listens to."""
    before = structlog.get_config()
    yield
    structlog.configure(**before)


@pytest.fixture(scope="session", autouse=True)
def _packaged_zones() -> None:
    """The time zones of the lock file, as in every process of ours."""
    use_packaged_zones()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server; without one the run says so, and fails in CI."""
    with ExitStack() as stack:
        try:
            url = stack.enter_context(databases.postgresql_server())
        except Exception as error:  # noqa: BLE001 - whatever keeps it from starting
            reason = f"PostgreSQL does not start here: {type(error).__name__}: {error}"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)
        yield url


@pytest.fixture(scope="session")
def postgresql_database(postgresql_server: str) -> Iterator[str]:
    """A migrated database of this run alone."""
    with databases.new_database(postgresql_server, f"mem_test_{os.getpid()}") as url:
        database = open_database(url)
        migrate.upgrade(database)
        database.close()
        yield url


@pytest.fixture(scope="session")
def _emptying(postgresql_database: str) -> Iterator[psycopg.Connection]:
    """A connection to that database which is there for the next test, too."""
    with databases.commanding(postgresql_database) as conn:
        yield conn


@pytest.fixture
def postgresql_url(postgresql_database: str, _emptying: psycopg.Connection) -> str:
    """A migrated, empty PostgreSQL database."""
    _emptying.execute(EMPTY)
    return postgresql_database


@pytest.fixture
def bare_postgresql_url(postgresql_server: str) -> Iterator[str]:
    """A PostgreSQL database without any table."""
    with databases.new_database(postgresql_server, f"mem_bare_{os.getpid()}") as url:
        yield url


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """The process from which tests fork servers, commands and providers."""
    with closing(Nursery()) as opened:
        yield opened


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
