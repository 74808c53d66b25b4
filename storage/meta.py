"""A few values the database keeps about itself."""

import secrets

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage import bulk
from storage.prepared import Prepared
from storage.schema import meta

_RECALL = Prepared(select(meta.c.value).where(meta.c.name == bindparam("which")))
_REMEMBER = bulk.upsert(meta, "name", "value", key="name")


def recall(conn: Connection, name: str) -> str | None:
    """The value kept under `name`, or None."""
    return _RECALL.scalar(conn, which=name)


def remember(conn: Connection, name: str, value: str) -> None:
    """Keep `value` under `name`, instead of a former one."""
    _REMEMBER.run(conn, [(name, value)])


def own_key(conn: Connection) -> bytes:
    """The secret behind digests and codes for those who configured none, made at the first start.

    It lies in the same database as the digests: enough against somebody who sees an export, not
    against a thief of the whole database, who has everybody else in clear anyway.
    """
    if recall(conn, "key") is None:
        insert = sqlite_insert if conn.dialect.name == "sqlite" else postgresql_insert
        made = insert(meta).values(name="key", value=secrets.token_hex(32))
        conn.execute(made.on_conflict_do_nothing())
    kept = recall(conn, "key")
    assert kept is not None  # noqa: S101 - written two lines above, by us or by another process
    return bytes.fromhex(kept)
