"""Telegram's updates about members, as the Bot API sends them; ids rise with every call."""

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.fakes.webhook import Webhook

Update = dict[str, Any]

EPOCH = 1_793_613_600  # 2026-11-02 10:00:00 UTC; update n is dated n seconds later by default
BOT = {"id": 7_000_000_001, "is_bot": True, "first_name": "MeM", "username": "mem_test_bot"}
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class TelegramUser:
    """A person with Telegram; language_code is what the app says, often missing."""

    id: int
    first_name: str = "Amal"
    last_name: str = ""
    username: str = ""
    language_code: str = "fr"

    def as_user(self) -> dict[str, Any]:
        user = {"id": self.id, "is_bot": False, **self._names()}
        return user | ({"language_code": self.language_code} if self.language_code else {})

    def as_chat(self) -> dict[str, Any]:
        return {"id": self.id, **self._names(), "type": "private"}

    def _names(self) -> dict[str, Any]:
        names = {
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
        }
        return {key: value for key, value in names.items() if value}


def _update(kind: str, value: dict[str, Any], update_id: int | None) -> Update:
    number = next(_numbers) if update_id is None else update_id
    return {"update_id": number, kind: value}


def _message(
    user: TelegramUser,
    content: Mapping[str, Any],
    *,
    message_id: int | None = None,
    update_id: int | None = None,
    date: int | None = None,
) -> Update:
    """A message update; without ids the next number serves as update and message id, and second."""
    number = next(_numbers) if None in {message_id, update_id, date} else 0
    message = {
        "message_id": number if message_id is None else message_id,
        "from": user.as_user(),
        "chat": user.as_chat(),
        "date": EPOCH + number if date is None else date,
        **content,
    }
    return {"update_id": number if update_id is None else update_id, "message": message}


def telegram_text(user: TelegramUser, text: str, **ids: int) -> Update:
    """A person writes; ids: message_id, update_id, date (seconds since 1970)."""
    content: dict[str, Any] = {"text": text}
    if text.startswith("/"):
        length = len(text.split(maxsplit=1)[0].encode("utf-16-le")) // 2
        content["entities"] = [{"offset": 0, "length": length, "type": "bot_command"}]
    return _message(user, content, **ids)


def telegram_start(user: TelegramUser, payload: str = "", **ids: int) -> Update:
    """A person opens the bot, perhaps by a link t.me/bot?start=PAYLOAD."""
    return telegram_text(user, f"/start {payload}".rstrip(), **ids)


def telegram_tap(
    user: TelegramUser,
    data: str,
    *,
    message: Mapping[str, Any] | None = None,
    query_id: str | None = None,
    update_id: int | None = None,
) -> Update:
    """A tap on an inline button; message is the one it hangs on, as sendMessage answered it."""
    number = next(_numbers) if update_id is None else update_id
    button = {"text": "Oui", "callback_data": data}
    shown = message or {
        "message_id": 1,
        "from": BOT,
        "chat": user.as_chat(),
        "date": EPOCH,
        "text": "…",
        "reply_markup": {"inline_keyboard": [[button]]},
    }
    query = {
        "id": query_id or str(4_000_000_000_000_000_000 + number),
        "from": user.as_user(),
        "message": dict(shown),
        "chat_instance": str(-2_000_000_000_000_000_000 - user.id),
        "data": data,
    }
    return _update("callback_query", query, number)


def _file(name: str, **more: Any) -> dict[str, Any]:
    return {"file_id": f"AwACAgQAAxkB{name}", "file_unique_id": f"AgAD{name}", **more}


def telegram_voice(user: TelegramUser, *, seconds: int = 2, **ids: int) -> Update:
    """A voice note."""
    voice = _file("voice", duration=seconds, mime_type="audio/ogg", file_size=11_833)
    return _message(user, {"voice": voice}, **ids)


def telegram_photo(user: TelegramUser, *, caption: str = "", **ids: int) -> Update:
    """A picture in two sizes, with its caption."""
    sizes = [
        _file("small", width=90, height=67, file_size=1_200),
        _file("large", width=800, height=600, file_size=64_000),
    ]
    return _message(user, {"photo": sizes} | ({"caption": caption} if caption else {}), **ids)


def telegram_document(
    user: TelegramUser, name: str = "plan.pdf", *, caption: str = "", **ids: int
) -> Update:
    """A file with a name of its own."""
    document = _file("document", file_name=name, mime_type="application/pdf", file_size=64_000)
    return _message(user, {"document": document} | ({"caption": caption} if caption else {}), **ids)


def telegram_sticker(user: TelegramUser, emoji: str = "👍", **ids: int) -> Update:
    """A sticker."""
    shape = {"type": "regular", "width": 512, "height": 512}
    sticker = _file("sticker", **shape, is_animated=False, is_video=False, emoji=emoji)
    return _message(user, {"sticker": sticker}, **ids)


def telegram_location(
    user: TelegramUser, latitude: float = 33.57311, longitude: float = -7.58984, **ids: int
) -> Update:
    """A pin."""
    return _message(user, {"location": {"latitude": latitude, "longitude": longitude}}, **ids)


def telegram_contact(
    user: TelegramUser, phone: str, *, owner: int | None = None, **ids: int
) -> Update:
    """A shared contact: the person's own number, or with another owner's id somebody else's."""
    contact = {"phone_number": phone, "first_name": user.first_name, "user_id": owner or user.id}
    return _message(user, {"contact": contact}, **ids)


def telegram_edited(user: TelegramUser, text: str, *, message_id: int, **ids: int) -> Update:
    """An earlier message, corrected: same message_id, new words."""
    update = telegram_text(user, text, message_id=message_id, **ids)
    message = update["message"]
    edited = {**message, "edit_date": message["date"] + 30}
    return {"update_id": update["update_id"], "edited_message": edited}


def _membership(
    user: TelegramUser, chat: Mapping[str, Any], old: str, new: str, ids: Mapping[str, int]
) -> Update:
    number = next(_numbers)
    states: dict[str, dict[str, Any]] = {
        "member": {"user": BOT, "status": "member"},
        "left": {"user": BOT, "status": "left"},
        "kicked": {"user": BOT, "status": "kicked", "until_date": 0},
    }
    value = {
        "chat": dict(chat),
        "from": user.as_user(),
        "date": ids.get("date", EPOCH + number),
        "old_chat_member": states[old],
        "new_chat_member": states[new],
    }
    return _update("my_chat_member", value, ids.get("update_id", number))


def telegram_blocked(user: TelegramUser, **ids: int) -> Update:
    """The person blocks the bot; sends then answer 403."""
    return _membership(user, user.as_chat(), "member", "kicked", ids)


def telegram_unblocked(user: TelegramUser, **ids: int) -> Update:
    """The person lets the bot in again."""
    return _membership(user, user.as_chat(), "kicked", "member", ids)


def telegram_joined_group(user: TelegramUser, chat_id: int, title: str, **ids: int) -> Update:
    """Somebody adds the bot to a group; chat_id is negative."""
    group = {"id": chat_id, "title": title, "type": "supergroup"}
    return _membership(user, group, "left", "member", ids)


def telegram_webhook(url: str, update: Mapping[str, Any], secret: str = "") -> Webhook:
    """An update as Telegram posts it to a webhook."""
    headers = {"content-type": "application/json", "accept-encoding": "gzip, deflate"}
    if secret:
        headers["x-telegram-bot-api-secret-token"] = secret
    body = json.dumps(update, ensure_ascii=False).encode("utf-8")
    return Webhook(url, headers, body)
