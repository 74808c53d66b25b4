"""What became of a message: the sender's own knowledge, and what the provider reports later."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, assert_never

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Boolean,
    Connection,
    String,
    Update,
    and_,
    bindparam,
    case,
    delete,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.bulk import Bulk
from storage.outbox import empty_vanished
from storage.prepared import Prepared
from storage.schema import delivery, outbox, parked

RANKS = ("", "queued", "sent", "delivered", "read", "failed")
"""Statuses a provider reports, in the only direction they may change; `failed` is final."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider has it, under this id. `attempt` 0 is whichever, here and below."""

    id: int
    provider_id: str
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """So many bubbles of the message have left; the last one under this id."""

    id: int
    sent_parts: int
    provider_id: str
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class Noticed:
    """A notice has left in its place, under this id: the message itself waits."""

    id: int
    provider_id: str
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class Unseen:
    """Nobody knows of the notice of a held message: look again, say it again, or wait without one."""

    id: int
    then: Literal["look", "say", "wait"]
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class Retry:
    """Certainly not accepted; to be tried again at `due_at`."""

    id: int
    due_at: int
    error: str
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can say; to be looked into at `look_at`."""

    id: int
    error: str
    look_at: int = 0
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class Failed:
    """Refused for good, or not worth saying any more."""

    id: int
    error: str
    attempt: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """Not to be sent until the person writes again (`storage.holds`).

    `until` is how long it is worth waiting for, where that is longer than it was; a word that they
    wrote since `since` counts, 0 is now.
    """

    id: int
    reason: str
    attempt: int = 0
    until: int = 0
    since: int = 0


Outcome = Accepted | Progress | Noticed | Unseen | Retry | Unknown | Failed | Held


@dataclass(frozen=True, slots=True)
class Report:
    """A provider's status of a message, found by our own id where the report carries it.

    With `part` it is about a bubble that others follow, and does not prove the whole.
    """

    channel: str
    account: str
    provider_id: str
    status: str
    error: str = ""
    outbox_id: int | None = None
    part: int | None = None


@dataclass(frozen=True, slots=True)
class Reported:
    """The message a report was about, and whether it said something new."""

    outbox_id: int
    person_id: int | None
    address_id: int | None
    news: bool


def _only(*states: str) -> Update:
    """A change of one row in one of these states, of the attempt that the outcome is about."""
    among = ", ".join(f"'{state}'" for state in states)
    return update(outbox).where(
        outbox.c.id == bindparam("row"),
        text(f"state IN ({among})"),
        text("(:attempt = 0 OR attempts = :attempt)"),
    )


_ERROR: BindParameter[str] = bindparam("why")
_RETRY = Prepared(
    _only("sending", "unknown").values(state="pending", due_at=bindparam("when"), error=_ERROR)
)
_UNKNOWN = Prepared(
    _only("sending", "unknown").values(
        unknowns=outbox.c.unknowns + case((outbox.c.state == "sending", 1), else_=0),
        looks=case((outbox.c.state == "sending", 0), else_=outbox.c.looks + 1),
        state="unknown",
        due_at=bindparam("when"),
        error=_ERROR,
    )
)
_FAILED = Prepared(_only("sending", "unknown", "pending").values(state="failed", error=_ERROR))
_HELD = Prepared(
    _only("sending", "unknown").values(
        state="held",
        due_at=bindparam("when"),
        error=_ERROR,
        expires_at=case(
            (text("expires_at > 0 AND expires_at < :until"), bindparam("until")),
            else_=outbox.c.expires_at,
        ),
    )
)
_NOTICE_AGAIN = Prepared(_only("held").values(state="pending", due_at=bindparam("when"), looks=0))
_UNSEEN = {
    "look": Prepared(_only("held").values(looks=outbox.c.looks + 1)),
    "wait": Prepared(_only("held").values(error="window")),
}
_PROGRESS = Prepared(
    _only("sending", "unknown", "pending")
    .where(outbox.c.sent_parts < bindparam("parts"))
    .values(sent_parts=bindparam("parts"))
)
_TAKEN = (
    "SET state = 'accepted', error = '',"
    " status = CASE WHEN status = '' THEN 'queued' ELSE status END"
)
_ACCEPTED = Bulk(
    sqlite=f"UPDATE outbox {_TAKEN} WHERE id = ? AND state <> 'accepted'",
    postgresql=f"UPDATE outbox {_TAKEN} WHERE id = ANY(%b) AND state <> 'accepted'",
)


_PARKED = Prepared(
    select(parked, delivery.c.outbox_id)
    .join(
        delivery,
        and_(
            delivery.c.channel == parked.c.channel,
            delivery.c.account == parked.c.account,
            delivery.c.provider_id == parked.c.provider_id,
        ),
    )
    .order_by(parked.c.id)
    .limit(500)
)
_DELIVERY = select(
    outbox.c.id,
    outbox.c.channel,
    outbox.c.account,
    outbox.c.to_address,
    bindparam("provider", type_=String),
    bindparam("now", type_=BigInteger),
    bindparam("notice", type_=Boolean),
).where(outbox.c.id == bindparam("row"), text("NOT vanish"))
_SQLITE_DELIVERED, _POSTGRESQL_DELIVERED = (
    insert(delivery)
    .from_select(
        ["outbox_id", "channel", "account", "to_address", "provider_id", "at", "notice"], _DELIVERY
    )
    .on_conflict_do_nothing()
    for insert in (sqlite_insert, postgresql_insert)
)
_DELIVERED = Prepared(_SQLITE_DELIVERED, postgresql=_POSTGRESQL_DELIVERED)


def settle(conn: Connection, outcomes: Iterable[Outcome], now: int) -> None:
    """Store what became of claimed messages; what was only kept to say goodbye is dropped.

    Acceptance is a fact and counts in any state; everything else only while the row still waits
    for the outcome of that attempt, so that a sender which was away too long changes nothing.
    """
    accepted: list[tuple[int]] = []
    for outcome in outcomes:
        row, attempt = outcome.id, outcome.attempt
        match outcome:
            case Accepted(_, provider_id):
                accepted.append((row,))
                _deliver(conn, row, provider_id, now)
            case Progress(_, sent_parts, provider_id):
                _PROGRESS.run(conn, row=row, attempt=attempt, parts=sent_parts)
                _deliver(conn, row, provider_id, now)
            case Noticed(_, provider_id):
                _deliver(conn, row, provider_id, now, notice=True)
            case Unseen(_, "say"):
                _NOTICE_AGAIN.run(conn, row=row, attempt=attempt, when=now)
            case Unseen(_, then):
                _UNSEEN[then].run(conn, row=row, attempt=attempt)
            case Retry(_, due_at, error):
                _RETRY.run(conn, row=row, attempt=attempt, when=due_at, why=error)
            case Unknown(_, error, look_at):
                _UNKNOWN.run(conn, row=row, attempt=attempt, when=look_at or now, why=error)
            case Failed(_, error):
                _FAILED.run(conn, row=row, attempt=attempt, why=error)
            case Held(_, reason, until=until, since=since):
                when = since or now
                _HELD.run(conn, row=row, attempt=attempt, when=when, why=reason, until=until)
            case _:
                assert_never(outcome)
    _ACCEPTED.run(conn, accepted)
    empty_vanished(conn, now)


def record_status(conn: Connection, report: Report, now: int) -> Reported | None:
    """Apply what a provider reports; None when the message is not known yet (kept for a day).

    Reports arrive late, twice and in any order: a status never goes back (reliability §4).
    A report about the last bubble of a message proves that it was accepted, in any state.
    """
    found = _find(conn, report)
    if found is None:
        conn.execute(
            parked.insert().values(
                channel=report.channel,
                account=report.account,
                provider_id=report.provider_id,
                status=report.status,
                error=report.error,
                at=now,
            )
        )
        return None
    rank = RANKS.index(report.status) if report.status in RANKS else 0
    news = rank > RANKS.index(found.status)
    if rank and report.part is None:
        settle(conn, (Accepted(found.id, report.provider_id),), now)
    if news:
        conn.execute(
            update(outbox)
            .where(outbox.c.id == found.id)
            .values(status=report.status, error=report.error)
        )
    return Reported(found.id, found.person_id, found.address_id, news)


def quoted_body(
    conn: Connection, channel: str, account: str, to_address: str, provider_id: str
) -> str | None:
    """The message that a person replies to, as stored, or None when it was not ours or is gone."""
    return conn.execute(
        select(outbox.c.body)
        .join(delivery, delivery.c.outbox_id == outbox.c.id)
        .where(
            delivery.c.channel == channel,
            delivery.c.account == account,
            delivery.c.provider_id == provider_id,
            delivery.c.to_address == to_address,
            outbox.c.body != "",
        )
    ).scalar()


def _find(conn: Connection, report: Report) -> Any:
    ours = select(
        outbox.c.id, outbox.c.person_id, outbox.c.address_id, outbox.c.state, outbox.c.status
    ).with_for_update(of=outbox)
    if report.outbox_id is not None:
        found = conn.execute(
            ours.where(
                outbox.c.id == report.outbox_id,
                outbox.c.channel == report.channel,
                outbox.c.account == report.account,
            )
        ).first()
        if found is not None:
            return found
    return conn.execute(
        ours.join(delivery, delivery.c.outbox_id == outbox.c.id)
        .where(
            delivery.c.channel == report.channel,
            delivery.c.account == report.account,
            delivery.c.provider_id == report.provider_id,
        )
        .order_by(delivery.c.id.desc())
    ).first()


def _deliver(
    conn: Connection, row: int, provider_id: str, now: int, *, notice: bool = False
) -> None:
    """Remember under which id a message left, and apply the reports that came before."""
    if not provider_id:
        return
    _DELIVERED.run(conn, row=row, provider=provider_id, now=now, notice=notice)


def match_parked(conn: Connection, now: int) -> int:
    """Apply the reports that came before the message was known; returns how many."""
    known = _PARKED.all(conn)
    for one in known:
        # What it proves is known by now, for its delivery is.
        report = Report(
            one.channel, one.account, one.provider_id, one.status, one.error, one.outbox_id, part=0
        )
        record_status(conn, report, now)
    if known:
        conn.execute(delete(parked).where(parked.c.id.in_([one.id for one in known])))
    return len(known)


def known_ids(
    conn: Connection, channel: str, account: str, row: int, provider_ids: Sequence[str]
) -> frozenset[str]:
    """Those of `provider_ids` under which messages other than `row` are known to have left."""
    if not provider_ids:
        return frozenset()
    found = conn.execute(
        select(delivery.c.provider_id).where(
            delivery.c.channel == channel,
            delivery.c.account == account,
            delivery.c.provider_id.in_(provider_ids),
            delivery.c.outbox_id != row,
        )
    )
    return frozenset(found.scalars())
