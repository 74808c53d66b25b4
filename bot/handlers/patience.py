"""When somebody may be told something: their hours, their days of rest, their patience."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

import msgspec

from bot.handlers import sayings
from bot.handlers.ledger import Ledger
from core.duration import DAY
from core.mentoring.budget import Cause, allowed
from core.mentoring.pair import Pair
from core.mentoring.side import Side
from storage import members, mentorships, outbox, timers

REMINDERS = ("day_before", "hours_before", "report")
"""Timers of a pair that speak on a fixed day; nothing else takes their day."""

_pair = msgspec.json.Decoder(Pair)

WINDOW = 8 * DAY
"""How far back the week's budget looks, with a day to spare for clocks."""


def earliest(
    ledger: Ledger, person: int, cause: Cause, *, due: int = 0, besides: int = 0
) -> datetime:
    """The first moment from `due` (milliseconds UTC; now) at which `cause` may reach them.

    `besides` is the timer that asks, which does not stand in its own way.
    """
    member = members.load(ledger.conn, person)
    zone = member.timezone if member else ""
    country = member.country if member else "MA"
    sent = _begun(ledger, person, besides) if cause == "clock" else ()
    at = allowed(due or ledger.now, cause, zone=zone, country=country, sent=sent)
    return datetime.fromtimestamp(at / 1000, UTC)


def _begun(ledger: Ledger, person: int, besides: int) -> tuple[int, ...]:
    """When we wrote first, and when we already mean to: what answers them is neither.

    What waits for its day and is not true any more gives that day back: else times that are long
    past would keep new ones from being offered.
    """
    since = ledger.now - WINDOW
    pairs: dict[str, tuple[Pair, Side]] = {
        str(one.id): (_pair.decode(one.pair), "mentor" if person == one.mentor_id else "mentee")
        for one in mentorships.of(ledger.conn, person)
        if one.pair != "{}"
    }
    answers: set[str] = set()
    coming: list[int] = []
    for state, one in timers.said(ledger.conn, person, "pair", since):
        if one.facts.get("cause") == "reply":
            answers.add(f"t{one.id:x}")
        elif state == "waiting" and _stands(one.facts, pairs):
            coming.append(one.due_at)
    for state, one in timers.said(ledger.conn, person, "progress", since):
        if state == "waiting" and one.id != besides:
            coming.append(one.due_at)
    coming += _fixed(pairs.values())
    return (*outbox.begun_by_us(ledger.conn, person, since, besides=answers), *coming)


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
