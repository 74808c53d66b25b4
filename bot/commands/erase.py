"""`mem erase WHO`: somebody is forgotten who asked for it by letter, by telephone, at the counter."""

import argparse

from bot.commands.office import office_of
from bot.commands.opened import acting, desk_of, writing
from bot.commands.trace import login, seen
from bot.commands.why import described, nobody, person_named
from bot.handlers import presence
from bot.handlers.ledger import Ledger
from bot.settings import load_settings, wall_clock
from storage import events, members, people
from storage.codec import encode

ERASED = "erased:asked"
"""The rule of the line that stays: that somebody was erased, when and by whom, and not who."""


def run(arguments: argparse.Namespace) -> int:
    """Show who it is; with --apply end what they share with others and remove every trace of them."""
    settings = load_settings()
    office = office_of(settings)
    with writing(settings) as database:
        desk = desk_of(database, settings, wall_clock)
        with acting(database) as conn:
            person = person_named(conn, arguments.who)
            places = people.addresses_of(conn, [person])
            if not places:
                raise nobody(arguments.who)
            if arguments.apply:
                _erase(Ledger(conn, desk, desk.clock()), person)
            else:
                seen(conn, [person], "erase")
            profile = None if arguments.apply else members.load(conn, person)
    if arguments.apply:
        print(office("erased", person=person))
        return 0
    print(office("to-erase", person=person, profile=described(profile, office)))
    for place in places:
        print(f"  {place.channel} {place.address}")
    print(office("not-erased"))
    return 0


def _erase(ledger: Ledger, person: int) -> None:
    """What `effacer` in the chat does once its time is up, without words to whoever goes."""
    people.lock_people(ledger.conn, [person])
    presence.erase(ledger, person)
    ledger.commit()
    events.record(ledger.conn, [(None, ledger.now, ERASED, encode({"by": login()}))])
