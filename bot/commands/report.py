"""`mem report`: the programme's figures over a period, without personal data."""

import argparse
from datetime import UTC, date, datetime, time, timedelta

from bot.commands.mistakes import Mistake
from bot.commands.opened import reading
from bot.settings import load_settings, wall_clock
from core.mentoring.figures import Figure, Group, equity, figures
from storage import records


def run(arguments: argparse.Namespace) -> int:
    """Print every figure, and how long each region and language waits."""
    now = round(wall_clock().timestamp() * 1000)
    since = _midnight(arguments.since) if arguments.since else 0
    until = _midnight(arguments.until + timedelta(days=1)) if arguments.until else now + 1
    if until <= since:
        raise Mistake("--to lies before --from")
    with reading(load_settings()) as database, database.read() as conn:
        found = records.load(conn, since, until)
    first = arguments.since or "the beginning"
    print(f"Mentoring MeM, from {first} to {arguments.until or wall_clock().date()}")
    for figure in figures(found, now):
        print(f"{figure.name:<40} {figure.shown:>10}{_of(figure)}")
    groups = equity(found, now)
    if groups:
        print("\nwait for a mentor, median in days")
    for group in groups:
        print(_waiting(group))
    return 0


def _midnight(day: date) -> int:
    return round(datetime.combine(day, time(), UTC).timestamp() * 1000)


def _of(figure: Figure) -> str:
    return "" if figure.of is None else f"  (n = {figure.of})"


def _waiting(group: Group) -> str:
    warning = "  WAITS TOO LONG" if group.warned else ""
    line = f"{group.by} {group.name}"
    return f"{line:<40} {group.days:>8.1f} d  (n = {group.mentees}, x{group.ratio:.1f}){warning}"
