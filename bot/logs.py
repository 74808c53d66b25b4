"""Structured logs that name kinds and ids of ours, never people's words, names or numbers."""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

Event = MutableMapping[str, Any]

CHATTY = ("alembic", "apscheduler", "httpcore", "httpx", "telegram", "twilio", "urllib3", "uvicorn")
"""Libraries that log addresses, tokens or words at INFO."""

_NUMBER = re.compile(r"\+?\d(?:[\s().-]?\d){6,}")
"""Anything long enough to be a phone number or a chat id."""
_SECRET = re.compile(r"(bot)?\d{5,}:[\w-]{8,}|(?<=://)[^/@\s]+@")
"""A bot token, or credentials in an address."""
_CONTROL = dict.fromkeys((*range(32), *range(127, 160), 0x2028, 0x2029), " ")


def configure_logs(form: str, level: str) -> None:
    """Send structlog's and the standard library's logs to standard error, as `console` or `json`."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _describe_exception,
        _mask,
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level)),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    # It logs answers it cannot read, words and all; what they mean for us we log ourselves.
    logging.getLogger("telegram").setLevel(logging.CRITICAL)


def _describe_exception(_: object, __: str, event: Event) -> Event:
    """An exception as its kinds and places: its words may quote what a person wrote."""
    found = event.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    error = found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        cause = error.__cause__ or error.__context__
        if cause is not None:
            event["cause"] = type(cause).__name__
        frames = traceback.extract_tb(error.__traceback__)[-6:]
        event["at"] = " < ".join(
            f"{f.filename.rsplit('/', 1)[-1]}:{f.lineno}" for f in reversed(frames)
        )
    return event


def _mask(_: object, __: str, event: Event) -> Event:
    """The last line of defence: long numbers, tokens and control characters never get through."""
    for key, value in event.items():
        if isinstance(value, str) and key != "timestamp":
            masked = _SECRET.sub("…", value.translate(_CONTROL))
            event[key] = _NUMBER.sub("…", masked)
    return event
