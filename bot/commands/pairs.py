"""`mem pairs`: the running mentorships and how they are doing; a coordinator acts on one of them."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import fields
from sqlalchemy import Connection

from bot.commands.mistakes import Refused
from bot.commands.naming import Names, named
from bot.commands.office import NOTHING, Code, Office, office_of
from bot.commands.opened import acting, desk_of, reading, writing
from bot.commands.pair_lines import detail_of, line_of, look, need
from bot.commands.trace import login, seeing, seen
from bot.commands.why import by_number, person_named
from bot.handlers import pairs
from bot.handlers.ledger import Ledger
from bot.settings import Settings, load_settings, wall_clock
from core.languages import LANGUAGES
from core.mentoring.agreement import OPTIONS, Choices
from core.mentoring.appointment import HOME_ZONE, local
from core.mentoring.events import (
    Arbitrated,
    ByCoordinator,
    Dissolved,
    Lifted,
    Reviewed,
    Suspended,
    Terminated,
)
from core.mentoring.mentorship import TABLE
from core.mentoring.pair import OPEN, Pair
from core.mentoring.side import SIDES
from storage import alerts, lines, mentorships, proposals
from storage.codec import encode
from storage.mentorships import Mentorship

REASONS: Mapping[str, tuple[str, ...]] = {
    "suspend": ("illness", "travel", "absence", "review", "other"),
    "dissolve": ("time", "fit", "needs", "contact", "terms", "other"),
    "terminate": ("conduct", "safety", "other"),
}
"""Why, as a code: a history holds no words, and it is in the own file of both. Those of an end are
what the two choose from themselves (`bot.flows.endings`), and terms that nobody found."""

TERMS: Mapping[str, tuple[str, ...]] = {
    **OPTIONS,
    "language": LANGUAGES,
    "confidentiality": ("yes",),
    "conduct": ("yes",),
}
"""What can be settled with two people; the last two are promises that they made to the team."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a coordinator does, and the codes that the history keeps with it."""

    event: ByCoordinator
    facts: Mapping[str, str] = field(default_factory=dict)


Making = Callable[[Pair, str, Office], Step]
"""From a pair and what was typed behind an option to what is to happen."""


def run(arguments: argparse.Namespace) -> int:
    """List running mentorships, whoever needs somebody most first; tell of one, or act on it."""
    settings = load_settings()
    office = office_of(settings)
    name = next((one for one in STEPS if getattr(arguments, one) not in (None, False)), "")
    if name and arguments.id is None:
        raise Refused("which", option=name)
    if name:
        return _act(settings, arguments.id, name, getattr(arguments, name))
    now = round(wall_clock().timestamp() * 1000)
    whose = arguments.person if arguments.id is None and not by_number(arguments.person) else ""
    if arguments.names or whose:
        with seeing(settings) as database, acting(database) as conn:
            if whose:
                seen(conn, [person_named(conn, whose)], "pairs")  # whose number this is
            told = _told(conn, arguments, now, office)
    else:
        with reading(settings) as database, database.read() as conn:
            told = _told(conn, arguments, now, office)
    for line in told:
        print(line)
    return 0


def _told(conn: Connection, arguments: argparse.Namespace, now: int, office: Office) -> list[str]:
    """One mentorship with all that it waits for, or the list."""
    if arguments.id is None:
        return _list(conn, arguments, now, office)
    one = load(conn, arguments.id)
    names = _names(conn, arguments, [one], office)
    line = line_of(one, look(conn, [one], now, names), office)
    return [line, *detail_of(one, office), *_alerts(conn, one, office)]


def _names(
    conn: Connection, arguments: argparse.Namespace, shown: list[Mentorship], office: Office
) -> Names:
    if not arguments.names:
        return {}
    return named(conn, office, (who for one in shown for who in one.people), "pairs")


def load(conn: Connection, number: int) -> Mentorship:
    """The mentorship with this number. Raises Mistake."""
    one = mentorships.load(conn, number)
    if one is None or one.forgotten:  # what is left of somebody erased
        raise Refused("mentorship", id=number)
    return one


def _list(conn: Connection, arguments: argparse.Namespace, now: int, office: Office) -> list[str]:
    state = office.meant("state", arguments.state, OPEN)
    if arguments.state and state is None:
        raise Refused("state-of-pair", state=arguments.state, states=OPEN)
    if arguments.person:
        running = mentorships.of(conn, person_named(conn, arguments.person))
    else:
        running = mentorships.running(conn)
    needs = {
        one: need(one.pair, now)
        for one in running
        if not one.forgotten and state in (None, one.state)
    }
    found = sorted(
        (one for one, points in needs.items() if points or not arguments.at_risk),
        key=lambda one: (-needs[one], one.id),
    )
    shown = found[: arguments.limit]
    seen = look(conn, shown, now, _names(conn, arguments, shown, office))
    told = [line_of(one, seen, office) for one in shown] or [office("no-pairs")]
    if more := len(found) - len(shown):
        told.append(office("more", more=more, all=len(found)))
    return told


# -- acting ----------------------------------------------------------------------------------------


def settle(ledger: Ledger, number: int, step: Step, by: str) -> None:
    """Let the coordinator called `by` do something to a mentorship, under the locks of the two.

    Both are told in turns of their own; it is a line in the history of each. Raises Refused when it
    is refused, and then nothing is to be committed.
    """
    one = _locked(ledger.conn, number)
    if not pairs.happen(ledger, number, step.event):
        raise _refusal(load(ledger.conn, number), step.event)
    facts = encode({"mentorship": str(number), "by": by, **step.facts})
    for side in SIDES:
        person, rule = one.person_of(side), f"mentorship:{_past(step.event)}"
        ledger.events.append((person, ledger.now, rule, facts))


def terms(pair: Pair, given: str) -> Choices:
    """The agreement as settled with both: what is given, such as `rhythm=monthly,months=6`, and else
    what both chose equally. Raises Refused, which names what is neither.
    """
    settled = _given(given)
    mentor, mentee = pair.agreement.mentor, pair.agreement.mentee
    for one in fields(Choices):
        if mentor is not None and mentee is not None:
            same = getattr(mentor, one.name) == getattr(mentee, one.name)
            if same and one.name not in settled:
                settled[one.name] = getattr(mentee, one.name)
    if missing := [name for name in TERMS if name not in settled]:
        raise Refused("terms", terms=missing)
    return Choices(**settled)


def agreed(choices: Choices) -> Step:
    """Terms on which both agreed with a coordinator."""
    named = {one.name: str(getattr(choices, one.name)) for one in fields(Choices)}
    return Step(Arbitrated(choices), {name: named[name] for name in (*OPTIONS, "language")})


def _given(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in text.split(","):
        name, _, value = (one.strip() for one in part.partition("="))
        if name not in TERMS:
            raise Refused("term", term=name or Code("word", "nothing"), terms=tuple(TERMS))
        if value not in TERMS[name]:
            given = value or Code("word", "nothing")
            raise Refused("choice", term=name, choices=TERMS[name], given=given)
        found[name] = int(value) if name == "months" else value == "yes" or value
    return found


def _plainly(name: str, event: ByCoordinator) -> Making:
    """A step that is the same for every pair; most need a reason."""

    def made(pair: Pair, given: str, office: Office) -> Step:
        if name not in REASONS:
            return Step(event)
        reason = office.meant("reason-of", given, REASONS[name])
        if reason is None:
            reasons = [f"{one} ({office.of('reason-of', one)})" for one in REASONS[name]]
            raise Refused("reason", option=name, reasons=reasons)
        return Step(event, {"reason": reason})

    return made


def _agree(pair: Pair, given: str, office: Office) -> Step:
    return agreed(terms(pair, given))


STEPS: Mapping[str, Making] = {
    "review": _plainly("review", Reviewed()),
    "suspend": _plainly("suspend", Suspended()),
    "lift": _plainly("lift", Lifted()),
    "agree": _agree,
    "dissolve": _plainly("dissolve", Dissolved()),
    "terminate": _plainly("terminate", Terminated()),
}
"""What a coordinator does with a mentorship, by option."""


def _act(settings: Settings, number: int, name: str, given: str | bool) -> int:
    office = office_of(settings)
    with writing(settings) as database:
        desk = desk_of(database, settings, wall_clock)
        with acting(database) as conn:
            ledger = Ledger(conn, desk, desk.clock())
            one, held = _locked(conn, number), lines.load(conn, number).line.held
            step = STEPS[name](one.pair, str(given), office)
            settle(ledger, number, step, login())
            ledger.commit()
            key = "done-passes" if held and isinstance(step.event, Reviewed) else "done"
            act, state = Code("act", _past(step.event)), Code("state", load(conn, number).state)
            told = [office(key, id=number, act=act, state=state), *_alerts(conn, one, office)]
    for line in told:
        print(line)
    return 0


def _locked(conn: Connection, number: int) -> Mentorship:
    """The mentorship under the locks of both, so that what a step is made of stays true."""
    proposals.lock_sides(conn, load(conn, number).people)
    return load(conn, number)


def _refusal(one: Mentorship, event: ByCoordinator) -> Refused:
    """Why the table does not let this happen."""
    act, state = Code("act", _past(event)), Code("state", one.state)
    possible = [state for row in TABLE if row.on is type(event) for state in row.source]
    if one.state not in possible:
        states = [Code("state", name) for name in dict.fromkeys(possible)]
        return Refused("act", id=one.id, act=act, state=state, states=states)
    if isinstance(event, Suspended):
        return Refused("suspended", id=one.id)
    until = f"{local(one.pair.paused_until, HOME_ZONE):%Y-%m-%d}"
    return Refused("own-break", id=one.id, until=until)


def _past(event: ByCoordinator) -> str:
    return type(event).__name__.lower()


def _alerts(conn: Connection, one: Mentorship, office: Office) -> list[str]:
    """What is still open about either of the two."""
    return [
        office(
            "open-alert",
            id=found.id,
            kind=found.kind,
            person=found.person_id or NOTHING,
            at=office.moment(found.at),
        )
        for found in alerts.open_about(conn, one.people)
    ]
