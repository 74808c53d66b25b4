"""The promise to accompany somebody in turn, one row a person: its state, and whose it follows."""

from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, select, update

from core.mentoring.pledge import Pledge
from storage.codec import encode
from storage.prepared import Prepared
from storage.schema import promise

_pledge = msgspec.json.Decoder(Pledge)

_OF = Prepared(select(promise).where(promise.c.person_id == bindparam("whose")))
_GIVEN = ("person_id", "mentorship_id", "parent_id", "state", "created_at", "updated_at")
_ADD = Prepared(
    promise.insert()
    .values({name: bindparam(f"new_{name}") for name in _GIVEN})
    .returning(promise.c.id)
)
_NAME = Prepared(
    update(promise).where(promise.c.id == bindparam("row")).values(pledge=bindparam("new"))
)


@dataclass(frozen=True, slots=True)
class Promise:
    """A row; `person_id` is None once they are erased, `mentorship_id` is the one in which they
    are or were accompanied.
    """

    id: int
    person_id: int | None
    mentorship_id: int
    pledge: Pledge


def add(conn: Connection, person_id: int, mentorship_id: int, pledge: Pledge, now: int) -> int:
    """Keep a new promise, whose pledge takes the row's id; raises IntegrityError for a second."""
    number = int(
        _ADD.scalar(
            conn,
            new_person_id=person_id,
            new_mentorship_id=mentorship_id,
            new_parent_id=int(pledge.parent) if pledge.parent else None,
            new_state=pledge.state,
            new_created_at=now,
            new_updated_at=now,
        )
        or 0
    )
    _NAME.run(conn, row=number, new=encode(replace(pledge, id=str(number))))
    return number


def of(conn: Connection, person_id: int) -> Promise | None:
    """The promise of a person, or None."""
    row = _OF.first(conn, whose=person_id)
    return _promise(row) if row else None


def every(conn: Connection) -> list[Promise]:
    """All promises, oldest first."""
    return [_promise(row) for row in conn.execute(select(promise).order_by(promise.c.id))]


def save(
    conn: Connection, one: Promise, pledge: Pledge, now: int, *, mentorship_id: int = 0
) -> None:
    """Write the pledge as it is now; its person's lock keeps others away."""
    conn.execute(
        update(promise)
        .where(promise.c.id == one.id)
        .values(
            state=pledge.state,
            pledge=encode(pledge),
            parent_id=int(pledge.parent) if pledge.parent else None,
            mentorship_id=mentorship_id or one.mentorship_id,
            updated_at=now,
        )
    )


def forget(conn: Connection, person_id: int) -> None:
    """Keep the link of the chain and lose the person, with what a coordinator wrote of them."""
    one = of(conn, person_id)
    if one is not None:
        conn.execute(
            update(promise)
            .where(promise.c.id == one.id)
            .values(person_id=None, pledge=encode(replace(one.pledge, reason="")))
        )


def _promise(row: Any) -> Promise:
    return Promise(row.id, row.person_id, row.mentorship_id, _pledge.decode(row.pledge))
