"""What somebody does with a phone, as the request of their provider that tells us of it."""

import itertools
from collections.abc import Callable, Mapping
from typing import Any

from simulator.phone import Action, CannotDo, Phone, Shown, Tap, Type
from tests.fakes.inbound import (
    TelegramUser,
    message_sid,
    telegram_tap,
    telegram_text,
    twilio_list_choice,
    twilio_tap,
    twilio_template_tap,
    twilio_text,
)
from tests.fakes.telegram_messages import Delivery as TelegramDelivery
from tests.fakes.twilio_messages import Delivery as TwilioDelivery

Sent = TwilioDelivery | TelegramDelivery

_numbers = itertools.count(1)


def twilio_form(phone: Phone, action: Action, under: Sent | None) -> dict[str, str]:
    """Twilio's form; `under` is the message whose button is tapped. Raises CannotDo."""
    common = {"sid": message_sid(next(_numbers)), "profile_name": phone.name}
    match action:
        case Type(text):
            return twilio_text(phone.address, text, **common)
        case Tap():
            assert isinstance(under, TwilioDelivery)
            shown, button = phone.find(action)
            make = _twilio_tap(shown)
            return make(phone.address, button.label, button.token, replied_to=under.sid, **common)
        case _:
            raise CannotDo(f"no story over HTTP does {action}")


def _twilio_tap(shown: Shown) -> Callable[..., dict[str, str]]:
    if shown.template:
        return twilio_template_tap
    return twilio_tap if shown.layout == "quick" else twilio_list_choice


def telegram_update(
    phone: Phone, action: Action, under: Sent | None, now: int
) -> Mapping[str, Any]:
    """Telegram's update at `now` (milliseconds); as above. Raises CannotDo."""
    first, _, last = phone.name.partition(" ")
    user = TelegramUser(int(phone.address), first, last, language_code=phone.locale)
    number = next(_numbers)
    match action:
        case Type(text):
            ids = {"update_id": number, "message_id": number, "date": now // 1000}
            return telegram_text(user, text, **ids)
        case Tap():
            assert isinstance(under, TelegramDelivery)
            _, button = phone.find(action)
            query = f"query{number}"
            return telegram_tap(
                user, button.token, message=under.message, query_id=query, update_id=number
            )
        case _:
            raise CannotDo(f"no story over HTTP does {action}")
