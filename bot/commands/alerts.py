"""`mem alerts`: what needs a coordinator."""

import argparse
import getpass

from sqlalchemy import Connection

from bot.commands.mistakes import Mistake
from bot.commands.opened import reading, writing
from bot.settings import load_settings, wall_clock
from storage import alerts
from storage.members import iso


def settle(conn: Connection, number: int, by: str, now: int) -> None:
    """Close the alert with this number at `now` (milliseconds UTC). Raises Mistake."""
    if alerts.close(conn, number, by, now) == "unknown":
        raise Mistake(f"no open alert has the number {number}")


def run(arguments: argparse.Namespace) -> int:
    """List open alerts, urgent ones first, or close one."""
    settings = load_settings()
    if arguments.close is not None:
        now = round(wall_clock().timestamp() * 1000)
        with writing(settings) as database, database.begin() as conn:
            settle(conn, arguments.close, getpass.getuser(), now)
        print(f"alert {arguments.close} closed")
        return 0
    with reading(settings) as database, database.read() as conn:
        found = alerts.open_alerts(conn)
    for one in found:
        who = f"person {one.person_id}" if one.person_id is not None else "-"
        print(f"{one.id}\t{one.severity}\t{one.kind}\t{who}\t{iso(one.at)}")
    if not found:
        print("no open alerts")
    return 0
