"""When somebody may be told something: their hours, their days of rest, their patience."""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from bot.handlers.ledger import Ledger
from core.duration import DAY
from core.mentoring.budget import Cause, allowed
from core.mentoring.pair import Pair
from storage import members, mentorships, outbox, timers

REMINDERS = ("day_before", "hours_before", "report")
"""Timers of a pair that speak on a fixed day; nothing else takes their day."""

_pair = msgspec.json.Decoder(Pair)

WINDOW = 8 * DAY
"""How far back the week's budget looks, with a day to spare for clocks."""


def earliest(ledger: Ledger, person: int, cause: Cause, *, due: int = 0) -> datetime:
    """The first moment from `due` (milliseconds UTC; now) at which `cause` may reach them."""
    member = members.load(ledger.conn, person)
    zone = member.timezone if member else ""
    country = member.country if member else "MA"
    sent = _begun(ledger, person) if cause == "clock" else ()
    at = allowed(due or ledger.now, cause, zone=zone, country=country, sent=sent)
    return datetime.fromtimestamp(at / 1000, UTC)


def _begun(ledger: Ledger, person: int) -> tuple[int, ...]:
    """When we wrote first, and when we already mean to: what answers them is neither."""
    since = ledger.now - WINDOW
    answers: set[str] = set()
    coming: list[int] = []
    for state, one in timers.said(ledger.conn, person, "pair", since):
        if one.facts.get("cause") == "reply":
            answers.add(f"t{one.id:x}")
        elif state == "waiting":
            coming.append(one.due_at)
    for state, one in timers.said(ledger.conn, person, "progress", since):
        if state == "waiting":
            coming.append(one.due_at)
    coming += _fixed(ledger, person)
    return (*outbox.begun_by_us(ledger.conn, person, since, besides=answers), *coming)


def _fixed(ledger: Ledger, person: int) -> Iterator[int]:
    """When reminders of this person's meetings are due, and the questions how they went."""
    for one in mentorships.of(ledger.conn, person):
        if one.pair == "{}":
            continue
        side = "mentor" if person == one.mentor_id else "mentee"
        timers_of = _pair.decode(one.pair).timers
        for kind in REMINDERS:
            if due := timers_of.get(f"{kind}:{side}"):
                yield due
