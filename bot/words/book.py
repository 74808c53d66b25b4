"""The words we understand: all flows with what their answers are called, and the lexicon by move."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bot.flows import partner
from bot.flows.catalogue import ENTRY, FLOWS, MENU, MOVES
from bot.flows.profile import zone_of
from bot.flows.programme import RULES
from bot.words.catalogue import label
from core.conversation.answers import Several
from core.conversation.book import Book
from core.conversation.check import fullest
from core.conversation.flow import Ask, Flow
from core.conversation.lexicon import Lexicon
from core.conversation.wishes import Wishes
from core.languages import LANGUAGES

FILES = ("common", "verdict", "matching", "pair", "relay", *FLOWS)
"""One Fluent file per flow and language, and five that belong to no flow."""


@cache
def synonyms() -> Mapping[str, Mapping[str, list[str]]]:
    """Other words for options, by `flow-step` and option (`locales/synonyms.toml`)."""
    return tomllib.loads((files("locales") / "synonyms.toml").read_text("utf-8"))


def _option_surfaces(flow: Flow, question: Ask) -> dict[str, tuple[str, ...]]:
    surfaces: dict[str, tuple[str, ...]] = {}
    other = synonyms().get(f"{flow.id}-{question.id}", {})
    for option in question.kind.options(fullest(question)):
        if option.label.startswith("="):
            continue
        stem = f"{flow.id}-{question.id}" if option.label.startswith(".") else ""
        labels = (label(stem + option.label, one) for one in LANGUAGES)
        surfaces[option.id] = (*labels, *other.get(option.id, ()))
    if isinstance(question.kind, Several):
        surfaces |= {name: tuple(other[name]) for name, _ in question.kind.groups}
    return surfaces


def _fields(table: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """A step's names: those of the lexicon and the question's own title in every language."""
    entry = FLOWS[ENTRY]
    named: dict[str, tuple[str, ...]] = {}
    for step in entry.steps:
        if isinstance(step, Ask):
            titles = [label(f"{entry.id}-{step.id}.title", language) for language in LANGUAGES]
            named[step.id] = (*table.get(step.id, ()), *titles)
    # Two steps may share a title: the first one is meant.
    seen: set[str] = set()
    for step_id, names in named.items():
        named[step_id] = tuple(name for name in names if name not in seen)
        seen.update(names)
    return named


@cache
def book() -> Book:
    """All flows with the words that are understood in them, built once."""
    raw = tomllib.loads((files("locales") / "lexicon.toml").read_text("utf-8"))
    lexicon = Lexicon.of(
        moves={move: tuple(phrases) for move, phrases in raw["moves"].items()},
        changing=tuple(raw["changing"]["verbs"]),
        fields=_fields(raw["fields"]),
        distress=tuple(raw["distress"]["words"]),
        writing=tuple(raw["writing"]["verbs"]),
        wishes=Wishes.of(tomllib.loads((files("locales") / "wishes.toml").read_text("utf-8"))),
    )
    surfaces = {
        f"{flow.id}-{step.id}": _option_surfaces(flow, step)
        for flow in FLOWS.values()
        for step in flow.steps
        if isinstance(step, Ask)
    }
    return Book(
        FLOWS, lexicon, surfaces, RULES, MOVES, ENTRY, MENU, zone_of, yielding=partner.YIELDING
    )
