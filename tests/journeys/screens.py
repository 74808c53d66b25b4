"""What the fakes delivered, as it stands on a phone's screen."""

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from bot.channels.protocol import Button
from bot.channels.telegram_plain import without_number
from bot.templates.approvals import wanted
from core.conversation.effects import Lane
from core.conversation.message import Message, Part
from simulator.phone import Layout, Phone, Shown
from tests.fakes.telegram_messages import Delivery as TelegramDelivery
from tests.fakes.twilio_content import Template
from tests.fakes.twilio_messages import Delivery as TwilioDelivery
from tests.journeys.assistant import PUBLIC
from tests.journeys.gestures import Sent

LAYOUTS: Mapping[str, Layout] = {"twilio/quick-reply": "quick", "twilio/list-picker": "list"}
TEMPLATES = {one.content_name: one.template.name for one in wanted()}
"""WhatsApp's templates by the names of their Content objects."""


def is_enclosure(sent: Sent) -> bool:
    """Whether it is what a channel puts beside the words: a file, a picture, a link to one."""
    if isinstance(sent, TwilioDelivery):
        return "MediaUrl" in sent.form or sent.body.startswith(PUBLIC)
    return sent.method != "sendMessage"


def shown_on_whatsapp(
    sent: TwilioDelivery, template: Template | None, message: Message, lane: Lane, phone: Phone
) -> Shown:
    """A message of Twilio's on the screen; `template` is the Content object it was made of."""
    name = TEMPLATES.get(template.friendly_name, "") if template else ""
    if name and _reference(sent).endswith(".0"):  # a notice: what it stands for is not there yet
        message = Message(message.language, (Part(f"templates-{name}"),))
    layout: Layout = LAYOUTS.get(template.shown, "text") if template else "text"
    buttons = tuple(Button(token, label) for token, label in sent.buttons)
    at = round(sent.at.timestamp() * 1000)
    return Shown(at, phone.shown, sent.body, layout, buttons, message, lane, template=bool(name))


def shown_on_telegram(sent: TelegramDelivery, message: Message, lane: Lane, phone: Phone) -> Shown:
    """A message of the bot on the screen, its bold words between stars again."""
    buttons = tuple(Button(token, without_number(label)) for token, label in sent.buttons)
    at = round(sent.at.timestamp() * 1000)
    layout: Layout = "keyboard" if buttons else "text"
    return Shown(at, phone.shown, _with_stars(sent), layout, buttons, message, lane)


def _reference(sent: TwilioDelivery) -> str:
    """Our own id of a message, in the address where Twilio reports on it."""
    address: str = sent.form["StatusCallback"]
    return parse_qs(urlsplit(address).query)["ob"][0]


def _with_stars(sent: TelegramDelivery) -> str:
    units = sent.text.encode("utf-16-le")
    for entity in reversed(sent.message.get("entities", ())):
        if entity["type"] == "bold":
            start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
            star = "*".encode("utf-16-le")
            units = units[:start] + star + units[start:end] + star + units[end:]
    return units.decode("utf-16-le")
