"""A stored Telegram update in our own words, read with python-telegram-bot's types.

What most people do most of the time needs none of them: see `telegram_plain`.
"""

import json
import os
from datetime import UTC, datetime

import telegram
from telegram.constants import ChatMemberStatus, ChatType

from bot.channels.protocol import UNTIMED
from bot.channels.telegram_plain import parse_plain, without_address, without_number
from bot.channels.text import storable
from core.conversation.update import (
    Blocked,
    Content,
    Edited,
    Group,
    Ignored,
    Media,
    MediaKind,
    Tap,
    Text,
    Unblocked,
    Update,
)

ATTACHMENTS: tuple[tuple[str, MediaKind], ...] = (
    ("voice", "voice"),
    ("audio", "voice"),
    ("sticker", "sticker"),
    ("photo", "image"),
    ("animation", "video"),  # before document: an animation is both
    ("video", "video"),
    ("video_note", "video"),
    ("document", "document"),
    ("venue", "location"),
    ("location", "location"),
    ("contact", "contact"),
    ("poll", "poll"),
    ("dice", "other"),
    ("game", "other"),
    ("story", "other"),
    ("paid_media", "other"),
    ("invoice", "other"),
    ("passport_data", "other"),
    ("checklist", "other"),
)
"""What a message can carry instead of text; what carries none of it is a service message."""

GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
PRESENT = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED)

# Without this PTB warns whenever it reads a duration, a 429's too; `-W error` would lose them.
os.environ.setdefault("PTB_TIMEDELTA", "1")


def parse_telegram(payload: str, *, home: str = "") -> Update:
    """The update in a raw body; what PTB cannot read is `Ignored`. Never raises.

    `home` is the id of the coordinators' own group, the one we stay in.
    """
    return parse_plain(payload) or parse_any(payload, home=home)


def parse_any(payload: str, *, home: str = "") -> Update:
    """As `parse_telegram`, whatever the update's shape."""
    try:
        update = telegram.Update.de_json(json.loads(payload), None)
        read = _read(update)
    except Exception:  # noqa: BLE001 - PTB's constructors raise whatever a wrong shape provokes
        return Update(Ignored("unparseable"), UNTIMED)
    chat = update.effective_chat
    if chat is not None and str(chat.id) == home and chat.type != ChatType.PRIVATE:
        return Update(Ignored("coordinators"), read.at)
    return read


def numbered(number: int, label: str) -> str:
    """A button's words with the digit that says the same."""
    return f"{number}. {label}" if number else label


def _read(update: telegram.Update) -> Update:
    if update.message:
        return _update(update.message, update.message.date, _message(update.message))
    if update.edited_message:
        message = update.edited_message
        return _update(message, message.edit_date or message.date, _edit(message))
    if query := update.callback_query:
        return _update(query, UNTIMED, _tap(query))
    if change := update.my_chat_member:
        return _update(change, change.date, _membership(change))
    return Update(Ignored("unknown"), UNTIMED)


def _update(
    event: telegram.Message | telegram.CallbackQuery | telegram.ChatMemberUpdated,
    at: datetime,
    content: Content,
) -> Update:
    user = event.from_user
    quoted = ""
    if isinstance(event, telegram.Message) and event.reply_to_message:
        quoted = f"{event.chat.id}/{event.reply_to_message.message_id}"
    return Update(
        content=content,
        at=at.astimezone(UTC),
        profile_name=storable(user.full_name)[:120] if user else "",
        locale=storable(user.language_code or "")[:16] if user else "",
        quoted=quoted,
    )


def _message(message: telegram.Message) -> Content:
    if message.chat.type in GROUPS:
        return Group()
    if message.chat.type != ChatType.PRIVATE:
        return Ignored("channel")
    if message.text is not None:
        return Text(without_address(storable(message.text)))
    for name, kind in ATTACHMENTS:
        if getattr(message, name, None):
            return _media(kind, getattr(message, name), message.caption or "")
    return Ignored("service")


def _media(kind: MediaKind, attached: object, caption: str) -> Media:
    """What a message carries, with where it can be found again; of a picture the largest size."""
    one = attached[-1] if isinstance(attached, tuple | list) else attached
    file_id = getattr(one, "file_id", "")
    return Media(
        kind,
        storable(caption),
        f"telegram:{file_id}" if file_id else "",
        storable(getattr(one, "mime_type", None) or "")[:80],
        storable(getattr(one, "file_name", None) or "")[:120],
        getattr(one, "file_size", None) or 0,
    )


def _edit(message: telegram.Message) -> Content:
    text = message.text or message.caption
    if message.chat.type != ChatType.PRIVATE or text is None:
        return Ignored("edit")  # a live location moves, a group goes on without us
    return Edited(storable(text))


def _tap(query: telegram.CallbackQuery) -> Content:
    message = query.message
    if message is not None and message.chat.type != ChatType.PRIVATE:
        return Group() if message.chat.type in GROUPS else Ignored("channel")
    if query.data is None:
        return Ignored("game")
    title = ""
    if isinstance(message, telegram.Message) and message.reply_markup:
        for row in message.reply_markup.inline_keyboard:
            for button in row:
                if button.callback_data == query.data:
                    title = without_number(button.text)
    return Tap(storable(query.data), storable(title))


def _membership(change: telegram.ChatMemberUpdated) -> Content:
    present = change.new_chat_member.status in PRESENT
    if change.chat.type == ChatType.PRIVATE:
        return Unblocked() if present else Blocked()
    # Into a channel it can only be put by an administrator's mistake; it leaves there, too.
    return Group() if present else Ignored("left")
