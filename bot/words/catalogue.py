"""The words: Fluent files by flow and language, vocabularies by code."""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

from bot.words import spoken_amount, spoken_time
from bot.words.elision import elided
from core.languages import Language
from core.understanding import places, sectors, spoken, topics

COORDINATORS = ("office", "figures")
"""What commands say: no member reads it, and none of it is ever sent."""

ALERTED = "common-alert"
"""What the coordinators' chat and `mem alerts` say of an alert."""

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


_MESSAGE = re.compile(r"^(?=[A-Za-z])", re.MULTILINE)
_FACT = re.compile(r"\$([A-Za-z][\w-]*)")


class MissingWordsError(KeyError):
    """A catalogue key that a language does not have; the build check excludes it."""


@cache
def programme_facts() -> Mapping[str, str]:
    """Names, contacts and dates that any message may mention (`locales/programme.toml`)."""
    return tomllib.loads((files("locales") / "programme.toml").read_text("utf-8"))["facts"]  # type: ignore[no-any-return]


@cache
def sources(language: Language, name: str) -> Mapping[str, str]:
    """The Fluent source of each message of one file in one language, by `file-message`.

    A message begins at the margin, and nothing else that starts with a letter does.
    """
    found = (f"{name}-{one}" for one in _MESSAGE.split(_source(language, name))[1:])
    return {one.partition(" ")[0]: one for one in found}


@cache
def _bundle(language: Language) -> FluentBundle:
    """What was said in one language so far: reading all the words takes longer than a start may."""
    return FluentBundle([f"{language}-MA"])


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
    stem = f"{name}-{identifier}"
    words = _bundle(language)
    if not words.has_message(stem):
        words.add_resource(FluentResource(sources(language, name).get(stem, "")))
    if not words.has_message(stem):
        raise MissingWordsError(f"{language}/{key}")
    message = words.get_message(stem)
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
