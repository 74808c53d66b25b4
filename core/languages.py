"""The languages that the assistant answers in, by their codes."""

from collections.abc import Mapping
from typing import Literal

Language = Literal["fr", "ar", "en"]
"""A language the assistant answers in."""

LANGUAGES: tuple[Language, ...] = ("fr", "ar", "en")

_BY_CODE: Mapping[str, Language] = {one: one for one in LANGUAGES}


def language_named(code: str, otherwise: Language = "fr") -> Language:
    """The language of a code, or another one where we answer in none of that code."""
    return _BY_CODE.get(code, otherwise)
