"""`mem bench start`: how long the command and the service take to start, and their memory."""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from bot.bench.processes import ROOT
from bot.bench.server import NOBODY, Server, telegram_settings, whatsapp_settings
from bot.bench.table import Goal, columns, show, spread

HEAVY = (
    "sqlalchemy",
    "alembic.command",
    "psycopg",
    "telegram",
    "twilio.rest",
    "starlette.applications",
    "uvicorn",
    "apscheduler.schedulers.asyncio",
    "pydantic_settings",
    "structlog",
    "prometheus_client",
    "phonenumbers",
    "babel",
    "fluent.runtime",
    "langdetect",
    "rapidfuzz",
    "bot.catalogue",
    "bot.wiring",
    "bot.service",
)
"""Modules whose import may take long, each timed alone in a fresh process."""

SETTLING = 1.0
"""Seconds after which a started server's memory is read."""


def run_for(*arguments: str) -> float:
    """Seconds that a Python process with these arguments takes."""
    began = time.perf_counter()
    subprocess.run(  # noqa: S603 - our own modules
        [sys.executable, *arguments],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - began


def import_seconds(module: str) -> float | None:
    """Seconds that importing a module takes in a fresh process; None when it is not installed."""
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    return float(done.stdout) if done.returncode == 0 else None


def serve(folder: Path, environment: Mapping[str, str]) -> tuple[float, float, float]:
    """Seconds until `/readyz` answers, megabytes resident a second later, and at most."""
    with Server(folder, environment) as server:
        time.sleep(SETTLING)
        used = server.usage()
        return server.ready_after, used.resident_mb, used.peak_mb


def main(argv: list[str]) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="mem bench start", description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--no-imports", action="store_true")
    options = parser.parse_args(argv)
    both = {**whatsapp_settings(NOBODY), **telegram_settings(NOBODY)}
    kinds: dict[str, Mapping[str, str]] = {
        "mem serve, no channel": {},
        "mem serve, WhatsApp": whatsapp_settings(NOBODY),
        "mem serve, WhatsApp and Telegram": both,
    }
    blank: list[float] = []
    helped: list[float] = []
    served: dict[str, list[tuple[float, float, float]]] = {kind: [] for kind in kinds}
    fresh: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        for number in range(options.runs + 1):  # the first, uncounted, fills the disk's cache
            blank.append(run_for("-c", "pass"))
            helped.append(run_for("-m", "bot", "--help"))
            for index, (kind, environment) in enumerate(kinds.items()):
                found = serve(Path(name) / str(index), environment)
                served[kind].append(found)
            fresh.append(serve(Path(name) / f"new-{number}", {})[0])
    show(
        *columns(
            ("", "seconds: median (range)", "MB after 1 s", "MB at most"),
            [
                ("python, nothing imported", spread(blank[1:]), "-", "-"),
                ("mem --help", spread(helped[1:]), "-", "-"),
                *(
                    (kind, *(spread(column) for column in zip(*found[1:], strict=True)))
                    for kind, found in served.items()
                ),
                ("mem serve, no channel, new database", spread(fresh[1:]), "-", "-"),
            ],
        ),
        "",
    )
    if not options.no_imports:
        rows = []
        for module in HEAVY:
            tries = [import_seconds(module) for _ in range(min(options.runs, 3))]
            taken = [one for one in tries if one is not None]
            rows.append((module, f"{median(taken):.2f}" if taken else "not installed"))
        show(*columns(("import, alone", "seconds"), rows), "")
    full = served["mem serve, WhatsApp and Telegram"][1:]
    memory = median(one[1] for one in full) if Path("/proc/self").is_dir() else None
    ready = median(one[0] for one in full)
    show("Goals:")
    for goal in (
        Goal("mem --help", 0.4, median(helped[1:]), at_least=False, unit=" s"),
        Goal("mem serve ready, both channels", 2, ready, at_least=False, unit=" s"),
        Goal("mem serve memory, both channels", 120, memory, at_least=False, unit=" MB"),
    ):
        show(goal.line())
    return 0
