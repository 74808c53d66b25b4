"""`mem alerts`: what needs a coordinator."""

import argparse

from sqlalchemy import Connection

from bot.commands.mistakes import Refused
from bot.commands.naming import Names, named, who
from bot.commands.office import NOTHING, Office, office_of, unmarked
from bot.commands.opened import acting, reading, writing
from bot.commands.trace import login, seeing
from bot.settings import load_settings, wall_clock
from bot.words.catalogue import ALERTED, say
from storage import alerts
from storage.alerts import OpenAlert


def settle(conn: Connection, number: int, by: str, now: int) -> None:
    """Close the alert with this number at `now` (milliseconds UTC). Raises Refused."""
    if alerts.close(conn, number, by, now) == "unknown":
        raise Refused("alert", id=number)


def meaning(one: OpenAlert, office: Office) -> str:
    """What happened, in the words that the coordinators' chat gets."""
    facts: dict[str, str | int] = {
        "kind": one.kind,
        "severity": one.severity,
        "person": one.person_id or 0,
    }
    return unmarked(say(ALERTED, office.language, facts))


def run(arguments: argparse.Namespace) -> int:
    """List open alerts, urgent ones first, or close one."""
    settings = load_settings()
    office = office_of(settings)
    if arguments.close is not None:
        now = round(wall_clock().timestamp() * 1000)
        with writing(settings) as database, acting(database) as conn:
            settle(conn, arguments.close, login(), now)
        print(office("alert-closed", id=arguments.close))
        return 0
    known: Names = {}
    if arguments.names:
        with seeing(settings) as database, acting(database) as conn:
            found = alerts.open_alerts(conn)
            known = named(conn, office, (one.person_id for one in found), "alerts")
    else:
        with reading(settings) as database, database.read() as conn:
            found = alerts.open_alerts(conn)
    for one in found:
        print(_line(one, office, known))
    if not found:
        print(office("no-alerts"))
    return 0


def _line(one: OpenAlert, office: Office, known: Names) -> str:
    whom = office("person", who=who(one.person_id, known)) if one.person_id else NOTHING
    fields = (
        str(one.id),
        office.of("severity", one.severity),
        one.kind,
        whom,
        office.moment(one.at),
        meaning(one, office),
    )
    return "\t".join(fields)
