"""What is kept of the forgotten: keyed digests that recognise an address or event, and nothing else.

Without the key a digest cannot be traced to anybody; with it, a repeated webhook of an erased
person is still a duplicate, and a STOP outlives the person who said it (reliability P6).
"""

import hmac
from collections.abc import Iterable

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.among import among, words
from storage.prepared import Prepared
from storage.schema import tombstone

_FIND = Prepared(
    select(tombstone.c.digest, tombstone.c.kind).where(among(tombstone.c.digest, words("wanted")))
)


def digest(key: bytes, kind: str, *names: str) -> str:
    """The keyed digest of `names` (channel, account, id) as hexadecimal text."""
    text = "\x1f".join((kind, *names))
    return hmac.digest(key, text.encode("utf-8", "surrogatepass"), "sha256").hex()


def bury(conn: Connection, kind: str, digests: Iterable[str], now: int) -> None:
    """Keep the digests; `kind` is `event`, `address` or `stopped`, and the last kind counts."""
    rows = [{"digest": one, "kind": kind, "at": now} for one in digests]
    if not rows:
        return
    insert = sqlite_insert if conn.dialect.name == "sqlite" else postgresql_insert
    statement = insert(tombstone)
    replace = statement.on_conflict_do_update(
        index_elements=["digest"], set_={"kind": statement.excluded.kind}
    )
    conn.execute(replace, rows)


def find(conn: Connection, digests: Iterable[str]) -> dict[str, str]:
    """The kinds of those among `digests` that are kept."""
    wanted = list(digests)
    if not wanted:
        return {}
    return {row.digest: row.kind for row in _FIND.all(conn, wanted=wanted)}


def dig_up(conn: Connection, digests: Iterable[str]) -> None:
    """Drop digests: the address has come back and is known again."""
    conn.execute(tombstone.delete().where(tombstone.c.digest.in_(list(digests))))
