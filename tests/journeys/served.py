"""Phones around a service that runs: a stage for stories, with nothing of the simulator's world."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from sqlalchemy import bindparam, select

from core.conversation.effects import Lane
from core.conversation.message import Message
from core.duration import SECOND
from simulator.phone import Action, Phone, Reply, Tap
from simulator.thumb import press
from storage.codec import decode_message
from storage.prepared import Prepared
from storage.schema import delivery, outbox
from tests.fakes.inbound import twilio_webhook
from tests.fakes.telegram_messages import Delivery as TelegramDelivery
from tests.fakes.twilio_messages import Delivery as TwilioDelivery
from tests.fakes.webhook import Webhook
from tests.journeys.assistant import PUBLIC
from tests.journeys.gestures import Sent, telegram_update, twilio_form
from tests.journeys.running import Running, Templates
from tests.journeys.screens import is_enclosure, shown_on_telegram, shown_on_whatsapp

CONTENT = b"of a voice note, or of a picture"
"""The bytes of what somebody sends beside words."""

_LANES: tuple[Lane, ...] = get_args(Lane)
_SAID = Prepared(
    select(outbox.c.body, outbox.c.lane)
    .join(delivery, delivery.c.outbox_id == outbox.c.id)
    .where(delivery.c.provider_id == bindparam("provider_id"))
)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """What came beside the words of a message with this attachment."""

    phone: Phone
    attach: str
    media_type: str


class Served(Running):
    """A `simulator.performance.Stage`.

    What a channel puts beside the words is kept in `enclosed` and not on the screen.
    """

    def __init__(self, url: str, start: datetime, templates: Templates) -> None:
        super().__init__(url, start, templates)
        self.phones: dict[tuple[str, str], Phone] = {}
        self.enclosed: list[Enclosed] = []
        self._sent: dict[tuple[str, str, int], Sent] = {}
        self._read = {"whatsapp": 0, "telegram": 0}

    def add_phone(self, channel: str, address: str, *, name: str, locale: str, zone: str) -> Phone:
        address = f"whatsapp:{address}" if channel == "whatsapp" else address
        phone = Phone(address, channel, "", name, locale, zone)
        self.phones[channel, address] = phone
        return phone

    # -- what happens ---------------------------------------------------------------------------

    def do(self, phone: Phone, action: Action) -> None:
        """Somebody does something, and all that follows at this moment happens.

        Raises CannotDo for what the phone or its screen does not allow.
        """
        webhook, answered = self._request_of(phone, action, self._under(phone, action))
        press(phone, action, self.clock.now)
        assert self.post(webhook) in {200, 204}, f"{action} was not accepted"
        self.until(answered, "the tap is answered")
        self.settle()
        self.beat("sweep")  # within five seconds: what was held for whoever writes again leaves
        self._show()

    def next_event(self) -> int | None:
        waiting, soon = self.waiting(), self.clock.now + SECOND
        moments = (waiting.timer_at, waiting.wake_at, waiting.owed_at, waiting.unknown_at)
        return min((max(at, soon) for at in moments if at is not None), default=None)

    def step(self, at: int) -> None:
        self.move_to(at)
        self.beat()
        self._show()

    def advance_to(self, until: int) -> None:
        while (at := self.next_event()) is not None and at <= until:
            self.step(at)
        self.move_to(until)

    def _under(self, phone: Phone, action: Action) -> Sent | None:
        """The message of ours that is tapped or replied to, as the provider knows it."""
        match action:
            case Tap():
                shown, _ = phone.find(action)
            case Reply():
                shown = phone.quoted(action)
            case _:
                return None
        return self._sent[phone.channel, phone.address, shown.number]

    def _request_of(
        self, phone: Phone, action: Action, under: Sent | None
    ) -> tuple[Webhook, Callable[[], bool]]:
        """The provider's request, and whether it was answered where an answer is owed."""
        if phone.channel == "whatsapp":
            form = twilio_form(phone, action, under)
            self.twilio.receive(form)
            if "MediaUrl0" in form:
                self.twilio.media[form["MediaUrl0"].rpartition("/")[2]] = CONTENT
            return twilio_webhook(f"{PUBLIC}/webhooks/twilio", form), lambda: True
        update = telegram_update(phone, action, under, self.clock.now)
        self.telegram.saw(update)
        query, answered = update.get("callback_query", {}).get("id"), self.telegram.answered
        return self.telegram.update_webhook(update), lambda: query is None or query in answered

    # -- what is seen ---------------------------------------------------------------------------

    def _show(self) -> None:
        """Put on the screens what was delivered since."""
        twilio, telegram = self.twilio.delivered, self.telegram.delivered
        for one in twilio[self._read["whatsapp"] :]:
            self._put(self.phones["whatsapp", one.to], one, one.sid)
        for other in telegram[self._read["telegram"] :]:
            place = f"{other.chat_id}/{other.message_id}"
            self._put(self.phones["telegram", str(other.chat_id)], other, place)
        self._read = {"whatsapp": len(twilio), "telegram": len(telegram)}

    def _put(self, phone: Phone, sent: Sent, provider_id: str) -> None:
        message, lane = self._said(provider_id)
        if is_enclosure(sent):
            self.enclosed.append(Enclosed(phone, message.attach, self._media_type(sent)))
            return
        phone.shown += 1
        if isinstance(sent, TwilioDelivery):
            template = self.twilio.content.templates.get(sent.form.get("ContentSid", ""))
            shown = shown_on_whatsapp(sent, template, message, lane, phone)
        else:
            shown = shown_on_telegram(sent, message, lane, phone)
        phone.screen.append(shown)
        self._sent[phone.channel, phone.address, phone.shown] = sent

    def _media_type(self, sent: Sent) -> str:
        """What is enclosed: of a link, what whoever follows it at once is given."""
        if isinstance(sent, TelegramDelivery):
            return self.telegram.files[sent.file_id].content_type
        link = sent.form["MediaUrl"][0] if "MediaUrl" in sent.form else sent.body
        status, media_type = self.request("GET", link)
        return media_type if status == 200 else f"HTTP {status}"

    def _said(self, provider_id: str) -> tuple[Message, Lane]:
        """The message that left under this id."""
        with self.database.read() as conn:
            (row,) = _SAID.all(conn, provider_id=provider_id)
        return decode_message(row.body), _LANES[row.lane]
