"""The ground truth of a fake: what was really delivered, in order, in memory and in a file."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Violation:
    """A request the provider's documents do not allow: method and path, and what is wrong."""

    request: str
    problems: tuple[str, ...]


class Ledger(Generic[Entry]):
    """A list of deliveries; with a path each is also one JSON line, on disk before it is answered.

    An existing file is read first, so a fake that is restarted goes on where it stopped.
    """

    def __init__(self, kind: type[Entry], path: Path | None = None) -> None:
        self.entries: list[Entry] = []
        self._descriptor = -1
        if path is not None:
            if path.exists():
                lines = path.read_bytes().splitlines()
                self.entries = [msgspec.json.decode(line, type=kind) for line in lines]
            self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def append(self, entry: Entry) -> None:
        if self._descriptor >= 0:
            os.write(self._descriptor, msgspec.json.encode(entry) + b"\n")
            os.fsync(self._descriptor)
        self.entries.append(entry)
