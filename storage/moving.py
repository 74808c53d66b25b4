"""Taking a database elsewhere: a copy of the file while it is used, or every row into another one."""

import os
import sqlite3
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Table, delete, func, insert, select, text

from storage import migrate
from storage.database import Database
from storage.schema import metadata, person

AT_ONCE = 1000
"""Rows read and written together; one of them may be a few kilobytes."""

UNFINISHED = ".part"


class NotEmpty(Exception):  # noqa: N818 - says what it is
    """The database that was to receive everything has people of its own."""


class Damaged(Exception):  # noqa: N818 - says what it is
    """SQLite finds something wrong with a copy that was just made."""


def back_up(database: Database, path: Path) -> int:
    """Copy a SQLite database as it stands at one moment to `path`, readable by its owner only.

    Others may write meanwhile. The file has its name once it is whole, checked and on the disk. Its
    size in bytes. Raises FileExistsError when there is one, Damaged.
    """
    if path.exists():
        raise FileExistsError(17, "there is a file already", str(path))
    part = path.with_name(path.name + UNFINISHED)
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        copy = sqlite3.connect(part)
        try:
            with database.read() as conn:
                source = cast("sqlite3.Connection", conn.connection.dbapi_connection)
                source.backup(copy)
            if (found := copy.execute("PRAGMA quick_check").fetchone()[0]) != "ok":
                raise Damaged(f"the copy is damaged, and so may be {database.name}: {found}")
            # One file, whatever happens to what lies beside it; a service turns it back.
            copy.execute("PRAGMA journal_mode=DELETE")
        finally:
            copy.close()
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)
    return path.stat().st_size


def move(source: Database, target: Database) -> dict[str, int]:
    """Copy every row of `source` into `target`, which is migrated first; the rows by table.

    In one transaction, so all or nothing; numbers of people, alerts and pairs stay as they are, and
    none that was ever given is given again. Nobody else may use either of the two. Raises NotEmpty
    when somebody is in the target.
    """
    migrate.require_current(source)
    migrate.upgrade(target)
    with source.read() as old, target.begin() as new:
        if new.execute(select(person.c.id).limit(1)).first() is not None:
            raise NotEmpty(f"{target.name} has people of its own: nothing was copied")
        tables = metadata.sorted_tables
        for table in reversed(tables):  # what a first start leaves: a key, verdicts on templates
            new.execute(delete(table))
        copied = {table.name: _copy(old, new, table) for table in tables}
        for table in tables:
            _go_on_counting(old, new, table)
    return copied


def _copy(old: Connection, new: Connection, table: Table) -> int:
    count = 0
    rows = old.execute(select(table)).mappings()
    while some := rows.fetchmany(AT_ONCE):
        new.execute(insert(table), [dict(row) for row in some])
        count += len(some)
    return count


def _go_on_counting(old: Connection, new: Connection, table: Table) -> None:
    """Make the next number of `table` one that was never given, not to somebody erased either."""
    column = table.autoincrement_column
    if column is None:
        return
    highest = new.execute(select(func.max(column))).scalar() or 0
    given = {"table": table.name}
    if old.dialect.name == "sqlite" and table.dialect_options["sqlite"]["autoincrement"]:
        counted = text("SELECT seq FROM sqlite_sequence WHERE name = :table")
        highest = max(highest, old.execute(counted, given).scalar() or 0)
    if highest and new.dialect.name == "postgresql":
        sequence = text("SELECT pg_get_serial_sequence(:table, :column)")
        name = new.execute(sequence, {**given, "column": column.name}).scalar()
        if name is not None:
            new.execute(text("SELECT setval(:name, :at)"), {"name": name, "at": highest})
    elif highest and table.dialect_options["sqlite"]["autoincrement"]:
        seq = {**given, "at": highest}
        new.execute(text("DELETE FROM sqlite_sequence WHERE name = :table"), given)
        new.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :at)"), seq)
