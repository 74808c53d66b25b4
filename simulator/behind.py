"""What goes on behind the phones, read from the tables: questions, timers, reasons, history."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, text

from simulator.phone import Phone
from simulator.ties import Tie, ties_of
from simulator.view import View
from simulator.words import Words
from storage import events, people, queries
from storage.codec import decode_talk
from storage.schema import address, event, person, timer

LAST = 12
COMING = 6

Key = tuple[str, str]


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
    ties: Sequence[Tie] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """What comes next for anybody, what happened last, and how everybody stands."""

    coming: Sequence[tuple[int, str, Key | None]]
    latest: Sequence[tuple[int, str, Key | None]]
    states: dict[Key, str]


def look_behind(view: View) -> list[Behind]:
    """The open phones, as the assistant sees them."""
    found = []
    for number in view.numbers:
        phone = view.room.phone(number)
        if phone is not None and phone is not view.room.office:
            found.append(_behind(view, number, phone))
    return found


def _behind(view: View, number: int, phone: Phone) -> Behind:
    name, say = phone.name or phone.address, view.say
    with view.room.world.database.read() as conn:
        places = people.find_addresses(conn, phone.channel, phone.account, [phone.address])
        story = queries.why(conn, places[0].person_id, LAST) if places else None
        if story is None:
            return Behind(number, name, say("none"), say("unknown-person"))
        history = events.last(conn, story.person_id, LAST)
        ties = ties_of(conn, story.person_id)
    status = places[0].status
    states = [
        say("number", number=story.person_id),
        say("speaks", language=say.speech(story.language))
        if story.language
        else say("speaks-unknown"),
        say("blocked") if status == "blocked" else "",
        say("stopped") if story.stopped or status == "stopped" else "",
        say("paused") if story.paused_until > view.room.world.clock.now else "",
        say("erasing") if story.erase_at else "",
    ]
    timers = [(one["due_at"], one["kind"]) for one in story.timers]
    if story.wake_at:
        timers.append((story.wake_at, say("reminder")))
    return Behind(
        number=number,
        name=name,
        question=story.open_question or say("none"),
        state=" · ".join(filter(None, states)),
        timers=sorted(timers),
        unsent=[
            (one["created_at"], str(one["lane"]), reason(say, str(one["state"]), str(one["error"])))
            for one in story.unsent
        ],
        events=[(one["at"], str(one["rule"])) for one in reversed(history)],
        ties=ties,
    )


def reason(say: Words, state: str, error: str) -> str:
    """Why a message has not left, in words."""
    return say.of("reason", error.partition(" ")[0], f"{state} {error}".strip())


def overview(view: View) -> Overview:
    """Everybody at a glance."""
    with view.room.world.database.read() as conn:
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
            (row.wake_at, "reminder", where.get(row.id))
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
            where[row.id]: _state(view.say, row.talk)
            for row in conn.execute(select(person.c.id, person.c.talk))
            if row.id in where
        }
    return Overview(sorted(coming, key=lambda one: one[0])[:COMING], latest, states)


def _state(say: Words, stored: str) -> str:
    talk = decode_talk(stored)
    if talk.stopped:
        return say("stopped")
    if talk.erase_at:
        return say("erasing")
    if talk.run is not None and talk.prompt is not None:
        place = say("at", place=f"{talk.run.flow}-{talk.prompt.step}")
        return f"{say('member')}, {place}" if talk.profile else place
    return say("member") if talk.profile else say("talking")
