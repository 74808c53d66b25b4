"""Something fell due for somebody: a wait that has lasted long enough, a pause that is over."""

from dataclasses import dataclass

from sqlalchemy import Connection

from bot.handlers import relays, told
from bot.handlers.desk import Desk
from bot.handlers.effects import carry_out
from bot.handlers.ledger import Ledger, Origin
from core.conversation.talk import Talk, language_of
from core.duration import DAY, MINUTE
from core.mentoring.calendar import allowed_from
from storage import alerts, database, events, people, timers
from storage.codec import decode_talk
from storage.people import Address
from storage.timers import SILENCE, Due

PROACTIVE = frozenset({SILENCE, "pause_over", *told.KINDS})
"""What makes us speak first, and therefore waits for the day (design decision 15)."""

AWAKE = 15 * MINUTE
"""Milliseconds after somebody's last message in which they are surely awake and reading."""

ATTEMPTS = 5
RETRY = MINUTE
"""A timer that raises is tried again after a minute, then two, four, eight; then it is dropped."""


class DueFailed(Exception):  # noqa: N818 - says what happened, as its name reads
    """What fell due raised; it is to be tried again alone, later, or dropped."""

    def __init__(self, due: Due) -> None:
        super().__init__(f"timer {due.id} {due.kind}, attempt {due.attempts + 1}")
        self.due = due


@dataclass(frozen=True, slots=True)
class _Places:
    """Where each person can be written to first: the open address heard from last."""

    by_person: dict[int, Address]

    def origin(self, due: Due, key: str) -> Origin:
        place = self.by_person.get(due.person_id)
        if place is None:
            return Origin(due.person_id, key, None, "", "", "")
        return Origin(due.person_id, key, place.id, place.channel, place.account, place.address)


def anything_due(conn: Connection, desk: Desk) -> bool:
    """Whether `handle_due` would find something to do."""
    return timers.pending(conn, int(desk.clock().timestamp() * 1000))


def handle_due(conn: Connection, desk: Desk, limit: int) -> int:
    """Let up to `limit` people have what is due for them; how many timers had their effect.

    Raises DueFailed when one decision raised; then nothing may be committed.
    """
    ledger = Ledger(conn, desk, desk.clock())
    now = ledger.now
    relays.settle(ledger)
    claimed = timers.due(conn, now, limit)
    if not claimed.due:
        return 0
    desk.crash("timer.after_claim")
    open_places: dict[int, Address] = {}
    for place in people.addresses_of(conn, claimed.persons):
        if place.status == "active":
            open_places.setdefault(place.person_id, place)
    places = _Places(open_places)
    talks: dict[int, Talk] = {}
    fired: list[int] = []
    for due in claimed.due:
        if ledger.gone(due.person_id):
            continue
        text, version, _ = claimed.persons[due.person_id]
        # The version makes the name of a wake its own: each is saved before the next.
        name = f"t{due.id:x}" if due.id else f"w{due.person_id:x}-{version:x}"
        try:
            talk = talks.get(due.person_id) or decode_talk(text)
            kind, _, _ = due.kind.partition(":")
            if kind in PROACTIVE and now - talk.heard_at > AWAKE:
                day = allowed_from(now, desk.book.zone(talk))
                if day > now:
                    timers.postpone(conn, due, day)
                    continue
            facts = due.facts
            if kind in told.LOADERS:
                found = told.LOADERS[kind](ledger, due)
                if found is None:  # no longer true, or done without a word
                    fired.append(due.id)
                    continue
                facts = found
            turn = desk.take_due(
                talk,
                kind,
                facts=facts,
                book=desk.book,
                now=ledger.at,
                origin=name,
                entropy=desk.entropy(name),
            )
            talks[due.person_id] = turn.talk
            ledger.talks[due.person_id] = (turn.talk, version, turn.wake_at)
            origin = places.origin(due, name)
            carry_out(ledger, origin, due.person_id, language_of(turn.talk), turn.effects)
        except Exception as error:
            if database.passes(error):
                raise
            raise DueFailed(due) from error
        if due.id:
            fired.append(due.id)
    desk.crash("timer.after_decide")
    timers.fired(conn, fired, now)
    ledger.commit()
    desk.crash("timer.before_commit")
    return len(claimed.due)


def note_failure(conn: Connection, desk: Desk, due: Due) -> None:
    """Try a failed timer again later; after the last attempt drop it and tell the coordinators."""
    now = int(desk.clock().timestamp() * 1000)
    attempts = due.attempts + 1
    if due.id == 0:  # a nudge: nothing is lost by a day
        timers.postpone(conn, due, now + DAY)
        last = True
    else:
        last = attempts >= ATTEMPTS
        timers.fail(conn, due, retry_at=None if last else now + RETRY * 2 ** (attempts - 1))
    if last:
        alerts.raise_alert(conn, due.person_id, "timer_failed", "normal", now)
        events.record(conn, [(due.person_id, now, f"timer_failed:{due.kind}", "{}")])
