"""What a mentee may need and a mentor may offer: five axes and their topics."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from core.understanding.choice import Choices, ChosenMany
from core.understanding.table import Language, read, wordings


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic, `code` being `axis/topic`, or a whole axis, `code` being one word."""

    code: str
    fr: str
    ar: str
    en: str

    @property
    def axis(self) -> str:
        """The code of the axis it belongs to, or is."""
        return self.code.partition("/")[0]

    def label(self, language: Language) -> str:
        """The name for display."""
        return {"fr": self.fr, "ar": self.ar, "en": self.en}[language]


_ALL: Final[Mapping[str, Topic]] = {
    row["code"]: Topic(row["code"], row["fr"], row["ar"], row["en"]) for row in read("topics")
}

AXES: Final[Mapping[str, Topic]] = {code: one for code, one in _ALL.items() if "/" not in code}
"""Technology, legal, finance (the founding texts), market & export, leadership."""

TOPICS: Final[Mapping[str, Topic]] = {code: one for code, one in _ALL.items() if "/" in code}
"""Topics by code, in the order of their axes; at least eight an axis."""


@cache
def _choices() -> Choices:
    return Choices.of({row["code"]: wordings(row) for row in read("topics")})


def find_topics(text: str) -> tuple[str, ...]:
    """The codes of the topics named in `text`, as said; an axis where no topic of it is named.

    Empty when nothing is named, or when a part of the list is not understood, denied or in doubt.
    """
    found = _choices().match_many(text, shown=(), at_most=len(_ALL))
    if not isinstance(found, ChosenMany):
        return ()
    detailed = {code.partition("/")[0] for code in found.options if "/" in code}
    return tuple(code for code in found.options if code not in detailed)


def topic_label(code: str, language: Language) -> str:
    """The name of a topic or an axis. Raises KeyError."""
    return _ALL[code].label(language)
