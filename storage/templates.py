"""The WhatsApp templates at Twilio: what was pushed, and what WhatsApp thinks of it.

The truth is at Twilio; these rows are what was last seen of it, so that a sender need not ask.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.among import among, words
from storage.codec import decode, encode
from storage.prepared import Prepared
from storage.schema import template

APPROVED = "approved"

STATUSES = ("unsubmitted", "received", "pending", APPROVED, "rejected", "paused", "disabled")
"""WhatsApp's verdicts as Twilio names them (channels §1.5)."""

_KEY = ("account", "name", "language", "version")
_SEEN = ("content_sid", "status", "reason", "checked_at")


_OF = (
    select(template)
    .where(template.c.account == bindparam("account"))
    .order_by(template.c.name, template.c.language, template.c.pushed_at.desc(), template.c.version)
)
_PUSHED = Prepared(_OF)
_APPROVED = Prepared(
    _OF.where(
        template.c.language == bindparam("language"),
        template.c.status == APPROVED,
        among(template.c.name, words("names")),
    )
)


class TemplateRow(Struct, frozen=True):
    """One version of one template in one language; `variables` are names of facts, in order."""

    account: str
    name: str
    language: str
    version: str
    content_sid: str
    variables: tuple[str, ...]
    status: str
    reason: str = ""
    pushed_at: int = 0
    checked_at: int = 0


def record(conn: Connection, rows: Sequence[TemplateRow]) -> None:
    """Store what was seen of templates; when a version was first pushed is kept."""
    if not rows:
        return
    insert = sqlite_insert if conn.dialect.name == "sqlite" else postgresql_insert
    statement = insert(template)
    conn.execute(
        statement.on_conflict_do_update(
            index_elements=list(_KEY), set_={name: statement.excluded[name] for name in _SEEN}
        ),
        [
            {
                **{name: getattr(row, name) for name in (*_KEY, *_SEEN, "pushed_at")},
                "variables": encode(row.variables),
            }
            for row in rows
        ],
    )


def pushed(conn: Connection, account: str) -> list[TemplateRow]:
    """Every version of every template of an account, the newest of each first."""
    return _loaded(_PUSHED.all(conn, account=account))


def approved(
    conn: Connection, account: str, language: str, names: Collection[str]
) -> list[TemplateRow]:
    """Those of these templates that WhatsApp would take now in this language, the newest version
    of each first.
    """
    return _loaded(_APPROVED.all(conn, account=account, language=language, names=names))


def doubt(conn: Connection, account: str, content_sid: str, reason: str, now: int) -> None:
    """Use a template no more until it is next looked at: a send of it was refused."""
    conn.execute(
        update(template)
        .where(template.c.account == account, template.c.content_sid == content_sid)
        .values(status="paused", reason=reason, checked_at=now)
    )


@lru_cache
def _names(text: str) -> tuple[str, ...]:
    """The variables' names: those of a few dozen templates, read for every notice."""
    return tuple(decode(text))


def _loaded(rows: Iterable[Any]) -> list[TemplateRow]:
    return [
        TemplateRow(
            one.account,
            one.name,
            one.language,
            one.version,
            one.content_sid,
            _names(one.variables),
            one.status,
            one.reason,
            one.pushed_at,
            one.checked_at,
        )
        for one in rows
    ]
