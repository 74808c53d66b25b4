"""`mem demo --play`: an onboarding in each language, scripted and printed, in a throw-away file."""

import sys
import tomllib
from importlib.resources import files

from bot.channels.console import Console, shown
from bot.commands.chat import local_chat, show, throw_away
from bot.community import play, seed
from bot.local_chat import Heard
from bot.metrics import Metrics
from bot.settings import wall_clock
from bot.wiring import make_desk
from core.languages import LANGUAGES
from storage import meta

MEMBERS = 12


def play_scripts() -> int:
    """Seed a community and print three onboardings to their ends; 1 when one has none."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    with throw_away() as scratch, local_chat(f"sqlite:///{scratch}") as (database, chat):
        with database.begin() as conn:
            key = meta.own_key(conn)
        desk = make_desk({"console": Console().parse}, wall_clock, key, metrics=Metrics())
        finished = seed(database, desk, MEMBERS, random_seed=1)
        print(f"A community of {finished} invented members is there.\n", flush=True)
        texts = tomllib.loads(files("bot.commands").joinpath("demo.toml").read_text("utf-8"))
        ended = []
        for language in LANGUAGES:
            script = texts[language]

            def told(line: str, heard: list[Heard], who: str = language) -> None:
                print(f"› {shown(line)}\n")
                show(database, heard, me=who)

            print(f"— {language} " + "—" * 40 + "\n")
            ended.append(play(chat, language, script["greeting"], script["answers"], told))
    return 0 if all(ended) else 1
