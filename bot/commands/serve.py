"""`mem serve`."""

import argparse
import asyncio

import structlog

from bot.lasting import lasting
from bot.logs import configure_logs
from bot.service import Service
from bot.settings import Settings, load_settings, unknown_names, wall_clock
from bot.steady_clock import SteadyClock
from bot.wiring import open_house

log = structlog.get_logger()


def run(arguments: argparse.Namespace) -> int:
    """Serve until a signal."""
    settings = load_settings()
    configure_logs(settings.log_format, settings.log_level)
    with lasting():
        house = open_house(settings, SteadyClock(wall_clock))
    for event, facts in doubts(settings):
        log.warning(event, **facts)
    with asyncio.Runner(loop_factory=_loop) as runner:
        runner.run(Service(house, arguments.role).run())
    return 0


def doubts(settings: Settings) -> list[tuple[str, dict[str, str]]]:
    """What is allowed and yet hardly meant, as events of the log."""
    found = [("unknown_setting", {"name": name}) for name in unknown_names()]
    if not settings.twilio_account_sid and settings.telegram_bot_token is None:
        needed = "TELEGRAM_BOT_TOKEN or TWILIO_ACCOUNT_SID"
        found.append(("no_channel", {"needs": needed}))
    return found


def _loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop  # noqa: PLC0415 - there is none for Windows
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
