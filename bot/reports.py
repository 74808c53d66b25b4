"""Twilio's reports on messages, in the words of the storage."""

from bot.channels.protocol import Refused
from bot.channels.whatsapp_webhook import StatusReport
from storage.outcomes import Report

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


def as_report(report: StatusReport, account: str) -> Report:
    """The report as the outbox keeps it."""
    return Report(
        channel="whatsapp",
        account=account,
        provider_id=report.sid,
        status=KNOWN.get(report.status, report.status),
        error=str(report.code or ""),
        outbox_id=report.outbox_id,
    )


def closes_door(report: StatusReport) -> bool:
    """Whether the report says that the person blocked us or opted out."""
    from bot.channels.whatsapp_errors import failure_of_code  # noqa: PLC0415 - imports the SDK

    if report.status not in FINAL or not report.code:
        return False
    failure = failure_of_code(report.code)
    return isinstance(failure, Refused) and failure.kind == "blocked"
