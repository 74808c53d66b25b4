"""Telegram's errors as the few kinds we act on, from python-telegram-bot's exceptions.

BadRequest and TimedOut are subclasses of NetworkError there: the order of the questions matters.
"""

import re
from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.channels.protocol import OutcomeUnknown, Refused, SendError, Throttled, Unreachable

NOT_FOUND = ("chat not found", "user not found", "peer_id_invalid", "chat_id_invalid")
"""Beginnings of a 400's words that say the person is not there."""

REFUSING = frozenset(str(status) for status in range(300, 500)) - {"401", "404", "408", "429"}
"""Statuses with which something on the way sends a request away, so that Telegram never saw it."""

_FOREIGN = re.compile(r"[\w '-]+ \(([0-9]{3})\)")
"""How python-telegram-bot names an answer in which Telegram itself says nothing: by its status."""

_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
)


def failure_of(error: Exception) -> SendError:
    """What an exception of a Bot method means for the message.

    What a gateway on the way refuses closes nobody's door: only Telegram's own words do.
    """
    foreign = _FOREIGN.match(str(error)) if isinstance(error, TelegramError) else None
    match error:
        case SendError():
            return error
        case RetryAfter():
            return Throttled("429", _seconds(error))
        case TelegramError() if foreign and foreign[1] == "429":
            return Throttled("429")
        case TelegramError() if foreign and foreign[1] in REFUSING:
            return Refused("configuration", foreign[1])
        case Forbidden():
            return Refused("blocked", "403")
        case ChatMigrated():
            return Refused("address", "migrated")
        case InvalidToken() | EndPointNotFound():
            return Refused("configuration", "token")
        case BadRequest(message=words):
            return _refusal(words.lower())
        case NetworkError() if isinstance(error.__cause__, _NEVER_LEFT):
            return Unreachable(type(error.__cause__).__name__)
        case NetworkError():  # a timeout or a cut after bytes left, or a 5xx
            return OutcomeUnknown(type(error.__cause__ or error).__name__)
        case TelegramError():  # a 200 with a body cut short
            return OutcomeUnknown("answer")
        case _:  # a 200 whose result is no message
            return OutcomeUnknown(type(error).__name__)


def _seconds(error: RetryAfter) -> float:
    """How long Telegram asks us to wait; 0 where that is no number."""
    try:
        wait = error.retry_after
        return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
    except (TypeError, ValueError, OverflowError):
        return 0.0


def _refusal(words: str) -> Refused:
    if words.startswith(NOT_FOUND):
        return Refused("address", "400")
    if "too long" in words:
        return Refused("too_long", "400")
    if "bot was blocked" in words or "user is deactivated" in words:
        return Refused("blocked", "400")
    return Refused("content", "400")
