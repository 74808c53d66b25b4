"""`mem seed`: a reproducible synthetic community."""

import argparse

from bot.channels.console import ACCOUNT, NAME, Console
from bot.commands.mistakes import Mistake
from bot.commands.opened import writing
from bot.community import seed
from bot.metrics import Metrics
from bot.settings import load_settings, wall_clock
from bot.wiring import make_desk, secret_key
from storage import people

PROVIDERS = ("telegram", "whatsapp")
"""Where real people are, and nobody invented."""


def run(arguments: argparse.Namespace) -> int:
    """Onboard invented people through the real conversation."""
    settings = load_settings()
    with writing(settings) as database:
        first = f"seed:{arguments.random_seed}:1"
        with database.begin() as conn:
            if people.find_addresses(conn, NAME, ACCOUNT, [first]):
                raise Mistake(f"the community of seed {arguments.random_seed} is there already")
            if people.somebody_on(conn, PROVIDERS):
                raise Mistake(
                    "real people are in this database: invented ones would be proposed to them"
                    " and counted with them; name another file in DATABASE_URL"
                )
            key = secret_key(conn, settings)
        parse = {NAME: Console().parse}
        desk = make_desk(parse, wall_clock, key, metrics=Metrics())
        finished = seed(database, desk, arguments.members, arguments.random_seed)
    print(f"{arguments.members} people added, {finished} finished their onboarding")
    return 0
