"""`mem bench webhook`: webhooks recorded a second, how long an answer takes, and a reply's way.

A real `mem serve` is loaded from another process over real connections with signed messages, in
turn with the same server without its database. See docs/benchmarks.md.
"""

import argparse
import contextlib
import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import func, select

from bot.bench import postgres
from bot.bench.load import message
from bot.bench.processes import ROOT, ContenderFailedError, Process
from bot.bench.server import ACCOUNT, NOBODY, SENDER, TOKEN, Server, whatsapp_settings
from bot.bench.table import Goal, columns, ratio, show, spread, times
from bot.logs import configure_logs
from bot.settings import wall_clock
from bot.zones import use_packaged_zones
from storage import migrate, schema
from storage.opening import open_database

CONNECTIONS = 64
FASTEST = 8_000
"""Requests a second that are made ready; a server that wants more waits for nobody."""

WARMING = 30.0
"""Seconds that everybody's first message may take."""

SPACING = 0.06
"""Seconds between messages that travel alone."""


@dataclass(slots=True)
class Contender:
    """A server under load, and what was measured of it, round by round."""

    title: str
    server: Server
    people: int
    url: str = ""
    """Its database, if it has one."""
    accepted: int = 0
    alone: int = 0
    """Messages beside those of the load."""
    rates: list[float] = field(default_factory=list)
    p50: list[float] = field(default_factory=list)
    p99: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def warm(self, load: Process) -> None:
        """Let everybody write once: who is new costs more, and only once."""
        self._post(load, seconds=WARMING, most=self.people)

    def measure(self, load: Process, seconds: float) -> None:
        """One round; raises ContenderFailedError when a message was not accepted."""
        before = self.server.usage().cpu_seconds
        result = self._post(load, seconds=seconds, most=round(FASTEST * seconds))
        spent = self.server.usage().cpu_seconds - before
        self.rates.append(result["accepted"] / result["seconds"])
        self.p50.append(result["p50"] * 1000)
        self.p99.append(result["p99"] * 1000)
        self.cpu.append(spent / result["accepted"] * 1e6)

    def _post(self, load: Process, *, seconds: float, most: int) -> dict[str, Any]:
        job = {"port": self.server.port, "connections": CONNECTIONS, "seconds": seconds}
        load.ask({**job, "first": self.accepted, "most": most, "people": self.people})
        result = load.ask(None)
        if "stood_still" in result:
            raise ContenderFailedError(f"{self.title}: {result['stood_still']}")
        self.accepted += result["accepted"]
        if result["refused"] or not result["accepted"]:
            raise ContenderFailedError(f"{self.title}: {result['refused']} not accepted")
        return result

    def check(self) -> None:
        """What was acknowledged is in the inbox; raises ContenderFailedError."""
        if not self.url:
            return
        database = open_database(self.url, access="reader")
        with contextlib.closing(database), database.read() as conn:
            stored = conn.execute(select(func.count()).select_from(schema.inbox)).scalar()
        if stored != self.accepted + self.alone:
            raise ContenderFailedError(f"{self.title}: {self.accepted} accepted, {stored} stored")


@contextlib.contextmanager
def fake_twilio(log: Path) -> Iterator[str]:
    """The address of the tests' Twilio as a process of its own; empty where there are no tests."""
    if not (ROOT / "tests" / "fakes" / "twilio.py").exists():
        yield ""
        return
    options = ["--log", str(log), "--account", ACCOUNT, "--token", TOKEN, "--sender", SENDER]
    with subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.fakes.twilio", *options],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        try:
            assert child.stdout is not None  # noqa: S101 - it is a pipe
            line = child.stdout.readline()
            if not line.startswith("ready "):
                raise ContenderFailedError(f"the fake Twilio did not start: {line!r}")
            yield line.split()[1]
        finally:
            child.terminate()


def send_alone(server: Server, twilio: str, messages: int) -> tuple[list[float], list[float]]:
    """Messages that meet nobody: milliseconds to the answer, and to the reply's send.

    Every message is another person's first; the fake notes when the reply's request was checked.
    """
    first = 90_000_000
    acknowledged, began = [], {}
    connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.connect()
    for number in range(first, first + messages):
        time.sleep(SPACING)
        request = message(number, first + messages)
        began[f"whatsapp:+2126{number:08}"] = wall_clock().timestamp()
        start = time.perf_counter()
        connection.sock.sendall(request)
        answer = HTTPResponse(connection.sock)
        answer.begin()
        answer.read()
        acknowledged.append((time.perf_counter() - start) * 1000)
    connection.close()
    deadline = time.monotonic() + 10
    while True:
        with urllib.request.urlopen(f"{twilio}/_fake/delivered") as shown:  # noqa: S310 - loopback
            delivered = json.load(shown)
        replies = {one["to"]: datetime.fromisoformat(one["at"]).timestamp() for one in delivered}
        if began.keys() <= replies.keys():
            break
        if time.monotonic() > deadline:
            raise ContenderFailedError(f"{len(began.keys() - replies.keys())} replies never left")
        time.sleep(0.1)
    warm = list(began)[len(began) // 10 :]
    travelled = [(replies[person] - began[person]) * 1000 for person in warm]
    return acknowledged[len(began) // 10 :], travelled


def report(contenders: Sequence[Contender], alone: tuple[list[float], list[float]] | None) -> None:
    """Print the tables and the goals."""
    bare = contenders[0]
    rows = [
        (
            one.title,
            spread(one.rates),
            times(ratio(one.rates, bare.rates)),
            spread(one.p50),
            spread(one.p99),
            spread(one.cpu),
        )
        for one in contenders
    ]
    head = ("", "accepted/s: median (range)", "of the first", "p50 ms", "p99 ms", "server CPU us")
    show(*columns(head, rows), "")
    reply = None
    if alone:
        acknowledged, travelled = (sorted(one) for one in alone)
        reply = median(travelled)
        show(
            *columns(
                ("one message alone, ms", "p50", "p95", "most"),
                [
                    (name, *(f"{one[len(one) * part // 100]:.1f}" for part in (50, 95, 99)))
                    for name, one in (
                        ("webhook to answer", acknowledged),
                        ("webhook to the reply's send at Twilio", travelled),
                    )
                ],
            ),
            "",
        )
    web = contenders[1]
    show("Goals:")
    for goal in (
        Goal("accepted, of the same server without a database", 0.7, ratio(web.rates, bare.rates)),
        Goal("p99 at 64 connections", 60, median(web.p99), at_least=False, unit=" ms"),
        Goal("one message alone, webhook to send, p50", 25, reply, at_least=False, unit=" ms"),
    ):
        show(goal.line())


def main(argv: list[str]) -> int:
    """Run the benchmark; 0 when everything accepted was found recorded."""
    parser = argparse.ArgumentParser(prog="mem bench webhook", description=__doc__)
    parser.add_argument("--seconds", type=float, default=3.0, help="of load in each round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--people", type=int, default=2_000, help="who write, taking turns")
    parser.add_argument("--messages", type=int, default=100, help="that travel alone")
    parser.add_argument("--postgres", default="", metavar="URL", help="instead of the bundled one")
    parser.add_argument("--no-postgres", action="store_true")
    parser.add_argument("--dir", default=None, help="where SQLite files and PostgreSQL are put")
    options = parser.parse_args(argv)
    use_packaged_zones()
    configure_logs("console", "ERROR")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=options.dir)))
        twilio = stack.enter_context(fake_twilio(folder / "twilio.log"))
        load = stack.enter_context(Process("bot.bench.load"))
        load.hear()
        contenders = [
            Contender(
                "without a database",
                stack.enter_context(
                    Server(
                        folder / "bare",
                        whatsapp_settings(NOBODY),
                        ["--role", "web"],
                        module="bot.bench.counting_server",
                    )
                ),
                options.people,
            )
        ]
        for title, name, role in (
            ("recorded in SQLite, every commit synced", "web", "web"),
            ("the same while it also handles and sends", "all", "all"),
        ):
            url = f"sqlite:///{folder / name / 'mem.db'}"
            environment = {**whatsapp_settings(twilio or NOBODY), "DATABASE_URL": url}
            server = Server(folder / name, environment, ["--role", role])
            contenders.append(Contender(title, stack.enter_context(server), options.people, url))
        if not options.no_postgres:
            found = stack.enter_context(postgres.running(options.postgres, folder))
            if found is not None:
                name = found.create()
                stack.callback(found.drop, name)
                url = found.address(name)
                with contextlib.closing(open_database(url)) as database:
                    migrate.upgrade(database)
                environment = {**whatsapp_settings(NOBODY), "DATABASE_URL": url}
                server = Server(folder / "postgresql", environment, ["--role", "web"])
                title = "recorded in PostgreSQL"
                contenders.append(
                    Contender(title, stack.enter_context(server), options.people, url)
                )
        for one in contenders:
            one.server.wait()
        alone = send_alone(contenders[2].server, twilio, options.messages) if twilio else None
        contenders[2].alone = options.messages if twilio else 0
        show(
            f"{CONNECTIONS} connections, {options.rounds} rounds of {options.seconds:g} s,"
            f" {options.people} people; every acknowledged message looked up in the inbox.",
            "",
        )
        for one in contenders:
            one.warm(load)
        for number in range(options.rounds):
            for one in contenders if number % 2 == 0 else reversed(contenders):
                one.measure(load, options.seconds)
        for one in contenders:
            one.check()
    report(contenders, alone)
    return 0
