"""The languages a person can be accompanied in."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from core.understanding.choice import Choices, ChosenMany
from core.understanding.table import LANGUAGES as LABELS
from core.understanding.table import Language, read, wordings

LANGUAGES: Final[Mapping[str, Mapping[Language, str]]] = {
    row["code"]: {language: row[language] for language in LABELS} for row in read("languages")
}
"""Labels by ISO 639 code (`ary` Darija, `zgh` Amazigh), in display order."""


@cache
def _choices() -> Choices:
    return Choices.of({row["code"]: wordings(row) for row in read("languages")})


def find_languages(text: str) -> tuple[str, ...]:
    """The codes of the languages named in `text`, as said; empty when a part is not understood."""
    found = _choices().match_many(text, shown=(), at_most=len(LANGUAGES))
    return found.options if isinstance(found, ChosenMany) else ()


def language_label(code: str, language: Language) -> str:
    """The name of a spoken language. Raises KeyError."""
    return LANGUAGES[code][language]
