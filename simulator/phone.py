"""A phone: who holds it, what they can do with it, and what is on its screen."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal

from bot.channels.protocol import Button
from core.conversation.effects import Lane
from core.conversation.message import Message, Part
from core.conversation.update import MediaKind
from core.understanding.countries import country_of_number
from core.understanding.places import time_zones

Layout = Literal["text", "quick", "list", "keyboard", "file", "link"]
"""How a bubble's choices are shown: not at all, under it, folded away in a list, as a keyboard."""


@dataclass(frozen=True, slots=True)
class Type:
    """Write a message."""

    text: str


@dataclass(frozen=True, slots=True)
class Tap:
    """Press the button with these words; `older` skips that many younger bubbles that have it."""

    label: str
    older: int = 0


@dataclass(frozen=True, slots=True)
class SendMedia:
    """Send a voice note, an image or a place."""

    kind: MediaKind
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Change the last message written (a channel that tells us of edits shows it)."""

    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """Write a message that quotes our last bubble, or the one that many further up."""

    text: str
    older: int = 0


@dataclass(frozen=True, slots=True)
class Repeat:
    """The provider delivers the last event once more."""


@dataclass(frozen=True, slots=True)
class Block:
    """Close the door on the assistant."""


@dataclass(frozen=True, slots=True)
class Unblock:
    """Open the door again."""


Action = Type | Tap | SendMedia | Edit | Reply | Repeat | Block | Unblock


class CannotDo(Exception):  # noqa: N818 - a refusal of the phone, told to whoever holds it
    """The phone cannot do that: no such button, nothing to edit."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the person did, as it stands on their own screen."""

    at: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One bubble of ours on the screen, with the message it is a piece of.

    `number` counts the bubbles of this phone; `template` is whether it left as an approved one;
    `provider_id` is what its provider calls it, empty where nobody was told.
    """

    at: int
    number: int
    text: str
    layout: Layout
    buttons: tuple[Button, ...]
    message: Message
    lane: Lane = "reply"
    template: bool = False
    provider_id: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """The question a bubble asks: its flow and step, and the part with its options."""

    flow: str
    step: str
    part: Part


@dataclass(slots=True)
class Phone:
    """One person on one channel. `address` is the channel's; `zone` is the clock on the wall there."""

    address: str
    channel: str
    account: str
    name: str
    locale: str
    zone: str
    screen: list[Said | Shown] = field(default_factory=list)
    blocked: bool = False
    habit: str = ""
    heard_at: int = 0
    """When the provider last had a message of this person: what opens WhatsApp's window."""
    shown: int = 0
    sent: int = 0
    last: tuple[str, str] | None = None
    """Event id and payload of the last event, for a provider that delivers it twice."""
    acts: list[tuple[int, Action]] = field(default_factory=list)
    """All that was done with it, and when: what a journey is made of."""
    rewritten: int = 0
    """How often something on the screen was changed in place."""

    def bubbles(self) -> Iterator[Shown]:
        """Our bubbles, the youngest first."""
        return (one for one in reversed(self.screen) if isinstance(one, Shown))

    def question(self) -> Question | None:
        """What the last message asks, as its reader sees it, or None."""
        last = next(self.bubbles(), None)
        return question_of(last.message) if last else None

    def find(self, tap: Tap) -> tuple[Shown, Button]:
        """The button that `tap` means; raises CannotDo when no bubble has it."""
        skipped = 0
        for bubble in self.bubbles():
            for button in bubble.buttons:
                if button.label == tap.label:
                    if skipped == tap.older:
                        return bubble, button
                    skipped += 1
                    break
        raise CannotDo(f"no button “{tap.label}” on this screen")

    def quoted(self, reply: Reply) -> Shown:
        """The bubble that `reply` quotes; raises CannotDo when there are not as many."""
        found = next(islice(self.bubbles(), reply.older, None), None)
        if found is None:
            raise CannotDo("nothing to reply to")
        return found

    def typed(self) -> str:
        """The last message written, or nothing."""
        said = (one for one in reversed(self.screen) if isinstance(one, Said))
        return next((one.text for one in said if one.kind in {"text", "edited"}), "")


def question_of(message: Message) -> Question | None:
    """The flow, the step and the part of the question in a message, or None."""
    for part in reversed(message.parts):
        token = part.token.split(".")
        if len(token) == 3:
            return Question(part.key.partition("-")[0], token[2], part)
    return None


def zone_of_number(address: str) -> str:
    """The first time zone of a telephone number's country, or nothing."""
    number = address.removeprefix("whatsapp:")
    country = country_of_number(number) if number.startswith("+") else None
    return next(iter(time_zones(country)), "") if country else ""
