"""Telegram's requests to us: is it really Telegram, and which event of which chat is it."""

import hmac
import json
from collections.abc import Mapping
from datetime import datetime

from bot.channels.protocol import UnreadableBody
from storage.arrivals import Arrival

SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the header's name
DEEPEST = 32
"""Levels of nesting; a real update has about ten."""

HANDLED = ("message", "edited_message", "callback_query", "my_chat_member")
"""Update kinds with a consequence; all others are stored and ignored."""


def is_telegram(secret: str, header: str) -> bool:
    """Whether the secret header is the one given to setWebhook, compared in constant time."""
    return bool(secret) and hmac.compare_digest(secret.encode(), header.encode("utf-8", "replace"))


def read_update(body: bytes) -> dict[str, object]:
    """The update in a body; raises UnreadableBody."""
    try:
        update = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise UnreadableBody("not JSON") from None
    if not isinstance(update, dict) or b"\0" in body:
        raise UnreadableBody("not an object")
    number = update.get("update_id")
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < 1 << 63:
        raise UnreadableBody("no update_id")
    if _depth(update) > DEEPEST:
        raise UnreadableBody("too deep")
    return update


def arrival_of(
    update: Mapping[str, object], payload: str, account: str, received_at: datetime
) -> Arrival:
    """The inbox row of an update; kinds without consequence get no address.

    The event id is the update id and what it is about: Telegram may restart its numbering at
    random after a quiet week (channels §2), and then an old number is a new event.
    """
    kind = next((name for name in HANDLED if name in update), "")
    event = _dict(update, kind)
    if kind == "callback_query":
        chat = _int(_dict(_dict(event, "message"), "chat") or _dict(event, "from"), "id")
        about = tap_id(update)
    else:
        chat = _int(_dict(event, "chat"), "id")
        about = str(_int(event, "message_id") or _int(event, "date"))
    return Arrival(
        channel="telegram",
        account=account,
        event_id=f"{update['update_id']}.{chat}.{about}" if chat else str(update["update_id"]),
        address=str(chat) if chat else "",
        payload=payload,
        received_at=round(received_at.timestamp() * 1000),
    )


def tap_id(update: Mapping[str, object]) -> str:
    """The id to answer when the update is a tap on a button, else an empty string."""
    identifier = _dict(update, "callback_query").get("id")
    fits = isinstance(identifier, str) and identifier.isascii() and len(identifier) <= 64
    return identifier if fits and isinstance(identifier, str) else ""


def _dict(value: Mapping[str, object], key: str) -> Mapping[str, object]:
    inner = value.get(key)
    return inner if isinstance(inner, dict) else {}


def _int(value: Mapping[str, object], key: str) -> int:
    number = value.get(key)
    if isinstance(number, bool) or not isinstance(number, int):
        return 0
    return number if abs(number) < 1 << 63 else 0


def _depth(value: object) -> int:
    """Levels of nesting, counted without recursion, up to one more than is allowed."""
    level: list[object] = [value]
    depth = 0
    while level and depth <= DEEPEST:
        depth += 1
        inner: list[object] = []
        for item in level:
            if isinstance(item, dict):
                inner.extend(item.values())
            elif isinstance(item, list):
                inner.extend(item)
        level = inner
    return depth
