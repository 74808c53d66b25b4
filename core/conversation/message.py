"""What we say, before it has words: keys, facts and options, rendered when it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.ids import Language


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer: its stable id and a reference to its label.

    A label reference is `key.attribute` of the catalogue, or `kind:code` of a vocabulary
    (`region:MA-06`, `sector:digital`, …), or `=text` for words that are the same everywhere.
    """

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a summary: the title's reference and the values' references."""

    title: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
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


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said to one person, in their language, at most one question in it."""

    language: Language
    parts: tuple[Part, ...]
    attach: str = ""
    """A file to send along: `export` is the person's own data, made when it is sent."""
