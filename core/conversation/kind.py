"""What a flow knows of its answers: how they are stored, read and judged, whatever their kind."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from msgspec import Struct

from core.conversation.message import Option

Value = str | int | list[str] | None
"""An answer as stored: one option or one's own words, a number, several options, or skipped."""

Answers = Mapping[str, Value]


class Given(Struct, frozen=True, gc=False):
    """What a kind of answer may look at: the answers before it and the run's facts."""

    answers: Mapping[str, Value]
    facts: Mapping[str, str]


class Answer(Struct, frozen=True, gc=False):
    """What the words mean; `echo` asks for it to be said back because it was read, not chosen."""

    value: Value
    echo: bool = False


class Unclear(Struct, frozen=True, gc=False):
    """Several meanings are possible: ask among these options."""

    options: tuple[str, ...]


class Misread(Struct, frozen=True, gc=False):
    """No meaning found; `reason` names a catalogue attribute of the question, or is empty."""

    reason: str = ""


class Doubtful(Struct, frozen=True, gc=False):
    """An answer that is more likely meant for another question: said back before it is taken."""

    words: str


Understood = Answer | Unclear | Misread | Doubtful


class Asked(Struct, frozen=True, gc=False):
    """The circumstances in which an answer is read.

    `shown` are the option ids on the person's screen, which digits count.
    `surfaces` are every wording of each option, in all languages.
    """

    given: Given
    shown: tuple[str, ...]
    surfaces: Mapping[str, Sequence[str]]
    now: datetime

    @property
    def today(self) -> date:
        """The date of the message, in UTC."""
        return self.now.date()


class Kind(Protocol):
    """What a question needs to know of its answers."""

    def options(self, given: Given) -> tuple[Option, ...]:
        """Every option in display order; empty when only words or numbers are asked for."""

    def tapped(self, option: str, given: Given) -> Value:
        """The answer that choosing `option` gives."""

    def understand(self, text: str, asked: Asked) -> Understood:
        """What `text` means as an answer; digits that count shown options come here too."""

    def valid(self, value: Value, given: Given) -> bool:
        """Whether a stored answer still is one."""

    def labels(self, value: Value) -> tuple[str, ...]:
        """References to the words for a stored answer; empty when options label it."""
