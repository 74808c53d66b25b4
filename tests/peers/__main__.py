"""The five-question dialogue in other libraries, as a process: `python -m tests.peers`.

Reads one job a line (JSON: contender, people) and answers with one line each: the seconds it took,
or which package is missing.
"""

import asyncio
import importlib
import json
import logging
import sys
from importlib.metadata import PackageNotFoundError, version

CONTENDERS = {
    "aiogram": ("aiogram", "with_aiogram", "in_memory"),
    "aiogram-whole": ("aiogram", "with_aiogram", "in_memory_whole"),
    "ptb": ("python-telegram-bot", "with_ptb", "in_memory"),
    "ptb-whole": ("python-telegram-bot", "with_ptb", "in_memory_whole"),
    "ptb-pickle": ("python-telegram-bot", "with_ptb", "pickled"),
    "ptb-flushed": ("python-telegram-bot", "with_ptb", "pickled_every_turn"),
}
"""Contender to its package, our module, and the function there."""


def play(contender: str, people: int) -> dict[str, object]:
    """One job; raises AssertionError when a message was lost, doubled or mixed up."""
    package, module, function = CONTENDERS[contender]
    try:
        installed = version(package)
    except PackageNotFoundError:
        return {"missing": package}
    run = getattr(importlib.import_module(f"tests.peers.{module}"), function)
    return {"version": installed, **asyncio.run(run(people))._asdict()}


def main() -> None:
    """Play the jobs of standard input."""
    logging.disable(logging.INFO)
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        job = json.loads(line)
        print(json.dumps(play(job["contender"], job["people"])), flush=True)


if __name__ == "__main__":
    main()
