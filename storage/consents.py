"""The proof of every consent given, refused or withdrawn."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from core.mentoring.consent import Consent
from storage import bulk
from storage.schema import consent

_RECORD = bulk.insert(
    consent,
    "person_id",
    "purpose",
    "version",
    "language",
    "given",
    "channel",
    "account",
    "event_id",
    "at",
)


def record(
    conn: Connection,
    person_id: int,
    answer: Consent,
    now: int,
    *,
    channel: str = "",
    account: str = "",
    event_id: str = "",
) -> None:
    """Keep an answer with where it was given and the provider's id of the message that gave it."""
    said = (answer.purpose, answer.version, answer.language, answer.given)
    _RECORD.run(conn, [(person_id, *said, channel, account, event_id, now)])


def of(conn: Connection, people: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    """Every answer of these people, oldest first, as exported."""
    rows = conn.execute(
        select(consent).where(consent.c.person_id.in_(list(people))).order_by(consent.c.id)
    )
    answers: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        answers.setdefault(row.person_id, []).append(
            {
                "purpose": row.purpose,
                "version": row.version,
                "language": row.language,
                "given": row.given,
                "channel": row.channel,
                "at": datetime.fromtimestamp(row.at / 1000, UTC).isoformat(timespec="milliseconds"),
            }
        )
    return answers
