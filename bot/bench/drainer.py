"""A process that handles what an inbox holds: `python -m bot.bench.drainer`, one job a line."""

import json
import sys
import time
from typing import Any

from sqlalchemy import select

from bot.bench import raw
from bot.bench.assistant import SCRIPTS, make_bench_desk, rehearse
from bot.logs import configure_logs
from bot.turns import TurnWorker
from bot.zones import use_packaged_zones
from storage import schema
from storage.database import Database, open_database

PAUSE = 0.002
"""Seconds before looking again when the other workers hold everybody who has a letter."""


def drain(database: Database, worker: TurnWorker) -> tuple[int, float]:
    """Handle letters, batch by batch, until none is open; how many, and when the last was done."""
    turns, ended = 0, time.monotonic()
    while True:
        handled = worker.step()
        if handled:
            turns += handled
            ended = time.monotonic()
        elif _open_letters(database):
            time.sleep(PAUSE)
        else:
            return turns, ended


def _open_letters(database: Database) -> bool:
    with database.read() as conn:
        found = conn.execute(select(schema.inbox.c.id).where(schema.inbox.c.state == "open"))
        return found.first() is not None


def play(job: dict[str, Any]) -> None:
    """Get ready, wait for a line, work, and tell when it was done (seconds of the boot clock)."""
    script = SCRIPTS[job["script"]]
    if job["raw"]:
        steps = rehearse(script)
        _wait()
        if job["url"].startswith("sqlite"):
            turns = raw.drain_sqlite(job["url"].removeprefix("sqlite:///"), steps)
        else:
            turns = raw.drain_postgresql(job["url"].replace("+psycopg", ""), steps)
        _tell(turns=turns, ended=time.monotonic())
        return
    database = open_database(job["url"])
    try:
        worker = TurnWorker(database, make_bench_desk(job["script"]), workers=job["workers"])
        with database.read():
            """The connection is there before the clock runs."""
        _wait()
        turns, ended = drain(database, worker)
    finally:
        database.close()
    _tell(turns=turns, ended=ended)


def _wait() -> None:
    _tell(ready=True)
    sys.stdin.readline()


def _tell(**facts: Any) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Play the jobs of standard input."""
    use_packaged_zones()
    configure_logs("console", "ERROR")
    _tell(ready=True)
    for line in sys.stdin:
        play(json.loads(line))


if __name__ == "__main__":
    main()
