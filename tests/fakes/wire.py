"""Answers that misbehave on the wire: silence, a reset, a body cut short."""

import asyncio
import socket
import struct
from collections.abc import Callable
from typing import assert_never

from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from tests.fakes.outcomes import (
    GarbageJson,
    Ok,
    Outcome,
    RateLimited,
    Refused,
    RefusedLater,
    Reset,
    ServerError,
    Slow,
    TimeoutAccepted,
    TimeoutNotAccepted,
    TruncatedBody,
)

TRANSPORT = "fake.transport"


def transport_of(scope: Scope) -> asyncio.Transport:
    """The socket's transport, put there by tests.fakes.server."""
    transport: asyncio.Transport = scope["extensions"][TRANSPORT][TRANSPORT]
    return transport


async def gone(receive: Receive) -> None:
    """Return when the client has closed the connection."""
    while (await receive())["type"] != "http.disconnect":
        pass


class Silence(Response):
    """Never a byte: the client runs into its own timeout."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await gone(receive)


class ResetConnection(Response):
    """A TCP reset instead of an answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        transport = transport_of(scope)
        # Lingering for zero seconds turns the close into RST.
        linger = struct.pack("ii", 1, 0)
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        transport.abort()
        await gone(receive)


class CutShort(Response):
    """Headers that promise the whole body, half of the body, then the end of the connection."""

    def __init__(self, whole: Response) -> None:
        super().__init__(status_code=whole.status_code)
        self.raw_headers = whole.raw_headers
        self.body = whole.body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        start = {"status": self.status_code, "headers": self.raw_headers}
        await send({"type": "http.response.start", **start})
        half = bytes(self.body)[: len(self.body) // 2]
        await send({"type": "http.response.body", "body": half, "more_body": True})
        transport_of(scope).close()
        await gone(receive)


class Delayed(Response):
    """Another answer, some seconds later."""

    def __init__(self, seconds: float, answer: Response) -> None:
        super().__init__()
        self.seconds = seconds
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        waiting = asyncio.ensure_future(gone(receive))
        left, _ = await asyncio.wait({waiting}, timeout=self.seconds)
        if not left:
            waiting.cancel()
            await self.answer(scope, receive, send)


def respond(
    outcome: Outcome,
    success: Response,
    *,
    throttle: Callable[[int], Response],
    refuse: Callable[[Refused], Response],
) -> Response:
    """The answer an outcome asks for; throttle and refuse are each provider's own words."""
    match outcome:
        case Ok() | RefusedLater():
            return success
        case Slow(seconds):
            return Delayed(seconds, success)
        case RateLimited(retry_after):
            return throttle(retry_after)
        case ServerError(status, body):
            return HTMLResponse(body, status)
        case TimeoutAccepted() | TimeoutNotAccepted():
            return Silence()
        case Reset():
            return ResetConnection()
        case TruncatedBody():
            return CutShort(success)
        case GarbageJson(body):
            return Response(body, success.status_code, media_type="application/json")
        case Refused():
            return refuse(outcome)
        case _:
            assert_never(outcome)
