"""`mem serve` as it runs: real processes, real HTTP, both providers' fakes.

What a start costs and leaves is shown of cold ones, as people start them; the others are forked from
a process that has in memory what no start changes (`tests.crash.nursery`).
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.crash.nursery import Child, Nursery
from tests.crash.server import worked
from tests.crash.world import free_port
from tests.fakes.inbound import (
    TelegramUser,
    Webhook,
    message_sid,
    telegram_tap,
    telegram_text,
    twilio_text,
    twilio_webhook,
)
from tests.fakes.inbound_twilio import ACCOUNT, SENDER, TOKEN
from tests.fakes.outcomes import RateLimited, Slow
from tests.fakes.plain import PLAIN
from tests.fakes.server import Running, serve
from tests.fakes.telegram import TOKEN as BOT_TOKEN
from tests.fakes.telegram import FakeTelegram
from tests.fakes.twilio import FakeTwilio

REPOSITORY = Path(__file__).parents[2]
PUBLIC = "https://mem.example.org"
AMAL = TelegramUser(700000016)


def eventually(holds: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.01)


@dataclass
class Town:
    """Both providers, one database, and the processes started on it."""

    folder: Path
    database_url: str
    nursery: Nursery
    telegram: FakeTelegram
    twilio: FakeTwilio
    telegram_url: str
    twilio_url: str
    reach: dict[str, str]
    port: int
    client: httpx.Client = field(default_factory=lambda: httpx.Client(**PLAIN))
    started: list[Child | subprocess.Popen[bytes]] = field(default_factory=list)
    program: tuple[str, ...] = ("bot",)
    """The module that is `mem`, and what it is given before a command."""

    def start(
        self, role: str = "all", port: int | None = None, *, cold: bool = False, **more: str
    ) -> Any:
        """A process, once it says that it is ready, or has ended."""
        port = port or self.port
        process = self.launch(role, port, cold=cold, **more)
        eventually(lambda: process.poll() is not None or self.ready(port), seconds=40)
        return process

    def launch(
        self, role: str = "all", port: int | None = None, *, cold: bool = False, **more: str
    ) -> Any:
        """A process that begins to start."""
        port = port or self.port
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join([os.environ.get("PYTHONPATH", ""), str(REPOSITORY)]),
            "DATABASE_URL": self.database_url,
            "PORT": str(port),
            "PUBLIC_URL": PUBLIC,
            "TELEGRAM_BOT_TOKEN": BOT_TOKEN,
            "TELEGRAM_WEBHOOK_SECRET": "service-test-secret",
            "TELEGRAM_API_URL": self.telegram_url,
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_WHATSAPP_FROM": SENDER,
            "TWILIO_API_URL": self.twilio_url,
            "MEM_PATIENCE": "0.01",
            **more,
        }
        module, *given = self.program
        words, errors = [*given, "serve", "--role", role], self.folder / f"{len(self.started)}.log"
        process: Child | subprocess.Popen[bytes]
        if cold:
            command = [sys.executable, "-m", module, *words]
            with errors.open("wb") as log:
                process = subprocess.Popen(command, cwd=self.folder, env=environment, stderr=log)
        else:
            said = self.folder / f"{len(self.started)}.out"
            process = Child(
                self.nursery,
                self.nursery.fork(module, words, environment, self.folder, said, errors=errors),
            )
        self.started.append(process)
        return process

    def ready(self, port: int) -> bool:
        try:
            return self.client.get(f"http://127.0.0.1:{port}/readyz").status_code == 200
        except httpx.HTTPError:
            return False

    def log(self, number: int = 0) -> str:
        return (self.folder / f"{number}.log").read_text("utf-8")

    def post(self, webhook: Webhook) -> int:
        there = webhook.rebased(self.reach)
        answer = self.client.post(there.url, content=there.body, headers=dict(there.headers))
        return answer.status_code

    def whatsapp(self, who: str, words: str, number: int) -> int:
        form = twilio_text(who, words, sid=message_sid(number))
        self.twilio.receive(form)
        return self.post(twilio_webhook(f"{PUBLIC}/webhooks/twilio", form))


@contextmanager
def town(folder: Path, database_url: str, nursery: Nursery) -> Iterator[Town]:
    port = free_port()
    reach = {PUBLIC: f"http://127.0.0.1:{port}"}
    telegram, twilio = FakeTelegram(reach=reach), FakeTwilio(reach=reach)
    there: Running
    with serve(telegram.app) as there, serve(twilio.app) as here:
        made = Town(
            folder, database_url, nursery, telegram, twilio, there.url, here.url, reach, port
        )
        try:
            yield made
        finally:
            for process in made.started:
                if process.poll() is None:
                    process.kill()
                    process.wait()
            made.client.close()


def whoever(number: int) -> str:
    return f"whatsapp:+2126000{number:05}"


def test_both_channels_are_answered_and_a_stop_drains(tmp_path: Path, nursery: Nursery) -> None:
    """Webhook in, words out, taps and reports taken; SIGTERM ends it with everything said."""
    with town(tmp_path, f"sqlite:///{tmp_path / 'mem.db'}", nursery) as place:
        process = place.start(cold=True)
        who = whoever(1)
        eventually(lambda: "setMyCommands" in [method for method, _ in place.telegram.calls])
        assert place.whatsapp(who, "Bonjour", 1) == 200
        eventually(lambda: place.twilio.delivered_to(who))
        assert "MeM" in place.twilio.delivered_to(who)[0].body
        sid = place.twilio.delivered_to(who)[0].sid
        assert place.twilio.deliver_status(sid, "delivered") == 204

        assert place.telegram.deliver(telegram_text(AMAL, "Bonjour")) == 200
        eventually(lambda: place.telegram.delivered_to(AMAL.id))
        (question,) = place.telegram.delivered_to(AMAL.id)
        token = question.buttons[0][0]
        tap = telegram_tap(AMAL, token)
        assert place.telegram.deliver(tap) == 200
        eventually(lambda: len(place.telegram.delivered_to(AMAL.id)) == 2)
        eventually(lambda: tap["callback_query"]["id"] in place.telegram.answered)

        second = place.start(port=free_port())
        assert second.wait(20) == 1
        assert "another process" in place.log(1).splitlines()[-1]

        place.twilio.script([Slow(0.5)])
        assert place.whatsapp(who, "oui", 2) == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert len(place.twilio.delivered_to(who)) == 2
        assert (place.twilio.violations, place.telegram.violations) == ([], [])
        assert who.removeprefix("whatsapp:") not in place.log()
        assert "Traceback" not in place.log()


def test_a_restart_goes_on_where_the_dead_process_stopped(tmp_path: Path, nursery: Nursery) -> None:
    """Killed with messages on the way: after the restart everybody has the answer, in order."""
    with town(tmp_path, f"sqlite:///{tmp_path / 'mem.db'}", nursery) as place:
        process = place.start()
        place.twilio.script([RateLimited(1)] * 5)
        for number in range(20):
            assert place.whatsapp(whoever(number), "Bonjour", number + 1) == 200
        process.kill()
        process.wait()
        started = time.monotonic()
        again = place.start(cold=True)
        assert worked(again.pid, time.monotonic() - started) < 10
        eventually(lambda: all(place.twilio.delivered_to(whoever(n)) for n in range(20)), 40)


def test_without_a_public_address_telegram_is_polled(tmp_path: Path, nursery: Nursery) -> None:
    """A laptop needs no tunnel; the webhook of another day is given up first."""
    with town(tmp_path, f"sqlite:///{tmp_path / 'mem.db'}", nursery) as place:
        place.start(PUBLIC_URL="")
        place.telegram.push(telegram_text(AMAL, "Bonjour"))
        eventually(lambda: place.telegram.delivered_to(AMAL.id))
        assert "deleteWebhook" in [method for method, _ in place.telegram.calls]
        assert place.telegram.violations == []


def test_processes_on_one_postgresql_share_the_work_without_doubling_it(
    tmp_path: Path, nursery: Nursery, postgresql_url: str
) -> None:
    """A web process and two workers; when the sender is killed the other one takes its place."""
    with town(tmp_path, postgresql_url, nursery) as place:
        place.start("web")
        first = place.start("worker", port=free_port())
        eventually(lambda: "seat_taken" in place.log(1))
        place.start("worker", port=free_port())
        people = [whoever(number) for number in range(15)]
        for number, who in enumerate(people):
            assert place.whatsapp(who, "Bonjour", number + 1) == 200
        eventually(lambda: all(place.twilio.delivered_to(who) for who in people))
        assert "seat_taken" not in place.log(2)
        first.kill()
        first.wait()
        for number, who in enumerate(people):
            assert place.whatsapp(who, "oui", 100 + number) == 200
        eventually(lambda: all(len(place.twilio.delivered_to(who)) >= 2 for who in people))
        bodies = [[one.body for one in place.twilio.delivered_to(who)] for who in people]
        assert all(len(said) == len(set(said)) == 2 for said in bodies)
        assert "seat_taken" in place.log(2)


def test_a_database_that_is_not_migrated_keeps_postgresql_from_being_used(
    tmp_path: Path, nursery: Nursery, bare_postgresql_url: str
) -> None:
    """`mem migrate` is a decision of the operator there; serve says so in a line."""
    with town(tmp_path, bare_postgresql_url, nursery) as place:
        process = place.start()
        assert process.wait(20) == 1
        assert place.log().splitlines()[-1].endswith("run mem migrate")


@pytest.mark.parametrize("role", ["web", "all"])
def test_a_port_that_is_taken_is_told(tmp_path: Path, nursery: Nursery, role: str) -> None:
    """One line, and no half-started service."""
    with (
        town(tmp_path, f"sqlite:///{tmp_path / 'mem.db'}", nursery) as place,
        socket.socket() as taken,
    ):
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", place.port))
        taken.listen()
        process = place.launch(role)  # whoever has the port takes calls and never answers
        assert process.wait(20) == 1
        assert "cannot listen on" in place.log().splitlines()[-1]
