"""A worker process: handles what is there at a word on standard input. Argument: the address."""

import sys

from bot.crash import crash
from bot.turns import TurnWorker
from storage.database import open_database
from tests.handlers.machine import desk

if __name__ == "__main__":
    database = open_database(sys.argv[1])
    worker = TurnWorker(database, desk(crash=crash), workers=3, batch=20)
    print("ready", flush=True)
    sys.stdin.readline()
    print(sum(iter(worker.step, 0)))
    database.close()
