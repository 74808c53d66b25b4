"""What we say, before it has words: keys, facts and options, rendered when it is sent.

Made and stored at every turn, hence Structs (see `talk`), whose empty fields are not written down.
"""

from collections.abc import Mapping

from msgspec import Struct, field

from core.languages import Language


class Option(Struct, frozen=True, gc=False):
    """One possible answer: its stable id and a reference to its label.

    A label reference is `key.attribute` of the catalogue, or `kind:code` of a vocabulary
    (`region:MA-06`, `sector:digital`, …), or `=text` for words that are the same everywhere.
    """

    id: str
    label: str


class Row(Struct, frozen=True, gc=False):
    """One line of a summary: the title's reference and the values' references."""

    title: str
    values: tuple[str, ...]


class Part(Struct, frozen=True, gc=False, omit_defaults=True):
    """A piece of a message: a catalogue key with its facts, and the options if it is a question.

    `labels` are facts that need a language: label references, joined with commas.
    `token` is `run.turn.step`; an option's id completes it.
    """

    key: str
    facts: Mapping[str, str | int] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    options: tuple[Option, ...] = ()
    token: str = ""
    tight: bool = False
    """One more line of the part before it, not a paragraph of its own."""


class Message(Struct, frozen=True, gc=False, omit_defaults=True):
    """One thing said to one person, in their language, at most one question in it."""

    language: Language
    parts: tuple[Part, ...]
    attach: str = ""
    """A file to send along: `export` is the person's own data, made when it is sent."""
    pairs: tuple[int, ...] = ()
    """The mentorships that it tells of, as far as the turn that made it knew them."""
