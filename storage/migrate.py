"""Bring a database to the newest schema, with Alembic, in one transaction on both databases."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, String, inspect, select, table, text
from sqlalchemy import column as sql_column

from storage.database import Database, SchemaOutdated
from storage.schema import metadata

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = Path(__file__).parent / "migrations"

MIGRATING = 7_305_002
"""Advisory lock under which one process at a time migrates a PostgreSQL database."""


def upgrade(database: Database, *, crash: Callable[[str], None] | None = None) -> None:
    """Migrate to the newest revision; harmless when already there or done by two at once."""
    from alembic import command  # noqa: PLC0415 - half a second that only migrating needs

    with database.begin() as conn:
        if database.dialect == "postgresql":
            conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATING})
        command.upgrade(_config(conn, crash), "head")


def check(database: Database) -> None:
    """Raise alembic.util.CommandError when the tables differ from `storage.schema`."""
    from alembic import command  # noqa: PLC0415 - as above

    with database.begin() as conn:
        command.check(_config(conn, None))


def current(database: Database) -> bool:
    """Whether the tables are those of the newest revision."""
    with database.read() as conn:
        return _current(conn)


def require_current(database: Database) -> None:
    """Raise SchemaOutdated unless `current`."""
    with database.read() as conn:
        require_current_in(conn)


def require_current_in(conn: Connection) -> None:
    """Raise SchemaOutdated unless the tables that this transaction sees are the newest."""
    if not _current(conn):
        raise SchemaOutdated("the database is not at the newest schema: run mem migrate")


@lru_cache(maxsize=1)
def head() -> str:
    """The newest revision of this version of the code: their files are named in their order."""
    # Alembic would say so, too, for 0.2 s and 10 MB at every start.
    return max(path.name.partition("_")[0] for path in (SCRIPTS / "versions").glob("*.py"))


def _current(conn: Connection) -> bool:
    if not inspect(conn).has_table("alembic_version"):
        return False
    version = select(sql_column("version_num", String)).select_from(table("alembic_version"))
    return conn.execute(version).scalar() == head()


def configure(context: Any) -> None:
    """Run the migrations of an Alembic context on its configured connection."""
    attributes = context.config.attributes
    conn: Connection = attributes["connection"]
    crash: Callable[[str], None] | None = attributes["crash"]

    def applied(**_: object) -> None:
        if crash is not None:
            crash("migrate.mid")

    context.configure(
        connection=conn,
        target_metadata=metadata,
        render_as_batch=True,
        transactional_ddl=True,
        on_version_apply=applied,
    )
    # The caller's transaction is the transaction: all revisions or none.
    context.run_migrations()


def _config(conn: Connection, crash: Callable[[str], None] | None) -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = conn
    config.attributes["crash"] = crash
    return config
