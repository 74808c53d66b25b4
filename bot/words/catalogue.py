"""The words: Fluent files by flow and language, vocabularies by code, the lexicon by move."""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

from bot.flows import partner
from bot.flows.catalogue import ENTRY, FLOWS, MENU, MOVES
from bot.flows.profile import zone_of
from bot.flows.programme import RULES
from bot.words import spoken_amount, spoken_time
from bot.words.elision import elided
from core.conversation.answers import Several
from core.conversation.book import Book
from core.conversation.check import fullest
from core.conversation.flow import Ask, Flow
from core.conversation.lexicon import Lexicon
from core.conversation.wishes import Wishes
from core.ids import LANGUAGES, Language
from core.understanding import places, sectors, spoken, topics

FILES = ("common", "verdict", "matching", "pair", "relay", *FLOWS)
"""One Fluent file per flow and language, and four that belong to no flow."""

COORDINATORS = ("office", "figures")
"""What commands say: no member reads it, and none of it is ever sent."""

VOCABULARIES: Mapping[str, Callable[[str, Language], str]] = {
    "place": places.place_name,
    "zone": places.zone_name,
    "trade": sectors.trade_label,
    "topic": topics.topic_label,
    "spoken": spoken.language_label,
    "when": spoken_time.when,
    "day": spoken_time.day,
    "amount": spoken_amount.amount,
}
"""`kind:code` label references: who knows the words."""


_FACT = re.compile(r"\$([A-Za-z][\w-]*)")


class MissingWordsError(KeyError):
    """A catalogue key that a language does not have; the build check excludes it."""


@cache
def programme_facts() -> Mapping[str, str]:
    """Names, contacts and dates that any message may mention (`locales/programme.toml`)."""
    return tomllib.loads((files("locales") / "programme.toml").read_text("utf-8"))["facts"]  # type: ignore[no-any-return]


@cache
def bundle(language: Language, name: str) -> FluentBundle:
    """The words of one file in one language."""
    made = FluentBundle([f"{language}-MA"])
    made.add_resource(FluentResource(_source(language, name)))
    return made


def _source(language: Language, name: str) -> str:
    return (files("locales") / language / f"{name}.ftl").read_text("utf-8")


@cache
def _mentioned(language: Language, name: str) -> Mapping[str, str]:
    """The programme's facts that one file mentions: preparing the others costs as much as the words."""
    names = set(_FACT.findall(_source(language, name)))
    return {fact: value for fact, value in programme_facts().items() if fact in names}


def say(key: str, language: Language, facts: Mapping[str, str | int]) -> str:
    """The words for `file-message` or `file-message.attribute`, facts filled in and isolated.

    Raises MissingWordsError for an unknown key or a fact that the message wants and does not get.
    """
    return _said(key, language, tuple(facts.items()))


@lru_cache(maxsize=4096)
def _said(key: str, language: Language, facts: tuple[tuple[str, str | int], ...]) -> str:
    """As `say`: what is said to one person is mostly said again soon, to them or to another."""
    name, _, rest = key.partition("-")
    identifier, _, attribute = rest.partition(".")
    words = bundle(language, name)
    if not words.has_message(identifier):
        raise MissingWordsError(f"{language}/{key}")
    message = words.get_message(identifier)
    pattern = message.attributes.get(attribute) if attribute else message.value
    if pattern is None:
        raise MissingWordsError(f"{language}/{key}")
    text, errors = words.format_pattern(pattern, {**_mentioned(language, name), **dict(facts)})
    if errors:
        raise MissingWordsError(f"{language}/{key}: {errors[0]}")
    return elided(str(text)) if language == "fr" else str(text)


@lru_cache(maxsize=4096)
def label(reference: str, language: Language) -> str:
    """The words for a label reference (see `core.conversation.message.Option`)."""
    if reference.startswith("="):
        return reference[1:]
    kind, colon, code = reference.partition(":")
    if colon:
        return VOCABULARIES[kind](code, language)
    return say(reference, language, {})


def forget() -> None:
    """Keep no words that were said until now: somebody was erased."""
    _said.cache_clear()
    label.cache_clear()


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
