"""`mem simulate` and `mem demo --page`: the simulator, which stands above the bot.

It is named here and not imported, so that the arrow between the two keeps its direction.
"""

import argparse
import importlib
from typing import cast


def run(arguments: argparse.Namespace) -> int:
    """Hand over to the cohort simulation, with its own options."""
    return _main("simulate", arguments.options)


def open_page() -> int:
    """Serve the page until it is stopped."""
    return _main("demo", [])


def _main(name: str, options: list[str]) -> int:
    return cast("int", importlib.import_module(f"simulator.{name}").main(options))
