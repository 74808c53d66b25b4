"""A fake as a process of its own, and the handle a test holds on it.

    with control.process("tests.fakes.twilio", log) as twilio:
        twilio.script([outcomes.TimeoutAccepted()])
        … kill the product at will; twilio.url is still there …
    with the log left behind: one JSON line for every delivery, synced before it was answered.

The handle speaks to paths under /_fake/, which no provider has.
"""

import argparse
import contextlib
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import httpx
import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route

from tests.fakes.ledger import Violation
from tests.fakes.outcomes import Outcome, dump, load
from tests.fakes.plain import PLAIN

Verb = Callable[..., Any]


class Fake(Protocol):
    """What every fake offers to its handle."""

    @property
    def delivered(self) -> Sequence[Any]: ...

    @property
    def violations(self) -> Sequence[Violation]: ...

    def script(self, outcomes: Iterable[Outcome], operation: str = ...) -> None: ...


def mount(fake: Fake, verbs: Mapping[str, Verb]) -> Mount:
    """The /_fake/ paths: delivered, violations, script, and the fake's own verbs."""

    async def show(request: Request) -> Response:
        shown: Sequence[Any] = getattr(fake, request.path_params["what"])
        body = msgspec.json.encode(list(shown)[int(request.query_params.get("from", 0)) :])
        return Response(body, media_type="application/json")

    async def script(request: Request) -> Response:
        arguments = await request.json()
        outcomes = [load(value) for value in arguments.pop("outcomes")]
        fake.script(outcomes, **arguments)
        return JSONResponse(None)

    async def call(request: Request) -> Response:
        verb = verbs[request.path_params["verb"]]
        # In a thread: some verbs post to the product, which may be asking us something meanwhile.
        return JSONResponse(await run_in_threadpool(verb, **await request.json()))

    return Mount(
        "/_fake",
        routes=[
            Route("/script", script, methods=["POST"]),
            Route("/{verb}", call, methods=["POST"]),
            Route("/{what}", show, methods=["GET"]),
        ],
    )


class Remote:
    """A fake in another process; delivered and violations are plain JSON."""

    def __init__(self, url: str, pid: int) -> None:
        self.url = url
        self.pid = pid
        self._client = httpx.Client(base_url=f"{url}/_fake/", timeout=30, **PLAIN)

    def delivered(self, start: int = 0) -> list[dict[str, Any]]:
        """Deliveries from an index on."""
        return self._get("delivered", start)

    def violations(self) -> list[dict[str, Any]]:
        return self._get("violations", 0)

    def show(self, what: str) -> list[Any]:
        """Another list of the fake by name, such as "calls" or "deleted"."""
        return self._get(what, 0)

    def script(self, outcomes: Iterable[Outcome], **operation: str) -> None:
        """As the fake's own script; the iterable has an end here."""
        self._post("script", {"outcomes": [dump(outcome) for outcome in outcomes], **operation})

    def call(self, verb: str, **arguments: Any) -> Any:
        """One of the fake's verbs by name, with its arguments."""
        return self._post(verb, arguments)

    def close(self) -> None:
        self._client.close()

    def _get(self, what: str, start: int) -> list[Any]:
        found: list[Any] = self._client.get(what, params={"from": start}).json()
        return found

    def _post(self, path: str, value: Mapping[str, Any]) -> Any:
        answer = self._client.post(path, json=value)
        answer.raise_for_status()
        return answer.json()


@contextlib.contextmanager
def process(module: str, log: Path, *options: str, port: int = 0) -> Iterator[Remote]:
    """Start `python -m MODULE` and wait until it listens; it is ended when the block is left."""
    command = [sys.executable, "-m", module, "--port", str(port), "--log", str(log), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        try:
            assert child.stdout is not None
            line = child.stdout.readline()
            if not line.startswith("ready "):
                raise RuntimeError(f"{module} did not start: {line!r}")
            with contextlib.closing(Remote(line.split()[1], child.pid)) as remote:
                yield remote
        finally:
            child.terminate()


def parser(description: str) -> argparse.ArgumentParser:
    """The options every fake has."""
    result = argparse.ArgumentParser(description=description)
    result.add_argument("--port", type=int, default=0, help="0 takes a free one")
    result.add_argument("--log", type=Path, help="one JSON line for every delivery")
    result.add_argument(
        "--reach",
        action="append",
        default=[],
        type=lambda text: text.split("=", 1),
        metavar="PUBLIC=LOCAL",
        help="where a public base of webhook URLs really listens",
    )
    return result
