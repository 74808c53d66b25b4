"""`mem demo`, `mem simulate` and `mem journeys`: the simulator, which stands above the bot.

It is named here and not imported, so that the arrow between the two keeps its direction.
"""

import argparse
import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import cast

MODULES = {"demo": "demo", "simulate": "simulate", "journeys": "journeys"}
"""Which module of the simulator is behind a command."""


def run(arguments: argparse.Namespace) -> int:
    """Hand over to the simulator, with its own options."""
    module = importlib.import_module(f"simulator.{MODULES[arguments.command]}")
    return cast("int", module.main(arguments.options))


def save_journey(said: Sequence[str], path: Path, *, locale: str, name: str) -> None:
    """Write what somebody typed as a journey that the tests play back."""
    module = importlib.import_module("simulator.journeys")
    module.save(said, path, locale=locale, name=name)
