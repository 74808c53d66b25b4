"""What a coordinator must see."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, bindparam, case, select, text, update

from core.conversation.effects import Severity
from storage.prepared import Prepared
from storage.schema import alert

_SAME = Prepared(
    select(alert.c.id).where(
        text("alert.state = 'open'"),
        alert.c.kind == bindparam("which"),
        alert.c.person_id.is_not_distinct_from(bindparam("whose")),
    )
)


@dataclass(frozen=True, slots=True)
class OpenAlert:
    """One alert that nobody has closed."""

    id: int
    person_id: int | None
    kind: str
    severity: Severity
    at: int


def raise_alert(
    conn: Connection, person_id: int | None, kind: str, severity: Severity, now: int
) -> bool:
    """Open an alert; False when the same one is open already."""
    if _SAME.first(conn, which=kind, whose=person_id) is not None:
        return False
    conn.execute(alert.insert().values(person_id=person_id, kind=kind, severity=severity, at=now))
    return True


_OPEN = (
    select(alert.c.id, alert.c.person_id, alert.c.kind, alert.c.severity, alert.c.at)
    .where(text("alert.state = 'open'"))
    .order_by(case((alert.c.severity == "urgent", 0), else_=1), alert.c.id)
)


def open_alerts(conn: Connection, limit: int = 100) -> list[OpenAlert]:
    """What is open, urgent ones first, then the oldest."""
    return [OpenAlert(*row) for row in conn.execute(_OPEN.limit(limit))]


def open_about(conn: Connection, people: Collection[int]) -> list[OpenAlert]:
    """What is open about these people, urgent ones first, then the oldest."""
    rows = conn.execute(_OPEN.where(alert.c.person_id.in_(people)))
    return [OpenAlert(*row) for row in rows]


def close(conn: Connection, alert_id: int, by: str, now: int) -> Literal["closed", "unknown"]:
    """Close an alert; `unknown` when it is not open."""
    closed = conn.execute(
        update(alert)
        .where(alert.c.id == alert_id, text("state = 'open'"))
        .values(state="closed", closed_at=now, closed_by=by)
    ).rowcount
    return "closed" if closed else "unknown"
