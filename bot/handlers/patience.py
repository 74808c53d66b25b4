"""When somebody may be told something: their hours, their days of rest, their patience."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from bot.handlers import sayings
from bot.handlers.ledger import Ledger
from core.duration import DAY
from core.mentoring.budget import Cause, allowed
from core.mentoring.pair import Pair
from core.mentoring.side import Side
from storage import mentorships, outbox, timers
from storage.timers import Due

REMINDERS = ("day_before", "hours_before", "report")
"""Timers of a pair that speak on a fixed day; nothing else takes their day."""

TOLD = ("pair", "progress")
"""Families of timers that speak."""

WINDOW = 8 * DAY
"""How far back the week's budget looks, with a day to spare for clocks."""


def earliest(
    ledger: Ledger, person: int, cause: Cause, *, due: int = 0, besides: int = 0
) -> datetime:
    """The first moment from `due` (milliseconds UTC; now) at which `cause` may reach them.

    `besides` is the timer that asks, which does not stand in its own way.
    """
    zone, country = ledger.clock(person)
    sent = _begun(ledger, person, besides) if cause == "clock" else ()
    at = allowed(due or ledger.now, cause, zone=zone, country=country, sent=sent)
    return datetime.fromtimestamp(at / 1000, UTC)


def yield_to(ledger: Ledger, person: int, due: datetime) -> datetime:
    """The day of something that can wait, for something that keeps two people from meeting.

    The two change places, so that nobody hears from us more often. `due` is the first day that has
    room besides; what gives way is the earliest check-in or reminder of one, or skill grid.
    """
    at = int(due.timestamp() * 1000)
    pairs = _pairs(ledger, person)
    waiting = (
        one
        for state, one in timers.said(ledger.conn, person, TOLD, ledger.now)
        if state == "waiting" and one.due_at < at and _can_wait(one, pairs)
    )
    first = min(waiting, key=lambda one: one.due_at, default=None)
    if first is None:
        return due
    timers.postpone(ledger.conn, first, at)
    return datetime.fromtimestamp(first.due_at / 1000, UTC)


def _can_wait(one: Due, pairs: Mapping[str, tuple[Pair, Side]]) -> bool:
    """Whether this may be said later; what will not be said at all has no day to give."""
    if "said" not in one.facts:
        return one.kind.startswith("progress:grid")
    lines = sayings.read(one.facts["said"])
    keys = {line.facts.get("question", line.key) for line in lines if line.how != "withdraw"}
    return one.facts.get("cause") == "clock" and keys == {"checkin"} and _stands(one.facts, pairs)


def _begun(ledger: Ledger, person: int, besides: int) -> tuple[int, ...]:
    """When we wrote first, and when we already mean to: what answers them is neither.

    What waits for its day and is not true any more gives that day back: else times that are long
    past would keep new ones from being offered.
    """
    since = ledger.now - WINDOW
    pairs = _pairs(ledger, person)
    answers: set[str] = set()
    coming: list[int] = []
    for state, one in timers.said(ledger.conn, person, TOLD, since):
        if one.kind.startswith("progress:"):
            if state == "waiting" and one.id != besides:
                coming.append(one.due_at)
        elif one.facts.get("cause") == "reply":
            answers.add(f"t{one.id:x}")
        elif state == "waiting" and _stands(one.facts, pairs):
            coming.append(one.due_at)
    coming += _fixed(pairs.values())
    return (*outbox.begun_by_us(ledger.conn, person, since, besides=answers), *coming)


def _pairs(ledger: Ledger, person: int) -> dict[str, tuple[Pair, Side]]:
    """Their pairs as they are now, with their seat, by number."""
    return {
        str(one.id): (one.pair, "mentor" if person == one.mentor_id else "mentee")
        for one in mentorships.of(ledger.conn, person)
        if not one.forgotten
    }


def _stands(facts: Mapping[str, str], pairs: Mapping[str, tuple[Pair, Side]]) -> bool:
    """Whether something that waits to be said will be."""
    found = pairs.get(facts.get("mentorship", ""))
    if found is None:
        return True  # the last words of a pair
    pair, side = found
    return sayings.speaks(sayings.standing(pair, side, sayings.read(facts["said"])))


def _fixed(pairs: Iterable[tuple[Pair, Side]]) -> Iterator[int]:
    """When reminders of this person's meetings are due, and the questions how they went."""
    for pair, side in pairs:
        for kind in REMINDERS:
            if due := pair.timers.get(f"{kind}:{side}"):
                yield due
