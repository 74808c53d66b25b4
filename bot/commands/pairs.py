"""`mem pairs`: the running mentorships and how they are doing; a coordinator acts on one of them."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec.structs import fields
from sqlalchemy import Connection

from bot.commands.mistakes import Mistake
from bot.commands.opened import acting, desk_of, reading, writing
from bot.commands.pair_lines import detail_of, line_of, look, need
from bot.commands.trace import login, seeing, seen
from bot.commands.why import by_number, person_named
from bot.handlers import pairs
from bot.handlers.ledger import Ledger
from bot.settings import load_settings, wall_clock
from core.ids import LANGUAGES
from core.mentoring.agreement import OPTIONS, Choices
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
from storage.members import iso
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


def run(arguments: argparse.Namespace) -> int:
    """List running mentorships, whoever needs somebody most first; tell of one, or act on it."""
    name = next((one for one in STEPS if getattr(arguments, one) not in (None, False)), "")
    if name and arguments.id is None:
        raise Mistake(f"say which mentorship: mem pairs ID --{name}")
    if name:
        return _act(arguments.id, name, getattr(arguments, name))
    now = round(wall_clock().timestamp() * 1000)
    settings = load_settings()
    with reading(settings) as database, database.read() as conn:
        if arguments.id is not None:
            one = load(conn, arguments.id)
            told = [line_of(one, look(conn, [one], now)), *detail_of(one), *_alerts(conn, one)]
        else:
            told = _list(conn, arguments, now)
    if arguments.id is None and arguments.person and not by_number(arguments.person):
        with seeing(settings) as database, acting(database) as conn:
            seen(conn, [person_named(conn, arguments.person)], "pairs")  # whose number this is
    for line in told:
        print(line)
    return 0


def load(conn: Connection, number: int) -> Mentorship:
    """The mentorship with this number. Raises Mistake."""
    one = mentorships.load(conn, number)
    if one is None or one.pair == "{}":  # what is left of somebody erased
        raise Mistake(f"there is no mentorship {number}")
    return one


def _list(conn: Connection, arguments: argparse.Namespace, now: int) -> list[str]:
    if arguments.state not in ("", *OPEN):
        raise Mistake(f"{arguments.state} is no state of a running one: {', '.join(OPEN)}")
    if arguments.person:
        running = mentorships.of(conn, person_named(conn, arguments.person))
    else:
        running = mentorships.running(conn)
    needs = {
        one: need(pairs.pair_of(one), now)
        for one in running
        if one.pair != "{}" and arguments.state in ("", one.state)
    }
    found = sorted(
        (one for one, points in needs.items() if points or not arguments.at_risk),
        key=lambda one: (-needs[one], one.id),
    )
    shown = found[: arguments.limit]
    seen = look(conn, shown, now)
    told = [line_of(one, seen) for one in shown] or ["no running mentorships"]
    if more := len(found) - len(shown):
        told.append(f"and {more} more: --limit {len(found)}, or --at-risk, --state, --person")
    return told


# -- acting ----------------------------------------------------------------------------------------


def settle(ledger: Ledger, number: int, step: Step, by: str) -> None:
    """Let the coordinator called `by` do something to a mentorship, under the locks of the two.

    Both are told in turns of their own; it is a line in the history of each. Raises Mistake when it
    is refused, and then nothing is to be committed.
    """
    one = _locked(ledger.conn, number)
    if not pairs.happen(ledger, number, step.event):
        raise Mistake(_refusal(load(ledger.conn, number), step.event))
    facts = encode({"mentorship": str(number), "by": by, **step.facts})
    for side in SIDES:
        person, rule = pairs.person_of(one, side), f"mentorship:{_past(step.event)}"
        ledger.events.append((person, ledger.now, rule, facts))


def terms(pair: Pair, given: str) -> Choices:
    """The agreement as settled with both: what is given, such as `rhythm=monthly,months=6`, and else
    what both chose equally. Raises Mistake, which names what is neither.
    """
    settled = _given(given)
    mentor, mentee = pair.agreement.mentor, pair.agreement.mentee
    for one in fields(Choices):
        if mentor is not None and mentee is not None:
            same = getattr(mentor, one.name) == getattr(mentee, one.name)
            if same and one.name not in settled:
                settled[one.name] = getattr(mentee, one.name)
    if missing := [name for name in TERMS if name not in settled]:
        raise Mistake(f"the two have not chosen the same for: {', '.join(missing)}")
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
            raise Mistake(f"{name or 'nothing'} is no choice of the agreement: {', '.join(TERMS)}")
        if value not in TERMS[name]:
            raise Mistake(f"{name} is one of {', '.join(TERMS[name])}, not {value or 'nothing'}")
        found[name] = int(value) if name == "months" else value == "yes" or value
    return found


def _plainly(name: str, event: ByCoordinator) -> Callable[[Pair, str], Step]:
    """A step that is the same for every pair; most need a reason."""

    def made(pair: Pair, given: str) -> Step:
        if name not in REASONS:
            return Step(event)
        if given not in REASONS[name]:
            raise Mistake(f"a reason to {name} is one of {', '.join(REASONS[name])}")
        return Step(event, {"reason": given})

    return made


def _agree(pair: Pair, given: str) -> Step:
    return agreed(terms(pair, given))


STEPS: Mapping[str, Callable[[Pair, str], Step]] = {
    "review": _plainly("review", Reviewed()),
    "suspend": _plainly("suspend", Suspended()),
    "lift": _plainly("lift", Lifted()),
    "agree": _agree,
    "dissolve": _plainly("dissolve", Dissolved()),
    "terminate": _plainly("terminate", Terminated()),
}
"""What a coordinator does with a mentorship, by option."""


def _act(number: int, name: str, given: str | bool) -> int:
    settings = load_settings()
    with writing(settings) as database:
        desk = desk_of(database, settings, wall_clock)
        with acting(database) as conn:
            ledger = Ledger(conn, desk, desk.clock())
            one, held = _locked(conn, number), lines.load(conn, number).line.held
            step = STEPS[name](pairs.pair_of(one), str(given))
            settle(ledger, number, step, login())
            ledger.commit()
            passes = ", words pass again" if held and isinstance(step.event, Reviewed) else ""
            told = [f"mentorship {number} {_past(step.event)}: {load(conn, number).state}{passes}"]
            told += _alerts(conn, one)
    for line in told:
        print(line)
    return 0


def _locked(conn: Connection, number: int) -> Mentorship:
    """The mentorship under the locks of both, so that what a step is made of stays true."""
    proposals.lock_sides(conn, _people(load(conn, number)))
    return load(conn, number)


def _refusal(one: Mentorship, event: ByCoordinator) -> str:
    """Why the table does not let this happen."""
    possible = [state for row in TABLE if row.on is type(event) for state in row.source]
    if one.state not in possible:
        why = f"it would have to be {' or '.join(possible)}"
    elif isinstance(event, Suspended):
        why = "it is suspended already"
    else:
        until = iso(pairs.pair_of(one).paused_until) or "-"
        why = f"the two made this break themselves, until {until}"
    return f"mentorship {one.id} is {one.state} and cannot be {_past(event)}: {why}"


def _past(event: ByCoordinator) -> str:
    return type(event).__name__.lower()


def _alerts(conn: Connection, one: Mentorship) -> list[str]:
    """What is still open about either of the two."""
    return [
        f"open alert {found.id}: {found.kind}, person {found.person_id} since {iso(found.at)}"
        f" (mem alerts --close {found.id})"
        for found in alerts.open_about(conn, _people(one))
    ]


def _people(one: Mentorship) -> list[int]:
    return [person for side in SIDES if (person := pairs.person_of(one, side)) is not None]
