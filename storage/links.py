"""One-time codes that join a second chat, kept as digests (reliability S15)."""

from sqlalchemy import Connection, delete, select, update

from core.duration import MINUTE
from storage.schema import link
from storage.tombstones import digest

LIFETIME = 10 * MINUTE
"""Milliseconds a code is good for."""

TRIES = 5
"""How often a code may be shown before it is void."""


def offer(conn: Connection, code: str, person_id: int, now: int, *, key: bytes) -> None:
    """Keep `code` for this person; a former unused one is void."""
    conn.execute(delete(link).where(link.c.person_id == person_id, link.c.used_at == 0))
    conn.execute(
        link.insert().values(
            digest=digest(key, "link", code), person_id=person_id, expires_at=now + LIFETIME
        )
    )


def ask(
    conn: Connection, code: str, asking_person: int, asking_address: int, now: int, *, key: bytes
) -> int | None:
    """Bind the chat that shows `code` to it and return who made it; None when it is not valid.

    Not valid: unknown, expired, used, shown too often, shown by its maker, or already bound to
    another chat.
    """
    row = conn.execute(
        select(link).where(link.c.digest == digest(key, "link", code)).with_for_update()
    ).first()
    if row is None:
        return None
    conn.execute(update(link).where(link.c.digest == row.digest).values(tries=link.c.tries + 1))
    taken = row.asking_person_id not in (None, asking_person)
    if _over(row.used_at, row.expires_at, now) or row.tries >= TRIES or taken:
        return None
    if row.person_id == asking_person:
        return None
    conn.execute(
        update(link)
        .where(link.c.digest == row.digest)
        .values(asking_person_id=asking_person, asking_address_id=asking_address)
    )
    return int(row.person_id)


def use(
    conn: Connection, code: str, person_id: int, now: int, *, key: bytes
) -> tuple[int, int] | None:
    """Spend a code that both sides confirmed: (asking person, their address), or None."""
    row = conn.execute(
        select(link)
        .where(link.c.digest == digest(key, "link", code), link.c.person_id == person_id)
        .with_for_update()
    ).first()
    if row is None or row.asking_person_id is None or _over(row.used_at, row.expires_at, now):
        return None
    conn.execute(update(link).where(link.c.digest == row.digest).values(used_at=now))
    return row.asking_person_id, row.asking_address_id


def _over(used_at: int, expires_at: int, now: int) -> bool:
    return bool(used_at) or expires_at <= now
