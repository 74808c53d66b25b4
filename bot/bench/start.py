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
    "bot.words.catalogue",
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
        server.wait()
        time.sleep(SETTLING)
        used = server.usage()
        return server.ready_after, used.resident_mb, used.peak_mb


KINDS = {
    "none": "mem serve, no channel",
    "whatsapp": "mem serve, WhatsApp",
    "both": "mem serve, WhatsApp and Telegram",
    "new": "mem serve, both channels, new database",
}


def environment_of(kind: str) -> Mapping[str, str]:
    """The settings of a kind of server."""
    match kind:
        case "none":
            return {}
        case "whatsapp":
            return whatsapp_settings(NOBODY)
        case _:
            return {**whatsapp_settings(NOBODY), **telegram_settings(NOBODY)}


def main(argv: list[str]) -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(prog="mem bench start", description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--only", default=",".join(KINDS), help="kinds of server, by commas")
    parser.add_argument("--no-imports", action="store_true")
    options = parser.parse_args(argv)
    helped: list[float] = []
    blank: list[float] = []
    served: dict[str, list[tuple[float, float, float]]] = {
        kind: [] for kind in KINDS if kind in options.only.split(",")
    }
    with tempfile.TemporaryDirectory() as name:
        for number in range(options.runs + 1):
            blank.append(run_for("-c", "pass"))
            helped.append(run_for("-m", "bot", "--help"))
            for kind, found in served.items():
                folder = f"{kind}-{number}" if kind == "new" else kind
                found.append(serve(Path(name) / folder, environment_of(kind)))
    # The first round is not counted: it fills the disk's cache and makes the databases.
    rows = [
        ("python, nothing imported", spread(blank[1:]), "-", "-"),
        ("mem --help", spread(helped[1:]), "-", "-"),
    ]
    for kind, found in served.items():
        ready, resident, peak = (spread(column) for column in zip(*found[1:], strict=True))
        rows.append((KINDS[kind], ready, resident, peak))
    head = ("", "seconds: median (range)", f"MB after {SETTLING:g} s", "MB at most")
    show(*columns(head, rows), "")
    if not options.no_imports:
        show_imports(min(options.runs, 3))
    both = served.get("both", [])[1:]
    show("Goals:")
    for goal in (
        Goal("mem --help", 0.4, median(helped[1:]), at_least=False, unit=" s"),
        Goal(
            "mem serve ready, both channels",
            2,
            median(one[0] for one in both) if both else None,
            at_least=False,
            unit=" s",
        ),
        Goal(
            "mem serve memory, both channels",
            120,
            median(one[1] for one in both) if both and Path("/proc/self").is_dir() else None,
            at_least=False,
            unit=" MB",
        ),
    ):
        show(goal.line())
    return 0


def show_imports(runs: int) -> None:
    """Print how long each heavy module takes to import, alone."""
    rows = []
    for module in HEAVY:
        tries = [import_seconds(module) for _ in range(runs)]
        taken = [one for one in tries if one is not None]
        rows.append((module, f"{median(taken):.2f}" if taken else "not installed"))
    show(*columns(("import, alone", "seconds"), rows), "")
