"""What every channel can do: parse what arrives, send what is owed, and fail in a known way."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, Protocol

from core.conversation.update import Update

UNTIMED = datetime(1970, 1, 1, tzinfo=UTC)
"""The time of an update whose provider tells none (Twilio's webhooks, Telegram's taps)."""


@dataclass(frozen=True, slots=True)
class Button:
    """One tap: the token it brings back (at most 64 bytes of ASCII) and the words on it.

    `number` is the digit that says the same, 0 when there is none.
    """

    token: str
    label: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message as it will stand on a screen; its buttons are a comfort, digits always do.

    `title` are the words on the button that opens the choices where a channel folds them away.
    """

    text: str
    buttons: tuple[Button, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A document sent along: the person's own data."""

    name: str
    media_type: str
    content: bytes


EnclosureKind = Literal["voice", "image", "document"]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """Media to be sent: under the channel's own `reference`, from a `link`, or as a `file`.

    Without a `spare` one, whose words are in the message as well, the message goes on.
    """

    kind: EnclosureKind
    reference: str = ""
    link: str = ""
    file: File | None = None
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a channel can show.

    `buttons`: most buttons under one bubble; with 0 the text itself lists the choices with their
    numbers, and a button that the channel can show after all is an addition. `label`: most characters on a button.
    `units`: most UTF-16 units of one bubble's text. `files`: whether documents can be sent.
    """

    buttons: int
    label: int
    units: int
    files: bool = False


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a provider takes messages: per second in all, and for one person after a burst."""

    per_second: float
    person_burst: int
    person_per_second: float


RefusalKind = Literal[
    "blocked", "address", "window", "configuration", "content", "too_long", "withheld"
]
"""Why a provider will not take a message: the person closed the door, cannot be reached there,
has not written for 24 hours, we are set up wrong, the words are wrong, too long, or held back."""


class NotAuthentic(Exception):  # noqa: N818 - a verdict about a request, not an error of ours
    """The request does not come from the provider, or lacks what it always sends."""


class UnreadableBody(Exception):  # noqa: N818 - as above
    """The body is not in the provider's format."""


LONGEST_WAIT = 3600.0
"""Seconds a provider may ask us to wait at most; what asks for more is believed so far (reliability F5)."""


class SendError(Exception):
    """A send that did not succeed; the text is a code, never words, names or numbers."""


class Unreachable(SendError):  # noqa: N818 - as above
    """The provider surely did not take the message: try again later."""


class Throttled(SendError):  # noqa: N818 - as above
    """Too fast; the message was not taken. `retry_after` in seconds, 0 when not told."""

    def __init__(self, code: str, retry_after: float = 0.0) -> None:
        super().__init__(code)
        self.retry_after = min(max(0.0, retry_after), LONGEST_WAIT)  # in this order NaN is 0


class Refused(SendError):  # noqa: N818 - as above
    """The provider said no, and would again."""

    def __init__(self, kind: RefusalKind, code: str) -> None:
        super().__init__(code)
        self.kind: RefusalKind = kind


class OutcomeUnknown(SendError):  # noqa: N818 - as above
    """The message may or may not have been taken (reliability §4)."""


class Channel(Protocol):
    """A way to reach people; it knows nobody above it."""

    name: str
    account: str
    """What the provider limits and numbers: the Twilio account, the bot."""
    abilities: Abilities
    pace: Pace

    def parse(self, payload: str) -> Update:
        """The stored raw event in our own words; never raises, unknown things are `Ignored`."""
        ...

    async def send(self, bubble: Bubble, to: str, *, reference: str) -> str:
        """Send one bubble and return the provider's id of it.

        `reference` comes back with the provider's reports where it can carry one.
        Raises a SendError and nothing else.
        """
        ...

    async def send_file(self, file: File, to: str, *, reference: str) -> str:
        """Send one document; only where `abilities.files` says so."""
        ...

    async def leave(self, to: str) -> None:
        """Leave a group."""
        ...

    async def ask(self) -> None:
        """Have the provider answer a question that changes nothing. Raises a SendError and nothing
        else.
        """
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
