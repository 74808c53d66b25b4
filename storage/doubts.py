"""What was sent and of which nobody knows whether it left."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, bindparam, exists, select, text, update

from core.duration import DAY
from storage.outbox import COLUMNS, HERE, NOTICED, Owed, owed_of
from storage.prepared import Prepared
from storage.schema import address, delivery, inbox, outbox

_DOUBTFUL = "outbox.state IN ('sending', 'unknown', 'held')"
"""The condition of a partial index: SQLite uses it only where the query says it in these words."""

_LEAVING = Prepared(
    select(outbox.c.id)
    .where(
        text(f"outbox.state = 'sending' AND {_DOUBTFUL}"),
        HERE,
        outbox.c.to_address == bindparam("place"),
    )
    .limit(1)
)
_ANSWERED = exists().where(
    inbox.c.person_id == outbox.c.person_id, inbox.c.received_at > outbox.c.sent_at
)
_UNKNOWNS = Prepared(
    select(*COLUMNS, _ANSWERED.label("answered"))
    .outerjoin(address, address.c.id == outbox.c.address_id)
    .where(
        text(f"outbox.state = 'unknown' AND {_DOUBTFUL}"), HERE, outbox.c.due_at <= bindparam("now")
    )
    .order_by(outbox.c.due_at)
    .limit(bindparam("limit"))
)
_SEEN = exists().where(
    delivery.c.outbox_id == outbox.c.id, delivery.c.notice, delivery.c.at >= outbox.c.sent_at
)
_NOTICES = Prepared(
    select(*COLUMNS, outbox.c.error)
    .outerjoin(address, address.c.id == outbox.c.address_id)
    .where(
        text(f"outbox.state = 'held' AND {_DOUBTFUL}"),
        HERE,
        outbox.c.error.startswith(NOTICED),
        outbox.c.due_at > bindparam("since"),
        outbox.c.looks == bindparam("asked"),
        outbox.c.sent_at <= bindparam("before"),
        ~_SEEN,
    )
    .order_by(outbox.c.due_at)
    .limit(bindparam("limit"))
)


def unknowns(conn: Connection, channel: str, account: str, now: int, limit: int) -> list[Owed]:
    """Messages whose outcome is unknown and due to be looked into."""
    rows = _UNKNOWNS.all(conn, channel=channel, account=account, now=now, limit=limit)
    return [
        owed_of(row, attempt=row.attempts, sent_at=row.sent_at, answered=bool(row.answered))
        for row in rows
    ]


def notices(  # noqa: PLR0917 - as `claim`
    conn: Connection, channel: str, account: str, now: int, waits: Sequence[int], limit: int
) -> list[Owed]:
    """Held messages of whose notice nobody knows whether it left, due to be looked for: the first
    time `waits[0]` ms after the attempt, then `waits[1]` and so on, up to `limit` for each. A day
    later nobody asks.
    """
    here = {"channel": channel, "account": account, "since": now - DAY, "limit": limit}
    rows = [
        row
        for asked, wait in enumerate(waits)
        for row in _NOTICES.all(conn, **here, asked=asked, before=now - wait)
    ]
    return [
        owed_of(row, attempt=row.attempts, sent_at=row.sent_at, notice=row.error[len(NOTICED) :])
        for row in rows
    ]


def is_leaving(conn: Connection, channel: str, account: str, to_address: str) -> bool:
    """Whether something is just being sent to an address: nobody knows yet under which id."""
    found = _LEAVING.first(conn, channel=channel, account=account, place=to_address)
    return found is not None


def sweep_leases(
    conn: Connection,
    channel: str,
    account: str,
    now: int,
    *,
    abandoned: bool = False,
    besides: Collection[int] = (),
) -> int:
    """Make `unknown` what a dead process left `sending`; returns how many.

    With `abandoned`, whatever the lease: for a sender that starts and knows it is alone. `besides`
    are the messages that the caller has in hand itself: a machine that slept, or a database that
    was away, has outlived their leases and lost nothing.
    """
    statement = (
        update(outbox)
        .where(
            text(f"outbox.state = 'sending' AND {_DOUBTFUL}"),
            outbox.c.channel == channel,
            outbox.c.account == account,
        )
        .values(state="unknown", unknowns=outbox.c.unknowns + 1, looks=0, due_at=now, error="crash")
    )
    if not abandoned:
        statement = statement.where(outbox.c.lease_until < now)
    if besides:
        statement = statement.where(outbox.c.id.not_in(list(besides)))
    return conn.execute(statement).rowcount
