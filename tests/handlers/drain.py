"""A worker process: handles what is there at a word on standard input. Argument: the address.

With its first batch done and not committed it says so, and waits for a second word: several of
them surely hold work at the same time, and one that is to be killed surely dies at work.
"""

import sys
from threading import Lock

from bot.crash import crash
from bot.turns import TurnWorker
from storage.opening import open_database
from tests.handlers.machine import desk

HELD = "turn.before_commit"


class Hold:
    """The crash point of this process, which first waits once at HELD."""

    def __init__(self) -> None:
        self._first = Lock()

    def __call__(self, point: str) -> None:
        if point == HELD and self._first.acquire(blocking=False):
            print("holding", flush=True)
            sys.stdin.readline()
        crash(point)


if __name__ == "__main__":
    database = open_database(sys.argv[1])
    worker = TurnWorker(database, desk(crash=Hold()), workers=3, batch=20)
    print("ready", flush=True)
    sys.stdin.readline()
    print(sum(iter(worker.step, 0)))
    database.close()
