"""`mem why-match A B`: every part of the score of two people, and every rule between them."""

import argparse

from bot.commands.mistakes import Mistake
from bot.commands.opened import acting
from bot.commands.round import why_unmatched
from bot.commands.trace import seeing, seen
from bot.commands.why import person_named
from bot.handlers import search
from bot.settings import load_settings, wall_clock
from bot.words.catalogue import label
from bot.words.rendering import told
from core.matching.rules import why_not
from core.matching.score import score
from core.matching.weights import LEVEL, SCALE, standard
from storage import pool as pools


def run(arguments: argparse.Namespace) -> int:
    """Tell why a mentee and a mentor fit or may not meet, in the coordinators' language."""
    now = round(wall_clock().timestamp() * 1000)
    with seeing(load_settings()) as database:
        with database.read() as conn:
            first, second = (
                person_named(conn, one) for one in (arguments.mentee, arguments.mentor)
            )
            pool = pools.load(conn, now)
        table = standard()
        mentee, mentor = pool.mentee.get(first), pool.mentor.get(second)
        if mentee is None:
            raise Mistake(f"person {first} is no mentee who can be matched")
        if mentor is None:
            raise Mistake(f"person {second} is no mentor who can be matched")
        with acting(database) as conn:
            seen(conn, (first, second), "why-match")
    found = score(mentee, mentor, table, now)
    print(f"mentee {first}, mentor {second}: {found.points / SCALE:.2f}/100, table {table.version}")
    for part in found.parts:
        known = "" if part.known else " (not answered: the programme's mean)"
        print(
            f"  {label(f'matching-part.{part.code}', 'fr'):<28}"
            f"{part.points / SCALE:6.2f} of {table.parts[part.code].both / 2:g},"
            f" {part.level / LEVEL:.0%}{known}"
        )
    for side, parts in search.explanations(mentee, mentor, table, pool.now).items():
        print(f"told to the {side}: {' '.join(told(part, 'fr') for part in parts)}")
    broken = why_not(mentee, mentor, pool, table)
    for code in broken:
        print(f"not proposed ({code}): {why_unmatched(code)}")
    return 0
