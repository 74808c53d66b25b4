"""`mem why-match A B`: every part of the score of two people, and every rule between them."""

import argparse

from bot.commands.mistakes import Refused
from bot.commands.naming import named, who
from bot.commands.office import Code, office_of
from bot.commands.opened import acting
from bot.commands.round_lines import why_unmatched
from bot.commands.trace import seeing
from bot.commands.why import person_named
from bot.handlers import search
from bot.settings import load_settings, wall_clock
from bot.words.rendering import told
from core.matching.rules import why_not
from core.matching.score import score
from core.matching.weights import LEVEL, SCALE, standard
from storage import pool as pools


def run(arguments: argparse.Namespace) -> int:
    """Tell why a mentee and a mentor fit or may not meet, in the coordinators' language."""
    settings, now = load_settings(), round(wall_clock().timestamp() * 1000)
    office = office_of(settings)
    with seeing(settings) as database:
        with database.read() as conn:
            first, second = (
                person_named(conn, one) for one in (arguments.mentee, arguments.mentor)
            )
            pool = pools.load(conn, now)
        table = standard()
        mentee, mentor = pool.mentee.get(first), pool.mentor.get(second)
        if mentee is None:
            raise Refused("no-mentee", person=first)
        if mentor is None:
            raise Refused("no-mentor", person=second)
        with acting(database) as conn:
            names = named(conn, office, (first, second), "why-match")
    found = score(mentee, mentor, table, now)
    total = office.number(found.points / SCALE, "0.00")
    both = {"mentee": who(first, names), "mentor": who(second, names)}
    print(office("match", points=total, table=table.version, **both))
    for part in found.parts:
        print(
            f"  {office.label(f'matching-part.{part.code}'):<28}"
            + office(
                "worth" if part.known else "worth-unknown",
                points=f"{office.number(part.points / SCALE, '0.00'):>6}",
                most=office.number(table.parts[part.code].both / 2),
                level=office.share(part.level / LEVEL),
            )
        )
    for side, parts in search.explanations(mentee, mentor, table, pool.now).items():
        why = " ".join(told(part, office.language) for part in parts)
        print(office("told", side=Code("side", side), why=why))
    for code in why_not(mentee, mentor, pool, table):
        print(office("not-proposed", code=code, why=why_unmatched(code, office)))
    return 0
