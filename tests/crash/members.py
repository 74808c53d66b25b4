"""The members of a crash test: what each says, word for word, and what must be stored of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

ChannelName = Literal["whatsapp", "telegram"]

MENTEE_ANSWERS: Mapping[str, Any] = {
    "consent": "accept",
    "role": "mentee",
    "trade": "textile",
    "stage": "validation",
    "needs": ["technology", "legal"],
    "languages": ["fr"],
    "times": ["afternoon", "evening"],
    "pledge": "sign",
}
MENTOR_ANSWERS: Mapping[str, Any] = {
    "consent": "accept",
    "role": "mentor",
    "kind": "executive_expert",
    "trade": "textile",
    "offers": ["technology", "finance"],
    "languages": ["fr"],
    "times": ["evening"],
    "capacity": "two",
    "review": "confirm",
}
TOWNS = (("casa", "MA-06/casablanca"), ("Agadir", "MA-09/agadir"), ("Tanger", "MA-01/tanger"))
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Line:
    """One message: `silent` gets no reply, `stop` is STOP itself, `spoken` is a voice note.

    `passes` is what of it is for the partner; `more` says that it follows other words for them.
    """

    words: str
    silent: bool = False
    stop: bool = False
    passes: str = ""
    more: bool = False
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """Lines to say and what they come to."""

    lines: tuple[Line, ...]
    answers: Mapping[str, Any] = field(default_factory=dict)
    profile: Mapping[str, Any] = field(default_factory=dict)


def name_of(number: int) -> str:
    """A name of its own for every member, in letters."""
    first, rest = LETTERS[number % 26], LETTERS[number // 26 % 26]
    return f"Amal Ben{first}{rest}"


def mentee(number: int) -> Role:
    """A whole onboarding, with answers that differ from member to member."""
    name, born = name_of(number), 1975 + number % 25
    town, place = TOWNS[number % len(TOWNS)]
    said: tuple[str, ...] = ("Bonjour", "1", "1", name, town, "textile", "2", "1, 2", "français")
    said = (*said, str(born), "3, 4", "1", "1", "2")
    answers = {**MENTEE_ANSWERS, "name": name, "home": place, "born": born, "goal": GOAL}
    profile = {"name": name, "birth_year": born, "state": "qualified", "pledge": "sign"}
    return Role(_lines(said), answers, profile)


def mentor(number: int) -> Role:
    """A mentor abroad."""
    name = name_of(number)
    said: tuple[str, ...] = ("Bonjour", "1", "2", name, "Lyon", "3", "textile", "1, 3", "français")
    said = (*said, "4", "2", "1", "2")
    answers = {**MENTOR_ANSWERS, "name": name, "home": "FR/lyon"}
    profile = {"name": name, "birth_year": None, "state": "qualified", "country": "FR"}
    return Role(_lines(said), answers, profile)


def detour(number: int) -> Role:
    """Reads the notice, goes back, changes an answer, asks for help: and is still the same."""
    name = name_of(number)
    said = (
        "Bonjour",
        "3",
        "oui",
        "2",
        "retour",
        "1",
        "aide",
        name,
        "Agadir",
        "changer ville",
        "casa",
    )
    answers = {
        "consent": "more",
        "informed": "accept",
        "role": "mentee",
        "name": name,
        "home": "MA-06/casablanca",
    }
    return Role(_lines(said), answers)


def stopper(number: int) -> Role:
    """Says STOP in the middle and goes on talking, in vain."""
    name = name_of(number)
    lines = (
        *_lines(("Bonjour", "1", "1", name)),
        Line("stop", stop=True),
        Line("Pourquoi ?", silent=True),
        Line("1", silent=True),
    )
    answers = {"consent": "accept", "role": "mentee", "name": name}
    return Role(lines, answers)


def eraser(number: int) -> Role:
    """Wants to be erased; the driver lets the 72 hours pass."""
    lines = _lines(("Bonjour", "1", "effacer mes données", "1"))
    return Role(lines, {"consent": "accept"})


def refuser(number: int) -> Role:
    """Refuses the consent and is forgotten once the goodbye has left."""
    return Role(_lines(("Bonjour", "2")))


def newcomer(number: int) -> Role:
    """Says what the driver wants, and has no onboarding."""
    return Role(())


GOAL = ["create_company"]


def _lines(said: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(Line(words) for words in said)
