"""What a coordinator must see."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, bindparam, case, select, text, update

from core.conversation.effects import Severity
from storage import bulk
from storage.among import among, ids
from storage.prepared import Prepared
from storage.schema import alert

_SAME = Prepared(
    select(alert.c.id).where(
        text("alert.state = 'open'"),
        alert.c.kind == bindparam("which"),
        alert.c.person_id.is_not_distinct_from(bindparam("whose")),
    )
)
_RAISE = bulk.insert(alert, "person_id", "kind", "severity", "at")
_LISTED = (
    select(alert.c.id, alert.c.person_id, alert.c.kind, alert.c.severity, alert.c.at)
    .where(text("alert.state = 'open'"))
    .order_by(case((alert.c.severity == "urgent", 0), else_=1), alert.c.id)
)
_OPEN = Prepared(_LISTED.limit(bindparam("most")))
_ABOUT = Prepared(_LISTED.where(among(alert.c.person_id, ids("people"))))
_CLOSE = Prepared(
    update(alert)
    .where(alert.c.id == bindparam("row"), text("state = 'open'"))
    .values(state="closed", closed_at=bindparam("now"), closed_by=bindparam("by"))
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
    _RAISE.run(conn, [(person_id, kind, severity, now)])
    return True


def open_alerts(conn: Connection, limit: int = 100) -> list[OpenAlert]:
    """What is open, urgent ones first, then the oldest."""
    return [OpenAlert(*row) for row in _OPEN.all(conn, most=limit)]


def open_about(conn: Connection, people: Collection[int]) -> list[OpenAlert]:
    """What is open about these people, urgent ones first, then the oldest."""
    return [OpenAlert(*row) for row in _ABOUT.all(conn, people=people)]


def close(conn: Connection, alert_id: int, by: str, now: int) -> Literal["closed", "unknown"]:
    """Close an alert; `unknown` when it is not open."""
    return "closed" if _CLOSE.run(conn, row=alert_id, now=now, by=by) else "unknown"
