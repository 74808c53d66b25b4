"""The server under test: started, armed, killed, started again."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic

import httpx

from tests.crash.nursery import Nursery
from tests.fakes.plain import PLAIN

LOOK = 0.01
"""Seconds between two looks at something that another process does."""


class Server:
    """The process under test; each start may arm one point at which it kills itself.

    A cold start is `mem serve` as anybody starts it. The others are the same, forked from a process
    that has in memory what no start changes (see `nursery`), so that dozens of deaths take seconds.
    """

    def __init__(
        self, folder: Path, port: int, environment: dict[str, str], nursery: Nursery
    ) -> None:
        self.port = port
        self.ready_seconds: list[float] = []
        """What each start took of a processor: what others take of it meanwhile is not its own."""
        self.module = "bot"
        self._folder = folder
        self._log = folder / "server.log"
        self._environment = environment
        self._cold: subprocess.Popen[bytes] | None = None
        self._nursery = nursery
        self._pid = 0
        self._exit: int | None = None

    def start(self, crash_at: str = "", after: int = 0, *, cold: bool = False) -> None:
        """Start to serve; returns at once."""
        self._note(f"{crash_at or 'no crash'} {after}")
        self._exit = None
        if cold:
            self._cold = self._spawn("serve", crash_at, after)
            self._pid = self._cold.pid
            return
        self._cold = None
        self._pid = self._nursery.fork(
            self.module, ["serve"], self._armed(crash_at, after), self._folder, self._log
        )

    def migrate(self, crash_at: str = "") -> int:
        """`mem migrate`; its exit status, negative for a signal."""
        self._note(f"migrate {crash_at}")
        return self._spawn("migrate", crash_at, 0).wait(timeout=60)

    async def command(self, *arguments: str) -> int | None:
        """Run another command beside the server; its exit status, None when it takes too long."""
        pid = self._nursery.fork("bot", arguments, self._environment, self._folder, self._log)
        deadline = monotonic() + 60
        while self._nursery.exit_status(pid) is None and monotonic() < deadline:  # noqa: ASYNC110 - a process
            await asyncio.sleep(LOOK)
        return self._nursery.exit_status(pid)

    async def ready(self, seconds: float = 90.0) -> bool:
        """Whether it answers readiness in time; False when it died before."""
        started = monotonic()
        async with httpx.AsyncClient(**PLAIN) as client:
            while self.exit_status() is None and monotonic() - started < seconds:
                try:
                    answer = await client.get(f"http://127.0.0.1:{self.port}/readyz")
                except httpx.TransportError:
                    await asyncio.sleep(LOOK)
                    continue
                if answer.status_code == 200:
                    self.ready_seconds.append(worked(self._pid, monotonic() - started))
                    return True
        return False

    def exit_status(self) -> int | None:
        """As subprocess has it: None while it lives, negative for a signal."""
        if self._exit is None and self._pid:
            if self._cold is not None:
                self._exit = self._cold.poll()
            else:
                self._exit = self._nursery.exit_status(self._pid)
        return self._exit

    async def dead(self, seconds: float) -> int | None:
        """The exit status once it is dead; None when it still lives after so long."""
        deadline = monotonic() + seconds
        while self.exit_status() is None and monotonic() < deadline:  # noqa: ASYNC110 - a process
            await asyncio.sleep(LOOK)
        return self.exit_status()

    async def kill(self) -> None:
        """End it as the kernel would when memory is short."""
        await self._signal(signal.SIGKILL)

    async def stop(self) -> int | None:
        """Ask it to stop and wait: its exit status."""
        return await self._signal(signal.SIGTERM)

    async def _signal(self, number: int) -> int | None:
        if self._pid and self.exit_status() is None:
            os.kill(self._pid, number)
        return await self.dead(15)

    def _armed(self, crash_at: str, after: int) -> dict[str, str]:
        armed = {"MEM_CRASH_AT": crash_at, "MEM_CRASH_AFTER": str(after)} if crash_at else {}
        return {**self._environment, **armed}

    def _spawn(self, verb: str, crash_at: str, after: int) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", self.module, verb],
                cwd=self._folder,
                env=self._armed(crash_at, after),
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )

    def _note(self, words: str) -> None:
        with self._log.open("a") as log:
            log.write(f"--- {words}\n")


def worked(pid: int, otherwise: float) -> float:
    """Seconds that a process has had of a processor; `otherwise` where the system does not tell."""
    try:
        said = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except OSError:
        return otherwise
    user, system = said.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
