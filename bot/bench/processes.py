"""The processes a benchmark talks to: a line of JSON there, a line of JSON back."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import bot

ROOT = Path(bot.__file__).parent.parent


class ContenderFailedError(Exception):
    """A process of the benchmark ended, or answered something else; its errors are above."""


class Process:
    """`python -m MODULE`, told one job a line; its standard error is ours."""

    def __init__(
        self, module: str, *options: str, environment: Mapping[str, str] | None = None
    ) -> None:
        self._module = module
        self._child = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", module, *options],
            cwd=ROOT,
            env={
                **os.environ,
                "LOG_LEVEL": "ERROR",
                **(environment or {}),
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pid = self._child.pid

    def tell(self, job: Any = None) -> None:
        """Send a line."""
        assert self._child.stdin is not None  # noqa: S101 - it is a pipe
        try:
            self._child.stdin.write(json.dumps(job) + "\n")
            self._child.stdin.flush()
        except BrokenPipeError:
            raise ContenderFailedError(self._module) from None

    def hear(self) -> dict[str, Any]:
        """The next line; raises ContenderFailedError when there is none."""
        assert self._child.stdout is not None  # noqa: S101 - as above
        line = self._child.stdout.readline()
        try:
            heard: dict[str, Any] = json.loads(line)
        except ValueError:
            raise ContenderFailedError(f"{self._module}: {line!r}") from None
        return heard

    def ask(self, job: Any) -> dict[str, Any]:
        """Send a line and read the answer."""
        self.tell(job)
        return self.hear()

    def stop(self) -> None:
        """End the process and wait for its end."""
        self._child.terminate()
        try:
            self._child.wait(15)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                pipe.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()
