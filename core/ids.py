"""The opaque identifiers that travel through every layer."""

from collections.abc import Mapping
from typing import Literal, NewType

PersonId = NewType("PersonId", int)
"""One human being, however many chats they use."""

RunId = NewType("RunId", str)
"""One passage of one person through one flow; short ASCII, it travels in buttons."""

Language = Literal["fr", "ar", "en"]
"""A language the assistant answers in."""

LANGUAGES: tuple[Language, ...] = ("fr", "ar", "en")

_BY_CODE: Mapping[str, Language] = {one: one for one in LANGUAGES}


def language_named(code: str, otherwise: Language = "fr") -> Language:
    """The language of a code, or another one where we answer in none of that code."""
    return _BY_CODE.get(code, otherwise)
