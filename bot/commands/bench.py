"""`mem bench NAME …`: hands over to one of the benchmarks in `bot/bench`."""

import argparse
import importlib
import importlib.util

from bot.commands.mistakes import Mistake


def run(arguments: argparse.Namespace) -> int:
    """Run a benchmark with its own options."""
    name = f"bot.bench.{arguments.name}"
    known = arguments.name.isidentifier() and importlib.util.find_spec("bot.bench") is not None
    if not known or importlib.util.find_spec(name) is None:
        raise Mistake(f"there is no benchmark named {arguments.name}")
    return int(importlib.import_module(name).main(arguments.options) or 0)
