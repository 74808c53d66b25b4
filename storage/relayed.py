"""What one of a pair passed on to the other, one row a message.

    waiting -> owed -> delivered | refused      (owed: an outbox row carries it)
    waiting -> refused                          (the pair ended a second before)

Words and media references are emptied by retention and erasure; that something passed stays for
as long as both people do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, or_, select, text, update

from core.mentoring.relay import Content
from storage.codec import decode, encode
from storage.schema import outbox, relayed

LOST: Mapping[str, str] = {
    "ended": "ended",
    "paused": "paused",
    "blocked_line": "unreachable",
    "held_line": "held",
    "media": "media",
}
"""Why an outbox row that carried something was cancelled, as the sender reads it; any other reason
is that the partner cannot be reached."""


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
    row = conn.execute(select(relayed).where(relayed.c.id == relayed_id)).first()
    return _relayed(row) if row else None


def sent(conn: Connection, sender_id: int, since: int) -> tuple[int, ...]:
    """When this person passed something on since then, what was refused left out."""
    return tuple(
        conn.execute(
            select(relayed.c.created_at).where(
                relayed.c.sender_id == sender_id,
                relayed.c.created_at > since,
                relayed.c.state != "refused",
            )
        ).scalars()
    )


def hand_over(conn: Connection, relayed_id: int, key: str) -> None:
    """An outbox row of this key carries it from now on."""
    conn.execute(update(relayed).where(relayed.c.id == relayed_id).values(state="owed", key=key))


def refuse(conn: Connection, relayed_id: int, reason: str) -> None:
    """It is not passed on, and its words are not kept."""
    conn.execute(
        update(relayed)
        .where(relayed.c.id == relayed_id)
        .values(state="refused", reason=reason, text="", media="{}")
    )


def call_back(conn: Connection, mentorship_id: int, reason: str, sender: int | None = None) -> None:
    """Cancel what has not left yet of a pair's messages, those of one sender or of both."""
    theirs = select(relayed.c.key).where(
        relayed.c.mentorship_id == mentorship_id, text("relayed.state = 'owed'")
    )
    if sender is not None:
        theirs = theirs.where(relayed.c.sender_id == sender)
    conn.execute(
        update(outbox)
        .where(outbox.c.key.in_(theirs), outbox.c.state.in_(("pending", "held")))
        .values(state="cancelled", error=reason)
    )


def settle(conn: Connection) -> list[tuple[Relayed, str]]:
    """Close what has left or cannot leave any more; of the latter, each with its reason."""
    rows = conn.execute(
        select(relayed, outbox.c.state.label("outcome"), outbox.c.error)
        .join(outbox, outbox.c.key == relayed.c.key)
        .where(
            text("relayed.state = 'owed'"),
            outbox.c.state.in_(("accepted", "failed", "cancelled")),
        )
        .order_by(relayed.c.id)
    ).all()
    lost = []
    for row in rows:
        if row.outcome == "accepted":
            conn.execute(update(relayed).where(relayed.c.id == row.id).values(state="delivered"))
            continue
        reason = LOST.get(row.error, "unreachable")
        refuse(conn, row.id, reason)
        fields = {name: row._mapping[name] for name in relayed.c.keys()}  # noqa: SLF001, SIM118
        lost.append((_made(fields), reason))
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


def recent(conn: Connection, mentorship_id: int, limit: int) -> Sequence[Relayed]:
    """The last messages of a pair, newest first: what a coordinator looks at after a report."""
    rows = conn.execute(
        select(relayed)
        .where(relayed.c.mentorship_id == mentorship_id)
        .order_by(relayed.c.id.desc())
        .limit(limit)
    )
    return [_relayed(row) for row in rows]


def _relayed(row: Row[Any]) -> Relayed:
    return _made(dict(row._mapping))  # noqa: SLF001 - the documented way to a row's columns


def _made(fields: dict[str, Any]) -> Relayed:
    return Relayed(**{**fields, "media": decode(fields["media"])})
