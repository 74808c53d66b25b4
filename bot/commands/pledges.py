"""`mem pledges`: who promised to accompany somebody in turn; a coordinator frees one from it."""

import argparse
from typing import get_args

from bot.commands.mistakes import Mistake
from bot.commands.opened import acting, desk_of, writing
from bot.commands.trace import login, seeing, seen
from bot.commands.why import person_named
from bot.handlers import promised
from bot.handlers.ledger import Ledger
from bot.settings import load_settings, wall_clock
from core.mentoring.pledge import State
from storage import promises
from storage.members import iso
from storage.promises import Promise

STATES: tuple[str, ...] = get_args(State)


def run(arguments: argparse.Namespace) -> int:
    """List promises, the oldest first, or free somebody from theirs, with a reason."""
    if arguments.waive:
        return _waive(arguments.waive, arguments.reason)
    if arguments.state not in ("", *STATES):
        raise Mistake(f"{arguments.state} is no state of a promise: {', '.join(STATES)}")
    with seeing(load_settings()) as database, acting(database) as conn:
        found = [one for one in promises.every(conn) if arguments.state in ("", one.pledge.state)]
        told = [one.person_id for one in found if one.pledge.reason]
        seen(conn, [one for one in told if one is not None], "pledges")
    for one in found:
        print(_line(one))
    if not found:
        print("no promises")
    return 0


def _waive(named: str, reason: str) -> int:
    if not reason.strip():
        raise Mistake("to free somebody from their promise, say why with --reason")
    settings = load_settings()
    with writing(settings) as database:
        desk = desk_of(database, settings, wall_clock)
        with acting(database) as conn:
            person = person_named(conn, named)
            ledger = Ledger(conn, desk, desk.clock())
            if not promised.waive(ledger, person, reason, by=login()):
                one = promises.of(conn, person)
                stands = f"it is {one.pledge.state}" if one is not None else "there is none"
                raise Mistake(f"person {person} cannot be freed from a promise: {stands}")
            ledger.commit()
    print(f"person {person} is free of their promise")
    return 0


def _line(one: Promise) -> str:
    pledge = one.pledge
    fields = (
        str(one.id),
        f"person {one.person_id}" if one.person_id is not None else "-",
        pledge.state,
        f"generation {pledge.generation}",
        f"due {iso(pledge.deferred_until or pledge.due_at) or '-'}",
        pledge.reason or "-",
    )
    return "\t".join(fields)
