"""Something happened to a mentorship: apply it under both people's locks, tell each side.

The mentorship decides (`core.mentoring.mentorship`); here it is read, written, and what follows is
set down as timers, so that each side is told in a turn of its own.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, get_args

import msgspec

from bot.handlers import holding, promised, thanks
from bot.handlers.bookings import overbooks
from bot.handlers.ledger import Ledger
from bot.handlers.office import alert
from bot.handlers.patience import earliest, yield_to
from bot.handlers.sayings import RECALLS, Said, read
from core.conversation.enclosure import CONFIDED, media_of
from core.duration import DAY
from core.mentoring import contracting, events, relay, scheduling
from core.mentoring.availability import Week
from core.mentoring.budget import Cause
from core.mentoring.effects import (
    Alert,
    Ask,
    DropTimer,
    Effect,
    Invite,
    Keep,
    SetTimer,
    Tell,
    Withdraw,
)
from core.mentoring.member import Member
from core.mentoring.mentorship import Refused, apply, open_pair
from core.mentoring.pair import ENDED, OPEN, Pair
from core.mentoring.side import SIDES, Side, other
from storage import (
    confidences,
    exclusions,
    lines,
    mentorships,
    meta,
    relayed,
    timers,
)
from storage.codec import decode_pair, encode
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

FIRST = frozenset({*contracting.QUESTIONS, *scheduling.QUESTIONS})
"""Questions that lead to a first meeting."""

GRID_AFTER = 2 * DAY
"""The days of an agreement and of a closing have questions enough."""


def pair_of(one: Mentorship) -> Pair:
    """The pair in a row."""
    return decode_pair(one.pair)


def side_of(one: Mentorship, person_id: int | None) -> Side | None:
    """The seat of a person, or None for a stranger."""
    if person_id is None:
        return None
    if person_id == one.mentor_id:
        return "mentor"
    return "mentee" if person_id == one.mentee_id else None


def person_of(one: Mentorship, side: Side) -> int | None:
    """Who sits there; None once they are erased."""
    return one.mentor_id if side == "mentor" else one.mentee_id


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
    side = side_of(one, by) if one is not None else None
    if one is None or side is None:
        return False
    event = msgspec.convert({**facts, "side": side}, EVENTS[name])
    return happen(ledger, mentorship_id, event, by=by)


def happen(
    ledger: Ledger, mentorship_id: int, event: events.Event, *, by: int | None = None
) -> bool:
    """Apply an event; False when it is refused, which is told to who did it and written down."""
    one = _locked(ledger, mentorship_id)
    if one is None or one.pair == "{}":  # what is left of somebody erased
        return False
    busy = overbooks(ledger, one, event)
    before = pair_of(one)
    applied = Refused("busy") if busy else apply(before, event, ledger.now)
    if isinstance(applied, Refused):
        name = type(event).__name__
        ledger.events.append(
            (by, ledger.now, f"mentorship:refused:{name}", encode({"reason": applied.reason}))
        )
        if by is not None:
            _say(ledger, one, by, [Said("tell", "busy" if busy else "refused")], "reply")
        return False
    _write(ledger, one, applied.pair, applied.effects, armed=before.timers)
    if isinstance(event, events.Reviewed):
        _reopen(ledger, one, applied.pair)
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
        side = side_of(one, person_id)
        if side is not None:
            happen(ledger, one.id, events.Departed(side))


def _locked(ledger: Ledger, mentorship_id: int) -> Mentorship | None:
    """The pair under the locks of both people, in the order that everything shared is locked."""
    one = mentorships.load(ledger.conn, mentorship_id)
    if one is None:
        return None
    sides = [person for side in SIDES if (person := person_of(one, side)) is not None]
    waited = ledger.hold(sides)
    return mentorships.load(ledger.conn, mentorship_id) if waited else one


def _write(
    ledger: Ledger,
    one: Mentorship,
    pair: Pair,
    effects: Sequence[Effect],
    *,
    armed: Container[str],
) -> None:
    """Save the pair and set down what follows; `armed` are the timers that it had before."""
    conn, now = ledger.conn, ledger.now
    ended = pair.state in ENDED
    mentorships.save(conn, one, encode(pair), pair.state, now, ended=ended)
    if ended and not one.ended_at and pair.state in FAILED:
        _keep_apart(ledger, one)
    if pair.state not in OPEN or pair.state == "paused":
        # Words that have not left yet stay: their senders are told (`relays.settle`).
        relayed.call_back(conn, one.id, "ended" if ended else "paused")
    if pair.state != one.state:
        for side in SIDES:
            person = person_of(one, side)
            change = {"mentorship": str(one.id), "from": one.state, "to": pair.state}
            ledger.events.append((person, now, "mentorship:state", encode(change)))
        _reached(ledger, one, pair)
    one = msgspec.structs.replace(one, version=one.version + 1, state=pair.state)
    said: dict[Side, list[tuple[Said, Cause]]] = {"mentor": [], "mentee": []}
    for effect in effects:
        match effect:
            case Tell(to, "thanks", facts, cause):
                giver, words = person_of(one, other(to)), str(facts["words"])
                if giver and (line := thanks.passed(ledger, one, giver, to, words)):
                    said[to].append((line, cause))
            case Tell(to, key, facts, cause):
                said[to].append((Said("tell", key, dict(facts)), cause))
                if key == "pledge_recalled":
                    promised.recalled(ledger, person_of(one, to))
            case Ask(to, key, facts, cause):
                said[to].append((Said("ask", key, dict(facts)), cause))
                if facts.get("kind") == "midterm" and to == "mentee":
                    ask_for_skills(ledger, one, "t1")
            case Withdraw(to, key):
                said[to].append((Said("withdraw", key), "reply"))
            case Keep(of, confided):
                if (person := person_of(one, of)) is not None:
                    kept = confidences.keep(conn, person, one.id, confided, now)
                    if media_of(confided.line) is not None:
                        alert(
                            ledger,
                            f"c{kept}",
                            person,
                            "voice",
                            "normal",
                            attach=f"{CONFIDED}{kept}",
                        )
            case Invite(method, number, sequence, start):
                for side in SIDES:
                    invitation: dict[str, str | int] = {
                        "method": method, "number": number, "sequence": sequence, "start": start,
                    }  # fmt: skip
                    said[side].append((Said("invite", "invite", invitation), "partner"))
            case SetTimer(timer, due):
                _set(ledger, one, timer, due, again=timer in armed)
            case DropTimer(timer):
                _drop(ledger, one, timer)
            case Alert(kind, concerned, severity):
                about = person_of(one, concerned or "mentee") or person_of(one, "mentor")
                if about is not None:
                    alert(ledger, f"m{one.id}-{one.version}", about, kind, severity)
    for side, sayings in said.items():
        person = person_of(one, side)
        if person is not None:
            _say_in_messages(ledger, one, person, sayings)


def _reached(ledger: Ledger, one: Mentorship, pair: Pair) -> None:
    """A new state has its own consequences for the promise and the skill grid."""
    if pair.state in COMPLETED:
        mentee = ledger.member(one.mentee_id) if one.mentee_id is not None else None
        signed = mentee is not None and mentee.pledge == promised.SIGNED
        promised.completed(ledger, one.mentee_id, signed=signed)
    moment = GRIDS.get((one.state, pair.state))
    if moment is not None:
        ask_for_skills(ledger, one, moment)


def ask_for_skills(ledger: Ledger, one: Mentorship, moment: str) -> None:
    """Ask both sides for the grid of `moment`, on a day that is not full yet."""
    for side in SIDES:
        person = person_of(one, side)
        if person is not None:
            due = earliest(ledger, person, "clock", due=ledger.now + GRID_AFTER)
            kind = f"progress:grid.{one.id}.{moment}"
            timers.set_timer(ledger.conn, person, kind, due, tzdb=ledger.desk.tzdb)


def _say_in_messages(
    ledger: Ledger, one: Mentorship, person: int, sayings: Sequence[tuple[Said, Cause]]
) -> None:
    """One message up to and including each question; what is withdrawn goes with the first, or at
    once where that has to find its day: nobody answers a question that is over.
    """
    message: list[Said] = []
    causes: list[Cause] = []
    closed = [said for said, _ in sayings if said.how == "withdraw"]
    if closed and any(cause == "clock" for said, cause in sayings if said not in closed):
        _say(ledger, one, person, closed, "reply")
        sayings = [(said, cause) for said, cause in sayings if said not in closed]
    for said, cause in sayings:
        message.append(said)
        if said.how != "withdraw":
            causes.append(cause)
        if said.how == "ask":
            _say(ledger, one, person, message, _strictest(causes))
            message, causes = [], []
    if message:
        _say(ledger, one, person, message, _strictest(causes or ["reply"]))


STRICTNESS: tuple[Cause, ...] = ("reply", "partner", "appointment", "clock")


def _strictest(causes: Sequence[Cause]) -> Cause:
    return max(causes, key=STRICTNESS.index)


def _say(
    ledger: Ledger, one: Mentorship, person: int, message: Sequence[Said], cause: Cause
) -> None:
    """Have this said as soon as the reader's day, week and patience allow (domain §3)."""
    if _unheard(ledger, one, person, message):
        return
    due = earliest(ledger, person, cause)
    if cause == "clock" and _seeks(one, message):
        due = yield_to(ledger, person, due)
    ledger.count += 1
    timers.set_timer(
        ledger.conn,
        person,
        f"pair:{one.id}.{one.version}.{ledger.count}",
        due,
        tzdb=ledger.desk.tzdb,
        facts={"mentorship": str(one.id), "said": encode(message), "cause": cause},
        first=True,
    )


def _seeks(one: Mentorship, message: Sequence[Said]) -> bool:
    """Whether this asks, or recalls, what two who have not met yet need for that."""
    keys = {line.facts.get("question", line.key) for line in message if line.how != "withdraw"}
    return not pair_of(one).meetings_held and not keys.isdisjoint(FIRST)


def _unheard(ledger: Ledger, one: Mentorship, person: int, message: Sequence[Said]) -> bool:
    """Whether this only recalls a question that still waits for its own day: nobody is reminded of
    what they have not been asked.
    """
    recalled = {line.facts.get("question") for line in message if line.key in RECALLS}
    if not recalled or len(message) > len(recalled):
        return False
    coming = {
        line.key
        for state, due in timers.said(ledger.conn, person, ("pair",), ledger.now)
        if state == "waiting" and due.facts.get("mentorship") == str(one.id)
        for line in read(due.facts["said"])
        if line.how == "ask"
    }
    return recalled <= coming


def _holder(one: Mentorship) -> int | None:
    """Whose timers those of a pair are."""
    return one.mentee_id if one.mentee_id is not None else one.mentor_id


def _set(ledger: Ledger, one: Mentorship, timer: str, due: int, *, again: bool) -> None:
    holder = _holder(one)
    if holder is None:
        return
    timers.set_timer(
        ledger.conn,
        holder,
        f"pair_due:{one.id}.{timer}",
        datetime.fromtimestamp(due / 1000, UTC),
        tzdb=ledger.desk.tzdb,
        facts={"mentorship": str(one.id), "timer": timer},
        first=not again,
    )


def _drop(ledger: Ledger, one: Mentorship, timer: str) -> None:
    if (holder := _holder(one)) is not None:
        timers.drop(ledger.conn, holder, f"pair_due:{one.id}.{timer}")


def _reopen(ledger: Ledger, one: Mentorship, pair: Pair) -> None:
    """A coordinator has looked into a report: words pass again, blocks stay, who knows is told."""
    stored = lines.load(ledger.conn, one.id)
    if not stored.line.held:
        return
    line = relay.reopen(stored.line)
    lines.save(ledger.conn, one.id, replace(stored, line=line))
    people = {side: person for side in SIDES if (person := person_of(one, side)) is not None}
    for side, said in holding.news(ledger.conn, one.id, pair, line, people):
        _say(ledger, one, people[side], [said], "partner")


def _keep_apart(ledger: Ledger, one: Mentorship) -> None:
    if one.mentee_id is not None and one.mentor_id is not None:
        exclusions.exclude(ledger.conn, one.mentee_id, one.mentor_id, "failed", ledger.now)
