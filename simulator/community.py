"""The people of `mem demo`: a dozen invented members, and two strangers whose phones are yours."""

import random
import tomllib
from dataclasses import replace
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from bot.personas import Persona, make_persona
from core.duration import MINUTE
from core.languages import language_named
from simulator.cast import Cast
from simulator.manners import MANNERS
from simulator.mind import Mind
from simulator.personas import HABITS
from simulator.phone import Phone
from simulator.world import World

SETTLED = timedelta(days=2)
"""How long before the page opens the community wrote for the first time."""

STRANGERS = (
    ("whatsapp", "+212600000001", "Amal Idrissi", "fr", "Africa/Casablanca"),
    ("telegram", "600000002", "سلمى بناني", "ar", "Africa/Casablanca"),
)

OFFICE = ("telegram", "7000000001", "-1001234567890")
"""The coordinators' group, where alerts arrive."""


def settle(world: World, cast: Cast, seed: int) -> None:
    """Let the community onboard itself through the real conversation, until the clock's present time.

    The world's clock must stand `SETTLED` before the time at which the page is to open.
    """
    chance = random.Random(seed)  # noqa: S311 - reproducible on purpose
    began = world.clock.now
    for number, row in enumerate(_table()):
        phone = world.add_phone(
            row["channel"], row["address"], name=row["name"], locale=row["locale"]
        )
        habit = HABITS[row.get("habit", "quick")]
        if habit.name == "quick":
            habit = replace(habit, pace=(1, 1))
        mind = Mind(_person(row), habit, random.Random(chance.getrandbits(64)), wants=row["wants"])  # noqa: S311
        cast.take_over(phone, mind, began + (number % 2) * MINUTE)
    world.advance_to(began + SETTLED // timedelta(milliseconds=1))
    for phone in list(world.phones.values()):
        cast.let_go(phone)


def strangers(world: World) -> list[Phone]:
    """Two phones that have not written yet."""
    return [
        world.add_phone(channel, address, name=name, locale=locale, zone=zone)
        for channel, address, name, locale, zone in STRANGERS
    ]


def mind_for(phone: Phone, habit: str, chance: random.Random) -> Mind:
    """A persona of this habit, or quick and of this manner, for a phone somebody else held so far."""
    drawn = make_persona(chance)
    language = language_named(phone.locale, drawn.language)
    greeting = {"fr": "Bonjour", "ar": "السلام عليكم", "en": "Hello"}[language]
    person = replace(drawn, language=language, name=phone.name or drawn.name, greeting=greeting)
    own = random.Random(chance.getrandbits(64))  # noqa: S311 - reproducible on purpose
    if habit in MANNERS:
        manner = MANNERS[habit]
        return Mind(person, HABITS["quick"], own, manners={manner.stage: manner}, role=habit)
    return Mind(person, HABITS[habit], own)


@cache
def _table() -> list[dict[str, Any]]:
    text = files("simulator").joinpath("community.toml").read_text("utf-8")
    return tomllib.loads(text)["members"]  # type: ignore[no-any-return]


def _person(row: dict[str, Any]) -> Persona:
    return Persona(
        language=row["locale"],
        name=row["name"],
        home=row["home"],
        trade=row["trade"],
        born=row.get("born", 1975),
        greeting=row["greeting"],
    )
