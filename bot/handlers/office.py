"""Telling the programme's office that a person is needed."""

from bot.handlers.ledger import Ledger, Origin
from bot.words.catalogue import ALERTED
from core.conversation.effects import Severity
from core.conversation.message import Message, Part
from storage import alerts


def alert(
    ledger: Ledger,
    key: str,
    person_id: int,
    kind: str,
    severity: Severity,
    *,
    attach: str = "",
) -> None:
    """Open an alert and tell the coordinators' chat, once for as long as the same one is open.

    `key` begins the outbox key of what they are told. With something attached they are told every
    time: it is not the same one.
    """
    new = alerts.raise_alert(ledger.conn, person_id, kind, severity, ledger.now)
    if not (new or attach) or ledger.desk.coordinators is None:
        return
    channel, account, chat = ledger.desk.coordinators
    facts: dict[str, str | int] = {"kind": kind, "severity": severity, "person": person_id}
    office = Origin(None, key, None, channel, account, chat)
    message = Message(ledger.desk.coordinators_language, (Part(ALERTED, facts),), attach)
    ledger.owe(office, f"alert:{kind}", message, "reply")
