"""Who is still here: nobody waits for somebody who left, paused, fell silent for good, or moved."""

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.handlers import pairs, proposals
from bot.handlers.ledger import Ledger
from core.mentoring import events
from core.mentoring.member import Member
from core.mentoring.pair import OPEN
from core.mentoring.side import Side
from storage import mentorships, people, timers
from storage.timers import Due

GONE = "gone"
"""The timer of somebody who said STOP or closed their last door."""

GRACE = timedelta(hours=72)
"""How long STOP can be taken back before it ends a mentorship: as long as an erasure can
(reliability P6)."""

LEFT = frozenset({"left", "redirected"})
"""States of a member who is no part of the programme (any more)."""

PAUSE = "pause_over"
"""The timer that ends a break from the whole programme."""


def follow_profile(ledger: Ledger, person_id: int, before: Member | None, now: Member) -> None:
    """A changed profile: who leaves departs from their pairs, who moved lives by another clock."""
    if now.state in LEFT:
        pairs.depart(ledger, person_id)
        return
    if before is None:
        return
    if pairs.week_of(before) != (week := pairs.week_of(now)):
        for one, side in _running(ledger, person_id, OPEN):
            event = events.Moved(side, now.timezone, now.country, week.times)
            pairs.happen(ledger, one, event)
    if before.state == "paused" != now.state:
        _end_rest(ledger, person_id)


def rest(ledger: Ledger, person_id: int, until: datetime) -> None:
    """A break from the programme is one from every pair; their own ones stay as they are."""
    end = int(until.timestamp() * 1000)
    at_work = tuple(state for state in OPEN if state != "paused")
    for one, side in _running(ledger, person_id, at_work):
        pairs.happen(ledger, one, events.Paused(side, end))


def _end_rest(ledger: Ledger, person_id: int) -> None:
    """The break ended early: pairs that paused with it go on, those that paused alone do not."""
    due = timers.waiting(ledger.conn, person_id, PAUSE)
    for one in mentorships.of(ledger.conn, person_id):
        side = one.side_of(person_id)
        if side is not None and one.state == "paused" and one.pair.paused_until == due:
            pairs.happen(ledger, one.id, events.Returned(side))


def silenced(ledger: Ledger, person_id: int) -> None:
    """STOP, or a closed door: unless they come back, their pairs end kindly after a while."""
    timers.set_timer(ledger.conn, person_id, GONE, ledger.at + GRACE, tzdb=ledger.desk.tzdb)


def heard_again(ledger: Ledger, person_id: int) -> None:
    """They are back."""
    timers.drop(ledger.conn, person_id, GONE)


def give_up(ledger: Ledger, due: Due) -> None:
    """The grace is over: who can still be written to at any address is here."""
    places = people.addresses_of(ledger.conn, [due.person_id])
    if not any(place.status == "active" for place in places):
        pairs.depart(ledger, due.person_id)


def erase(ledger: Ledger, person_id: int) -> None:
    """Somebody is to be forgotten: what they share with others ends, every trace goes at the commit."""
    proposals.leave(ledger, person_id)
    pairs.depart(ledger, person_id)
    ledger.erased.add(person_id)


def _running(ledger: Ledger, person_id: int, states: Collection[str]) -> list[tuple[int, Side]]:
    """The pairs of somebody in one of these states, with their seat."""
    return [
        (one.id, side)
        for one in mentorships.of(ledger.conn, person_id)
        if (side := one.side_of(person_id)) is not None
        if one.state in states
    ]
