"""When to wake a conversation: rows, each fired once; the person row is the lock as for letters."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Table, bindparam, select, text, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.codec import decode, encode
from storage.schema import inbox, person, timer

SILENCE = "silence"
"""The kind of what is due at `person.wake_at`: an open question has waited."""


@dataclass(frozen=True, slots=True)
class Due:
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
_NO_LETTER = ~(
    select(inbox.c.id)
    .where(inbox.c.person_id == person.c.id, text("inbox.state = 'open'"))
    .correlate(person)
    .exists()
)
_TIMERS = (
    select(timer.c.id, timer.c.person_id)
    .where(text("timer.state = 'waiting'"), timer.c.due_at <= bindparam("now"))
    .order_by(timer.c.due_at)
    .limit(bindparam("look"))
)
_WAKES = (
    select(person.c.id)
    .where(text("person.wake_at > 0"), person.c.wake_at <= bindparam("now"))
    .order_by(person.c.wake_at)
    .limit(bindparam("look"))
)
_LOCK = (
    select(person.c.id, person.c.talk, person.c.version, person.c.wake_at)
    .where(person.c.id.in_(bindparam("people", expanding=True)), _NO_LETTER)
    .limit(bindparam("limit"))
    .with_for_update(of=person, key_share=True, skip_locked=True)
)


_DROP = (
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
    statement = insert(timer)
    return statement.on_conflict_do_update(
        index_elements=["key"],
        set_={"state": "waiting", "facts": statement.excluded.facts},
        where=timer.c.state == "dropped",
    )


_SET = {"sqlite": _set(sqlite_insert), "postgresql": _set(postgresql_insert)}


def set_timer(
    conn: Connection,
    person_id: int,
    kind: str,
    due: datetime,
    *,
    tzdb: str = "",
    facts: Mapping[str, str] | None = None,
) -> None:
    """Wake `person_id` at `due` for `kind`, instead of a former timer of that kind.

    `due` is aware; with a ZoneInfo its wall time is what was meant, and `recompute` keeps to it
    when the zone's rules change. An occurrence that has fired does not fire again.
    """
    drop(conn, person_id, kind)
    due_at = int(due.timestamp() * 1000)
    zone = due.tzinfo.key if isinstance(due.tzinfo, ZoneInfo) else "UTC"
    wall = due.astimezone(UTC) if zone == "UTC" else due
    row = {
        "person_id": person_id,
        "kind": kind,
        "key": f"{kind}:{person_id}:{due_at}",
        "due_at": due_at,
        "wall": wall.replace(tzinfo=None).isoformat(),
        "zone": zone,
        "tzdb": tzdb,
        "facts": encode(facts or {}),
    }
    conn.execute(_SET[conn.dialect.name], row)


def said(conn: Connection, person_id: int, family: str, since: int) -> list[tuple[str, Due]]:
    """The timers `family:…` of somebody that wait, or were due since then (ms UTC): state and what."""
    rows = conn.execute(
        select(
            timer.c.state, timer.c.id, timer.c.kind, timer.c.due_at, timer.c.facts, timer.c.attempts
        ).where(
            timer.c.person_id == person_id,
            timer.c.kind.like(f"{family}:%"),
            timer.c.due_at > since,
            timer.c.state.in_(("waiting", "fired")),
        )
    )
    return [
        (row.state, Due(row.id, person_id, row.kind, row.due_at, decode(row.facts), row.attempts))
        for row in rows
    ]


def waiting(conn: Connection, person_id: int, kind: str) -> int:
    """When the waiting timer of this kind is due (ms UTC); 0 when there is none."""
    due = conn.execute(
        select(timer.c.due_at).where(
            timer.c.person_id == person_id, timer.c.kind == kind, text("state = 'waiting'")
        )
    ).scalar()
    return int(due or 0)


def drop(conn: Connection, person_id: int, kind: str) -> None:
    """Forget the waiting timer of this kind."""
    conn.execute(_DROP, {"whose": person_id, "which": kind})


def due(conn: Connection, now: int, limit: int, *, look: int | None = None) -> DueClaimed:
    """Lock up to `limit` people for whom something is due and nothing unread has arrived."""
    where = {"now": now, "look": look or 4 * limit}
    waiting = {row.id: row.person_id for row in conn.execute(_TIMERS, where)}
    waking = list(conn.execute(_WAKES, where).scalars())
    people = list(dict.fromkeys([*waiting.values(), *waking]))
    if not people:
        return DueClaimed({}, [])
    locked = conn.execute(_LOCK, {"people": people, "limit": limit})
    persons = {row.id: (row.talk, row.version, row.wake_at) for row in locked}
    # Read again under the lock: what another worker has fired meanwhile is fired no more. By its
    # id, because by person every timer of the far future would be looked at as well.
    theirs = [one for one, person_id in waiting.items() if person_id in persons]
    rows = conn.execute(
        select(
            timer.c.id,
            timer.c.person_id,
            timer.c.kind,
            timer.c.due_at,
            timer.c.facts,
            timer.c.attempts,
        )
        .where(
            timer.c.id.in_(theirs),
            text("timer.state = 'waiting'"),
            timer.c.due_at <= now,
        )
        .order_by(timer.c.due_at, timer.c.id)
    )
    found = [
        Due(row.id, row.person_id, row.kind, row.due_at, decode(row.facts), row.attempts)
        for row in rows
    ]
    found += [
        Due(0, person_id, SILENCE, wake_at, {}, 0)
        for person_id, (_, _, wake_at) in persons.items()
        if 0 < wake_at <= now
    ]
    return DueClaimed(persons, found)


def fired(conn: Connection, ids: Collection[int], now: int) -> None:
    """Close timers that had their effect."""
    if ids:
        conn.execute(
            update(timer).where(timer.c.id.in_(list(ids))).values(state="fired", fired_at=now)
        )


def postpone(conn: Connection, one: Due, until: int) -> None:
    """Let it fall due later; nothing was tried."""
    if one.id == 0:
        conn.execute(update(person).where(person.c.id == one.person_id).values(wake_at=until))
        return
    conn.execute(update(timer).where(timer.c.id == one.id).values(due_at=until))


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
