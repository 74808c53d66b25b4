"""What was sent and of which nobody knows whether it left."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, and_, bindparam, exists, or_, select, text, update

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


def unknowns(conn: Connection, channel: str, account: str, now: int, limit: int) -> list[Owed]:
    """Messages whose outcome is unknown and due to be looked into."""
    since = select(inbox.c.id).where(
        inbox.c.person_id == outbox.c.person_id, inbox.c.received_at > outbox.c.sent_at
    )
    rows = conn.execute(
        select(*COLUMNS, since.exists().label("answered"))
        .outerjoin(address, address.c.id == outbox.c.address_id)
        .where(text(f"outbox.state = 'unknown' AND {_DOUBTFUL}"), HERE, outbox.c.due_at <= now)
        .order_by(outbox.c.due_at)
        .limit(limit),
        {"channel": channel, "account": account},
    )
    return [
        owed_of(row, attempt=row.attempts, sent_at=row.sent_at, answered=bool(row.answered))
        for row in rows
    ]


def notices(  # noqa: PLR0917 - as `claim`
    conn: Connection, channel: str, account: str, now: int, waits: Sequence[int], limit: int
) -> list[Owed]:
    """Held messages of whose notice nobody knows whether it left, due to be looked for: the first
    time `waits[0]` ms after the attempt, then `waits[1]` and so on. A day later nobody asks.
    """
    seen = exists().where(
        delivery.c.outbox_id == outbox.c.id, delivery.c.notice, delivery.c.at >= outbox.c.sent_at
    )
    due = (
        and_(outbox.c.looks == looks, outbox.c.sent_at <= now - wait)
        for looks, wait in enumerate(waits)
    )
    rows = conn.execute(
        select(*COLUMNS, outbox.c.error)
        .outerjoin(address, address.c.id == outbox.c.address_id)
        .where(text(f"outbox.state = 'held' AND {_DOUBTFUL}"), HERE)
        .where(outbox.c.error.startswith(NOTICED), outbox.c.due_at > now - DAY, ~seen, or_(*due))
        .order_by(outbox.c.due_at)
        .limit(limit),
        {"channel": channel, "account": account},
    )
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
