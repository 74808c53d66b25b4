"""`mem serve`."""

import argparse
import asyncio
import gc

from bot.logs import configure_logs
from bot.service import Service
from bot.settings import load_settings, wall_clock
from bot.wiring import open_house


def run(arguments: argparse.Namespace) -> int:
    """Serve until a signal."""
    settings = load_settings()
    configure_logs(settings.log_format, settings.log_level)
    house = open_house(settings, wall_clock)
    gc.freeze()  # what a start makes stays: no later collection need look at it
    with asyncio.Runner(loop_factory=_loop) as runner:
        runner.run(Service(house, arguments.role).run())
    return 0


def _loop() -> asyncio.AbstractEventLoop:
    try:
        import uvloop  # noqa: PLC0415 - there is none for Windows
    except ImportError:
        return asyncio.new_event_loop()
    return uvloop.new_event_loop()
