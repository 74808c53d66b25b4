"""`mem alerts`: what needs a coordinator."""

import argparse

from sqlalchemy import Connection

from bot.commands.mistakes import Mistake
from bot.commands.opened import acting, reading, writing
from bot.commands.trace import login
from bot.handlers.office import ALERTED, COORDINATORS_LANGUAGE
from bot.settings import load_settings, wall_clock
from bot.words.catalogue import say
from storage import alerts
from storage.alerts import OpenAlert
from storage.members import iso

ISOLATES = "\u2066\u2067\u2068\u2069"
"""What keeps a name of another script in its place in a chat; a terminal shows them as boxes."""


def settle(conn: Connection, number: int, by: str, now: int) -> None:
    """Close the alert with this number at `now` (milliseconds UTC). Raises Mistake."""
    if alerts.close(conn, number, by, now) == "unknown":
        raise Mistake(f"no open alert has the number {number}")


def meaning(one: OpenAlert) -> str:
    """What happened, in the words that the coordinators' chat gets."""
    facts: dict[str, str | int] = {
        "kind": one.kind,
        "severity": one.severity,
        "person": one.person_id or 0,
    }
    words = say(ALERTED, COORDINATORS_LANGUAGE, facts)
    return words.translate(dict.fromkeys(map(ord, ISOLATES)))


def run(arguments: argparse.Namespace) -> int:
    """List open alerts, urgent ones first, or close one."""
    settings = load_settings()
    if arguments.close is not None:
        now = round(wall_clock().timestamp() * 1000)
        with writing(settings) as database, acting(database) as conn:
            settle(conn, arguments.close, login(), now)
        print(f"alert {arguments.close} closed")
        return 0
    with reading(settings) as database, database.read() as conn:
        found = alerts.open_alerts(conn)
    for one in found:
        who = f"person {one.person_id}" if one.person_id is not None else "-"
        print(f"{one.id}\t{one.severity}\t{one.kind}\t{who}\t{iso(one.at)}\t{meaning(one)}")
    if not found:
        print("no open alerts")
    return 0
