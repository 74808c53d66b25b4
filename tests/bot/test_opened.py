"""The database as commands open it: beside a service, alone, new, or of another version."""

from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from bot.commands.opened import acting, writing
from bot.settings import load_settings
from storage import migrate
from storage.database import Database, SchemaOutdated
from storage.meta import recall, remember
from storage.opening import open_database
from tests.bot.test_command_line import Mem, mem, one_line  # noqa: F401 - a fixture


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'mem.db'}"


def of_version(url: str, revision: str) -> None:
    """Make the tables of an older version."""
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    with closing(open_database(url)) as opened, opened.begin() as conn:
        config.attributes.update(connection=conn, crash=None)
        command.upgrade(config, revision)


def newer(database: Database) -> None:
    """As if a service of a later version had migrated it."""
    with database.begin() as conn:
        conn.execute(text("UPDATE alembic_version SET version_num = '9999'"))


def test_a_command_makes_the_database_it_writes_to(mem: Mem, url: str) -> None:  # noqa: F811
    """A list may be imported before the first start."""
    with writing(load_settings()) as database, acting(database) as conn:
        remember(conn, "a", "1")
    with closing(open_database(url, access="reader")) as reader:
        assert migrate.current(reader)


def test_a_command_migrates_what_nobody_serves(mem: Mem, url: str) -> None:  # noqa: F811
    """The first command after an upgrade need not wait for the first start."""
    of_version(url, "0003")
    with writing(load_settings()) as database, acting(database) as conn:
        remember(conn, "a", "1")
    with closing(open_database(url, access="reader")) as reader:
        assert migrate.current(reader)


def test_a_service_of_another_version_keeps_its_tables(mem: Mem, url: str) -> None:  # noqa: F811
    """A command of today neither migrates under it nor writes what it does not know."""
    of_version(url, "0003")
    with closing(open_database(url)) as service:
        assert "another version: start it again" in one_line(mem("alerts", "--close", "1"))
        assert "newest schema" in one_line(mem("why", "telegram:5"))
        assert not migrate.current(service)


def test_tables_that_change_while_a_command_makes_ready_are_left_alone(
    mem: Mem,  # noqa: F811 - a fixture
    url: str,
) -> None:
    """A service may start and migrate between the opening and the act."""
    assert mem("migrate").returncode == 0
    with writing(load_settings()) as database, closing(open_database(url)) as service:
        newer(service)
        with pytest.raises(SchemaOutdated), acting(database) as conn:
            remember(conn, "a", "1")
        with service.read() as conn:
            assert recall(conn, "a") is None
