"""A process that has loaded what never changes and forks servers and providers from itself.

    python -m tests.crash.nursery

It reads one JSON line for each child, `{"module", "arguments", "environment", "folder", "log"}`,
answers `{"pid"}`, and says `{"died", "exit"}` of each that has ended (negative for a signal). When
nobody speaks to it any more it ends, and its children with it.

Loaded are the libraries, and of the product what never dies: the core, the flows and their words,
the tables, the channels. Whatever has a named point imports `bot.crash`, and that is not here: every
server imports it anew, and reads its settings and opens its database like any other.
"""

import gc
import importlib
import json
import os
import runpy
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any

LIBRARIES = (
    "alembic.command",
    "anyio._backends._asyncio",
    "apscheduler.executors.asyncio",
    "apscheduler.schedulers.asyncio",
    "babel.dates",
    "fluent.runtime",
    "httpcore",
    "httptools",
    "httpx",
    "jsonschema",
    "langdetect",
    "msgspec",
    "phonenumbers",
    "prometheus_client",
    "psycopg",
    "pycountry",
    "pydantic_settings",
    "rapidfuzz",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.dialects.sqlite",
    "sqlalchemy.ext.compiler",
    "starlette.applications",
    "structlog",
    "telegram.request",
    "twilio.request_validator",
    "twilio.rest.api",
    "twilio.rest.content.v1.content_and_approvals",
    "twilio.rest.messaging",
    "uvicorn",
    "uvicorn.protocols.http.httptools_impl",
    "uvloop",
)
OURS = (
    "bot.attachments.charts",
    "bot.attachments.enclosures",
    "bot.attachments.fetched",
    "bot.channels.telegram",
    "bot.channels.whatsapp",
    "bot.channels.whatsapp_webhook",
    "bot.handlers.lookout",
    "bot.receiving.server",
    "bot.sending.holds",
    "bot.sending.notices",
    "bot.templates.approvals",
    "core.conversation.dialogue",
    "core.mentoring.mentorship",
    "core.mentoring.progress",
    "storage.ahead",
    "storage.compaction",
    "storage.erasure",
    "storage.inbox",
    "storage.links",
    "storage.migrate",
    "storage.opening",
    "storage.queries",
    "storage.ratings",
    "storage.retention",
    "storage.timers",
)
ARMED = "bot.crash"
"""Reads its environment when it is imported, and so belongs to one server."""

ROOT = Path(__file__).parents[2]


class Nursery:
    """A nursery and what is known of its children; for one thread."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.nursery"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._ask, self._answers = self._process.stdin, self._process.stdout
        self._heard = b""
        self._exits: dict[int, int] = {}
        self._born: list[int] = []

    def fork(
        self,
        module: str,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        log: Path,
        *,
        errors: Path | None = None,
        words: str = os.devnull,
    ) -> int:
        """Run a module in a child of its own, its words going to `log`, and those about mistakes to
        `errors`, if that is another file; it is told what stands in the file `words`. Its process id.
        """
        wanted = {
            "module": module,
            "arguments": [*arguments],
            "environment": dict(environment),
            "folder": str(folder),
            "log": str(log),
            "errors": str(errors or log),
            "words": words,
        }
        self._ask.write(json.dumps(wanted).encode() + b"\n")
        while not self._born:
            self._listen(None)
        return self._born.pop()

    def run(
        self,
        module: str,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        *,
        words: str = "",
    ) -> subprocess.CompletedProcess[str]:
        """Run a module to its end, `words` being told to it; TimeoutExpired when it finds none."""
        with tempfile.TemporaryDirectory(prefix="mem-run-") as place:
            told, said, wrong = (Path(place) / name for name in ("told", "said", "wrong"))
            told.write_text(words, "utf-8")
            pid = self.fork(
                module, arguments, environment, folder, said, errors=wrong, words=str(told)
            )
            code = self.await_end(pid, 90)
            return subprocess.CompletedProcess(
                [module, *arguments], code, said.read_text("utf-8"), wrong.read_text("utf-8")
            )

    def exit_status(self, pid: int) -> int | None:
        """As subprocess has it: None while it lives, negative for a signal."""
        self._listen(0)
        return self._exits.get(pid)

    def await_end(self, pid: int, seconds: float) -> int:
        """Its exit status once it has one; TimeoutExpired when it lives longer than that."""
        deadline = monotonic() + seconds
        while (ended := self.exit_status(pid)) is None:
            left = deadline - monotonic()
            if left < 0:
                raise subprocess.TimeoutExpired(str(pid), seconds)
            self._listen(left)
        return ended

    def close(self) -> None:
        """End it, and whoever is left of its children."""
        self._process.communicate()

    def _listen(self, seconds: float | None) -> None:
        """Take in what it has said, waiting so long for it; None waits for ever."""
        readable, _, _ = select.select([self._answers], [], [], seconds)
        if not readable:
            return
        said = os.read(self._answers.fileno(), 1 << 16)
        if not said:
            raise RuntimeError("the nursery has ended")
        *lines, self._heard = (self._heard + said).split(b"\n")
        for line in lines:
            told = json.loads(line)
            if "pid" in told:
                self._exits.pop(told["pid"], None)  # numbers are given again
                self._born.append(told["pid"])
            elif "died" in told:
                self._exits[told["died"]] = told["exit"]


@dataclass(frozen=True, slots=True)
class Child:
    """One process from a nursery, with the verbs of `subprocess.Popen`."""

    nursery: Nursery
    pid: int

    def poll(self) -> int | None:
        return self.nursery.exit_status(self.pid)

    def wait(self, timeout: float = 60) -> int:
        return self.nursery.await_end(self.pid, timeout)

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


# -- the process itself ---------------------------------------------------------------------------


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="mem-crash-") as compiled:
        load(compiled)
        attend()


def load(compiled: str) -> None:
    """Import what all children share; what they compile for themselves is kept for the next."""
    for library in LIBRARIES:
        importlib.import_module(library)
    sys.dont_write_bytecode, sys.pycache_prefix = False, compiled
    for module in OURS:
        importlib.import_module(module)
    importlib.import_module("bot.words.book").book()
    assert ARMED not in sys.modules, "each server must read for itself where it dies"
    gc.collect()
    gc.freeze()  # else the first collection of every child copies all of it


def attend() -> None:
    """Fork whom one is asked for, and tell of each death, until nobody asks any more."""
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake)
    children: set[int] = set()
    heard = b""
    while True:
        readable, _, _ = select.select([0, woken], [], [])
        if woken in readable:
            os.read(woken, 1 << 10)
            for pid, status in ended(children):
                tell(died=pid, exit=status)
        if 0 in readable:
            said = os.read(0, 1 << 16)
            if not said:
                break
            *lines, heard = (heard + said).split(b"\n")
            for line in lines:
                child = os.fork()
                if child == 0:
                    os.close(woken)
                    os.close(wake)
                    become(json.loads(line))
                children.add(child)
                tell(pid=child)
    for child in children:
        os.kill(child, signal.SIGKILL)


def ended(children: set[int]) -> list[tuple[int, int]]:
    """Who of the children has died since, and how; they are forgotten."""
    found = []
    for child in [*children]:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            children.discard(child)
            found.append((child, os.waitstatus_to_exitcode(status)))
    return found


def tell(**words: int) -> None:
    print(json.dumps(words), flush=True)


def become(wanted: dict[str, Any]) -> None:
    """Become the child that is wanted; never returns."""
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    log, errors = (
        os.open(wanted[name], os.O_WRONLY | os.O_CREAT | os.O_APPEND) for name in ("log", "errors")
    )
    words = os.open(wanted["words"], os.O_RDONLY)
    for target, source in ((0, words), (1, log), (2, errors)):
        os.dup2(source, target)
    os.chdir(wanted["folder"])
    os.environ.clear()
    os.environ.update(wanted["environment"])
    if os.environ.keys().isdisjoint({"LC_ALL", "LC_CTYPE", "LANG"}):
        os.environ["LC_CTYPE"] = "C.UTF-8"  # as Python does itself when it starts (PEP 538)
    sys.argv = [wanted["module"], *wanted["arguments"]]
    code = 1  # as after an exception in any Python
    try:
        runpy.run_module(wanted["module"], run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - it ends here, in either case
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
