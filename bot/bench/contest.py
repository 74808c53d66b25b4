"""Who takes part in `mem bench turns`, and one measurement of one of them, checked."""

import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bot.bench import postgres
from bot.bench.assistant import SCRIPTS, ScriptName, check, fill
from bot.bench.processes import ROOT, ContenderFailedError, Process
from storage import migrate
from storage.opening import open_database

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


class Pace(NamedTuple):
    """Turns a second by the clock, and microseconds of the processor for each."""

    rate: float
    cpu: float


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
        for process in filter(None, (*self._workers, self._peers)):
            process.hear()
        self._blank = ""
        """A PostgreSQL database with empty tables, to be copied."""
        self._templates: dict[tuple[str, ScriptName, int], str] = {}
        self._stack = stack
        self.missing: dict[str, str] = {}
        """Contender to why it could not be measured."""

    def measure(self, contender: Contender, *, warming: bool = False) -> Pace | None:
        """How fast, everything checked; None for what is not installed."""
        people = max(round(self._people * contender.share), 2)
        people = min(people, WARMING) if warming else people
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
            seconds = max(result["ended"] for result in results) - began
            return Pace(turns / seconds, sum(result["cpu"] for result in results) / turns * 1e6)

    def _measure_peer(self, contender: Contender, people: int) -> Pace | None:
        if self._peers is None:
            self.missing[contender.name] = "not installed: the peers are in the tests"
            return None
        result = self._peers.ask({"contender": contender.name, "people": people})
        if "missing" in result:
            self.missing[contender.name] = f"not installed: {result['missing']}"
            return None
        turns = people * len(SCRIPTS["five"].texts(0))
        return Pace(turns / result["seconds"], result["cpu"] / turns * 1e6)

    @contextmanager
    def _filled(self, contender: Contender, people: int) -> Iterator[str]:
        """The address of a database whose inbox holds everybody's messages."""
        template = self._template(contender, people)
        if self._server is None or contender.database == "sqlite":
            path = self._folder / "round.db"
            shutil.copyfile(template, path)
            try:
                yield self._address("sqlite", str(path))
            finally:
                for leftover in self._folder.glob("round.db*"):
                    leftover.unlink()
            return
        name = self._server.create(template=template)
        try:
            yield self._address("postgresql", name)
        finally:
            self._server.drop(name)

    def _template(self, contender: Contender, people: int) -> str:
        """A database with full inbox, made once for each kind; its file or name."""
        key = (contender.database, contender.script, people)
        if key not in self._templates:
            self._templates[key] = made = self._new(contender.database, key)
            with closing(open_database(self._address(contender.database, made))) as database:
                fill(database, SCRIPTS[contender.script], people)
                with database.unbound() as conn:
                    conn.exec_driver_sql("ANALYZE")
                    if database.dialect == "sqlite":
                        conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return self._templates[key]

    def _new(self, kind: str, key: tuple[str, ScriptName, int]) -> str:
        """An empty, migrated database; its file or name."""
        if self._server is not None and kind == "postgresql":
            if not self._blank:
                self._blank = self._server.create()
                self._stack.callback(self._server.drop, self._blank)
                with closing(open_database(self._address(kind, self._blank))) as database:
                    migrate.upgrade(database)
            made = self._server.create(template=self._blank)
            self._stack.callback(self._server.drop, made)
            return made
        made = str(self._folder / f"{key[1]}-{key[2]}.db")
        with closing(open_database(self._address(kind, made))) as database:
            migrate.upgrade(database)
        return made

    def _address(self, kind: str, made: str) -> str:
        if self._server is not None and kind == "postgresql":
            return self._server.address(made)
        return f"sqlite:///{made}"
