"""`mem bench turns`: durable turns a second beside other libraries and the bound of the database.

Everybody plays the same dialogue of five questions. A turn of ours begins with a row in the inbox
and ends with a committed reply in the outbox; a turn of theirs begins with the update's JSON and
ends when the send returns, and is kept in memory. See docs/benchmarks.md.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.bench import postgres
from bot.bench.assistant import SCRIPTS, ScriptName, check, fill
from bot.bench.processes import ROOT, ContenderFailedError, Process
from bot.bench.table import Goal, columns, ratio, show, spread, times
from bot.logs import configure_logs
from bot.zones import use_packaged_zones
from storage import migrate
from storage.database import open_database

PEERS = "tests.peers"
WARMING = 10
"""People of the first, uncounted round: caches are filled, as in a process that runs for days."""


@dataclass(frozen=True, slots=True)
class Contender:
    """One row of the table.

    `database` is sqlite, postgresql or empty for a peer; `share` scales the number of people.
    """

    name: str
    title: str
    database: str = ""
    script: ScriptName = "five"
    workers: int = 1
    raw: bool = False
    share: float = 1.0


CONTENDERS = (
    Contender("sqlite", "assistant, SQLite, every commit synced", "sqlite"),
    Contender("aiogram", "aiogram FSM, memory, send is a stub"),
    Contender("aiogram-whole", "aiogram FSM, memory, send whole but for the socket"),
    Contender("ptb", "python-telegram-bot, memory, send is a stub"),
    Contender("ptb-whole", "python-telegram-bot, memory, send whole but for the socket"),
    Contender("ptb-pickle", "python-telegram-bot, pickle once a minute, send is a stub"),
    Contender("ptb-flushed", "python-telegram-bot, pickle every turn, send is a stub", share=0.1),
    Contender("sqlite-raw", "bound: the same rows by plain sqlite3", "sqlite", raw=True),
    Contender("postgresql", "assistant, PostgreSQL, 1 worker", "postgresql"),
    Contender("postgresql-2", "assistant, PostgreSQL, 2 workers", "postgresql", workers=2),
    Contender("postgresql-raw", "bound: the same rows by plain psycopg", "postgresql", raw=True),
    Contender("whatsapp", "assistant, SQLite, the dialogue on WhatsApp", "sqlite", "five-whatsapp"),
    Contender("onboarding", "assistant, SQLite, real onboarding on WhatsApp", "sqlite",
              "onboarding", share=0.4),
    Contender("onboarding-2", "assistant, PostgreSQL, 2 workers, real onboarding", "postgresql",
              "onboarding", workers=2, share=0.4),
)  # fmt: skip


class Contest:
    """The processes and databases of one run of the benchmark."""

    def __init__(
        self, folder: Path, server: postgres.Server | None, people: int, stack: ExitStack
    ) -> None:
        self._folder = folder
        self._server = server
        self._people = people
        self._workers = [stack.enter_context(Process("bot.bench.drainer")) for _ in range(2)]
        self._peers: Process | None = None
        if (ROOT / "tests" / "peers").exists():
            self._peers = stack.enter_context(Process(PEERS))
        for process in (*self._workers, *([self._peers] if self._peers else [])):
            process.hear()
        self._templates: dict[tuple[str, ScriptName, int], str] = {}
        self._stack = stack
        self.missing: dict[str, str] = {}
        """Contender to why it could not be measured."""

    def measure(self, contender: Contender, *, warming: bool = False) -> float | None:
        """Turns a second, everything checked; None for what is not installed."""
        people = WARMING if warming else max(round(self._people * contender.share), 2)
        if not contender.database:
            return self._measure_peer(contender, people)
        if contender.database == "postgresql" and self._server is None:
            self.missing[contender.name] = "no PostgreSQL: give --postgres or install the test set"
            return None
        with self._filled(contender, people) as url:
            job = {"url": url, "script": contender.script, "raw": contender.raw}
            job["workers"] = contender.workers
            workers = self._workers[: contender.workers]
            for worker in workers:
                worker.ask(job)
            began = time.monotonic()
            for worker in workers:
                worker.tell()
            results = [worker.hear() for worker in workers]
            turns = sum(result["turns"] for result in results)
            if turns != people * len(SCRIPTS[contender.script].texts(0)):
                raise ContenderFailedError(f"{contender.title}: {turns} turns")
            if not contender.raw:
                with closing(open_database(url)) as database:
                    check(database, SCRIPTS[contender.script], people)
            return float(turns / (max(result["ended"] for result in results) - began))

    def _measure_peer(self, contender: Contender, people: int) -> float | None:
        if self._peers is None:
            self.missing[contender.name] = "not installed: the peers are in the tests"
            return None
        result = self._peers.ask({"contender": contender.name, "people": people})
        if "missing" in result:
            self.missing[contender.name] = f"not installed: {result['missing']}"
            return None
        return float(people * len(SCRIPTS["five"].texts(0)) / result["seconds"])

    @contextmanager
    def _filled(self, contender: Contender, people: int) -> Iterator[str]:
        """The address of a database whose inbox holds everybody's messages."""
        template = self._template(contender, people)
        if self._server is None or contender.database == "sqlite":
            path = self._folder / "round.db"
            shutil.copyfile(template, path)
            try:
                yield f"sqlite:///{path}"
            finally:
                for leftover in self._folder.glob("round.db*"):
                    leftover.unlink()
            return
        name = self._server.create(template=template)
        try:
            yield self._server.address(name)
        finally:
            self._server.drop(name)

    def _template(self, contender: Contender, people: int) -> str:
        """A database with full inbox, made once for each kind; its file or name."""
        key = (contender.database, contender.script, people)
        if key in self._templates:
            return self._templates[key]
        if self._server is None or contender.database == "sqlite":
            made = str(self._folder / f"{contender.script}-{people}.db")
            url = f"sqlite:///{made}"
        else:
            made = self._server.create()
            self._stack.callback(self._server.drop, made)
            url = self._server.address(made)
        with closing(open_database(url)) as database:
            migrate.upgrade(database)
            fill(database, SCRIPTS[contender.script], people)
            with database.unbound() as conn:
                conn.exec_driver_sql("ANALYZE")
                if database.dialect == "sqlite":
                    conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        self._templates[key] = made
        return made


def run(contest: Contest, contenders: Sequence[Contender], rounds: int) -> dict[str, list[float]]:
    """Turns a second of every contender in every round; each round goes the other way around."""
    rates: dict[str, list[float]] = {one.name: [] for one in contenders}
    for one in contenders:
        contest.measure(one, warming=True)
    for number in range(rounds):
        for one in contenders if number % 2 == 0 else reversed(contenders):
            rate = contest.measure(one)
            if rate is not None:
                rates[one.name].append(rate)
    return rates


def report(
    contenders: Sequence[Contender],
    rates: Mapping[str, Sequence[float]],
    missing: Mapping[str, str],
) -> None:
    """Print the table and the goals."""
    rows = []
    for one in contenders:
        mine = rates[one.name]
        if not mine:
            rows.append((one.title, missing.get(one.name, "-"), "-", "-", "-"))
            continue
        bound = f"{one.database}-raw" if one.database else ""
        rows.append(
            (
                one.title,
                spread(mine),
                times(ratio(mine, rates.get("aiogram", ()))),
                times(ratio(mine, rates.get("aiogram-whole", ()))),
                times(ratio(mine, rates.get(bound, ()))),
            )
        )
    head = ("", "turns/s: median (range)", "x aiogram", "x aiogram, whole send", "of the bound")
    show(*columns(head, rows), "", "Goals:")
    sqlite, two = rates.get("sqlite", ()), rates.get("postgresql-2", ())
    stub, whole = rates.get("aiogram", ()), rates.get("aiogram-whole", ())
    for goal in (
        Goal("SQLite, x aiogram in memory (whole send)", 3, ratio(sqlite, whole)),
        Goal("SQLite, x aiogram in memory (send is a stub)", 3, ratio(sqlite, stub)),
        Goal(
            "SQLite, of the batched-commit bound", 0.4, ratio(sqlite, rates.get("sqlite-raw", ()))
        ),
        Goal("PostgreSQL, 2 workers, x aiogram in memory (whole send)", 1.5, ratio(two, whole)),
        Goal("PostgreSQL, 2 workers, x aiogram in memory (send is a stub)", 1.5, ratio(two, stub)),
    ):
        show(goal.line())


def main(argv: list[str]) -> int:
    """Run the benchmark; 0 when everything could be measured and every message was handled once."""
    parser = argparse.ArgumentParser(prog="mem bench turns", description=__doc__)
    parser.add_argument("--people", type=int, default=400, help="people in a conversation at once")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--postgres", default="", metavar="URL", help="instead of the bundled one")
    parser.add_argument("--dir", default=None, help="where SQLite files and PostgreSQL are put")
    parser.add_argument("--only", default="", help="names of contenders, separated by commas")
    options = parser.parse_args(argv)
    use_packaged_zones()
    configure_logs("console", "ERROR")
    wanted = set(options.only.split(",")) if options.only else {one.name for one in CONTENDERS}
    contenders = [one for one in CONTENDERS if one.name in wanted]
    needs_server = any(one.database == "postgresql" for one in contenders)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=options.dir)))
        server = None
        if needs_server:
            server = stack.enter_context(postgres.running(options.postgres, folder))
        contest = Contest(folder, server, options.people, stack)
        show(
            f"Five questions, six messages, {options.people} people at once,"
            f" {options.rounds} rounds; every message checked: handled once, in order.",
            "",
        )
        rates = run(contest, contenders, options.rounds)
    report(contenders, rates, contest.missing)
    return 0
