"""The schema comes from migrations alone, whatever happens on the way."""

import threading
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, update

from storage import doubts, migrate
from storage.database import Database, SchemaOutdated
from storage.opening import open_database
from storage.outcomes import Held, Noticed, Unknown, settle
from storage.schema import metadata, outbox
from tests.storage.rows import ACCOUNT, CHANNEL, MINUTE, NOW, newcomer, owed, take


@pytest.fixture(params=["sqlite", "postgresql"])
def bare(request: pytest.FixtureRequest, tmp_path: Path):
    """An open database without tables, once of each kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'bare.db'}"
    else:
        url = request.getfixturevalue("bare_postgresql_url")
    opened = open_database(url)
    yield opened
    opened.close()


def test_migrations_and_tables_agree(database: Database) -> None:
    """Alembic finds no difference between the migrated database and the schema."""
    migrate.check(database)


def test_the_newest_revision_is_the_one_whose_file_is_named_last() -> None:
    """A service finds out whether its tables are current without loading Alembic."""
    assert migrate.head() == ScriptDirectory(str(migrate.SCRIPTS)).get_current_head()


def test_migrating_twice_is_harmless(bare: Database) -> None:
    """The second time nothing is left to do."""
    assert not migrate.current(bare)

    migrate.upgrade(bare)
    migrate.upgrade(bare)

    assert migrate.current(bare)


def test_an_outdated_database_is_refused(bare: Database) -> None:
    """Serving on old tables stops with the command that helps."""
    with pytest.raises(SchemaOutdated, match="mem migrate"):
        migrate.require_current(bare)


def test_a_migration_that_breaks_off_leaves_nothing(bare: Database) -> None:
    """All revisions or none: a failure after the tables were made takes them back."""

    def fail(point: str) -> None:
        raise RuntimeError(point)

    with pytest.raises(RuntimeError, match=r"migrate\.mid"):
        migrate.upgrade(bare, crash=fail)
    with bare.read() as conn:
        assert inspect(conn).get_table_names() == []
    migrate.upgrade(bare)

    assert migrate.current(bare)


def test_notices_of_an_older_version_are_in_no_doubt(bare: Database) -> None:
    """One is known to have left, and is not looked for again and again; of the other nobody knows."""

    def looked_for(conn: Connection) -> list[str]:
        found = doubts.notices(conn, CHANNEL, ACCOUNT, NOW + MINUTE, (MINUTE,), 10)
        return [one.key for one in found]

    migrate.upgrade(bare)
    with bare.begin() as conn:
        for name in ("left", "lost", "told"):
            owed(conn, name, newcomer(conn, name))
        rows = take(conn)
        for row in rows.values():
            doubt = Unknown(row.id, "timeout", attempt=row.attempt)
            settle(conn, [doubt, Held(row.id, "notice news", row.attempt, since=NOW)], NOW)
        settle(conn, [Noticed(rows["left"].id, "SM1"), Noticed(rows["told"].id, "SM2")], NOW)
        conn.execute(update(outbox).where(outbox.c.key == "told").values(state="accepted"))
        before = looked_for(conn)
        config = Config(attributes={"connection": conn, "crash": None})
        config.set_main_option("script_location", str(migrate.SCRIPTS))
        command.downgrade(config, "0006")
        command.upgrade(config, "head")
        notices = conn.exec_driver_sql("SELECT provider_id FROM delivery WHERE notice").scalars()
        assert (before, looked_for(conn), list(notices)) == (["lost"], ["lost"], ["SM1"])


def test_two_processes_may_migrate_at_once(bare_postgresql_url: str) -> None:
    """The second one waits for the first and finds nothing left to do."""
    databases = [open_database(bare_postgresql_url) for _ in range(2)]
    errors: list[BaseException] = []

    def upgrade(database: Database) -> None:
        try:
            migrate.upgrade(database)
        except BaseException as error:  # noqa: BLE001 - shown at the end
            errors.append(error)

    threads = [threading.Thread(target=upgrade, args=(one,)) for one in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with databases[0].read() as conn:
        tables = set(inspect(conn).get_table_names())
    for database in databases:
        database.close()

    assert errors == []
    assert {table.name for table in metadata.sorted_tables} < tables
