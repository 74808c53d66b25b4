"""Telegram's errors as the few kinds we act on, from python-telegram-bot's exceptions.

BadRequest and TimedOut are subclasses of NetworkError there: the order of the questions matters.
"""

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

_NEVER_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
)


def failure_of(error: Exception) -> SendError:
    """What an exception of a Bot method means for the message."""
    match error:
        case SendError():
            return error
        case RetryAfter(retry_after=wait):
            seconds = wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
            return Throttled("429", seconds)
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


def _refusal(words: str) -> Refused:
    if words.startswith(NOT_FOUND):
        return Refused("address", "400")
    if "too long" in words:
        return Refused("too_long", "400")
    if "bot was blocked" in words or "user is deactivated" in words:
        return Refused("blocked", "400")
    return Refused("content", "400")
