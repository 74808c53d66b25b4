"""The opaque identifiers that travel through every layer."""

from typing import Literal, NewType

PersonId = NewType("PersonId", int)
"""One human being, however many chats they use."""

RunId = NewType("RunId", str)
"""One passage of one person through one flow; short ASCII, it travels in buttons."""

Language = Literal["fr", "ar", "en"]
"""A language the assistant answers in."""

LANGUAGES: tuple[Language, ...] = ("fr", "ar", "en")
