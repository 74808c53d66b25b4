"""Messages that wait for a person to write again, because WhatsApp's 24 hours were over."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, String, bindparam, exists, func, select, text, update

from core.duration import DAY
from storage.among import among, ids
from storage.arrivals import PRECISION
from storage.outbox import NOTICED
from storage.prepared import Prepared
from storage.schema import address, inbox, outbox, person

REMEMBERED = 30 * DAY
"""What somebody was asked longer than this (ms) before their last words counts as not said to them."""


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
_EVERYBODY = Prepared(
    _RETURNED.where(
        text("outbox.state IN ('sending', 'unknown', 'held')"),
        outbox.c.channel == bindparam("channel"),
        outbox.c.account == bindparam("account"),
    )
)
_SOME = Prepared(_RETURNED.where(among(outbox.c.person_id, ids("people"))))
_SAID = Prepared(
    select(outbox.c.body).where(
        outbox.c.person_id == bindparam("person"),
        outbox.c.address_id == bindparam("address"),
        outbox.c.created_at >= bindparam("since"),
        text("state IN ('pending', 'sending', 'unknown', 'accepted') AND body <> ''"),
    )
)
_DROP = Prepared(
    update(outbox)
    .where(outbox.c.id == bindparam("row"), text("state = 'held'"))
    .values(state="cancelled", error=bindparam("why"))
)
_EXPIRE = Prepared(
    update(outbox)
    .where(
        text("state IN ('sending', 'unknown', 'held')"),
        text("state = 'held' AND NOT vanish"),
        outbox.c.channel == bindparam("on"),
        outbox.c.account == bindparam("by"),
        outbox.c.expires_at > 0,
        outbox.c.expires_at <= bindparam("now"),
    )
    .values(state="cancelled", error="expired")
)
_NOTICED = Prepared(
    select(outbox.c.id)
    .where(
        outbox.c.person_id == bindparam("person"),
        outbox.c.address_id == bindparam("address"),
        text("state = 'held'"),
        outbox.c.error.startswith(NOTICED),
        outbox.c.due_at > bindparam("since"),
    )
    .limit(1)
)

_ASKING = re.compile('"token":"[^"]')
_HELD = Prepared(
    select(outbox.c.body, outbox.c.expires_at).where(
        outbox.c.person_id == bindparam("person"), text("state = 'held'")
    )
)


def _asking(*states: str) -> Prepared:
    """A message to somebody in one of `states`, owed since then, that says what is sought; looked
    for where they lie, the latest first: it is all that was said to somebody in months.
    """
    sqlite, postgresql = (
        select(outbox.c.id)
        .where(
            outbox.c.person_id == bindparam("person"),
            outbox.c.created_at >= bindparam("since"),
            outbox.c.state.in_(states),
            position(outbox.c.body, bindparam("sought", type_=String)) > 0,
        )
        .order_by(outbox.c.created_at.desc())
        .limit(1)
        for position in (func.instr, func.strpos)
    )
    return Prepared(sqlite, postgresql=postgresql)


_SAYING = _asking("accepted", "pending", "sending", "unknown")
_KEEPING = _asking("held", "cancelled")

_ACCEPTED = Prepared(
    select(outbox.c.body).where(
        outbox.c.person_id == bindparam("person"),
        outbox.c.created_at >= bindparam("since"),
        text("state = 'accepted'"),
    )
)


def returned(
    conn: Connection, channel: str, account: str, people: Collection[int] | None = None
) -> list[Hold]:
    """What is held for those who have written since and had their turn, oldest first.

    Of these people only, where they are given: that costs nothing for all others.
    """
    if people is None:
        return [Hold(*row) for row in _EVERYBODY.all(conn, channel=channel, account=account)]
    rows = _SOME.all(conn, channel=channel, account=account, people=people)
    return [Hold(*row) for row in rows]


def said_since(conn: Connection, hold: Hold) -> Sequence[str]:
    """The stored messages that answer what the person wrote when they came back."""
    since = hold.last_in_at - PRECISION
    return _SAID.scalars(conn, person=hold.person_id, address=hold.address_id, since=since)


def unsaid(
    conn: Connection, person_id: int, token: str, now: int, *, since: int
) -> tuple[bool, bool]:
    """Whether the question with this token (`run.turn.step`) was kept back and never said, and
    whether words that ask nothing are held.

    `since` (ms UTC) is when the person wrote before: what was kept back until then was let go.
    """
    news = any(
        not 0 < row.expires_at <= now and not _ASKING.search(row.body)
        for row in _HELD.all(conn, person=person_id)
    )
    if not token:
        return False, news
    about = {"person": person_id, "sought": f'"{token}"'}
    kept = _KEEPING.first(conn, **about, since=since) is not None
    return kept and _SAYING.first(conn, **about, since=since - REMEMBERED) is None, news


def left(conn: Connection, person_id: int, key: str, since: int) -> bool:
    """Whether words with this key were made for somebody since then (ms UTC) and have left."""
    sought = f'"{key}"'
    return any(sought in body for body in _ACCEPTED.scalars(conn, person=person_id, since=since))


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
        _DROP.run(conn, row=row, why=reason)


def expire(conn: Connection, channel: str, account: str, now: int) -> int:
    """Cancel what nobody came back for in time; returns how many."""
    return _EXPIRE.run(conn, on=channel, by=account, now=now)


def noticed(conn: Connection, person_id: int, address_id: int, since: int) -> bool:
    """Whether a notice that left since then still waits for the person's answer."""
    return _NOTICED.first(conn, person=person_id, address=address_id, since=since) is not None
