"""Twilio's errors as the few kinds we act on (reference: twilio.com/docs/api/errors)."""

import json
from collections.abc import Iterable

import requests
from twilio.base.exceptions import (
    TwilioException,
    TwilioRestException,
    TwilioServiceException,
)
from twilio.http.response import Response
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError, SSLError

from bot.channels.protocol import (
    OutcomeUnknown,
    RefusalKind,
    Refused,
    SendError,
    Throttled,
    Unreachable,
)

REFUSALS: dict[RefusalKind, tuple[int, ...]] = {
    # 63033 and 63014: blocked by the person or by a law; 21610: STOP through Advanced Opt-Out
    "blocked": (21610, 63014, 63033),
    "address": (21211, 21614, 63003, 63024),
    "window": (63016,),
    "too_long": (21617, 21658),
    # 63032: WhatsApp's limit for this person; 63049: a marketing template Meta did not deliver
    "withheld": (63032, 63049),
    "configuration": (
        *(20003, 20404, 21408, 21603, 21606, 21609, 21701, 21703, 21910),
        *(63007, 63015, 63020),
    ),
    "content": (
        *(21604, 21619, 21620, 21654, 21655, 21656),
        *(63005, 63019, 63021, 63027, 63028, 63030, 63041),
    ),
}
SLOW_DOWN = frozenset((20429, 21611, 30001, 63018))
"""Not processed: too many at once, a full queue, or the rate of one sender or one person."""
INTERNAL = frozenset((20500, 20503, 20504, 30008, 63010, 63012))
"""Twilio or WhatsApp failed inside; the message may have been created all the same."""

OWN = 10_000
"""Twilio's own codes have five digits: an answer without one was given by something on the way."""

_KINDS = {code: kind for kind, codes in REFUSALS.items() for code in codes}
_NEVER_LEFT = (NewConnectionError, ConnectTimeoutError, SSLError)


def failure_of(error: Exception) -> SendError:
    """What an exception of the SDK or of its HTTP client means for the message."""
    if isinstance(error, SendError):
        return error
    if isinstance(error, TwilioRestException | TwilioServiceException):
        return failure_of_code(error.code if isinstance(error.code, int) else 0, error.status)
    if isinstance(error, TwilioException):
        return _failure_of_page(error)
    if isinstance(error, requests.ConnectTimeout | requests.exceptions.SSLError):
        return Unreachable(type(error).__name__)
    if isinstance(error, requests.ConnectionError):
        return _failure_of_connection(error)
    if isinstance(error, requests.RequestException | json.JSONDecodeError | KeyError | TypeError):
        return OutcomeUnknown(type(error).__name__)  # a timeout, or a success we cannot read
    return OutcomeUnknown(type(error).__name__)


def failure_of_code(code: int, status: int = 400) -> SendError:
    """What an error code means, from an answer or from a status callback (channels §1.7).

    A redirection, or a refusal without a code of Twilio's, is a gateway's: the message is not at
    fault and was not taken.
    """
    if kind := _KINDS.get(code):
        return Refused(kind, str(code))
    if code in SLOW_DOWN or status == 429:
        return Throttled(str(code or status))
    if status >= 500 or status == 408 or code in INTERNAL:
        return OutcomeUnknown(str(code or status))
    if status in {401, 403, 404} or code < OWN:
        return Refused("configuration", str(code or status))
    return Refused("content", str(code or status))


def _failure_of_page(error: TwilioException) -> SendError:
    """What a list that could not be read means: the SDK hands over the bare answer."""
    response = error.args[-1] if error.args else None
    if not isinstance(response, Response):
        return OutcomeUnknown(type(error).__name__)
    try:
        code = int(json.loads(response.text)["code"])
    except (ValueError, KeyError, TypeError):
        code = 0
    return failure_of_code(code, response.status_code)


def _failure_of_connection(error: requests.ConnectionError) -> SendError:
    """Whether a single byte can have left: a refused or unresolved connection cannot carry one."""
    for cause in _causes(error):
        if isinstance(cause, _NEVER_LEFT):
            return Unreachable(type(cause).__name__)
    return OutcomeUnknown(type(error).__name__)


def _causes(error: BaseException) -> Iterable[BaseException]:
    for argument in error.args:
        if isinstance(argument, MaxRetryError) and argument.reason:
            yield argument.reason
        elif isinstance(argument, BaseException):
            yield argument
