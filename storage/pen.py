"""The pen of a SQLite file: of several processes one at a time writes to it or checkpoints it.

Whoever opens or closes a writing connection, writes, checkpoints or rewrites the file has the pen
meanwhile. The kernel takes it back from a process that dies.
"""

import fcntl  # Windows has none, and no SQLite file either
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

LOOK = 0.001
"""Seconds between two looks at a pen that another process has."""


class Pen:
    """Two locks of the kernel: `.pen` is the right itself, and who waits for it holds `.next`.

    Whoever has just put the pen down finds `.next` taken and lets the other go first; without it a
    process with one transaction after the other would leave the rest no gap to come in.
    Used by one thread at a time.
    """

    def __init__(self, path: Path) -> None:
        self._right = _opened(f"{path}.pen")
        self._next = _opened(f"{path}.next")

    @contextmanager
    def held(self, seconds: float) -> Iterator[bool]:
        """The pen for a block; False when it could not be had in so many seconds."""
        had = self.take(seconds)
        try:
            yield had
        finally:
            if had:
                self.put_down()

    def take(self, seconds: float) -> bool:
        """Whether the pen could be had in so many seconds; `put_down` gives it back."""
        until = monotonic() + seconds
        if not _locked(self._next, until):
            return False
        try:
            return _locked(self._right, until)
        finally:
            _unlock(self._next)

    def put_down(self) -> None:
        """Let others write."""
        _unlock(self._right)

    def close(self) -> None:
        """Give up both locks for good."""
        os.close(self._right)
        os.close(self._next)


def _opened(path: str) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _locked(handle: int, until: float) -> bool:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() >= until:
                return False
            sleep(LOOK)
        else:
            return True


def _unlock(handle: int) -> None:
    fcntl.flock(handle, fcntl.LOCK_UN)
