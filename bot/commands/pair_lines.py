"""Mentorships as a coordinator reads them: who with whom, how it goes, who owes an answer."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import fields
from sqlalchemy import Connection

from bot.commands.naming import Names, who
from bot.commands.office import NOTHING, Code, Office
from core.mentoring.agreement import Choices
from core.mentoring.awaited import awaited
from core.mentoring.ending import silent
from core.mentoring.following import signs
from core.mentoring.health import Health, Level, health
from core.mentoring.meeting import begins
from core.mentoring.pair import LIVE, Pair
from core.mentoring.side import SIDES
from storage import events, lines
from storage.mentorships import Mentorship

SILENT = 25
"""Points of need of a side that left all reminders unanswered, ours: a silent side weighs more than
check-ins unanswered, and less than a first meeting that did not come about."""


WORDED = frozenset({"purpose", "rhythm", "channel"})
"""Terms whose codes say little; the words are those of the taps (`agreement.ftl`)."""


@dataclass(frozen=True, slots=True)
class Look:
    """What is known beside the pairs at `now` (ms UTC): since when each is in its state, whose words
    a report holds, and how people are called where that may be shown.
    """

    now: int
    since: Mapping[int, int]
    held: frozenset[int]
    names: Names


def look(conn: Connection, found: Sequence[Mentorship], now: int, names: Names) -> Look:
    """A look at these mentorships."""
    people = {one.mentee_id or one.mentor_id or 0 for one in found}
    since: dict[int, int] = {}
    for at, data in events.times(conn, people, "mentorship:state"):
        since[int(json.loads(data)["mentorship"])] = at
    return Look(now, since, lines.held(conn), names)


def need(pair: Pair, now: int) -> int:
    """How much a pair needs somebody: points missing to its health once that is not on track any
    more, and more for whoever fell silent; 0 for one that is fine.
    """
    weighed = _health(pair, now)
    missing = 0 if weighed is None or weighed.level in _FINE else 100 - weighed.score
    return missing + SILENT * sum(silent(pair, side) for side in SIDES)


_FINE: frozenset[Level] = frozenset({"too_early", "on_track"})


def line_of(one: Mentorship, seen: Look, office: Office) -> str:
    """One mentorship in a line."""
    pair = one.pair
    meets = office.moment(_meets(pair, seen.now))
    fields_ = (
        str(one.id),
        office("mentee", who=who(one.mentee_id, seen.names)),
        office("mentor", who=who(one.mentor_id, seen.names)),
        _state(pair, seen.since.get(one.id, pair.agreed_at), office),
        office("meets", at=meets),
        _doing(pair, seen.now, office),
        "; ".join(_owed(pair, seen.now, office)) or office("nobody-owes"),
        *([office("held")] if one.id in seen.held else []),
    )
    return "\t".join(fields_)


def detail_of(one: Mentorship, office: Office) -> Iterator[str]:
    """What the clock does next, and where the two chose differently: terms are no secret."""
    pair = one.pair
    for field in fields(Choices):
        chosen = {
            side: getattr(choices, field.name)
            for side in SIDES
            if (choices := pair.agreement.of(side)) is not None
        }
        if len(chosen) == len(SIDES) and len(set(chosen.values())) > 1:
            told = {side: _choice(field.name, value, office) for side, value in chosen.items()}
            yield office("differ", term=Code("term", field.name), **told)
    if unsigned := [side for side in sorted(SIDES) if pair.agreement.of(side) is None]:
        yield office("unsigned", sides=[Code("side", side) for side in unsigned])
    for waited in awaited(pair):
        if waited.who == "clock":
            yield office("timer", what=clock_of(waited.what, office), at=office.moment(waited.at))


def _choice(term: str, value: object, office: Office) -> str:
    """What somebody chose, with its code: that is what `--agree` takes."""
    if term in WORDED:
        return f"{value} ({office.label(f'agreement-{term}.{value}')})"
    return str(value)


def clock_of(name: str, office: Office) -> str:
    """A timer of the pair; the side whose one it is stands behind it."""
    kind, _, side = name.partition(":")
    words = office.of("clock", kind)
    return f"{words}, {office.of('side', side)}" if side else words


def _state(pair: Pair, since: int, office: Office) -> str:
    if pair.state == "paused":
        until = office.moment(pair.paused_until)
        told = office("paused", until=until) if pair.paused_until else office("suspended")
    else:
        told = office.of("state", pair.state)
    return office("since", state=told, at=office.moment(since))


def _meets(pair: Pair, now: int) -> int:
    """The start of the next confirmed meeting, 0 for none."""
    meeting = pair.meeting
    if meeting is None or meeting.settled_at or meeting.appointment is None:
        return 0
    return start if (start := begins(meeting)) > now else 0


def _health(pair: Pair, now: int) -> Health | None:
    return health(signs(pair, now)) if pair.state in LIVE else None


def _doing(pair: Pair, now: int, office: Office) -> str:
    """How it goes and why points are missing: never who said what, which is private."""
    weighed = _health(pair, now)
    if weighed is None:
        return NOTHING
    level = office.of("level", weighed.level)
    if weighed.level == "too_early" or not weighed.deductions:
        return level
    return office(
        "why", level=level, reasons=[Code("lack", one.name) for one in weighed.deductions]
    )


def _owed(pair: Pair, now: int, office: Office) -> Iterator[str]:
    """What each side is asked and since when; who does not react to reminders any more."""
    for one in awaited(pair):
        if one.who != "clock":
            span = office.lasting(now - one.at)
            yield office(
                "owes", side=Code("side", one.who), what=Code("question", one.what), span=span
            )
    for side in SIDES:
        if silent(pair, side):
            yield office("silent", side=Code("side", side))
