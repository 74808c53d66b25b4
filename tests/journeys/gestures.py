"""What somebody does with a phone, as the request of their provider that tells us of it."""

import itertools
from collections.abc import Callable, Mapping
from typing import Any

from simulator.phone import Action, CannotDo, Edit, Phone, Reply, SendMedia, Shown, Tap, Type
from tests.fakes.inbound import (
    TelegramUser,
    message_sid,
    telegram_edited,
    telegram_photo,
    telegram_tap,
    telegram_text,
    telegram_voice,
    twilio_list_choice,
    twilio_media,
    twilio_tap,
    twilio_template_tap,
    twilio_text,
)
from tests.fakes.telegram_messages import Delivery as TelegramDelivery
from tests.fakes.twilio_messages import Delivery as TwilioDelivery

Sent = TwilioDelivery | TelegramDelivery

MEDIA_TYPES = {"voice": "audio/ogg", "image": "image/jpeg"}
"""What stories send beside words, and what it is."""

_numbers = itertools.count(1)


def twilio_form(phone: Phone, action: Action, under: Sent | None) -> dict[str, str]:
    """Twilio's form; `under` is the message tapped or replied to. Raises CannotDo."""
    number = next(_numbers)
    common = {"sid": message_sid(number), "profile_name": phone.name}
    match action:
        case Type(text):
            return twilio_text(phone.address, text, **common)
        case Reply(text):
            assert isinstance(under, TwilioDelivery)
            return twilio_text(phone.address, text, replied_to=under.sid, **common)
        case Tap():
            assert isinstance(under, TwilioDelivery)
            shown, button = phone.find(action)
            make = _twilio_tap(shown)
            return make(phone.address, button.label, button.token, replied_to=under.sid, **common)
        case SendMedia(kind, caption) if kind in MEDIA_TYPES:
            return twilio_media(
                phone.address,
                sid=message_sid(number, "MM"),
                profile_name=phone.name,
                content_type=MEDIA_TYPES[kind],
                media_sid=message_sid(number, "ME"),
                body=caption,
            )
        case _:
            raise CannotDo(f"no story over HTTP does {action} on WhatsApp")


def _twilio_tap(shown: Shown) -> Callable[..., dict[str, str]]:
    if shown.template:
        return twilio_template_tap
    return twilio_tap if shown.layout == "quick" else twilio_list_choice


def telegram_update(
    phone: Phone, action: Action, under: Sent | None, now: int
) -> Mapping[str, Any]:
    """Telegram's update at `now` (milliseconds); as above."""
    first, _, last = phone.name.partition(" ")
    user = TelegramUser(int(phone.address), first, last, language_code=phone.locale)
    number = next(_numbers)
    ids = {"update_id": number, "message_id": number, "date": now // 1000}
    match action:
        case Type(text):
            return telegram_text(user, text, **ids)
        case Reply(text):
            assert isinstance(under, TelegramDelivery)
            update = telegram_text(user, text, **ids)
            update["message"]["reply_to_message"] = under.message
            return update
        case Edit(text):
            return telegram_edited(user, text, **ids)
        case Tap():
            assert isinstance(under, TelegramDelivery)
            _, button = phone.find(action)
            query = f"query{number}"
            return telegram_tap(
                user, button.token, message=under.message, query_id=query, update_id=number
            )
        case SendMedia("voice", _):
            return telegram_voice(user, **ids)
        case SendMedia("image", caption):
            return telegram_photo(user, caption=caption, **ids)
        case _:
            raise CannotDo(f"no story over HTTP does {action} on Telegram")
