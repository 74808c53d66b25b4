"""When to wake a conversation: rows, each fired once; the person row is the lock as for letters."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct
from sqlalchemy import Connection, Table, bindparam, func, or_, select, text, union_all, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.among import among, ids
from storage.codec import decode, encode
from storage.prepared import Prepared
from storage.relayed import SETTLED
from storage.schema import inbox, person, timer

SILENCE = "silence"
"""The kind of what is due at `person.wake_at`: an open question has waited."""


class Due(Struct, frozen=True):
    """Something that fell due for a person; `id` is 0 for `person.wake_at`."""

    id: int
    person_id: int
    kind: str
    due_at: int
    facts: Mapping[str, str]
    attempts: int


@dataclass(frozen=True, slots=True)
class DueClaimed:
    """Locked people with talk, version and wake_at, and what is due for them, oldest first."""

    persons: dict[int, tuple[str, int, int]]
    due: list[Due]


# A message that has arrived comes before what falls due, so that an answer is never overtaken.
_UNREAD = select(inbox.c.id).where(text("inbox.state = 'open'"))
_TIMERS = (
    select(timer.c.id, timer.c.person_id, timer.c.due_at)
    .where(
        text("timer.state = 'waiting'"),
        timer.c.due_at <= bindparam("now"),
        ~_UNREAD.where(inbox.c.person_id == timer.c.person_id).correlate(timer).exists(),
    )
    .order_by(timer.c.due_at)
    .limit(bindparam("look"))
    .subquery("timers")
)
_WAKES = (
    select(person.c.id.label("person_id"), person.c.wake_at)
    .where(
        text("person.wake_at > 0"),
        person.c.wake_at <= bindparam("now"),
        ~_UNREAD.where(inbox.c.person_id == person.c.id).correlate(person).exists(),
    )
    .order_by(person.c.wake_at)
    .limit(bindparam("look"))
    .subquery("wakes")
)
_DUE = union_all(
    select(_TIMERS.c.person_id, _TIMERS.c.due_at), select(_WAKES.c.person_id, _WAKES.c.wake_at)
).subquery("due")
_HEADS = (
    select(_DUE.c.person_id, func.min(_DUE.c.due_at).label("head"))
    .group_by(_DUE.c.person_id)
    .subquery("heads")
)
_LOCK = Prepared(
    select(person.c.id, person.c.talk, person.c.version, person.c.wake_at)
    .join(_HEADS, _HEADS.c.person_id == person.c.id)
    .order_by(_HEADS.c.head, person.c.id)
    .limit(bindparam("limit"))
    .with_for_update(of=person, key_share=True, skip_locked=True)
)
# Among the oldest again, because by person every timer of the far future would be looked at as well.
_THEIRS = Prepared(
    select(
        timer.c.id,
        timer.c.person_id,
        timer.c.kind,
        timer.c.due_at,
        timer.c.facts,
        timer.c.attempts,
    )
    .join(_TIMERS, _TIMERS.c.id == timer.c.id)
    .where(among(_TIMERS.c.person_id, ids("persons")))
    .order_by(timer.c.due_at, timer.c.id)
)
# The least of an index: of "is there one before now" a planner that does not know when now is
# believes that a third of all rows are, and reads the table to find the first.
_PENDING = Prepared(
    select(
        select(func.min(timer.c.due_at)).where(text("timer.state = 'waiting'")).scalar_subquery(),
        select(func.min(person.c.wake_at)).where(text("person.wake_at > 0")).scalar_subquery(),
        SETTLED.exists(),
    )
)
_FIRED = Prepared(
    update(timer)
    .where(among(timer.c.id, ids("these")))
    .values(state="fired", fired_at=bindparam("at"))
)
_WAITING = Prepared(
    select(timer.c.due_at).where(
        timer.c.person_id == bindparam("whose"),
        timer.c.kind == bindparam("which"),
        text("state = 'waiting'"),
    )
)
_WAKE = Prepared(
    update(person).where(person.c.id == bindparam("whose")).values(wake_at=bindparam("until"))
)
_POSTPONE = Prepared(
    update(timer).where(timer.c.id == bindparam("row")).values(due_at=bindparam("until"))
)
_DROP = Prepared(
    update(timer)
    .where(
        timer.c.person_id == bindparam("whose"),
        timer.c.kind == bindparam("which"),
        text("state = 'waiting'"),
    )
    .values(state="dropped")
)


def _set(insert: Callable[[Table], Any]) -> Any:
    """A waiting timer; one of the same key that was dropped waits again."""
    names = ("person_id", "kind", "key", "due_at", "wall", "zone", "tzdb", "facts")
    statement = insert(timer).values({name: bindparam(f"new_{name}") for name in names})
    return statement.on_conflict_do_update(
        index_elements=["key"],
        set_={"state": "waiting", "facts": statement.excluded.facts},
        where=timer.c.state == "dropped",
    )


_SET = Prepared(_set(sqlite_insert), postgresql=_set(postgresql_insert))


def set_timer(
    conn: Connection,
    person_id: int,
    kind: str,
    due: datetime,
    *,
    tzdb: str = "",
    facts: Mapping[str, str] | None = None,
    first: bool = False,
) -> None:
    """Wake `person_id` at `due` for `kind`, instead of a former timer of that kind; with `first`
    none of that kind waits.

    `due` is aware; with a ZoneInfo its wall time is what was meant, and `recompute` keeps to it
    when the zone's rules change. An occurrence that has fired does not fire again.
    """
    if not first:
        drop(conn, person_id, kind)
    due_at = int(due.timestamp() * 1000)
    zone = due.tzinfo.key if isinstance(due.tzinfo, ZoneInfo) else "UTC"
    wall = due.astimezone(UTC) if zone == "UTC" and due.tzinfo is not UTC else due
    _SET.run(
        conn,
        new_person_id=person_id,
        new_kind=kind,
        new_key=f"{kind}:{person_id}:{due_at}",
        new_due_at=due_at,
        new_wall=wall.replace(tzinfo=None).isoformat(),
        new_zone=zone,
        new_tzdb=tzdb,
        new_facts=encode(facts) if facts else "{}",
    )


@cache
def _said(families: tuple[str, ...]) -> Prepared:
    """What waits or was due of these families, each in full: a LIKE would be planned at each call."""
    heads = [f"{family}:" for family in families]
    return Prepared(
        select(
            timer.c.state, timer.c.id, timer.c.kind, timer.c.due_at, timer.c.facts, timer.c.attempts
        ).where(
            timer.c.person_id == bindparam("whose"),
            timer.c.due_at > bindparam("since"),
            or_(*(func.substr(timer.c.kind, 1, len(head)) == head for head in heads)),
            timer.c.state.in_(("waiting", "fired")),
        )
    )


def said(
    conn: Connection, person_id: int, families: tuple[str, ...], since: int
) -> list[tuple[str, Due]]:
    """The timers `family:…` of somebody that wait, or were due since then (ms UTC): state and what."""
    rows = _said(families).all(conn, whose=person_id, since=since)
    return [
        (row.state, Due(row.id, person_id, row.kind, row.due_at, decode(row.facts), row.attempts))
        for row in rows
    ]


def waiting(conn: Connection, person_id: int, kind: str) -> int:
    """When the waiting timer of this kind is due (ms UTC); 0 when there is none."""
    return int(_WAITING.scalar(conn, whose=person_id, which=kind) or 0)


def drop(conn: Connection, person_id: int, kind: str) -> None:
    """Forget the waiting timer of this kind."""
    _DROP.run(conn, whose=person_id, which=kind)


def pending(conn: Connection, now: int) -> bool:
    """Whether anything is due or to be settled, in one question without locks.

    Three looks at partial indexes: it costs the same beside a thousand timers and a million.
    """
    timer_at, wake_at, settled = _PENDING.all(conn)[0]
    return settled or any(at is not None and at <= now for at in (timer_at, wake_at))


def due(conn: Connection, now: int, limit: int, *, look: int | None = None) -> DueClaimed:
    """Lock up to `limit` people for whom something is due and nothing unread has arrived.

    Who has waited longest comes first, whether for a timer or for a silence to end.
    """
    where = {"now": now, "look": look or 4 * limit}
    locked = _LOCK.all(conn, **where, limit=limit)
    persons = {row.id: (row.talk, row.version, row.wake_at) for row in locked}
    if not persons:
        return DueClaimed({}, [])
    # Read under the lock: what another worker has fired meanwhile is fired no more.
    found = [
        Due(one, person_id, kind, due_at, decode(facts), attempts)
        for one, person_id, kind, due_at, facts, attempts in _THEIRS.all(
            conn, **where, persons=persons
        )
    ]
    found += [
        Due(0, person_id, SILENCE, wake_at, {}, 0)
        for person_id, (_, _, wake_at) in persons.items()
        if 0 < wake_at <= now
    ]
    return DueClaimed(persons, found)


def fired(conn: Connection, timers: Collection[int], now: int) -> None:
    """Close timers that had their effect."""
    if timers:
        _FIRED.run(conn, these=timers, at=now)


def postpone(conn: Connection, one: Due, until: int) -> None:
    """Let it fall due later; nothing was tried."""
    if one.id == 0:
        _WAKE.run(conn, whose=one.person_id, until=until)
        return
    _POSTPONE.run(conn, row=one.id, until=until)


def fail(conn: Connection, one: Due, *, retry_at: int | None) -> None:
    """Count a failed attempt: try again at `retry_at`, or with None give the timer up."""
    conn.execute(
        update(timer)
        .where(timer.c.id == one.id)
        .values(
            attempts=timer.c.attempts + 1,
            **({"state": "dropped"} if retry_at is None else {"due_at": retry_at}),
        )
    )


def recompute(conn: Connection, tzdb: str) -> list[tuple[int, int, int]]:
    """Move waiting timers to where their wall time now lies; (id, former due, new due) of those moved.

    For a change of time zone rules, which Morocco announced with ten weeks' notice (reliability §7).
    """
    rows = conn.execute(
        select(timer.c.id, timer.c.due_at, timer.c.wall, timer.c.zone).where(
            text("timer.state = 'waiting'"),
            timer.c.tzdb != tzdb,
            timer.c.zone.not_in(("UTC", "")),  # whose rules never change
        )
    ).all()
    moved = []
    for row in rows:
        wall = datetime.fromisoformat(row.wall).replace(tzinfo=ZoneInfo(row.zone))
        due_at = int(wall.timestamp() * 1000)
        conn.execute(update(timer).where(timer.c.id == row.id).values(due_at=due_at, tzdb=tzdb))
        if due_at != row.due_at:
            moved.append((row.id, row.due_at, due_at))
    return moved
