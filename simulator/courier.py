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
from bot.retries import Patience, after_failure
from core.conversation.message import Message
from simulator.events import TELEGRAM_ACCOUNT, WHATSAPP_ACCOUNT
from simulator.phone import Layout, Phone, Shown
from storage import outbox
from storage.codec import decode_message
from storage.database import Database
from storage.outbox import Owed
from storage.outcomes import Accepted, Outcome, settle

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

CONTENTS = {shape: f"HX{number:032x}" for number, shape in enumerate(SHAPES, 1)}
"""As if every Content object were registered at Twilio."""

_TOKEN = re.compile(r'"token":"([^"]*)"')

Piece = tuple[str, Layout, tuple[Button, ...]]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message that left, or did not and why; `shown` are the bubbles that reached the screen."""

    at: int
    phone: Phone
    owed: Owed
    shown: tuple[Shown, ...] = ()
    error: str = ""


class Courier:
    """Delivers for all channels of one database.

    `trouble` may raise a SendError for an attempt, as a provider on a bad day does. Without
    `receipts` no provider's ids are kept, which only quoted replies and status reports need.
    """

    def __init__(
        self,
        database: Database,
        phones: Callable[[str, str], Phone],
        clock: Callable[[], int],
        key: bytes,
        trouble: Callable[[Owed], None] = lambda _: None,
        *,
        receipts: bool = True,
    ) -> None:
        self._database = database
        self._phone = phones
        self._clock = clock
        self._key = key
        self._trouble = trouble
        self._receipts = receipts
        self._patience = Patience()
        self._known: dict[tuple[str, str], tuple[Piece, ...]] = {}

    def deliver(self, channels: Iterable[str]) -> list[Delivery]:
        """Send what may leave now; one message an address, so call again until it is empty."""
        delivered: list[Delivery] = []
        for channel in channels:
            account = ACCOUNTS[channel]
            now = self._clock()
            # One transaction, because a screen is reached at once and without fail.
            with self._database.begin() as conn:
                owed = outbox.claim(conn, channel, account, now, MANY, LEASE)
                if not owed:
                    continue
                ended = [self._attempt(channel, one) for one in owed]
                settle(conn, [outcome for outcome, _ in ended], now)
                for _, delivery in ended:
                    self._close_door(conn, delivery, now)
            delivered += [delivery for _, delivery in ended]
        return delivered

    def release(self, channel: str) -> int:
        """Let go what was held for people who have written since; how many messages."""
        with self._database.begin() as conn:
            return outbox.release(conn, channel, ACCOUNTS[channel], self._clock())

    def _attempt(self, channel: str, owed: Owed) -> tuple[Outcome, Delivery]:
        phone, now = self._phone(channel, owed.to_address), self._clock()
        try:
            if phone.blocked:
                raise Refused("blocked", "blocked")
            if channel == "whatsapp" and owed.address_id and now - owed.last_in_at > WINDOW:
                raise Refused("window", "24h")
            self._trouble(owed)
        except SendError as error:
            outcome = after_failure(error, owed, now, self._patience, 1.0, looks=False)
            kind = error.kind if isinstance(error, Refused) else type(error).__name__.lower()
            return outcome, Delivery(now, phone, owed, error=kind)
        shown = self._show(phone, owed, now)
        receipt = f"{phone.address}/{owed.id}" if self._receipts else ""
        return Accepted(owed.id, receipt, owed.attempt), Delivery(now, phone, owed, shown)

    def _show(self, phone: Phone, owed: Owed, now: int) -> tuple[Shown, ...]:
        if owed.kind == "leave":
            return ()
        message = decode_message(owed.body)
        bubbles = []
        for text, layout, buttons in self._pieces(phone.channel, owed, message, now):
            phone.shown += 1
            bubbles.append(Shown(now, phone.shown, text, layout, buttons, message, owed.lane))
        phone.screen.extend(bubbles)
        return tuple(bubbles)

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
