"""What is owed to people, and who may send it now.

    pending -> sending -> accepted | unknown | failed | cancelled
    sending -> held -> pending (WhatsApp's window was closed; the person wrote again: holds.py)
    unknown -> accepted (proof arrived) | pending (said again) | failed (given up)

`sending` is committed before the request leaves, so that after a crash the row says that the
outcome is unknown. One sender per channel account is meant to claim; a second one is harmless for
order, because an address with something under way is left alone.
"""

from collections.abc import Collection, Sequence
from typing import Any, Literal, get_args

from msgspec import Struct
from sqlalchemy import Connection, and_, bindparam, delete, exists, or_, select, text, update

from core.conversation.effects import Lane
from storage import bulk
from storage.among import among, ids
from storage.prepared import Prepared
from storage.schema import LANES, address, outbox

Policy = Literal["resend", "twice", "once"]
"""What to do when nobody can say whether a message left: say it again, once more only, or leave it."""

OwedKind = Literal["message", "leave"]
"""A message, or the wish to leave the group at this address."""


class OwedRow(Struct, frozen=True):
    """One message to be sent. `key` is unique for ever; a `vanish` row is emptied when it is over.

    `due_at` 0 is at once, `expires_at` 0 is never.
    """

    key: str
    person_id: int | None
    address_id: int | None
    channel: str
    account: str
    to_address: str
    body: str
    lane: Lane = "reply"
    policy: Policy = "resend"
    kind: OwedKind = "message"
    due_at: int = 0
    expires_at: int = 0
    vanish: bool = False


class Owed(Struct, frozen=True):
    """A message as a sender sees it.

    `attempt` counts from 1; `sent_parts` of its bubbles have left already; `looks` is how often an
    unknown outcome was inquired about; `last_in_at` is when the address was last heard from, at
    most a minute too early; `answered` is whether the person wrote after an unknown attempt.
    `notice` names the template that is in doubt, where the message itself is held behind it.
    """

    id: int
    key: str
    person_id: int | None
    address_id: int | None
    to_address: str
    kind: OwedKind
    lane: Lane
    policy: Policy
    body: str
    attempt: int
    sent_parts: int
    unknowns: int
    looks: int
    created_at: int
    sent_at: int
    last_in_at: int
    answered: bool = False
    notice: str = ""


NOTICED = "notice "
"""How the reason begins of a held message whose notice has left; the template's name follows."""

_OWE = bulk.insert(
    outbox,
    "key",
    "person_id",
    "address_id",
    "channel",
    "account",
    "to_address",
    "body",
    "lane",
    "policy",
    "kind",
    "due_at",
    "expires_at",
    "vanish",
    "created_at",
)
_LANE: tuple[Lane, ...] = get_args(Lane)
_RANK = {lane: rank for rank, lane in enumerate(LANES)}

COLUMNS = (
    outbox.c.id,
    outbox.c.key,
    outbox.c.person_id,
    outbox.c.address_id,
    outbox.c.to_address,
    outbox.c.kind,
    outbox.c.lane,
    outbox.c.policy,
    outbox.c.body,
    outbox.c.attempts,
    outbox.c.sent_parts,
    outbox.c.unknowns,
    outbox.c.looks,
    outbox.c.created_at,
    outbox.c.sent_at,
    address.c.last_in_at,
)
"""What `owed_of` reads."""

_OTHER = outbox.alias("other")
HERE = and_(outbox.c.channel == bindparam("channel"), outbox.c.account == bindparam("account"))
"""Of one channel account."""

# What must leave before this row: anything under way to the same address, a message of a hastier
# lane, an older one of the same lane unless it waits for its first time.
_BEFORE = exists().where(
    text("other.state IN ('pending', 'sending')"),
    _OTHER.c.channel == outbox.c.channel,
    _OTHER.c.account == outbox.c.account,
    _OTHER.c.to_address == outbox.c.to_address,
    or_(
        text("other.state = 'sending'"),
        and_(
            or_(_OTHER.c.due_at <= bindparam("now"), _OTHER.c.attempts > 0),
            or_(
                _OTHER.c.lane < outbox.c.lane,
                and_(_OTHER.c.lane == outbox.c.lane, _OTHER.c.id < outbox.c.id),
            ),
        ),
    ),
)
_CLAIM = Prepared(
    select(*COLUMNS, outbox.c.expires_at, address.c.status)
    .outerjoin(address, address.c.id == outbox.c.address_id)
    .where(text("outbox.state = 'pending'"), HERE, outbox.c.due_at <= bindparam("now"), ~_BEFORE)
    .order_by(outbox.c.lane, outbox.c.id)
    .limit(bindparam("limit"))
    .with_for_update(of=outbox, skip_locked=True)
)
_DUE = Prepared(
    select(outbox.c.id)
    .where(text("outbox.state = 'pending'"), HERE, outbox.c.due_at <= bindparam("now"), ~_BEFORE)
    .limit(1)
)
_SENDING = Prepared(
    update(outbox)
    .where(among(outbox.c.id, ids("these")))
    .values(
        state="sending",
        attempts=outbox.c.attempts + 1,
        lease_until=bindparam("lease"),
        sent_at=bindparam("at"),
    )
)


_EMPTY = Prepared(
    delete(outbox).where(
        text("vanish"),
        or_(
            text("state IN ('accepted', 'failed', 'cancelled')"),
            outbox.c.expires_at <= bindparam("now"),
        ),
    )
)
_BEGUN = Prepared(
    select(outbox.c.key, outbox.c.created_at).where(
        outbox.c.person_id == bindparam("whose"),
        outbox.c.created_at > bindparam("since"),
        or_(outbox.c.key.like("t%"), outbox.c.key.like("w%")),
        outbox.c.state.not_in(("cancelled", "failed")),
    )
)
_DROP = Prepared(
    update(outbox)
    .where(among(outbox.c.id, ids("these")))
    .values(state="cancelled", error=bindparam("why"))
)


def owe(conn: Connection, rows: Sequence[OwedRow], now: int) -> None:
    """Store messages to be sent after the commit. A key that exists raises IntegrityError."""
    _OWE.run(
        conn,
        [
            (
                row.key,
                row.person_id,
                row.address_id,
                row.channel,
                row.account,
                row.to_address,
                row.body,
                _RANK[row.lane],
                row.policy,
                row.kind,
                row.due_at,
                row.expires_at,
                row.vanish,
                now,
            )
            for row in rows
        ],
    )


def claim(  # noqa: PLR0917 - one place calls it, in this order
    conn: Connection, channel: str, account: str, now: int, limit: int, lease_ms: int
) -> list[Owed]:
    """Take up to `limit` messages that may leave now; they are `sending` once `conn` commits.

    Replies come before reminders before broadcasts, then in the order they were owed; never two
    to one address. What has expired, or would go to someone who closed the door, is cancelled.
    """
    taken: list[Owed] = []
    dropped: dict[str, list[int]] = {}
    for row in _CLAIM.all(conn, channel=channel, account=account, now=now, limit=limit):
        reason = _obstacle(row, now)
        if reason:
            dropped.setdefault(reason, []).append(row.id)
        else:
            taken.append(owed_of(row, attempt=row.attempts + 1, sent_at=now))
    for reason, rows in dropped.items():
        _cancel(conn, rows, reason)
    if taken:
        _SENDING.run(conn, these=[one.id for one in taken], lease=now + lease_ms, at=now)
    return taken


def is_due(conn: Connection, channel: str, account: str, now: int) -> bool:
    """Whether there is anything that may leave now."""
    return _DUE.first(conn, channel=channel, account=account, now=now) is not None


def put_back(conn: Connection, these: Collection[int]) -> None:
    """Undo a claim that has not been committed: something older has to leave first."""
    conn.execute(
        update(outbox)
        .where(outbox.c.id.in_(list(these)), text("state = 'sending'"))
        .values(state="pending", attempts=outbox.c.attempts - 1, lease_until=0)
    )


def cancel_for(
    conn: Connection,
    person_id: int,
    now: int,
    *,
    reason: str = "stop",
    address_id: int | None = None,
    keep: Collection[str] = (),
) -> None:
    """Cancel what is owed to a person, or at one address, except the keys in `keep`.

    What is in flight cannot be called back, but it is not said a second time.
    """
    theirs = [outbox.c.person_id == person_id]
    if address_id is not None:
        theirs.append(outbox.c.address_id == address_id)
    if keep:
        theirs.append(outbox.c.key.not_in(list(keep)))
    conn.execute(
        update(outbox)
        .where(*theirs, outbox.c.state.in_(("pending", "held")))
        .values(state="cancelled", error=reason)
    )
    conn.execute(
        update(outbox)
        .where(*theirs, outbox.c.state.in_(("sending", "unknown")))
        .values(expires_at=now)
    )


def begun_by_us(
    conn: Connection, person_id: int, since: int, *, besides: Collection[str] = ()
) -> tuple[int, ...]:
    """When we wrote first to somebody since then: turns of timers, not of letters (domain §3).

    `besides` are the origins (what begins a key, before the colon) of turns that were answers.
    """
    rows = _BEGUN.all(conn, whose=person_id, since=since)
    return tuple(at for key, at in rows if key.partition(":")[0] not in besides)


def empty_vanished(conn: Connection, now: int) -> int:
    """Empty the farewells that are over or out of time; returns how many."""
    return _EMPTY.run(conn, now=now)


def _obstacle(row: Any, now: int) -> str:
    """Why a message that is due must not leave, or an empty string."""
    if 0 < row.expires_at <= now:
        return "expired"
    if row.status == "blocked":
        return "blocked"
    # A reply to someone who said STOP is the one confirmation; the turn cancelled all before it.
    return "stop" if row.status == "stopped" and LANES[row.lane] != "reply" else ""


def _cancel(conn: Connection, these: Sequence[int], reason: str) -> None:
    _DROP.run(conn, these=these, why=reason)


def owed_of(
    row: Any, *, attempt: int, sent_at: int, answered: bool = False, notice: str = ""
) -> Owed:
    """A row as a sender sees it."""
    return Owed(
        id=row.id,
        key=row.key,
        person_id=row.person_id,
        address_id=row.address_id,
        to_address=row.to_address,
        kind=row.kind,
        lane=_LANE[row.lane],
        policy=row.policy,
        body=row.body,
        attempt=attempt,
        sent_parts=row.sent_parts,
        unknowns=row.unknowns,
        looks=row.looks,
        created_at=row.created_at,
        sent_at=sent_at,
        last_in_at=row.last_in_at or 0,
        answered=answered,
        notice=notice,
    )
