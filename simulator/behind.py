"""What goes on behind the phones, read from the tables: questions, timers, reasons, history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select, text

from simulator.phone import Phone
from simulator.room import Room
from storage import events, people, queries
from storage.codec import decode_talk
from storage.schema import address, event, person, timer

LAST = 12
COMING = 6

Key = tuple[str, str]

REASONS = {
    "window": "held: WhatsApp’s 24 hours are over, the person must write first",
    "stop": "cancelled: the person said STOP",
    "blocked": "cancelled: the person blocked the assistant",
    "expired": "cancelled: it was too late to be worth saying",
    "erased": "cancelled: the person was erased",
}
"""Why something was not sent, in words."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What the assistant knows of whoever holds one phone. Times are milliseconds."""

    number: int
    name: str
    question: str
    state: str
    timers: Sequence[tuple[int, str]] = ()
    unsent: Sequence[tuple[int, str, str]] = ()
    events: Sequence[tuple[int, str]] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """What comes next for anybody, what happened last, and how everybody stands."""

    coming: Sequence[tuple[int, str, Key | None]]
    latest: Sequence[tuple[int, str, Key | None]]
    states: dict[Key, str]


def look_behind(room: Room, numbers: Iterable[int]) -> list[Behind]:
    """The open phones, as the assistant sees them."""
    found = []
    for number in numbers:
        phone = room.phone(number)
        if phone is not None and phone is not room.office:
            found.append(_behind(room, number, phone))
    return found


def _behind(room: Room, number: int, phone: Phone) -> Behind:
    name = phone.name or phone.address
    with room.world.database.read() as conn:
        places = people.find_addresses(conn, phone.channel, phone.account, [phone.address])
        story = queries.why(conn, places[0].person_id, LAST) if places else None
        if story is None:
            return Behind(number, name, "none", "not known to the assistant")
        history = events.last(conn, story.person_id, LAST)
    status = places[0].status
    states = [
        f"member no. {story.person_id}",
        f"language {story.language or 'not known yet'}",
        "" if status == "active" else status,
        "stopped" if story.stopped and status != "stopped" else "",
        "paused" if story.paused_until > room.world.clock.now else "",
        "to be erased" if story.erase_at else "",
    ]
    timers = [(one["due_at"], one["kind"]) for one in story.timers]
    if story.wake_at:
        timers.append((story.wake_at, "reminder of the open question"))
    return Behind(
        number=number,
        name=name,
        question=story.open_question or "none",
        state=", ".join(filter(None, states)),
        timers=sorted(timers),
        unsent=[
            (one["created_at"], str(one["lane"]), reason(str(one["state"]), str(one["error"])))
            for one in story.unsent
        ],
        events=[(one["at"], str(one["rule"])) for one in reversed(history)],
    )


def reason(state: str, error: str) -> str:
    """Why a message has not left."""
    return REASONS.get(error, f"{state} {error}".strip())


def overview(room: Room) -> Overview:
    """Everybody at a glance."""
    with room.world.database.read() as conn:
        where = {
            row.person_id: (row.channel, row.address)
            for row in conn.execute(
                select(address.c.person_id, address.c.channel, address.c.address).order_by(
                    address.c.last_in_at
                )
            )
        }
        coming = [
            (row.due_at, row.kind, where.get(row.person_id))
            for row in conn.execute(
                select(timer.c.due_at, timer.c.kind, timer.c.person_id)
                .where(text("timer.state = 'waiting'"))
                .order_by(timer.c.due_at)
                .limit(COMING)
            )
        ]
        coming += [
            (row.wake_at, "reminder for", where.get(row.id))
            for row in conn.execute(
                select(person.c.id, person.c.wake_at)
                .where(text("person.wake_at > 0"))
                .order_by(person.c.wake_at)
                .limit(COMING)
            )
        ]
        latest = [
            (row.at, row.rule, where.get(row.person_id))
            for row in conn.execute(
                select(event.c.at, event.c.rule, event.c.person_id)
                .order_by(event.c.id.desc())
                .limit(LAST)
            )
        ]
        states = {
            where[row.id]: _state(row.talk)
            for row in conn.execute(select(person.c.id, person.c.talk))
            if row.id in where
        }
    return Overview(sorted(coming, key=lambda one: one[0])[:COMING], latest, states)


def _state(stored: str) -> str:
    talk = decode_talk(stored)
    if talk.stopped:
        return "stopped"
    if talk.erase_at:
        return "to be erased"
    if talk.run is not None and talk.prompt is not None:
        place = f"at {talk.run.flow}-{talk.prompt.step}"
        return f"member, {place}" if talk.profile else place
    return "member" if talk.profile else "in conversation"
