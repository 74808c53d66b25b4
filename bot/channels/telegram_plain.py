"""The two shapes most Telegram updates have, typed words and a tapped button, read in one pass.

The Structs name every field they know: an update with any other field, or a value of another type,
is not plain and is left to python-telegram-bot.
"""

import re
from datetime import UTC, datetime
from typing import Literal

from msgspec import Struct, field
from msgspec.json import Decoder

from bot.channels.protocol import UNTIMED
from bot.channels.text import storable
from core.conversation.update import Tap, Text, Update

_NUMBERED = re.compile(r"^\d{1,2}\. ")
_COMMAND = re.compile(r"^(/\w{1,32})@\w+")


class _User(Struct, forbid_unknown_fields=True):
    id: int
    is_bot: bool
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_premium: bool = False


class _Chat(Struct, forbid_unknown_fields=True):
    id: int
    type: Literal["private"]
    first_name: str = ""
    last_name: str = ""
    username: str = ""


class _Entity(Struct, forbid_unknown_fields=True):
    type: str
    offset: int
    length: int
    url: str = ""


class _Button(Struct, forbid_unknown_fields=True):
    text: str
    callback_data: str


class _Keyboard(Struct, forbid_unknown_fields=True):
    inline_keyboard: list[list[_Button]]


class _Message(Struct, forbid_unknown_fields=True):
    message_id: int
    chat: _Chat
    date: int
    text: str
    sender: _User = field(name="from")
    entities: list[_Entity] = []
    reply_markup: _Keyboard | None = None


class _Query(Struct, forbid_unknown_fields=True):
    id: str
    chat_instance: str
    message: _Message
    data: str
    sender: _User = field(name="from")


class _Update(Struct, forbid_unknown_fields=True):
    update_id: int
    message: _Message | None = None
    callback_query: _Query | None = None


_decode = Decoder(_Update).decode


def parse_plain(payload: str) -> Update | None:
    """What a private text or a tap under a text says; None for every other update. Never raises."""
    try:
        update = _decode(payload)
        if update.message is not None:
            return _typed(update.message) if update.callback_query is None else None
        return _tapped(update.callback_query) if update.callback_query is not None else None
    except (ValueError, OverflowError, OSError):  # not plain, or a date beyond every calendar
        return None


def without_address(text: str) -> str:
    """A command without the name of the bot it was meant for."""
    return _COMMAND.sub(r"\1", text) if text.startswith("/") else text


def without_number(label: str) -> str:
    """A button's words without the digit that says the same."""
    return _NUMBERED.sub("", label)


def _typed(message: _Message) -> Update:
    return Update(
        Text(without_address(storable(message.text))),
        datetime.fromtimestamp(message.date, UTC),
        _name(message.sender),
        storable(message.sender.language_code)[:16],
    )


def _tapped(query: _Query) -> Update | None:
    message = query.message
    if message.date == 0:  # Telegram's way of saying that the message cannot be read any more
        return None
    title = ""
    for row in message.reply_markup.inline_keyboard if message.reply_markup else ():
        for button in row:
            if button.callback_data == query.data:
                title = without_number(button.text)
    return Update(
        Tap(storable(query.data), storable(title)),
        UNTIMED,
        _name(query.sender),
        storable(query.sender.language_code)[:16],
    )


def _name(user: _User) -> str:
    full = f"{user.first_name} {user.last_name}" if user.last_name else user.first_name
    return storable(full)[:120]
