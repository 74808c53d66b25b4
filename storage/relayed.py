"""What one of a pair passed on to the other, one row a message.

    waiting -> owed -> delivered | refused      (owed: an outbox row carries it)
    waiting -> refused                          (the pair ended a second before)

Words and media references are emptied by retention and erasure; that something passed stays for
as long as both people do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, or_, select, text, update

from core.mentoring.relay import Content
from storage.codec import decode, encode
from storage.prepared import Prepared
from storage.schema import outbox, relayed

LOST: Mapping[str, str] = {
    "ended": "ended",
    "paused": "paused",
    "blocked_line": "unreachable",
    "held_line": "held",
    "media": "media",
    "lost": "unsure",
}
"""Why an outbox row that carried something was cancelled or given up, as the sender reads it; any
other reason is that the partner cannot be reached."""

SETTLED = (
    select(relayed, outbox.c.state.label("outcome"), outbox.c.error)
    .join(outbox, outbox.c.key == relayed.c.key)
    .where(text("relayed.state = 'owed'"), outbox.c.state.in_(("accepted", "failed", "cancelled")))
    .order_by(relayed.c.id)
)
"""What has left or cannot leave any more, and is not closed yet."""


_NAMES = tuple(column.name for column in relayed.c)

_SETTLED = Prepared(SETTLED)
_LOAD = Prepared(select(relayed).where(relayed.c.id == bindparam("row")))
_SENT = Prepared(
    select(func.min(relayed.c.created_at).label("began"))
    .where(
        relayed.c.sender_id == bindparam("sender"),
        relayed.c.created_at > bindparam("since"),
        relayed.c.state != "refused",
    )
    .group_by(
        relayed.c.key, text("CASE WHEN key = '' AND content <> 'text' THEN relayed.id ELSE 0 END")
    )
    .order_by("began")
)
_WAITING = Prepared(
    select(relayed)
    .where(
        relayed.c.mentorship_id == bindparam("pair"),
        relayed.c.sender_id == bindparam("sender"),
        text("relayed.state = 'waiting'"),
    )
    .order_by(relayed.c.id)
)
_CARRIED = Prepared(
    select(relayed)
    .where(relayed.c.mentorship_id == bindparam("pair"), relayed.c.key == bindparam("key"))
    .order_by(relayed.c.id)
)
_OWED = select(relayed.c.key).where(
    relayed.c.mentorship_id == bindparam("pair"), text("relayed.state = 'owed'")
)
_CALL_BACK, _CALL_BACK_ONE = (
    Prepared(
        update(outbox)
        .where(outbox.c.key.in_(keys), outbox.c.state.in_(("pending", "held")))
        .values(state="cancelled", error=bindparam("why"))
    )
    for keys in (_OWED, _OWED.where(relayed.c.sender_id == bindparam("sender")))
)


@dataclass(frozen=True, slots=True)
class Relayed:
    """A row. `media` is empty for text; `reply_to` is the message that this one quotes."""

    id: int
    mentorship_id: int
    sender_id: int
    recipient_id: int
    content: Content
    text: str
    media: Mapping[str, Any]
    reply_to: int | None
    state: str
    reason: str
    key: str
    created_at: int


def add(
    conn: Connection,
    mentorship_id: int,
    *,
    sender_id: int,
    recipient_id: int,
    content: Content,
    words: str,
    media: object,
    reply_to: int | None,
    now: int,
) -> int:
    """Keep something to be passed on; its id. `media` is a value for JSON, None for text."""
    made = conn.execute(
        relayed.insert()
        .values(
            mentorship_id=mentorship_id,
            sender_id=sender_id,
            recipient_id=recipient_id,
            content=content,
            text=words,
            media=encode(media) if media is not None else "{}",
            reply_to=reply_to,
            created_at=now,
        )
        .returning(relayed.c.id)
    )
    return int(made.scalar_one())


def load(conn: Connection, relayed_id: int) -> Relayed | None:
    """The message, or None."""
    row = _LOAD.first(conn, row=relayed_id)
    return _made(row) if row else None


def waiting(conn: Connection, mentorship_id: int, sender_id: int) -> list[Relayed]:
    """What a sender passed on in a pair and no outbox row carries yet, oldest first."""
    return [_made(row) for row in _WAITING.all(conn, pair=mentorship_id, sender=sender_id)]


def together(conn: Connection, relayed_id: int) -> list[Relayed]:
    """A message and what arrived with it as one, oldest first; empty when it is gone."""
    found = load(conn, relayed_id)
    if found is None or not found.key:
        return [] if found is None else [found]
    return [_made(row) for row in _CARRIED.all(conn, pair=found.mentorship_id, key=found.key)]


def sent(conn: Connection, sender_id: int, since: int) -> tuple[int, ...]:
    """When each message began that this person passed on since then, in order, refused ones left out.

    Words that no outbox row carries yet are one message; media stand alone.
    """
    return tuple(_SENT.scalars(conn, sender=sender_id, since=since))


def hand_over(conn: Connection, relayed_ids: Sequence[int], key: str) -> None:
    """An outbox row of this key carries them from now on."""
    theirs = relayed.c.id.in_(relayed_ids)
    conn.execute(update(relayed).where(theirs).values(state="owed", key=key))


def refuse(conn: Connection, relayed_id: int, reason: str) -> None:
    """It is not passed on, and its words are not kept."""
    conn.execute(
        update(relayed)
        .where(relayed.c.id == relayed_id)
        .values(state="refused", reason=reason, text="", media="{}")
    )


def call_back(conn: Connection, mentorship_id: int, reason: str, sender: int | None = None) -> None:
    """Cancel what has not left yet of a pair's messages, those of one sender or of both."""
    if sender is None:
        _CALL_BACK.run(conn, pair=mentorship_id, why=reason)
    else:
        _CALL_BACK_ONE.run(conn, pair=mentorship_id, why=reason, sender=sender)


def settle(conn: Connection) -> list[tuple[Relayed, str]]:
    """Close what has left or cannot leave any more; of the latter, each with its reason."""
    rows = _SETTLED.all(conn)
    lost = []
    for row in rows:
        if row.outcome == "accepted":
            conn.execute(update(relayed).where(relayed.c.id == row.id).values(state="delivered"))
            continue
        reason = LOST.get(row.error, "unreachable")
        refuse(conn, row.id, reason)
        lost.append((_made(row), reason))
    return lost


def forget(conn: Connection, person_id: int) -> None:
    """Drop what a person passed on or received, and their words in what is owed or was sent."""
    theirs = select(relayed.c.key).where(relayed.c.sender_id == person_id, relayed.c.key != "")
    carrying = outbox.c.key.in_(theirs)
    conn.execute(
        update(outbox)
        .where(carrying, outbox.c.state.in_(("pending", "held", "unknown")))
        .values(state="cancelled", error="erased")
    )
    # What is leaving at this moment needs its words to be judged by; retention empties it.
    conn.execute(update(outbox).where(carrying, outbox.c.state != "sending").values(body=""))
    conn.execute(
        delete(relayed).where(
            or_(relayed.c.sender_id == person_id, relayed.c.recipient_id == person_id)
        )
    )


def _made(row: Any) -> Relayed:
    values = dict(zip(_NAMES, row, strict=False))  # what else was asked for stands behind
    return Relayed(**{**values, "media": decode(values["media"])})
