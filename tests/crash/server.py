"""The server under test: started, armed, killed, started again."""

import asyncio
import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic
from typing import Any

import httpx

ROOT = Path(__file__).parents[2]
LOOK = 0.01
"""Seconds between two looks at something that another process does."""


class Server:
    """The process under test; each start may arm one point at which it kills itself.

    A cold start is `mem serve` as anybody starts it. The others are the same, forked from a process
    that has the libraries in memory (see `nursery`), so that dozens of deaths take a minute.
    """

    def __init__(self, folder: Path, port: int, environment: dict[str, str]) -> None:
        self.port = port
        self.ready_seconds: list[float] = []
        self.module = "bot"
        self._folder = folder
        self._log = folder / "server.log"
        self._environment = environment
        self._cold: subprocess.Popen[bytes] | None = None
        self._nursery: subprocess.Popen[bytes] | None = None
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
        self._ask(
            {
                "module": self.module,
                "arguments": ["serve"],
                "environment": self._armed(crash_at, after),
                "folder": str(self._folder),
                "log": str(self._log),
            }
        )

    def migrate(self, crash_at: str = "") -> int:
        """`mem migrate`; its exit status, negative for a signal."""
        self._note(f"migrate {crash_at}")
        return self._spawn("migrate", crash_at, 0).wait(timeout=60)

    async def ready(self, seconds: float = 30.0) -> bool:
        """Whether it answers readiness in time; False when it died before."""
        started = monotonic()
        async with httpx.AsyncClient(trust_env=False) as client:
            while self.exit_status() is None and monotonic() - started < seconds:
                try:
                    answer = await client.get(f"http://127.0.0.1:{self.port}/readyz")
                except httpx.TransportError:
                    await asyncio.sleep(LOOK)
                    continue
                if answer.status_code == 200:
                    self.ready_seconds.append(monotonic() - started)
                    return True
        return False

    def exit_status(self) -> int | None:
        """As subprocess has it: None while it lives, negative for a signal."""
        if self._exit is None and self._pid:
            if self._cold is not None:
                self._exit = self._cold.poll()
            elif answer := self._heard():
                self._exit = answer["exit"]
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

    def close(self) -> None:
        """End the nursery."""
        if self._nursery is not None:
            self._nursery.communicate()

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

    def _ask(self, wanted: dict[str, Any]) -> None:
        if self._nursery is None:
            self._nursery = subprocess.Popen(
                [sys.executable, "-m", "tests.crash.nursery"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            assert self._nursery.stdout is not None
            self._nursery.stdout.readline()
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        self._nursery.stdin.write(json.dumps(wanted).encode() + b"\n")
        self._nursery.stdin.flush()
        self._pid = json.loads(self._nursery.stdout.readline())["pid"]

    def _heard(self) -> dict[str, Any] | None:
        """What the nursery has said, if anything."""
        assert self._nursery is not None
        assert self._nursery.stdout is not None
        readable, _, _ = select.select([self._nursery.stdout], [], [], 0)
        return json.loads(self._nursery.stdout.readline()) if readable else None

    def _note(self, words: str) -> None:
        with self._log.open("a") as log:
            log.write(f"--- {words}\n")
