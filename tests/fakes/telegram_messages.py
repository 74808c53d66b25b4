"""Messages in a bot's chats, as the Bot API shows them, and the record of what was sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Delivery:
    """Something a person saw: a message, or the edit of one. The ground truth.

    number counts from 1; text is what is read, caption included, formatting taken out; buttons are
    (callback_data or url, label) of an inline keyboard; parameters is the request, nested values
    decoded; file_id leads to `files`; outcome names what the client was told and known whether
    that told it the truth.
    """

    number: int
    at: datetime
    method: str
    chat_id: int
    message_id: int
    text: str
    buttons: tuple[tuple[str, str], ...]
    message: Json
    parameters: Json
    outcome: str
    known: bool
    file_id: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """A file on Telegram's side, uploaded by the bot or by a person."""

    name: str
    content_type: str
    content: bytes


@dataclass(slots=True)
class Chats:
    """Every chat the bot knows and every message in it."""

    bot: Json
    known: dict[int, Json] = field(default_factory=dict)
    messages: dict[tuple[int, int], Json] = field(default_factory=dict)
    last_id: int = 100_000  # above the ids a test gives to inbound messages

    def show(self, chat_id: int) -> Json:
        """The chat as it stands in a message; one never heard of looks private or a group."""
        if chat_id > 0:
            stranger: Json = {"id": chat_id, "first_name": "Member", "type": "private"}
        else:
            stranger = {"id": chat_id, "title": "Group", "type": "supergroup"}
        return self.known.get(chat_id, stranger)

    def saw(self, message: Mapping[str, Any]) -> None:
        """Remember an inbound message and its chat."""
        chat = message["chat"]
        self.known[chat["id"]] = dict(chat)
        self.messages[chat["id"], message["message_id"]] = dict(message)

    def add(self, chat_id: int, date: int, content: Mapping[str, Any]) -> Json:
        """A new message of the bot."""
        self.last_id += 1
        message = {
            "message_id": self.last_id,
            "from": self.bot,
            "chat": self.show(chat_id),
            "date": date,
            **content,
        }
        self.messages[chat_id, self.last_id] = message
        return message


def buttons_of(message: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return tuple(
        (button.get("callback_data") or button.get("url", ""), button["text"])
        for row in rows
        for button in row
    )
