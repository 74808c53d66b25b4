"""What a phone does, as its provider would tell us: raw bodies for the production parsers."""

import json
from typing import Any, assert_never
from urllib.parse import urlencode

from bot.channels.console import payload_of, tap_payload
from bot.channels.protocol import Button
from bot.channels.telegram_parse import numbered
from simulator.phone import (
    Action,
    Block,
    CannotDo,
    Edit,
    Phone,
    Repeat,
    Reply,
    SendMedia,
    Shown,
    Tap,
    Type,
    Unblock,
)

WHATSAPP_ACCOUNT = "AC" + "0" * 32
WHATSAPP_SENDER = "whatsapp:+212520000000"
TELEGRAM_ACCOUNT = "7000000001"
BOT = {"id": int(TELEGRAM_ACCOUNT), "is_bot": True, "first_name": "MeM", "username": "mem_bot"}

MEDIA_TYPES = {
    "voice": "audio/ogg",
    "image": "image/jpeg",
    "video": "video/mp4",
    "sticker": "image/webp",
    "document": "application/pdf",
}
_ALWAYS = urlencode(
    {
        "AccountSid": WHATSAPP_ACCOUNT,
        "To": WHATSAPP_SENDER,
        "NumSegments": "1",
        "SmsStatus": "received",
        "ApiVersion": "2010-04-01",
    }
)
RABAT = (34.0209, -6.8416)
"""Where a place sent from a phone lies."""


def raw_event(phone: Phone, action: Action, now: int) -> tuple[str, str] | None:
    """The event id and the body that the phone's provider delivers, or None when it tells nothing.

    Raises CannotDo for what this channel or this screen does not allow.
    """
    if isinstance(action, Repeat):
        if phone.last is None:
            raise CannotDo("nothing was sent yet")
        return phone.last
    number = phone.sent + 1
    match phone.channel:
        case "whatsapp":
            return _whatsapp(phone, action, number)
        case "telegram":
            return _telegram(phone, action, number, now)
        case _:
            return _console(phone, action, number)


def _whatsapp(phone: Phone, action: Action, number: int) -> tuple[str, str] | None:
    sid = f"SM{_digits(phone.address):016x}{number:016x}"
    form = {
        "MessageSid": sid,
        "SmsMessageSid": sid,
        "From": phone.address,
        "WaId": phone.address.removeprefix("whatsapp:+"),
        "ProfileName": phone.name,
        "NumMedia": "0",
        "MessageType": "text",
        "Body": "",
    }
    match action:
        case Type(text):
            form["Body"] = text
        case Reply(text):
            form |= {"Body": text, "OriginalRepliedMessageSender": WHATSAPP_SENDER}
            form["OriginalRepliedMessageSid"] = phone.quoted(action).provider_id
        case Tap():
            shown, button = phone.find(action)
            if shown.layout == "list":
                form |= {"MessageType": "interactive", "ListId": button.token}
                form |= {"ListTitle": button.label, "Body": button.label}
            else:
                form |= {"MessageType": "button", "ButtonPayload": button.token}
                form |= {"ButtonText": button.label, "Body": button.label}
        case SendMedia("location", caption):
            form |= {"MessageType": "location", "Body": caption}
            form |= {"Latitude": str(RABAT[0]), "Longitude": str(RABAT[1])}
        case SendMedia(kind, caption):
            form |= {"MessageType": "audio" if kind == "voice" else kind, "Body": caption}
            form |= {"NumMedia": "1", "MediaContentType0": MEDIA_TYPES.get(kind, "text/vcard")}
            form["MediaUrl0"] = f"https://api.twilio.com/media/{sid}"
        case Edit():
            raise CannotDo("WhatsApp does not tell us of edited messages")
        case Block() | Unblock():
            return None  # only a later send that fails shows it
        case Repeat():
            raise CannotDo("nothing was sent yet")
        case _:
            assert_never(action)
    return sid, f"{_ALWAYS}&{urlencode(form)}"


def _telegram(phone: Phone, action: Action, number: int, now: int) -> tuple[str, str] | None:
    chat = int(phone.address)
    first, _, last = phone.name.partition(" ")
    user: dict[str, Any] = {"id": chat, "is_bot": False, "first_name": first or "?"}
    user |= {"last_name": last} if last else {}
    sender = user | ({"language_code": phone.locale} if phone.locale else {})
    place = {key: value for key, value in user.items() if key != "is_bot"} | {"type": "private"}
    update_id = chat * 1000 + number
    body: dict[str, Any] = {
        "message_id": 2 * number,
        "from": sender,
        "chat": place,
        "date": now // 1000,
    }
    kind = "message"
    about = str(body["message_id"])
    match action:
        case Type(text):
            body["text"] = text
            if text.startswith("/"):
                length = len(text.split(maxsplit=1)[0])
                body["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        case Reply(text):
            body["text"] = text
            body["reply_to_message"] = _as_telegram(phone.quoted(action), None, place, now)
        case Tap():
            shown, button = phone.find(action)
            kind, about = "callback_query", f"9{update_id}"
            body = {
                "id": about,
                "from": sender,
                "chat_instance": f"-2{chat}",
                "data": button.token,
                "message": _as_telegram(shown, button, place, now),
            }
        case SendMedia("location", _):
            body["location"] = {"latitude": RABAT[0], "longitude": RABAT[1]}
        case SendMedia(media, caption):
            body |= _telegram_media(media, str(update_id))
            body |= {"caption": caption} if caption else {}
        case Edit(text):
            kind = "edited_message"
            body |= {"edit_date": now // 1000, "text": text}
        case Block() | Unblock():
            kind, about = "my_chat_member", str(now // 1000)
            member = {"user": BOT, "status": "member"}
            gone = {"user": BOT, "status": "kicked", "until_date": 0}
            old, new = (member, gone) if isinstance(action, Block) else (gone, member)
            body = {"from": sender, "chat": place, "date": now // 1000}
            body |= {"old_chat_member": old, "new_chat_member": new}
        case Repeat():
            raise CannotDo("nothing was sent yet")
        case _:
            assert_never(action)
    payload = json.dumps({"update_id": update_id, kind: body}, ensure_ascii=False)
    return f"{update_id}.{chat}.{about}", payload


def _as_telegram(
    shown: Shown, button: Button | None, place: dict[str, Any], now: int
) -> dict[str, Any]:
    """One of our messages that is tapped or replied to, with the one button that matters."""
    _, _, known = shown.provider_id.partition("/")
    message = {
        "message_id": int(known or 2 * shown.number + 1),
        "from": BOT,
        "chat": place,
        "date": min(shown.at, now) // 1000,
        "text": shown.text or "…",
    }
    if button is not None:
        key = {"text": numbered(button.number, button.label), "callback_data": button.token}
        message["reply_markup"] = {"inline_keyboard": [[key]]}
    return message


def _telegram_media(kind: str, name: str) -> dict[str, Any]:
    file: dict[str, Any] = {"file_id": f"A{name}", "file_unique_id": f"U{name}"}
    match kind:
        case "image":
            return {"photo": [file | {"width": 90, "height": 90}]}
        case "voice":
            return {"voice": file | {"duration": 3}}
        case "sticker":
            size = {"width": 90, "height": 90, "is_animated": False, "is_video": False}
            return {"sticker": file | size | {"type": "regular"}}
        case "video":
            return {"video": file | {"width": 90, "height": 90, "duration": 3}}
        case _:
            return {"document": file}


def _console(phone: Phone, action: Action, number: int) -> tuple[str, str] | None:
    event = f"{number}.{phone.address}"
    match action:
        case Type(text):
            return event, payload_of(text, name=phone.name, locale=phone.locale)
        case Tap():
            _, button = phone.find(action)
            return event, tap_payload(button.token, button.label)
        case SendMedia("voice", _):
            return event, payload_of(":voice")
        case SendMedia():
            return event, payload_of(":image")
        case _:
            raise CannotDo("a terminal cannot do that")


def _digits(address: str) -> int:
    return int("".join(letter for letter in address if letter.isdecimal()) or "0")
