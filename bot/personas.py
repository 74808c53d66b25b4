"""Invented people who answer the assistant's questions, the same ones for the same seed."""

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from core.conversation.message import Message, Part
from core.languages import LANGUAGES, Language

WEIGHTS = (6, 3, 1)
"""How many write French, Arabic, English."""

NEVER = frozenset(("refuse", "more", "change", "later", "abroad"))
"""Options that lead away from a finished profile; ids beginning with `_` are controls."""

BORN = (1973, 2001)
"""Birth years of people from 25 to 53 in 2026: mentees are 24 to 54."""


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody who writes in one language."""

    language: Language
    name: str
    home: str
    trade: str
    born: int
    greeting: str


@cache
def tables() -> dict[str, Any]:
    """The names, towns and trades to choose from."""
    return tomllib.loads(files("bot").joinpath("personas.toml").read_text("utf-8"))


def make_persona(chance: random.Random) -> Persona:
    """A new person."""
    given = tables()
    (language,) = chance.choices(LANGUAGES, WEIGHTS)
    return Persona(
        language=language,
        name=f"{chance.choice(given['first_names'])} {chance.choice(given['last_names'])}",
        home=chance.choice(given["homes"]),
        trade=chance.choice(given["trades"]),
        born=chance.randint(*BORN),
        greeting=chance.choice(given["greetings"][language]),
    )


def question_of(message: Message) -> tuple[str, str, Part] | None:
    """The flow, the step and the part of the question in a message, or None."""
    for part in reversed(message.parts):
        token = part.token.split(".")
        if len(token) == 3:
            flow = part.key.partition("-")[0]
            return flow, token[2], part
    return None


def answer(persona: Persona, step: str, part: Part, chance: random.Random) -> str:
    """What this person types to this question: words where asked for, else a number."""
    words = {
        "name": persona.name,
        "home": persona.home,
        "trade": persona.trade,
        "born": str(persona.born),
    }
    if step in words:
        return words[step]
    numbers = [
        number
        for number, option in enumerate(part.options, 1)
        if option.id not in NEVER and not option.id.startswith("_")
    ]
    if not numbers:
        return "1"
    if step in {"needs", "offers", "languages", "times"}:
        chosen = chance.sample(numbers, k=min(len(numbers), chance.randint(1, 3)))
        return ", ".join(map(str, sorted(chosen)))
    return str(chance.choice(numbers))
