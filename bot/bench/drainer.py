"""A process that handles what an inbox holds: `python -m bot.bench.drainer`, one job a line."""

import gc
import json
import sys
import time
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from bot.bench import raw
from bot.bench.assistant import ACCOUNTS, KEY, SCRIPTS, rehearse
from bot.bench.server import SENDER
from bot.logs import configure_logs
from bot.settings import Settings, wall_clock
from bot.turns import TurnWorker
from bot.wiring import open_house
from bot.zones import use_packaged_zones
from storage import schema
from storage.database import Database

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
        cpu = time.process_time()
        if job["url"].startswith("sqlite"):
            turns = raw.drain_sqlite(job["url"].removeprefix("sqlite:///"), steps)
        else:
            turns = raw.drain_postgresql(job["url"].replace("+psycopg", ""), steps)
        _tell(turns=turns, ended=time.monotonic(), cpu=time.process_time() - cpu)
        return
    house = open_house(_settings(job["url"]), wall_clock)
    gc.freeze()  # as `mem serve` does
    try:
        desk = replace(house.desk, book=script.book())
        worker = TurnWorker(house.database, desk, workers=job["workers"])
        _wait()
        cpu = time.process_time()
        turns, ended = drain(house.database, worker)
        cpu = time.process_time() - cpu
    finally:
        house.database.close()
    _tell(turns=turns, ended=ended, cpu=cpu)


def _settings(url: str) -> Settings:
    """Those of `mem serve` with both channels on, whatever the environment says."""
    return Settings.model_validate(
        {
            "database_url": url,
            "secret_key": KEY.decode(),
            "telegram_bot_token": f"{ACCOUNTS['telegram']}:{'a' * 35}",
            "twilio_account_sid": ACCOUNTS["whatsapp"],
            "twilio_auth_token": "token",
            "twilio_whatsapp_from": SENDER,
        }
    )


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
