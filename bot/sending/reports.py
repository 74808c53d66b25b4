"""Twilio's reports on messages: what they prove, and what is said again because of them."""

from typing import Any

from sqlalchemy import Connection, select, update

from bot.channels.protocol import OutcomeUnknown, Refused, SendError, Throttled
from bot.channels.whatsapp_webhook import StatusReport
from bot.handlers.desk import Desk
from bot.handlers.status import close_door, handle_status
from bot.sending.notices import retract
from core.duration import MINUTE
from storage.outcomes import Noticed, Progress, Report, Retry, settle
from storage.schema import delivery, outbox

FINAL = frozenset(("failed", "undelivered", "canceled"))
KNOWN = {
    "accepted": "queued",
    "scheduled": "queued",
    "queued": "queued",
    "sending": "queued",
    "sent": "sent",
    "delivered": "delivered",
    "partially_delivered": "delivered",
    "read": "read",
    **dict.fromkeys(FINAL, "failed"),
}
"""Twilio's statuses as ours; one that is not here is stored as it is and changes nothing."""

PAUSES = (5 * MINUTE, 20 * MINUTE, 60 * MINUTE)
"""Milliseconds before a message is tried again that Twilio took and failed to deliver, after each such
failure; then it is given up. Attempts that Twilio did not even take are none of these.
"""


def take_report(
    conn: Connection, desk: Desk, one: StatusReport, account: str, *, scale: float = 1.0
) -> bool:
    """Apply a report; False when it came before the sender wrote down what it is about.

    A message may have several bubbles and a report is about one of them. It proves that its own
    bubble was taken and says nothing of those that have not left yet.
    """
    report = as_report(one, account)
    row = _row(conn, report)
    if row is not None:
        ids, notices = _ids(conn, row.id), _ids(conn, row.id, notice=True)
        known = one.sid in {*ids, *notices}
        now = round(desk.clock().timestamp() * 1000)
        if row.state == "sending" and not known:
            return False
        if one.part == 0:
            if row.state == "held" and one.sid not in notices[:-1]:
                _take_notice(conn, row, one, account, now)
            return True
        if row.state == "accepted":
            if not row.sent_parts and one.sid in ids[:-1]:
                return True  # of an attempt that failed and was repeated since
        elif one.part is not None:
            _take_bubble(conn, row, one, now)
        elif known:
            return True  # of an attempt that failed and waits to be repeated
    failure = late_failure(one)
    blocked = isinstance(failure, Refused) and failure.kind == "blocked"
    reported = handle_status(conn, desk, report, blocked=blocked)
    if reported is not None and reported.news and failure is not None:
        now = round(desk.clock().timestamp() * 1000)
        if not (
            _of_words(failure) and retract(conn, account, reported.outbox_id, str(failure), now)
        ):
            _say_again(conn, reported.outbox_id, failure, now, scale)
    return True


def late_failure(one: StatusReport) -> SendError | None:
    """What it means that a message was taken and not delivered; None when it was, or no reason is given."""
    from bot.channels.whatsapp_errors import failure_of_code  # noqa: PLC0415 - imports the SDK

    return failure_of_code(one.code) if one.status in FINAL and one.code else None


def _take_bubble(conn: Connection, row: Any, one: StatusReport, now: int) -> None:
    """A bubble that others follow was taken: it is not said again, they are."""
    if one.part is None or one.part <= row.sent_parts or one.status in FINAL:
        return
    settle(conn, (Progress(row.id, one.part, one.sid),), now)
    if row.state == "unknown":
        settle(conn, (Retry(row.id, now, "rest"),), now)


def _take_notice(conn: Connection, row: Any, one: StatusReport, account: str, now: int) -> None:
    """The newest notice of a held message was taken; undelivered, it closes the door or gives way
    to another form.
    """
    settle(conn, (Noticed(row.id, one.sid),), now)
    failure = late_failure(one)
    if isinstance(failure, Refused) and failure.kind == "blocked":
        close_door(conn, row.person_id, row.address_id, now)
    elif failure is not None and _of_words(failure):
        retract(conn, account, row.id, str(failure), now)


def _of_words(failure: SendError) -> bool:
    """Whether the words are at fault, as those of a template that was paused."""
    return isinstance(failure, Refused) and failure.kind in {"content", "window"}


def as_report(one: StatusReport, account: str) -> Report:
    """The report as the outbox keeps it."""
    return Report(
        channel="whatsapp",
        account=account,
        provider_id=one.sid,
        status=KNOWN.get(one.status, one.status),
        error=str(one.code or ""),
        outbox_id=one.outbox_id,
        part=one.part,
    )


def _say_again(
    conn: Connection, outbox_id: int, failure: SendError, now: int, scale: float
) -> None:
    """Owe a message of one bubble once more: when the person writes, or in a while; one that an
    erasure has emptied has nothing left to say.
    """
    failed = max(len(_ids(conn, outbox_id)), 1)
    if failed > len(PAUSES):
        return
    match failure:
        case Refused(kind="window"):
            state, due_at = "held", now
        case Throttled() | OutcomeUnknown():
            state, due_at = "pending", now + round(PAUSES[failed - 1] * scale)
        case _:
            return
    conn.execute(
        update(outbox)
        .where(
            outbox.c.id == outbox_id,
            outbox.c.state == "accepted",
            outbox.c.sent_parts == 0,
            outbox.c.body != "",
        )
        .values(state=state, due_at=due_at, status="", error=str(failure))
    )


def _row(conn: Connection, report: Report) -> Any:
    """The outbox row by our own id, locked against the sender."""
    if report.outbox_id is None:
        return None
    return conn.execute(
        select(
            outbox.c.id,
            outbox.c.state,
            outbox.c.sent_parts,
            outbox.c.error,
            outbox.c.person_id,
            outbox.c.address_id,
        )
        .where(
            outbox.c.id == report.outbox_id,
            outbox.c.channel == report.channel,
            outbox.c.account == report.account,
        )
        .with_for_update()
    ).first()


def _ids(conn: Connection, outbox_id: int, *, notice: bool = False) -> list[str]:
    """The provider's ids under which the row, or a notice of it, has left, oldest first."""
    rows = conn.execute(
        select(delivery.c.provider_id)
        .where(delivery.c.outbox_id == outbox_id, delivery.c.notice.is_(notice))
        .order_by(delivery.c.id)
    )
    return list(rows.scalars())
