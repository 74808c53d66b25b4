"""`mem report`: the programme's figures over a period, without personal data; a page to send."""

import argparse
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bot.commands.figure_words import counted, named, valued, worded
from bot.commands.funder_page import Page, page
from bot.commands.mistakes import Refused
from bot.commands.office import Office, office_of
from bot.commands.opened import acting, reading
from bot.commands.trace import seeing, seen
from bot.settings import load_settings, wall_clock
from core.mentoring.figures import Group, equity, figures
from storage import records
from storage.cases import published, ready

WIDTH = 60
"""Columns of what is counted; the values stand behind it."""


def run(arguments: argparse.Namespace) -> int:
    """Print every figure, and how long each region and language waits; or write the page to send."""
    settings, now = load_settings(), round(wall_clock().timestamp() * 1000)
    office = Office(arguments.language) if arguments.language else office_of(settings)
    since, until = period(arguments.since, arguments.until, now)
    first = office.day(arguments.since) if arguments.since else worded(office, "beginning")
    last = office.day(arguments.until or wall_clock().date())
    if arguments.page:
        with seeing(settings) as database, acting(database) as conn:
            cases = published(conn, since, until)
            seen(conn, [who for case in cases for who in case.people], "report")
            made = Page(first, last, records.load(conn, since, until), cases, now)
            waiting = ready(conn)
        Path(arguments.page).write_text(page(made, office), "utf-8")
        print(worded(office, "page-written", file=arguments.page, cases=str(len(cases))))
        if waiting:
            print(worded(office, "page-ready", ids=", ".join(map(str, waiting))))
        return 0
    with reading(settings) as database, database.read() as conn:
        found = records.load(conn, since, until)
    print(worded(office, "title", since=first, until=last))
    for figure in figures(found, now):
        told = valued(figure, office), counted(figure, office)
        print(f"{named(figure, office):<{WIDTH}} {told[0]:>10}  {told[1]}".rstrip())
    groups = equity(found, now)
    if groups:
        print(f"\n{worded(office, 'waits')}")
    for group in groups:
        print(_waiting(group, office))
    return 0


def period(since: date | None, until: date | None, now: int) -> tuple[int, int]:
    """From the first moment of one day until before the end of another, in milliseconds UTC.

    Raises Refused when it ends before it begins.
    """
    first = _midnight(since) if since else 0
    last = _midnight(until + timedelta(days=1)) if until else now + 1
    if last <= first:
        raise Refused("period")
    return first, last


def _midnight(day: date) -> int:
    return round(datetime.combine(day, time(), UTC).timestamp() * 1000)


def _waiting(group: Group, office: Office) -> str:
    if group.by == "region":
        name = f"{group.name} {office.label(f'place:MA-{group.name}')}"
    else:
        name = office.of("language", group.name)
    told = worded(
        office,
        "wait",
        days=office.number(group.days, "0.0"),
        mentees=str(group.mentees),
        ratio=office.number(group.ratio, "0.0"),
    )
    warning = worded(office, "too-long") if group.warned else ""
    return f"{worded(office, f'wait-{group.by}', name=name):<{WIDTH}} {told}{warning}"
