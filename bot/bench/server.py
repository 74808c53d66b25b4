"""A `mem serve` of a benchmark's own: started, waited for, watched and stopped."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.bench.processes import ROOT, ContenderFailedError

PATIENCE = 60.0
"""Seconds to wait for a server that does not get ready."""

ACCOUNT = "AC" + "0" * 31 + "1"
TOKEN = "0123456789abcdef0123456789abcdef"  # noqa: S105 - of a fake
SENDER = "whatsapp:+14155238886"
PUBLIC_URL = "https://mem.example.org"
NOBODY = "http://127.0.0.1:9"
"""Where nothing listens (the discard port): a provider that must not be reached."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What the operating system says of a process; 0 where it does not say."""

    cpu_seconds: float
    resident_mb: float
    peak_mb: float


def whatsapp_settings(twilio_url: str) -> dict[str, str]:
    """The environment of a server with WhatsApp switched on."""
    return {
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_WHATSAPP_FROM": SENDER,
        "TWILIO_API_URL": twilio_url,
        "PUBLIC_URL": PUBLIC_URL,
    }


def telegram_settings(telegram_url: str) -> dict[str, str]:
    """The environment of a server with Telegram's webhook switched on."""
    return {
        "TELEGRAM_BOT_TOKEN": "42:" + "a" * 35,
        "TELEGRAM_WEBHOOK_SECRET": "benchmark-secret",
        "TELEGRAM_API_URL": telegram_url,
        "PUBLIC_URL": PUBLIC_URL,
    }


class Server:
    """`python -m MODULE serve …` in a folder without `.env`, on a free port, until `stop`."""

    def __init__(
        self,
        folder: Path,
        environment: Mapping[str, str],
        options: Sequence[str] = (),
        *,
        module: str = "bot",
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self._errors = folder / "server.log"
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("TWILIO_", "TELEGRAM_", "MEM_", "DATABASE_", "COORDINATORS_"))
        }
        own = {
            "DATABASE_URL": f"sqlite:///{folder / 'mem.db'}",
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "LOG_LEVEL": "ERROR",
            "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [kept.get("PYTHONPATH", "")])]),
        }
        self._began = time.perf_counter()
        with self._errors.open("wb") as errors:
            self._child = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", module, "serve", *options],
                cwd=folder,
                env={**kept, **own, **environment},
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )
        self.ready_after = 0.0
        """Seconds from the start of the process to the first `/readyz` that says yes."""

    def usage(self) -> Usage:
        """The process's time and memory so far."""
        return usage(self._child.pid)

    def stop(self) -> None:
        """Ask it to finish, and wait for that."""
        self._child.send_signal(signal.SIGTERM)
        try:
            self._child.wait(30)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

    def wait(self) -> None:
        """Return when it is ready; raises ContenderFailedError when it ends or takes too long."""
        while (passed := time.perf_counter() - self._began) < PATIENCE:
            if self._child.poll() is not None:
                raise ContenderFailedError(self._errors.read_text(errors="replace")[-2000:])
            if is_ready(self.port):
                self.ready_after = passed
                return
            time.sleep(0.005)
        raise ContenderFailedError(f"not ready in {PATIENCE:g} s")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()


def free_port() -> int:
    """A loopback port nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_ready(port: int) -> bool:
    """Whether a server on this loopback port says that it can do its work."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def usage(pid: int) -> Usage:
    """A process's time and memory, from Linux's /proc."""
    folder = Path("/proc") / str(pid)
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        status = dict(
            line.split(":", 1) for line in (folder / "status").read_text().splitlines() if line
        )
    except OSError:
        return Usage(0, 0, 0)
    ticks = os.sysconf("SC_CLK_TCK")
    return Usage(
        cpu_seconds=(int(fields[11]) + int(fields[12])) / ticks,
        resident_mb=int(status["VmRSS"].split()[0]) / 1024,
        peak_mb=int(status["VmHWM"].split()[0]) / 1024,
    )
