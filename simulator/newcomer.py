"""Newcomers: invented people about to write for the first time."""

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bot.personas import Persona, make_persona
from simulator.manners import draw
from simulator.mind import Habit, Mind
from simulator.personas import HABITS


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody about to write for the first time."""

    channel: str
    address: str
    name: str
    locale: str
    mind: Mind


@cache
def places() -> list[dict[str, Any]]:
    """Where invented people live."""
    return tomllib.loads(files("simulator").joinpath("people.toml").read_text("utf-8"))["places"]  # type: ignore[no-any-return]


def make_newcomer(number: int, chance: random.Random) -> Newcomer:
    """The person number `number` (from 1): where they live, how they write, what they are like."""
    person = make_persona(chance)
    (place,) = chance.choices(places(), [one["share"] for one in places()])
    chosen = _by_share(chance)
    person = Persona(
        language="ar" if chosen.name == "darija" else person.language,
        name=person.name,
        home=chance.choice(place["towns"]),
        trade=person.trade,
        born=person.born,
        greeting=person.greeting,
    )
    own = random.Random(chance.getrandbits(64))  # noqa: S311 - reproducible
    mind = Mind(person, chosen, own, manners=draw(own))
    if chance.random() < 0.35 and chosen.name != "darija":
        return Newcomer("telegram", str(500_000_000 + number), person.name, person.language, mind)
    digits = int(place["digits"])
    address = f"whatsapp:{place['prefix']}{number:0{digits}d}"
    return Newcomer("whatsapp", address, person.name, person.language, mind)


def _by_share(chance: random.Random) -> Habit:
    (habit,) = chance.choices(list(HABITS.values()), [one.share for one in HABITS.values()])
    return habit
