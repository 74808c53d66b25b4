"""A process that posts signed webhooks: `python -m bot.bench.load`, one job a line.

A closed loop: each connection sends its next message when the last one is answered.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import urlencode

from bot.bench.dialogue import onboarding
from bot.bench.forms import whatsapp_form
from bot.bench.server import ACCOUNT, PUBLIC_URL, TOKEN

PATH = "/webhooks/twilio"
STANDSTILL = 30.0
"""Seconds after the end of a load for its last answers; a load that takes longer stands still."""


@dataclass(slots=True)
class Load:
    """What is to be sent, and what came of it; times in seconds."""

    requests: deque[bytes]
    until: float
    latencies: list[float] = field(default_factory=list)
    refused: int = 0
    ended: float = 0.0
    made: int = 0
    open: int = 0
    finished: asyncio.Event = field(default_factory=asyncio.Event)


class Caller(asyncio.Protocol):
    """One connection."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._buffer = b""
        self._sent_at = 0.0
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._load.made += 1
        self._load.open += 1
        self._next(time.perf_counter())

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, separator, body = self._buffer.partition(b"\r\n\r\n")
        if not separator:
            return
        lowered = head.lower()
        mark = lowered.find(b"content-length:")
        length = int(lowered[mark + 15 :].split(b"\r\n", 1)[0]) if mark >= 0 else 0
        if len(body) < length:
            return
        now = time.perf_counter()
        self._buffer = b""
        if head[9:12] == b"200":
            self._load.latencies.append(now - self._sent_at)
        else:
            self._load.refused += 1
        self._next(now)

    def connection_lost(self, exc: Exception | None) -> None:
        load = self._load
        load.open -= 1
        load.ended = time.perf_counter()
        if load.open == 0:
            load.finished.set()

    def _next(self, now: float) -> None:
        assert self._transport is not None  # noqa: S101 - it is connected
        if now >= self._load.until or not self._load.requests:
            self._transport.close()
            return
        self._sent_at = now
        self._transport.write(self._load.requests.popleft())


def signed(form: dict[str, str], key: bytes = TOKEN.encode()) -> bytes:
    """The HTTP request with which Twilio delivers a form (reference: Twilio, request security)."""
    text = f"{PUBLIC_URL}{PATH}" + "".join(name + form[name] for name in sorted(form))
    digest = hmac.new(key, text.encode(), hashlib.sha1).digest()
    body = urlencode(form).encode()
    return (
        f"POST {PATH} HTTP/1.1\r\nHost: mem.example.org\r\nUser-Agent: TwilioProxy/1.1\r\n"
        "Accept: */*\r\nContent-Type: application/x-www-form-urlencoded; charset=UTF-8\r\n"
        f"X-Twilio-Signature: {base64.b64encode(digest).decode()}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body


def message(number: int, people: int) -> bytes:
    """The request of one message: every number another MessageSid, people taking turns.

    Everybody is onboarded, then goes on with the same answers.
    """
    step, person = divmod(number, people)
    texts = onboarding(person)
    text = texts[step % len(texts)]
    handle = f"whatsapp:+2126{person:08}"
    return signed(whatsapp_form(handle, f"SM{number:032x}", text, ACCOUNT))


async def flood(job: dict[str, Any], requests: deque[bytes]) -> dict[str, Any]:
    """Keep `connections` busy for `seconds`, or until everything is sent.

    A load that does not end says how far it came, as `stood_still`.
    """
    began = time.perf_counter()
    load = Load(requests, began + job["seconds"])
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(job["seconds"] + STANDSTILL):
            for _ in range(job["connections"]):
                await loop.create_connection(lambda: Caller(load), "127.0.0.1", job["port"])
            await load.finished.wait()
    except TimeoutError:
        far = f"{load.made} connections made, {load.open} open, {len(load.latencies)} answers"
        return {"stood_still": f"{far}, {len(load.requests)} messages left"}
    waits = sorted(load.latencies) or [0.0]
    return {
        "accepted": len(load.latencies),
        "refused": load.refused,
        "seconds": load.ended - began,
        # Not each of them: a line of 150 KB has once not come whole out of a pipe.
        "p50": waits[len(waits) // 2],
        "p99": waits[len(waits) * 99 // 100],
    }


def main() -> None:
    """Play the jobs of standard input: build the requests, tell, wait for a line, send."""
    try:
        import uvloop  # noqa: PLC0415 - there is none for Windows

        run = uvloop.run
    except ImportError:
        run = asyncio.run  # type: ignore[assignment]
    _tell(ready=True)
    for line in sys.stdin:
        job = json.loads(line)
        numbers = range(job["first"], job["first"] + job["most"])
        requests = deque(message(number, job["people"]) for number in numbers)
        _tell(ready=True)
        sys.stdin.readline()
        _tell(**run(flood(job, requests)))


def _tell(**facts: Any) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
