"""`mem export`: what is stored, in codes, for spreadsheets and other programs."""

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, TextIO

from sqlalchemy import Connection

from bot.commands.opened import acting, reading
from bot.commands.trace import seeing, seen
from bot.settings import load_settings, wall_clock
from storage import exported, members, people, queries

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
"""What a spreadsheet takes for the beginning of a formula; `'` keeps the quoting reversible."""


def run(arguments: argparse.Namespace) -> int:
    """Print every row of one kind."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    now, settings = round(wall_clock().timestamp() * 1000), load_settings()
    read: Mapping[str, Callable[[Connection], Iterator[dict[str, Any]]]] = {
        "messages": queries.messages,
        "mentorships": lambda conn: exported.mentorships(conn, now),
        "progress": lambda conn: exported.progress(conn, now),
    }
    if arguments.what == "members":
        with seeing(settings) as database:
            with acting(database) as conn:
                traced = frozenset(people.everybody(conn))
                seen(conn, sorted(traced), "export")
            with database.read() as conn:
                rows = (one for one in somebody(conn) if one["id"] in traced)
                _write(rows, arguments.format)
        return 0
    with reading(settings) as database, database.read() as conn:
        _write(read[arguments.what](conn), arguments.format)
    return 0


def _write(rows: Iterable[Mapping[str, Any]], form: str) -> None:
    if form == "excel":
        sys.stdout.write("\ufeff")
    if form in {"csv", "excel"}:
        write_csv(rows, sys.stdout, ";" if form == "excel" else ",")
        return
    for row in rows:
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def somebody(conn: Connection) -> Iterator[dict[str, Any]]:
    """The members; events that concern no person are kept under an address that is empty."""
    for member in members.export(conn):
        if any(place["address"] for place in member["addresses"]):
            yield member


def write_csv(rows: Iterable[Mapping[str, Any]], out: TextIO, delimiter: str = ",") -> None:
    """Rows as CSV; lists are joined with spaces, nested values are JSON, formulas are disarmed."""
    remaining: Iterator[Mapping[str, Any]] = iter(rows)
    first = next(remaining, None)
    if first is None:
        return
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    names = list(first)
    writer.writerow(names)
    for row in chain([first], remaining):
        writer.writerow([disarmed(_cell(row.get(name))) for name in names])


def disarmed(cell: str) -> str:
    """The cell with a quote before what a spreadsheet would calculate."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def armed(cell: str) -> str:
    """The reverse of `disarmed`."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return " ".join(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
