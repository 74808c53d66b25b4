"""The page's own words in three languages; what the assistant says comes from `locales/` alone."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from babel import Locale
from babel.dates import format_datetime, format_timedelta

from bot.commands.office import Office
from core.duration import MINUTE, SECOND
from core.languages import LANGUAGES, Language, language_named

LOCALES: Mapping[str, str] = {"fr": "fr_MA", "ar": "ar_MA", "en": "en_GB"}
RTL = frozenset({"ar"})

CHROME: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "message": "Message",
        "send": "Envoyer",
        "choose": "Choisir",
        "assistant": "assistant du programme",
        "empty": "Écrivez un premier message",
    },
    "ar": {
        "message": "رسالة",
        "send": "إرسال",
        "choose": "اختيار",
        "assistant": "مساعد البرنامج",
        "empty": "اكتبوا رسالة أولى",
    },
    "en": {
        "message": "Message",
        "send": "Send",
        "choose": "Choose",
        "assistant": "programme assistant",
        "empty": "Write a first message",
    },
}
"""What stands on a phone around the conversation, in the phone's language."""

HINTS: Mapping[str, tuple[str, ...]] = {
    "fr": ("Bonjour", "Je cherche un mentor", "salam, bghit nsjel"),
    "ar": ("السلام عليكم", "/start", "salam labas"),
    "en": ("Hello", "I would like to be a mentor"),
}
"""First messages to pick from, on a phone that has not written yet."""


TOLD = frozenset({"coming", "reason", "rule"})
"""Kinds of codes whose words coordinators read, too (`locales/*/office.ftl`)."""


@dataclass(frozen=True, slots=True)
class Words:
    """The page's words in one language."""

    language: Language
    locale: Locale
    table: Mapping[str, Any]

    def __call__(self, key: str, **facts: object) -> str:
        """The words for a key of `words.toml`, with their facts; raises KeyError for no such key."""
        return str(self.table[key]).format(**facts)

    def of(self, kind: str, key: str, otherwise: str = "") -> str:
        """The words for a code of some kind (a rule, a habit, …), or `otherwise`."""
        if kind not in TOLD:
            return str(self.table[kind].get(key, otherwise))
        words = Office(self.language).of(kind, key)
        return otherwise if words == key else words

    def day(self, at: datetime) -> str:
        """A whole date with its weekday."""
        return format_datetime(at, "EEEE d MMMM y", locale=self.locale)

    def short_day(self, at: datetime) -> str:
        return format_datetime(at, "EEE d MMM", locale=self.locale)

    def stamp(self, at: datetime) -> str:
        """Day, month and time."""
        return format_datetime(at, "d MMM HH:mm", locale=self.locale)

    def ahead(self, left: int) -> str:
        """How far away a moment is that comes in so many milliseconds."""
        if left < 2 * SECOND:
            return self("at-once")
        unit: Literal["second", "minute"] = "second" if left < MINUTE else "minute"
        span = timedelta(milliseconds=left)
        return format_timedelta(
            span, granularity=unit, threshold=2, add_direction=True, locale=self.locale
        )

    def country(self, code: str) -> str:
        return str(self.locale.territories[code])

    def speech(self, code: str) -> str:
        """The name of a language."""
        return str(self.locale.languages[code])


@cache
def words(language: str) -> Words:
    """The page's words in this language, English where there are none."""
    tables = tomllib.loads(files("simulator").joinpath("words.toml").read_text("utf-8"))
    known = language_named(language, "en")
    return Words(known, Locale.parse(LOCALES[known]), tables[known])


def preferred(chosen: str, accepted: str) -> str:
    """The language somebody has chosen, or the first one of ours that their browser accepts."""
    asked = [chosen, *(one.partition(";")[0].strip()[:2].lower() for one in accepted.split(","))]
    return next((one for one in asked if one in LANGUAGES), "en")


def chrome(language: str) -> Mapping[str, str]:
    """A phone's own words in its language."""
    return CHROME.get(language, CHROME["fr"])
