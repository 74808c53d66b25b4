"""Read models: figures for metrics and readiness, one person's story, exports; plain SELECTs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select, text

from storage import consents, disclosed, events, people, runs
from storage.codec import decode, decode_talk
from storage.members import iso
from storage.schema import (
    LANES,
    address,
    alert,
    delivery,
    inbox,
    member,
    outbox,
    person,
    pledge,
    timer,
    tombstone,
)


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits, by state (outbox: by channel and state), and since when, in milliseconds."""

    inbox: dict[str, int]
    outbox: dict[tuple[str, str], int]
    timers_due: int
    alerts_open: int
    oldest_letter_at: int
    oldest_owed_at: int
    unknown_outcomes: int


LOOKS = 3
"""How many of the times that somebody was looked up are told."""


@dataclass(frozen=True, slots=True)
class Why:
    """One person's story for `mem why`: what happened, what is asked, what comes next."""

    person_id: int
    addresses: list[people.Address]
    language: str
    stopped: bool
    paused_until: int
    erase_at: int
    open_question: str
    wake_at: int
    timers: list[dict[str, Any]]
    events: list[dict[str, Any]]
    looks: list[dict[str, Any]]
    unsent: list[dict[str, Any]]
    unread: int


def backlog(conn: Connection, now: int) -> Backlog:
    """The figures of the moment; only what waits is counted, so the cost does not grow with age."""
    letters = conn.execute(
        select(func.count(), func.min(inbox.c.received_at)).where(text("inbox.state = 'open'"))
    ).one()
    waiting = conn.execute(
        select(outbox.c.channel, outbox.c.state, func.count(), func.min(outbox.c.created_at))
        .where(text("outbox.state IN ('pending', 'sending')"))
        .group_by(outbox.c.channel, outbox.c.state)
    ).all()
    doubtful = conn.execute(
        select(outbox.c.channel, outbox.c.state, func.count())
        .where(text("outbox.state IN ('sending', 'unknown', 'held')"), outbox.c.state != "sending")
        .group_by(outbox.c.channel, outbox.c.state)
    ).all()
    due = conn.execute(
        select(func.count())
        .select_from(timer)
        .where(text("timer.state = 'waiting'"), timer.c.due_at <= now)
    ).scalar_one()
    alerts = conn.execute(
        select(func.count()).select_from(alert).where(text("alert.state = 'open'"))
    ).scalar_one()
    return Backlog(
        inbox={"open": letters[0]},
        outbox={(row[0], row[1]): row[2] for row in (*waiting, *doubtful)},
        timers_due=due,
        alerts_open=alerts,
        oldest_letter_at=letters[1] or 0,
        oldest_owed_at=min((row[3] for row in waiting), default=0),
        unknown_outcomes=sum(row[2] for row in doubtful if row[1] == "unknown"),
    )


def totals(conn: Connection) -> dict[str, dict[str, int]]:
    """Every row ever by state, for reports; reads whole tables."""
    counted = {}
    for name, column in (
        ("inbox", inbox.c.state),
        ("outbox", outbox.c.state),
        ("member", member.c.state),
        ("timer", timer.c.state),
        ("tombstone", tombstone.c.kind),
    ):
        rows = conn.execute(select(column, func.count()).group_by(column))
        counted[name] = {row[0]: row[1] for row in rows}
    unknowns = conn.execute(select(func.coalesce(func.sum(outbox.c.unknowns), 0))).scalar_one()
    counted["outcome"] = {"unknown": int(unknowns)}
    return counted


def why(conn: Connection, person_id: int, count: int = 20) -> Why | None:
    """What happened to a person and what happens next; None when there is no such person."""
    row = conn.execute(
        select(person.c.talk, person.c.wake_at).where(person.c.id == person_id)
    ).first()
    if row is None:
        return None
    talk = decode_talk(row.talk)
    question = ""
    if talk.run is not None:
        question = f"{talk.run.flow}-{talk.prompt.step if talk.prompt else '?'}"
    timers = conn.execute(
        select(timer.c.kind, timer.c.due_at)
        .where(timer.c.person_id == person_id, text("timer.state = 'waiting'"))
        .order_by(timer.c.due_at)
    )
    unsent = conn.execute(
        select(
            outbox.c.id,
            outbox.c.channel,
            outbox.c.lane,
            outbox.c.state,
            outbox.c.status,
            outbox.c.error,
            outbox.c.attempts,
            outbox.c.due_at,
            outbox.c.created_at,
        )
        .where(outbox.c.person_id == person_id, outbox.c.state != "accepted")
        .order_by(outbox.c.id.desc())
        .limit(count)
    )
    unread = conn.execute(
        select(func.count())
        .select_from(inbox)
        .where(inbox.c.person_id == person_id, inbox.c.state == "open")
    ).scalar_one()
    return Why(
        person_id=person_id,
        addresses=people.addresses_of(conn, [person_id]),
        language=talk.language,
        stopped=talk.stopped,
        paused_until=talk.paused_until,
        erase_at=talk.erase_at,
        open_question=question,
        wake_at=row.wake_at,
        timers=[{"kind": one.kind, "due_at": one.due_at} for one in timers],
        events=events.happened(conn, person_id, count),
        looks=events.looks(conn, person_id, LOOKS),
        unsent=[{**one._asdict(), "lane": LANES[one.lane]} for one in unsent],
        unread=unread,
    )


def messages(conn: Connection) -> Iterator[dict[str, Any]]:
    """Every message in and out, without its words, oldest first within each direction."""
    received = conn.execute(
        select(
            inbox.c.id,
            inbox.c.person_id,
            inbox.c.channel,
            inbox.c.state,
            inbox.c.reason,
            inbox.c.received_at,
            inbox.c.done_at,
        ).order_by(inbox.c.id)
    )
    for row in received:
        yield {
            "direction": "in",
            "id": row.id,
            "member": row.person_id,
            "channel": row.channel,
            "state": row.state,
            "reason": row.reason or None,
            "at": iso(row.received_at),
            "done_at": iso(row.done_at),
        }
    sent = conn.execute(
        select(
            outbox.c.id,
            outbox.c.key,
            outbox.c.person_id,
            outbox.c.channel,
            outbox.c.lane,
            outbox.c.state,
            outbox.c.status,
            outbox.c.error,
            outbox.c.attempts,
            outbox.c.created_at,
            outbox.c.sent_at,
        ).order_by(outbox.c.id)
    )
    for one in sent:
        yield {
            "direction": "out",
            "id": one.id,
            "key": one.key,
            "member": one.person_id,
            "channel": one.channel,
            "lane": LANES[one.lane],
            "state": one.state,
            "status": one.status or None,
            "error": one.error or None,
            "attempts": one.attempts,
            "at": iso(one.created_at),
            "sent_at": iso(one.sent_at),
        }


def own_file(conn: Connection, person_id: int) -> dict[str, Any] | None:
    """Everything stored about one person, for themselves (reliability P4); None if unknown."""
    row = conn.execute(select(person).where(person.c.id == person_id)).first()
    if row is None:
        return None
    received = conn.execute(
        select(inbox.c.channel, inbox.c.event_id, inbox.c.received_at, inbox.c.payload)
        .where(inbox.c.person_id == person_id)
        .order_by(inbox.c.id)
    )
    sent = conn.execute(
        select(
            outbox.c.channel, outbox.c.created_at, outbox.c.state, outbox.c.status, outbox.c.body
        )
        .where(outbox.c.person_id == person_id)
        .order_by(outbox.c.id)
    )
    ids = conn.execute(
        select(delivery.c.provider_id)
        .join(outbox, outbox.c.id == delivery.c.outbox_id)
        .where(outbox.c.person_id == person_id)
    )
    timers = conn.execute(select(timer).where(timer.c.person_id == person_id))
    pledges = conn.execute(select(pledge).where(pledge.c.person_id == person_id))
    alerts = conn.execute(select(alert).where(alert.c.person_id == person_id))
    profile = conn.execute(select(member).where(member.c.person_id == person_id)).first()
    handles = conn.execute(select(address).where(address.c.person_id == person_id))
    return {
        "id": person_id,
        "created_at": iso(row.created_at),
        "profile": dict(profile._mapping) if profile else None,  # noqa: SLF001
        "conversation": decode(row.talk),
        "addresses": [dict(one._mapping) for one in handles],  # noqa: SLF001
        "consents": consents.of(conn, [person_id]).get(person_id, []),
        "pledges": [{"answer": one.answer, "at": iso(one.at)} for one in pledges],
        "finished": runs.of(conn, person_id),
        **disclosed.of(conn, person_id),
        "timers": [{"kind": one.kind, "due_at": iso(one.due_at)} for one in timers],
        "history": events.last(conn, person_id, 1_000_000),
        "alerts": [{"kind": one.kind, "at": iso(one.at)} for one in alerts],
        "received": [
            {
                "channel": one.channel,
                "id": one.event_id,
                "at": iso(one.received_at),
                "content": one.payload,
            }
            for one in received
        ],
        "sent": [
            {
                "channel": one.channel,
                "at": iso(one.created_at),
                "state": one.state,
                "status": one.status or None,
                "content": decode(one.body) if one.body else None,
            }
            for one in sent
        ],
        "sent_ids": [one.provider_id for one in ids],
    }
