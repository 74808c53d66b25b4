"""The providers' side of sending: takes what is owed, and puts it on screens as a channel can.

The claim, the window, the words, the cutting into bubbles, what a failure means and how outcomes
are stored are production's own; only the network is a screen.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from bot.channels.console import Console
from bot.channels.protocol import Abilities, Bubble, Button, Refused, SendError
from bot.channels.text import gsm_units, read_bold, split_bubble, utf16_units
from bot.channels.whatsapp_content import SHAPES, content_for
from bot.exports import sign_export
from bot.handlers.status import close_door
from bot.outbox import LEASE, WINDOW
from bot.rendering import render
from bot.retries import Patience, after_absence, after_failure
from core.conversation.message import Message
from simulator.events import TELEGRAM_ACCOUNT, WHATSAPP_ACCOUNT
from simulator.phone import Layout, Phone, Shown
from simulator.provider import Provider
from storage import outbox
from storage.codec import decode_message
from storage.database import Database
from storage.outbox import Owed
from storage.outcomes import Accepted, Outcome, Progress, Retry, known_ids, settle

MANY = 1000
"""Messages taken from the outbox at a time."""

ABILITIES: Mapping[str, Abilities] = {
    "whatsapp": Abilities(buttons=0, label=24, units=1600),
    "telegram": Abilities(buttons=100, label=64, units=4096, files=True),
    "console": Console.abilities,
}
"""Those of the real channels, without importing their libraries; a test compares them."""

ACCOUNTS: Mapping[str, str] = {
    "whatsapp": WHATSAPP_ACCOUNT,
    "telegram": TELEGRAM_ACCOUNT,
    "console": "local",
}

LISTING = frozenset({"whatsapp"})
"""Channels whose provider can be asked what it has sent (bot.doubts); a test compares them."""

CONTENTS = {shape: f"HX{number:032x}" for number, shape in enumerate(SHAPES, 1)}
"""As if every Content object were registered at Twilio."""

_TOKEN = re.compile(r'"token":"([^"]*)"')

Piece = tuple[str, Layout, tuple[Button, ...]]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt to send: `shown` are the bubbles that reached the screen, `error` why not all.

    With an unknown outcome both are possible: the provider took it and we were not told.
    """

    at: int
    phone: Phone
    owed: Owed
    shown: tuple[Shown, ...] = ()
    error: str = ""


class Courier:
    """Delivers for all channels of one database, by way of `provider`."""

    def __init__(
        self,
        database: Database,
        phones: Callable[[str, str], Phone],
        clock: Callable[[], int],
        key: bytes,
        provider: Provider,
    ) -> None:
        self._database = database
        self._phone = phones
        self._clock = clock
        self._key = key
        self._provider = provider
        self._patience = Patience()
        self._known: dict[tuple[str, str], tuple[Piece, ...]] = {}

    def deliver(self, channels: Iterable[str]) -> list[Delivery]:
        """Send what may leave now; one message an address, so call again until it is empty."""
        delivered: list[Delivery] = []
        for channel in channels:
            account = ACCOUNTS[channel]
            now = self._clock()
            # One transaction, because a provider answers at once and the process does not die here.
            with self._database.begin() as conn:
                owed = outbox.claim(conn, channel, account, now, MANY, LEASE)
                if not owed:
                    continue
                ended = [self._attempt(channel, one) for one in owed]
                settle(conn, [outcome for outcomes, _ in ended for outcome in outcomes], now)
                for _, delivery in ended:
                    self._close_door(conn, delivery, now)
            delivered += [delivery for _, delivery in ended]
        return delivered

    def resolve(self, channels: Iterable[str]) -> int:
        """Look into unknown outcomes that are due, as `bot.doubts` does; how many."""
        looked = 0
        for channel in channels:
            now = self._clock()
            with self._database.begin() as conn:
                due = outbox.unknowns(conn, channel, ACCOUNTS[channel], now, MANY)
                for owed in due:
                    settle(conn, self._verdict(conn, channel, owed, now), now)
            looked += len(due)
        return looked

    def release(self, channel: str) -> int:
        """Let go what was held for people who have written since; how many messages."""
        with self._database.begin() as conn:
            return outbox.release(conn, channel, ACCOUNTS[channel], self._clock())

    def _attempt(self, channel: str, owed: Owed) -> tuple[list[Outcome], Delivery]:
        phone, now = self._phone(channel, owed.to_address), self._clock()
        late = channel == "whatsapp" and owed.address_id and now - owed.last_in_at > WINDOW
        outcomes: list[Outcome] = []
        shown: list[Shown] = []
        error: SendError | None
        if phone.blocked:
            error = Refused("blocked", "blocked")
        elif late:
            error = Refused("window", "24h")
        else:
            outcomes, shown, error = self._hand_over(phone, owed, now)
        if error is None:
            return outcomes, Delivery(now, phone, owed, tuple(shown))
        looks = channel in LISTING
        outcomes.append(after_failure(error, owed, now, self._patience, 1.0, looks=looks))
        kind = error.kind if isinstance(error, Refused) else type(error).__name__.lower()
        return outcomes, Delivery(now, phone, owed, tuple(shown), kind)

    def _hand_over(
        self, phone: Phone, owed: Owed, now: int
    ) -> tuple[list[Outcome], list[Shown], SendError | None]:
        """Say what has not left yet of a message, bubble by bubble, until one fails."""
        outcomes: list[Outcome] = []
        shown: list[Shown] = []
        if owed.kind == "leave":
            return [Accepted(owed.id, "", owed.attempt)], shown, None
        message = decode_message(owed.body)
        pieces = self._pieces(phone.channel, owed, message, now)
        for number, piece in enumerate(pieces[owed.sent_parts :], owed.sent_parts + 1):
            place = owed.id, owed.attempt, number
            taken = self._provider.take(phone.channel, phone.address, piece[0], place, now)
            if taken.shown:
                phone.shown += 1
                shown.append(Shown(now, phone.shown, *piece, message, owed.lane))
                phone.screen.append(shown[-1])
            if taken.error is not None:
                return outcomes, shown, taken.error
            if number < len(pieces):
                outcomes.append(Progress(owed.id, number, taken.provider_id, owed.attempt))
            else:
                outcomes.append(Accepted(owed.id, taken.provider_id, owed.attempt))
        return outcomes or [Accepted(owed.id, "", owed.attempt)], shown, None

    def _verdict(self, conn: Connection, channel: str, owed: Owed, now: int) -> list[Outcome]:
        """What became of a message nobody was told of: found in the provider's list, or absent."""
        looks = channel in LISTING
        pieces = self._pieces(channel, owed, decode_message(owed.body), now) if looks else []
        if owed.sent_parts < len(pieces):
            text, since = pieces[owed.sent_parts][0], owed.sent_at
            listed = self._provider.find_sent(owed.to_address, text, since)
            others = known_ids(conn, channel, ACCOUNTS[channel], owed.id, listed)
            found = next((one for one in listed if one not in others), "")
            parts = owed.sent_parts + 1
            if found and parts == len(pieces):
                return [Accepted(owed.id, found, owed.attempt)]
            if found:
                rest = Retry(owed.id, now, "rest", owed.attempt)
                return [Progress(owed.id, parts, found, owed.attempt), rest]
        return [after_absence(owed, now, self._patience, looks=looks)]

    def _pieces(self, channel: str, owed: Owed, message: Message, now: int) -> list[Piece]:
        """The bubbles of a message; equal words are rendered once, whatever run they belong to."""
        tokens = _TOKEN.findall(owed.body)
        shape = channel, _TOKEN.sub("", owed.body)
        if shape not in self._known:
            self._known[shape] = tuple(pieces_of(message, channel))
        asked = next((token for token in reversed(tokens) if token), "")
        pieces = [
            (text, layout, tuple(_renamed(button, asked) for button in buttons))
            for text, layout, buttons in self._known[shape]
        ]
        if message.attach == "export" and owed.person_id:
            if ABILITIES[channel].files:
                pieces.append(("mem-data.json", "file", ()))
            else:
                token = sign_export(self._key, owed.person_id, owed.created_at)
                pieces.append((f"/exports/{token}", "link", ()))
        return pieces

    @staticmethod
    def _close_door(conn: Connection, delivery: Delivery, now: int) -> None:
        if delivery.error == "blocked":
            close_door(conn, delivery.owed.person_id, delivery.owed.address_id, now)


def pieces_of(message: Message, channel: str) -> list[Piece]:
    """The bubbles of a message as a channel shows them, with the layout of their choices."""
    measure = gsm_units if channel == "whatsapp" else utf16_units
    return [
        (_plain(piece, channel), *_laid_out(piece, channel))
        for bubble in render(message, ABILITIES[channel])
        for piece in split_bubble(bubble, ABILITIES[channel].units, measure)
    ]


def _laid_out(bubble: Bubble, channel: str) -> tuple[Layout, tuple[Button, ...]]:
    if not bubble.buttons:
        return "text", ()
    if channel == "telegram":
        return "keyboard", bubble.buttons
    if channel == "whatsapp" and content_for(bubble, CONTENTS):
        return ("quick" if len(bubble.buttons) <= 3 else "list"), bubble.buttons
    return "text", ()


def _plain(bubble: Bubble, channel: str) -> str:
    """A terminal shows no bold words; the two apps do."""
    return read_bold(bubble.text)[0] if channel == "console" else bubble.text


def _renamed(button: Button, asked: str) -> Button:
    option = button.token.rsplit(".", 1)[-1]
    return replace(button, token=f"{asked}.{option}")
