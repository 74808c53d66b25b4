"""Something happened to a mentorship: apply it under both people's locks.

The mentorship decides (`core.mentoring.mentorship`); here it is read and written, and what its new
state means for what lies beside it. What each side is told is `pair_effects`.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

import msgspec

from bot.handlers import holding, promised
from bot.handlers.bookings import overbooks
from bot.handlers.ledger import Ledger
from bot.handlers.pair_effects import ask_for_skills, carry_out, say
from bot.handlers.sayings import Said
from core.mentoring import events, relay
from core.mentoring.availability import Week
from core.mentoring.effects import Effect
from core.mentoring.member import Member
from core.mentoring.mentorship import Refused, apply, open_pair
from core.mentoring.pair import ENDED, OPEN, Pair
from core.mentoring.side import SIDES
from storage import exclusions, lines, mentorships, meta, relayed, timers
from storage.codec import encode
from storage.mentorships import Mentorship

EVENTS: Mapping[str, type[Any]] = {
    event.__name__: event
    for union in (events.BySide, events.ByCoordinator)
    for event in get_args(union)
}
"""What people and coordinators can do, by name."""

TABLES = "zones.pairs"
"""Where the version of the time zone tables is kept that all pairs' times were made with."""

FAILED = frozenset({"ended_no_fault", "auto_concluded", "terminated"})
"""Ends after which the two are not proposed to each other again (domain §2, re-match)."""

COMPLETED = frozenset({"completed", "completed_early"})
"""Ends after which the pledge is due (founding text A27)."""

GRIDS: Mapping[tuple[str, str], str] = {
    ("contracting", "active"): "t0",
    ("active", "closing"): "t2",
    ("at_risk", "closing"): "t2",
}
"""Changes of state that call for the skill grid; the middle one comes with its check-in."""


def week_of(member: Member) -> Week:
    """A member's usual week."""
    return Week(member.availability, member.timezone or "Africa/Casablanca", member.country)


def begin(
    ledger: Ledger, mentee: tuple[int, Member], mentor: tuple[int, Member], proposal_id: int | None
) -> int:
    """Make a pair of two people who both said yes, and say its first words; its id.

    Raises IntegrityError when the mentee is accompanied already.
    """
    now = ledger.now
    (mentee_id, first), (mentor_id, second) = mentee, mentor
    made = mentorships.begin(ledger.conn, mentee_id, mentor_id, proposal_id, now)
    opened = open_pair(str(made), week_of(second), week_of(first), now, intent=first.intent)
    one = mentorships.load(ledger.conn, made)
    assert one is not None  # noqa: S101 - made above
    _write(ledger, one, opened.pair, opened.effects, armed=())
    promised.begun(ledger, made, mentee, mentor)
    return made


def act(ledger: Ledger, mentorship_id: int, name: str, facts: Mapping[str, Any], by: int) -> bool:
    """Let one of the two do something by the name of its event; False when it is refused."""
    one = mentorships.load(ledger.conn, mentorship_id)
    side = one.side_of(by) if one is not None else None
    if one is None or side is None:
        return False
    event = msgspec.convert({**facts, "side": side}, EVENTS[name])
    return happen(ledger, mentorship_id, event, by=by)


def happen(
    ledger: Ledger, mentorship_id: int, event: events.Event, *, by: int | None = None
) -> bool:
    """Apply an event; False when it is refused, which is told to who did it and written down."""
    one = _locked(ledger, mentorship_id)
    if one is None or one.forgotten:  # what is left of somebody erased
        return False
    busy = overbooks(ledger, one, event)
    before = one.pair
    applied = Refused("busy") if busy else apply(before, event, ledger.now)
    if isinstance(applied, Refused):
        name = type(event).__name__
        ledger.events.append(
            (by, ledger.now, f"mentorship:refused:{name}", encode({"reason": applied.reason}))
        )
        if by is not None:
            say(ledger, one, by, [Said("tell", "busy" if busy else "refused")], "reply")
        if by is not None and busy:  # the times they chose from are out of date: they get others
            timers.set_timer(
                ledger.conn, by, f"partner:meeting.{one.id}", ledger.at, tzdb=ledger.desk.tzdb
            )
        return False
    saved = _write(ledger, one, applied.pair, applied.effects, armed=before.timers)
    if isinstance(event, events.Reviewed):
        _reopen(ledger, saved, applied.pair)
    return True


def fall_due(ledger: Ledger, mentorship_id: int, timer: str) -> None:
    """A timer of the pair fell due; one that no longer counts changes nothing."""
    happen(ledger, mentorship_id, events.Due(timer))


def follow_clocks(ledger: Ledger, tables: str) -> None:
    """New time zone tables are in use: every running pair looks at its times again, once."""
    if meta.recall(ledger.conn, TABLES) == tables:
        return
    for mentorship_id in mentorships.live(ledger.conn):
        happen(ledger, mentorship_id, events.ClocksChanged())
    meta.remember(ledger.conn, TABLES, tables)


def depart(ledger: Ledger, person_id: int) -> None:
    """Somebody leaves the programme: their mentorships end, nobody's fault, the other is told."""
    for one in mentorships.of(ledger.conn, person_id):
        side = one.side_of(person_id)
        if side is not None:
            happen(ledger, one.id, events.Departed(side))


def _locked(ledger: Ledger, mentorship_id: int) -> Mentorship | None:
    """The pair under the locks of both people, in the order that everything shared is locked."""
    one = mentorships.load(ledger.conn, mentorship_id)
    if one is None:
        return None
    waited = ledger.hold(one.people)
    return mentorships.load(ledger.conn, mentorship_id) if waited else one


def _write(
    ledger: Ledger,
    one: Mentorship,
    pair: Pair,
    effects: Sequence[Effect],
    *,
    armed: Container[str],
) -> Mentorship:
    """The row as saved, with what follows set down; `armed` are the timers that the pair had before."""
    conn, now = ledger.conn, ledger.now
    ended = pair.state in ENDED
    saved = mentorships.save(conn, one, encode(pair), pair.state, now, ended=ended)
    if ended and not one.ended_at and pair.state in FAILED:
        _keep_apart(ledger, one)
    if pair.state not in OPEN or pair.state == "paused":
        # Words that have not left yet stay: their senders are told (`relays.settle`).
        relayed.call_back(conn, one.id, "ended" if ended else "paused")
    if pair.state != one.state:
        for side in SIDES:
            person = one.person_of(side)
            change = {"mentorship": str(one.id), "from": one.state, "to": pair.state}
            ledger.events.append((person, now, "mentorship:state", encode(change)))
        _reached(ledger, one, pair)
    carry_out(ledger, saved, effects, armed=armed)
    return saved


def _reached(ledger: Ledger, one: Mentorship, pair: Pair) -> None:
    """A new state has its own consequences for the promise and the skill grid."""
    if pair.state in COMPLETED:
        mentee = ledger.member(one.mentee_id) if one.mentee_id is not None else None
        signed = mentee is not None and mentee.pledge == promised.SIGNED
        promised.completed(ledger, one.mentee_id, signed=signed)
    moment = GRIDS.get((one.state, pair.state))
    if moment is not None:
        ask_for_skills(ledger, one, moment)


def _reopen(ledger: Ledger, one: Mentorship, pair: Pair) -> None:
    """A coordinator has looked into a report: words pass again, blocks stay, who knows is told."""
    stored = lines.load(ledger.conn, one.id)
    if not stored.line.held:
        return
    line = relay.reopen(stored.line)
    lines.save(ledger.conn, one.id, replace(stored, line=line))
    people = {side: person for side in SIDES if (person := one.person_of(side)) is not None}
    for side, said in holding.news(ledger.conn, one.id, pair, line, people):
        say(ledger, one, people[side], [said], "partner")


def _keep_apart(ledger: Ledger, one: Mentorship) -> None:
    if one.mentee_id is not None and one.mentor_id is not None:
        exclusions.exclude(ledger.conn, one.mentee_id, one.mentor_id, "failed", ledger.now)
