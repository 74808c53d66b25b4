"""`mem pledges`: who promised to accompany somebody in turn; a coordinator frees one from it."""

import argparse
from typing import get_args

from bot.commands.mistakes import Refused
from bot.commands.naming import Names, named, who
from bot.commands.office import NOTHING, Code, Office, office_of
from bot.commands.opened import acting, desk_of, writing
from bot.commands.trace import login, seeing, seen
from bot.commands.why import person_named
from bot.handlers import promised
from bot.handlers.ledger import Ledger
from bot.settings import Settings, load_settings, wall_clock
from core.mentoring.pledge import State
from storage import promises
from storage.promises import Promise

STATES: tuple[str, ...] = get_args(State)


def run(arguments: argparse.Namespace) -> int:
    """List promises, the oldest first, or free somebody from theirs, with a reason."""
    settings = load_settings()
    office = office_of(settings)
    if arguments.waive:
        return _waive(settings, arguments.waive, arguments.reason)
    state = office.meant("promise", arguments.state, STATES)
    if arguments.state and state is None:
        raise Refused("state-of-promise", state=arguments.state, states=STATES)
    known: Names = {}
    with seeing(settings) as database, acting(database) as conn:
        found = [one for one in promises.every(conn) if state in (None, one.pledge.state)]
        if arguments.names:
            known = named(conn, office, (one.person_id for one in found), "pledges")
        told = (one.person_id for one in found if one.pledge.reason)
        seen(conn, [one for one in told if one is not None and one not in known], "pledges")
    for one in found:
        print(_line(one, office, known))
    if not found:
        print(office("no-promises"))
    return 0


def _waive(settings: Settings, whom: str, reason: str) -> int:
    if not reason.strip():
        raise Refused("waive-why")
    with writing(settings) as database:
        desk = desk_of(database, settings, wall_clock)
        with acting(database) as conn:
            person = person_named(conn, whom)
            ledger = Ledger(conn, desk, desk.clock())
            if not promised.waive(ledger, person, reason, by=login()):
                one = promises.of(conn, person)
                stands = Code("promise", one.pledge.state) if one else Code("word", "none")
                raise Refused("waive", person=person, state=stands)
            ledger.commit()
    print(office_of(settings)("waived", person=person))
    return 0


def _line(one: Promise, office: Office, known: Names) -> str:
    pledge = one.pledge
    fields = (
        str(one.id),
        office("person", who=who(one.person_id, known)) if one.person_id else NOTHING,
        office.of("promise", pledge.state),
        office("generation", number=pledge.generation),
        office("due", at=office.moment(pledge.deferred_until or pledge.due_at)),
        pledge.reason or NOTHING,
    )
    return "\t".join(fields)
