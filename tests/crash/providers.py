"""The providers' fakes as processes of their own, so that they outlive the server."""

import os
import re
import signal
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep

from tests.crash.nursery import Nursery
from tests.crash.server import LOOK
from tests.fakes import control

STARTS = 60.0
"""Seconds in which a provider's fake must have started."""
READY = re.compile(r"^ready (\S+)$", re.MULTILINE)
"""What it says then, and where."""


@contextmanager
def provider(
    name: str, folder: Path, reach: str, environment: Mapping[str, str], nursery: Nursery
) -> Iterator[control.Remote]:
    """A provider's fake in a process of its own, which writes down what reaches people."""
    options = ("--log", str(folder / f"{name}.jsonl"), "--reach", reach)
    words = folder / f"{name}.log"
    pid = nursery.fork(f"tests.fakes.{name}", options, environment, folder, words)
    try:
        until = monotonic() + STARTS
        while not (listens := READY.search(words.read_text() if words.exists() else "")):
            if nursery.exit_status(pid) is not None or monotonic() > until:
                raise RuntimeError(f"{name} did not start, see {words}")
            sleep(LOOK)
        with closing(control.Remote(listens[1], pid)) as remote:
            yield remote
    finally:
        if nursery.exit_status(pid) is None:
            os.kill(pid, signal.SIGTERM)
