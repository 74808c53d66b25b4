"""The providers' side of sending: takes what is owed, and puts it on screens as a channel can.

The claim, the window, the words, the cutting into bubbles, what a failure means and how outcomes
are stored are production's own; only the network is a screen.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, text

from bot.attachments.links import sign_export
from bot.channels.console import Console
from bot.channels.protocol import Abilities, Bubble, Button, Refused, SendError
from bot.channels.text import gsm_units, read_bold, split_bubble, utf16_units
from bot.channels.whatsapp_content import SHAPES, content_for
from bot.handlers.status import close_door
from bot.sending import holds
from bot.sending import notices as templated
from bot.sending.outbox import LEASE, WINDOW
from bot.sending.retries import LOOKS, Patience, after_absence, after_failure, after_silence
from bot.templates.forms import Form
from bot.words.catalogue import MissingWordsError
from bot.words.rendering import render
from core.conversation.message import Message
from simulator.clock import moment
from simulator.events import TELEGRAM_ACCOUNT, WHATSAPP_ACCOUNT
from simulator.phone import Layout, Phone, Shown
from simulator.provider import Provider
from simulator.templates import bubble, completed, notices
from storage import doubts, outbox
from storage.codec import decode_message
from storage.database import Database
from storage.outbox import NOTICED, Owed
from storage.outcomes import Accepted, Failed, Held, Outcome, Progress, Retry, known_ids, settle
from storage.prepared import Prepared

MANY = 1000
"""Messages taken from the outbox at a time."""

KEPT = 20_000
"""Renderings kept for the next message with the same words; most have names in them."""

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
"""Channels whose provider can be asked what it has sent (bot.sending.doubts); a test compares them."""

HOLDING = frozenset({"window", "notice", "noticed"})
"""Errors of a delivery that is held until its reader writes."""

CONTENTS = {shape: f"HX{number:032x}" for number, shape in enumerate(SHAPES, 1)}
"""As if every Content object were registered at Twilio."""

_OWED = Prepared(
    text("SELECT DISTINCT channel FROM outbox WHERE state = 'pending' AND due_at <= :now")
)
_TOKEN = re.compile(r'"token":"([^"]*)"')
"""The questions of a message; split by it, every second piece is a token."""

Piece = tuple[str, Layout, tuple[Button, ...]]


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt to send: `shown` are the bubbles that reached the screen, `error` why not all.

    With an unknown outcome both are possible: the provider took it and we were not told. What is
    held has "window", "notice" (a template that says there is news was shown in its place) or
    "noticed" (behind an earlier notice) as its error.
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
        self._held: set[int] = set()
        self._database = database
        self._phone = phones
        self._clock = clock
        self._key = key
        self._provider = provider
        self._patience = Patience()
        self._known: dict[tuple[str, str], tuple[Piece, ...]] = {}

    def deliver(self, channels: Collection[str]) -> list[Delivery]:
        """Send what may leave now; one message an address, so call again until it is empty."""
        delivered: list[Delivery] = []
        if not channels:
            return delivered
        now = self._clock()
        # One transaction, because a provider answers at once and the process does not die here.
        with self._database.begin() as conn:
            waiting = frozenset(_OWED.scalars(conn, now=now))
            for channel in channels:
                owed = self._claim(conn, channel, now) if channel in waiting else []
                ended = [self._end(conn, channel, one) for one in owed]
                if ended:
                    settle(conn, [outcome for outcomes, _ in ended for outcome in outcomes], now)
                for _, delivery in ended:
                    self._close_door(conn, delivery, now)
                    delivered.append(delivery)
        return delivered

    def resolve(self, channels: Iterable[str]) -> int:
        """Look into unknown outcomes that are due, as `bot.sending.doubts` does; how many."""
        looked = 0
        for channel in channels:
            now = self._clock()
            with self._database.begin() as conn:
                due = doubts.unknowns(conn, channel, ACCOUNTS[channel], now, MANY)
                if channel in LISTING:
                    waits = [self._patience.after(wait) for wait in LOOKS]
                    due += doubts.notices(conn, channel, ACCOUNTS[channel], now, waits, MANY)
                for owed in due:
                    settle(conn, self._verdict(conn, channel, owed, now), now)
            looked += len(due)
        return looked

    def release(self, channel: str) -> int:
        """Let go what was held for people who have written since; how many messages."""
        with self._database.begin() as conn:
            return holds.release(conn, channel, ACCOUNTS[channel], self._clock())

    def _claim(self, conn: Connection, channel: str, now: int) -> list[Owed]:
        """What leaves now; what was held is older news than a reply, and leaves before it."""
        account = ACCOUNTS[channel]
        owed = outbox.claim(conn, channel, account, now, MANY, LEASE)
        back = {one.person_id for one in owed if one.lane == "reply" and one.person_id}
        back &= self._held
        self._held -= back
        if back and holds.release(conn, channel, account, now, people=back):
            late = [one.id for one in owed if one.person_id in back]
            outbox.put_back(conn, late)
            owed = [one for one in owed if one.id not in late]
            owed += outbox.claim(conn, channel, account, now, MANY, LEASE)
        return owed

    def _end(self, conn: Connection, channel: str, owed: Owed) -> tuple[list[Outcome], Delivery]:
        """What became of a message; one that has no words must not stop the others."""
        try:
            return self._attempt(conn, channel, owed)
        except MissingWordsError as missing:
            phone = self._phone(channel, owed.to_address)
            failed = Failed(owed.id, "render", owed.attempt)
            return [failed], Delivery(self._clock(), phone, owed, (), f"render {missing}")

    def _attempt(
        self, conn: Connection, channel: str, owed: Owed
    ) -> tuple[list[Outcome], Delivery]:
        phone, now = self._phone(channel, owed.to_address), self._clock()
        late = channel == "whatsapp" and owed.address_id and now - owed.last_in_at > WINDOW
        outcomes: list[Outcome] = []
        shown: list[Shown] = []
        error: SendError | None
        if phone.blocked:
            error = Refused("blocked", "blocked")
        elif late:
            outcomes, shown, error = self._outside(conn, phone, owed, now)
        else:
            outcomes, shown, error = self._hand_over(phone, owed, now)
        if error is None:
            return outcomes, Delivery(now, phone, owed, tuple(shown), self._waits(owed, outcomes))
        looks = channel in LISTING
        outcomes.append(after_failure(error, owed, now, self._patience, 1.0, looks=looks))
        kind = error.kind if isinstance(error, Refused) else type(error).__name__.lower()
        self._waits(owed, outcomes)
        return outcomes, Delivery(now, phone, owed, tuple(shown), kind)

    def _waits(self, owed: Owed, outcomes: list[Outcome]) -> str:
        """Whether a message is held now, and behind what."""
        last = outcomes[-1]
        if not isinstance(last, Held):
            return ""
        if owed.person_id is not None:
            self._held.add(owed.person_id)
        return "notice" if last.reason.startswith(NOTICED) else last.reason

    def _outside(
        self, conn: Connection, phone: Phone, owed: Owed, now: int
    ) -> tuple[list[Outcome], list[Shown], SendError | None]:
        """An approved template in place of words of our own, as `bot.sending.notices` chooses it."""
        shown: list[Shown] = []

        async def send(form: Form) -> str:
            place = owed.id, owed.attempt, 0
            part = None if form.whole else 0
            taken = self._provider.take(phone.channel, phone.address, form.text, place, now, part)
            if taken.shown:
                phone.shown += 1
                said = bubble(form, phone.shown, now, decode_message(owed.body))
                shown.append(replace(said, provider_id=taken.provider_id))
                phone.screen.append(shown[-1])
            if taken.error is not None:
                raise taken.error
            return taken.provider_id

        try:
            said = completed(notices(conn, lambda: moment(now)).say(owed, send))
        except SendError as error:
            return [], shown, error
        return list(said), shown, None if said else Refused("window", "24h")

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
            part = number if number < len(pieces) else None
            taken = self._provider.take(phone.channel, phone.address, piece[0], place, now, part)
            if taken.shown:
                phone.shown += 1
                known = taken.provider_id
                said = Shown(now, phone.shown, *piece, message, owed.lane, provider_id=known)
                shown.append(said)
                phone.screen.append(shown[-1])
            if taken.error is not None:
                return outcomes, shown, taken.error
            if part is not None:
                outcomes.append(Progress(owed.id, number, taken.provider_id, owed.attempt))
            else:
                outcomes.append(Accepted(owed.id, taken.provider_id, owed.attempt))
        return outcomes or [Accepted(owed.id, "", owed.attempt)], shown, None

    def _verdict(self, conn: Connection, channel: str, owed: Owed, now: int) -> list[Outcome]:
        """What became of a message nobody was told of: found in the provider's list, or absent."""
        if channel not in LISTING:
            return [after_absence(owed, now, self._patience, looks=False)]
        pieces = self._pieces(channel, owed, decode_message(owed.body), now)
        if owed.sent_parts < len(pieces) and not owed.notice:
            found = self._listed(conn, channel, owed, pieces[owed.sent_parts][0])
            parts = owed.sent_parts + 1
            if found and parts == len(pieces):
                return [Accepted(owed.id, found, owed.attempt)]
            if found:
                rest = Retry(owed.id, now, "rest", owed.attempt)
                return [Progress(owed.id, parts, found, owed.attempt), rest]
        for form in completed(notices(conn, lambda: moment(now)).said(owed)):
            if found := self._listed(conn, channel, owed, form.text):
                return list(templated.found(form, found, owed, now))
        if owed.notice:
            return [after_silence(owed)]
        return [after_absence(owed, now, self._patience, looks=True)]

    def _listed(self, conn: Connection, channel: str, owed: Owed, text: str) -> str:
        """The id under which the provider has these words since the attempt; empty if it has not."""
        listed = self._provider.find_sent(owed.to_address, text, owed.sent_at)
        others = known_ids(conn, channel, ACCOUNTS[channel], owed.id, listed)
        return next((one for one in listed if one not in others), "")

    def _pieces(self, channel: str, owed: Owed, message: Message, now: int) -> list[Piece]:
        """The bubbles of a message; equal words are rendered once, whatever run they belong to."""
        cut = _TOKEN.split(owed.body)
        tokens, shape = cut[1::2], (channel, "".join(cut[::2]))
        if shape not in self._known:
            if len(self._known) >= KEPT:
                self._known.clear()
            self._known[shape] = tuple(pieces_of(message, channel))
        asked = next((token for token in reversed(tokens) if token), "")
        pieces = [
            (words, layout, tuple(_renamed(button, asked) for button in buttons))
            for words, layout, buttons in self._known[shape]
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
    return Button(f"{asked}.{option}", button.label, button.number)
