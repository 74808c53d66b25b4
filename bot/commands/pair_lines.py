"""Mentorships as a coordinator reads them: people as numbers, how it goes, who owes an answer."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import fields
from sqlalchemy import Connection

from bot.handlers.pairs import pair_of
from core.duration import DAY, HOUR
from core.mentoring.agreement import Choices
from core.mentoring.awaited import awaited
from core.mentoring.ending import silent
from core.mentoring.following import signs
from core.mentoring.health import Health, Level, health
from core.mentoring.meeting import begins
from core.mentoring.pair import LIVE, Pair
from core.mentoring.side import SIDES
from storage import events, lines
from storage.members import iso
from storage.mentorships import Mentorship

LEVELS: Mapping[Level, str] = {
    "too_early": "too early to say",
    "on_track": "on track",
    "check_in": "a check-in helps",
    "coordinator": "needs a coordinator",
}

REASONS: Mapping[str, str] = {
    "no_session": "no meeting for long",
    "no_first_meeting": "no first meeting in three weeks",
    "low_rating": "a low rating",
    "disagreement": "the two see it differently",
    "unanswered": "check-ins unanswered",
    "goal_overdue": "a goal is overdue",
}
"""Why points are missing (`core.mentoring.health`): never who said what, which is private."""

SILENT = 25
"""Points of need of a side that left all reminders unanswered, ours: a silent side weighs more than
check-ins unanswered, and less than a first meeting that did not come about."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is known beside the pairs at `now` (ms UTC): since when each is in its state, whose words
    a report holds.
    """

    now: int
    since: Mapping[int, int]
    held: frozenset[int]


def look(conn: Connection, found: Sequence[Mentorship], now: int) -> Look:
    """A look at these mentorships."""
    people = {one.mentee_id or one.mentor_id or 0 for one in found}
    since: dict[int, int] = {}
    for at, data in events.times(conn, people, "mentorship:state"):
        since[int(json.loads(data)["mentorship"])] = at
    return Look(now, since, lines.held(conn))


def need(pair: Pair, now: int) -> int:
    """How much a pair needs somebody: points missing to its health once that is not on track any
    more, and more for whoever fell silent; 0 for one that is fine.
    """
    weighed = _health(pair, now)
    missing = 0 if weighed is None or weighed.level in _FINE else 100 - weighed.score
    return missing + SILENT * sum(silent(pair, side) for side in SIDES)


_FINE: frozenset[Level] = frozenset({"too_early", "on_track"})


def line_of(one: Mentorship, seen: Look) -> str:
    """One mentorship in a line."""
    pair = pair_of(one)
    fields_ = (
        str(one.id),
        f"mentee {_person(one.mentee_id)}",
        f"mentor {_person(one.mentor_id)}",
        f"{_state(pair)} since {iso(seen.since.get(one.id, pair.agreed_at))}",
        f"meets {iso(_meets(pair, seen.now)) or '-'}",
        _doing(pair, seen.now),
        "; ".join(_owed(pair, seen.now)) or "nobody owes an answer",
        *(["words are held by a report"] if one.id in seen.held else []),
    )
    return "\t".join(fields_)


def detail_of(one: Mentorship) -> Iterator[str]:
    """What the clock does next, and where the two chose differently: terms are no secret."""
    pair = pair_of(one)
    for field in fields(Choices):
        chosen = {
            side: getattr(choices, field.name)
            for side in SIDES
            if (choices := pair.agreement.of(side)) is not None
        }
        if len(chosen) == len(SIDES) and len(set(chosen.values())) > 1:
            told = ", ".join(f"{side} {value}" for side, value in sorted(chosen.items()))
            yield f"they differ on {field.name}: {told}"
    if unsigned := [side for side in sorted(SIDES) if pair.agreement.of(side) is None]:
        yield f"not signed yet: {', '.join(unsigned)}"
    for waited in awaited(pair):
        if waited.who == "clock":
            yield f"timer: {waited.what} at {iso(waited.at)}"


def lasting(span: int) -> str:
    """A length of time (milliseconds) in whole days, or in hours where it is less than one."""
    return f"{span // DAY} d" if span >= DAY else f"{max(span, 0) // HOUR} h"


def _person(person_id: int | None) -> str:
    return str(person_id) if person_id is not None else "-"


def _state(pair: Pair) -> str:
    if pair.state != "paused":
        return pair.state
    return f"paused until {iso(pair.paused_until) or 'a coordinator lifts it'}"


def _meets(pair: Pair, now: int) -> int:
    """The start of the next confirmed meeting, 0 for none."""
    meeting = pair.meeting
    if meeting is None or meeting.settled_at or meeting.appointment is None:
        return 0
    return start if (start := begins(meeting)) > now else 0


def _health(pair: Pair, now: int) -> Health | None:
    return health(signs(pair, now)) if pair.state in LIVE else None


def _doing(pair: Pair, now: int) -> str:
    weighed = _health(pair, now)
    if weighed is None:
        return "-"
    why = ", ".join(REASONS[one.name] for one in weighed.deductions)
    shown = why if weighed.level != "too_early" else ""
    return f"{LEVELS[weighed.level]}: {shown}" if shown else LEVELS[weighed.level]


def _owed(pair: Pair, now: int) -> Iterator[str]:
    """What each side is asked and since when; who does not react to reminders any more."""
    for one in awaited(pair):
        if one.who != "clock":
            yield f"{one.who} owes {one.what} for {lasting(now - one.at)}"
    for side in SIDES:
        if silent(pair, side):
            yield f"{side} is silent"
