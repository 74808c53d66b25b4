"""Messages that wait for a person to write again, because WhatsApp's 24 hours were over."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, bindparam, exists, select, text, update

from storage.arrivals import PRECISION
from storage.schema import address, inbox, outbox, person

NOTICED = "notice "
"""How the reason begins of a message whose notice has left; the template's name follows."""


@dataclass(frozen=True, slots=True)
class Hold:
    """One held message of somebody who has written since; `talk` and `body` as stored."""

    id: int
    person_id: int
    address_id: int
    body: str
    sent_parts: int
    expires_at: int
    last_in_at: int
    talk: str


_UNREAD = exists().where(inbox.c.person_id == outbox.c.person_id, text("inbox.state = 'open'"))
# What the person wrote has to have its turn first: it may answer what is held.
_RETURNED = (
    select(
        outbox.c.id,
        outbox.c.person_id,
        outbox.c.address_id,
        outbox.c.body,
        outbox.c.sent_parts,
        outbox.c.expires_at,
        address.c.last_in_at,
        person.c.talk,
    )
    .join(address, address.c.id == outbox.c.address_id)
    .join(person, person.c.id == outbox.c.person_id)
    .where(
        address.c.channel == bindparam("channel"),
        address.c.account == bindparam("account"),
        address.c.last_in_at >= outbox.c.due_at,
        text("outbox.state = 'held' AND NOT outbox.vanish"),
        ~_UNREAD,
    )
    .order_by(outbox.c.person_id, outbox.c.id)
    .with_for_update(of=outbox)
)
# The first condition is the index's own, so that only what is held is looked at.
_EVERYBODY = _RETURNED.where(
    text("outbox.state IN ('sending', 'unknown', 'held')"),
    outbox.c.channel == bindparam("channel"),
    outbox.c.account == bindparam("account"),
)
_SOME = _RETURNED.where(outbox.c.person_id.in_(bindparam("people", expanding=True)))
_SAID = select(outbox.c.body).where(
    outbox.c.person_id == bindparam("person"),
    outbox.c.address_id == bindparam("address"),
    outbox.c.created_at >= bindparam("since"),
    text("state IN ('pending', 'sending', 'unknown', 'accepted') AND body <> ''"),
)


def returned(
    conn: Connection, channel: str, account: str, people: Collection[int] | None = None
) -> list[Hold]:
    """What is held for those who have written since and had their turn, oldest first.

    Of these people only, where they are given: that costs nothing for all others.
    """
    where: dict[str, object] = {"channel": channel, "account": account}
    query: Select[Any] = _EVERYBODY
    if people is not None:
        query, where = _SOME, where | {"people": list(people)}
    return [Hold(*row) for row in conn.execute(query, where)]


def said_since(conn: Connection, hold: Hold) -> Sequence[str]:
    """The stored messages that answer what the person wrote when they came back."""
    where = {
        "person": hold.person_id,
        "address": hold.address_id,
        "since": hold.last_in_at - PRECISION,
    }
    return conn.execute(_SAID, where).scalars().all()


def let_go(conn: Connection, row: int, body: str, now: int) -> None:
    """Owe a held message again, with these words, before what is owed since: it is older news."""
    conn.execute(
        update(outbox)
        .where(outbox.c.id == row, text("state = 'held'"))
        .values(state="pending", body=body, due_at=now, lane=0)
    )


def drop(conn: Connection, reasons: Mapping[int, str]) -> None:
    """Cancel held messages, each for its reason."""
    for row, reason in reasons.items():
        conn.execute(
            update(outbox)
            .where(outbox.c.id == row, text("state = 'held'"))
            .values(state="cancelled", error=reason)
        )


def expire(conn: Connection, channel: str, account: str, now: int) -> int:
    """Cancel what nobody came back for in time; returns how many."""
    return conn.execute(
        update(outbox)
        .where(
            text("state IN ('sending', 'unknown', 'held')"),
            text("state = 'held' AND NOT vanish"),
            outbox.c.channel == channel,
            outbox.c.account == account,
            outbox.c.expires_at > 0,
            outbox.c.expires_at <= now,
        )
        .values(state="cancelled", error="expired")
    ).rowcount


def noticed(conn: Connection, person_id: int, address_id: int, since: int) -> bool:
    """Whether a notice that left since then still waits for the person's answer."""
    waiting = exists().where(
        outbox.c.person_id == person_id,
        outbox.c.address_id == address_id,
        text("state = 'held'"),
        outbox.c.error.startswith(NOTICED),
        outbox.c.due_at > since,
    )
    return bool(conn.execute(select(waiting)).scalar())
