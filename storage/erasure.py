"""Forgetting people: every row that names them goes, keyed digests stay (reliability P6, design 5).

`FATES` is the whole rule: what happens to the rows of each table. A table without a fate fails the
tests.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Literal

from sqlalchemy import Connection, delete, or_, select, text, update

from core.duration import DAY, MINUTE
from storage import (
    exclusions,
    goals,
    hearsay,
    lines,
    mentorships,
    people,
    promises,
    proposals,
    relayed,
    results,
    rounds,
    tombstones,
)
from storage.arrivals import NEW_TALK
from storage.meta import remember
from storage.schema import (
    address,
    alert,
    confidence,
    consent,
    delivery,
    event,
    inbox,
    link,
    member,
    outbox,
    person,
    pledge,
    run,
    timer,
)

Fate = Literal["gone", "digest", "by owner", "anonymous", "a day"]

FATES: Mapping[str, Fate] = {
    "person": "gone",
    "address": "digest",
    "inbox": "digest",
    "outbox": "gone",
    "delivery": "by owner",  # goes with its outbox row
    "parked": "a day",  # a provider's id and status, purged by retention
    "timer": "gone",
    "run": "gone",
    "member": "gone",
    "consent": "gone",
    "pledge": "gone",
    "event": "gone",
    "alert": "gone",
    "link": "gone",
    "matching_round": "anonymous",  # the figures stay, the price of their seats goes
    "proposal": "anonymous",  # who and what was said goes, that it happened stays
    "exclusion": "gone",
    "mentorship": "anonymous",
    "confidence": "gone",
    "goal": "anonymous",
    "skill_rating": "anonymous",
    "outcome": "anonymous",
    "promise": "anonymous",  # the chain of those who passed it on keeps its links
    "template": "anonymous",
    "line": "by owner",  # what both shared goes with either of the two
    "relayed": "gone",
    "tombstone": "anonymous",
    "meta": "anonymous",
}

FAREWELL = 10 * MINUTE
"""Milliseconds the last message of somebody who goes may take to leave."""

SHARING = (
    exclusions, proposals, rounds, goals, results, promises, relayed, lines, mentorships,
)  # fmt: skip
"""What people share with others; the pairs last, by which the others are found."""

INACTIVITY = 730 * DAY
"""Two years without a sign of life end in erasure: what the consent promises (reliability P7)."""

CrashPoint = Callable[[str], None]


def _nowhere(point: str) -> None:
    """Crash points lead nowhere unless a test asks."""


def forget_payloads(conn: Connection, person_id: int) -> None:
    """Empty what was received from somebody who refused; the address stays for the goodbye."""
    conn.execute(
        update(inbox)
        .where(inbox.c.person_id == person_id, inbox.c.state != "open")
        .values(payload=None)
    )
    people.set_status(conn, "forgotten", person_id=person_id)


def forget_due(
    conn: Connection, key: bytes, now: int, limit: int = 50, *, crash: CrashPoint = _nowhere
) -> int:
    """Erase those who refused, once their goodbye has left or has had its time; returns how many.

    Whoever writes again meanwhile is no longer to be forgotten, and whose message waits is left.
    """
    owed = (
        select(outbox.c.id)
        .where(
            outbox.c.person_id == address.c.person_id,
            text("outbox.state IN ('pending', 'sending', 'unknown')"),
            outbox.c.created_at > now - FAREWELL,
        )
        .exists()
    )
    waiting = (
        select(inbox.c.id)
        .where(inbox.c.person_id == address.c.person_id, text("inbox.state = 'open'"))
        .exists()
    )
    refused = conn.execute(
        select(address.c.person_id)
        .where(text("address.status = 'forgotten'"), ~owed, ~waiting)
        .distinct()
        .limit(limit)
    ).scalars()
    locked = conn.execute(
        select(person.c.id).where(person.c.id.in_(list(refused))).with_for_update(skip_locked=True)
    ).scalars()
    gone = list(locked)
    for person_id in gone:
        erase(conn, person_id, key, now, crash=crash)
        crash("forget.mid")
    return len(gone)


def forget_inactive(
    conn: Connection, key: bytes, now: int, limit: int = 50, *, crash: CrashPoint = _nowhere
) -> int:
    """Erase those of whom nothing was heard for as long as the consent allows; how many."""
    heard = (
        select(address.c.id)
        .where(address.c.person_id == person.c.id, address.c.last_in_at >= now - INACTIVITY)
        .exists()
    )
    silent = conn.execute(
        select(person.c.id)
        .where(person.c.updated_at < now - INACTIVITY, ~heard)
        .order_by(person.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).scalars()
    gone = list(silent)
    for person_id in gone:
        erase(conn, person_id, key, now, crash=crash)
    return len(gone)


def erase(
    conn: Connection,
    person_id: int,
    key: bytes,
    now: int,
    *,
    keep: Collection[str] = (),
    crash: CrashPoint = _nowhere,
) -> None:
    """Remove a person and every trace that names them; digests of their events and addresses stay.

    `keep` are outbox keys of the farewell: these rows lose the person, and go once they have left
    or after ten minutes. A message that arrived while this was under way is the first of a new,
    unknown person. The bytes are gone after `compaction.compact`.
    """
    crash("erase.before")
    # Arrivals that have seen these addresses commit first; later ones find them gone.
    addresses = conn.execute(
        select(address).where(address.c.person_id == person_id).order_by(address.c.id)
        .with_for_update()
    ).all()  # fmt: skip
    stopped = any(row.status in {"stopped", "blocked"} for row in addresses)
    _bury_events(conn, person_id, key, now)
    handles = [
        tombstones.digest(key, "address", row.channel, row.account, handle)
        for row in addresses
        for handle in (row.address, row.alt)
        if handle
    ]
    tombstones.bury(conn, "stopped" if stopped else "address", handles, now)
    crash("erase.mid")
    _clear_outbox(conn, person_id, now, keep)
    hearsay.forget(conn, person_id, now)
    _start_anew(conn, person_id, now)
    for table in (timer, run, member, confidence, consent, pledge, event, alert, address):
        conn.execute(delete(table).where(table.c.person_id == person_id))
    conn.execute(
        delete(link).where(or_(link.c.person_id == person_id, link.c.asking_person_id == person_id))
    )
    for sharing in SHARING:
        sharing.forget(conn, person_id)
    conn.execute(delete(person).where(person.c.id == person_id))
    remember(conn, "erased_at", str(now))
    crash("erase.after")


def _bury_events(conn: Connection, person_id: int, key: bytes, now: int) -> None:
    """Swap handled inbox rows for digests, so that a late duplicate is still one."""
    handled = (inbox.c.person_id == person_id, inbox.c.state != "open")
    rows = conn.execute(select(inbox.c.channel, inbox.c.account, inbox.c.event_id).where(*handled))
    tombstones.bury(conn, "event", [tombstones.digest(key, "event", *row) for row in rows], now)
    conn.execute(delete(inbox).where(*handled))


def _clear_outbox(conn: Connection, person_id: int, now: int, keep: Collection[str]) -> None:
    theirs = select(outbox.c.id).where(outbox.c.person_id == person_id)
    conn.execute(delete(delivery).where(delivery.c.outbox_id.in_(theirs)))
    conn.execute(
        update(outbox)
        .where(outbox.c.person_id == person_id, outbox.c.key.in_(list(keep)))
        .values(person_id=None, address_id=None, vanish=True, expires_at=now + FAREWELL)
    )
    conn.execute(delete(outbox).where(outbox.c.person_id == person_id))


def _start_anew(conn: Connection, person_id: int, now: int) -> None:
    """Give letters that nobody has read yet, and their addresses, to a new person."""
    unread = conn.execute(
        select(inbox.c.address_id).where(inbox.c.person_id == person_id).distinct()
    ).scalars()
    addresses = list(unread)
    if not addresses:
        return
    (new,) = people.add_people(conn, [NEW_TALK], now)
    conn.execute(update(inbox).where(inbox.c.person_id == person_id).values(person_id=new))
    conn.execute(
        update(address)
        .where(address.c.id.in_(addresses))
        .values(person_id=new, status="active", returned=True)
    )
