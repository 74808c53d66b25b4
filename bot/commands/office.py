"""What commands say to a coordinator: words by key, codes by kind, times by the office's clock."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from babel.dates import format_date
from babel.numbers import format_decimal

from bot.settings import Settings
from bot.words.catalogue import MissingWordsError, label, say
from bot.words.spoken_time import LOCALES, dated
from core.duration import DAY, HOUR
from core.languages import Language
from core.mentoring.appointment import HOME_ZONE, local

NOTHING = "–"
"""What stands where there is nothing to show."""

MARKS = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
"""What keeps a name of another script in its place in a chat; a terminal shows them as boxes."""


class Code(NamedTuple):
    """A code whose words stand in a message of their own: `office-<kind>.<code>`."""

    kind: str
    code: str


Fact = str | int | Code | Sequence[str | Code]


@dataclass(frozen=True, slots=True)
class Office:
    """The terminal of whoever coordinates the programme, in the office's language."""

    language: Language

    def __call__(self, key: str, /, **facts: Fact) -> str:
        """The words of `office-<key>`; a list among the facts is joined, codes become words.

        Raises MissingWordsError for an unknown key or a missing fact.
        """
        told = {name: self._told(fact) for name, fact in facts.items()}
        return unmarked(say(f"office-{key}", self.language, told))

    def of(self, kind: str, code: str) -> str:
        """The words for a code of some kind, or the code itself where it has none."""
        try:
            return self(f"{kind}.{code}")
        except MissingWordsError:
            return code

    def meant(self, kind: str, typed: str, codes: Collection[str]) -> str | None:
        """The one of `codes` that somebody typed, as a code or in the words that they read."""
        wanted = typed.strip().casefold()
        known = (one for one in codes if wanted in {one, self.of(kind, one).casefold()})
        return next(known, None)

    def label(self, reference: str) -> str:
        """The words of a label reference, such as `place:MA-06`; its code where it has none."""
        try:
            return unmarked(label(reference, self.language))
        except KeyError:
            return reference.rpartition(":")[2]

    def moment(self, at: int) -> str:
        """A time (milliseconds UTC) by Casablanca's clock, in figures that sort."""
        return f"{local(at, HOME_ZONE):%Y-%m-%d %H:%M}" if at else NOTHING

    def day(self, day: date) -> str:
        """A day in words: "31 décembre 2026"."""
        pattern = dated("d MMMM y", day, self.language)
        return format_date(day, pattern, locale=LOCALES[self.language])

    def lasting(self, span: int) -> str:
        """A length of time (milliseconds) in whole days, or in hours where it is less than one."""
        if span >= DAY:
            return self("days", count=span // DAY)
        return self("hours", count=max(span, 0) // HOUR)

    def number(self, value: float, form: str = "#,##0.##") -> str:
        """A number as the office writes it."""
        return _plain(format_decimal(value, form, locale=LOCALES[self.language]))

    def share(self, value: float, form: str = "#,##0") -> str:
        """A share from 0 to 1 in per cent."""
        return self("percent", value=self.number(100 * value, form))

    def _told(self, fact: Fact) -> str:
        match fact:
            case str():
                return fact
            case int():
                return str(fact)
            case Code(kind, code):
                return self.of(kind, code)
            case _:
                return self("comma").join(self._told(one) for one in fact)


def office_of(settings: Settings) -> Office:
    """The office as the settings want it."""
    return Office(settings.coordinators_language)


def unmarked(words: str) -> str:
    """Words without what only a chat needs around names."""
    return words.translate(MARKS)


def _plain(number: str) -> str:
    """With the no-break space that every terminal has."""
    return number.replace("\u202f", "\u00a0").replace("\u200e", "")
