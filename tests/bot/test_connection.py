"""What a stranger may do to the web server before there is a request: little, and not for long."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.receiving import connection
from bot.receiving.connection import HEAD_LIMIT, HttpConnection

Port = int


async def _echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture
async def port() -> AsyncIterator[Port]:
    """A server that counts the bytes of a body."""
    app = Starlette(routes=[Route("/", _echo, methods=["GET", "POST"])])
    config = uvicorn.Config(
        app,
        port=0,
        http=HttpConnection,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
    )
    config.load()
    server = uvicorn.Server(config)
    server.lifespan = config.lifespan_class(config)
    await server.startup()
    yield server.servers[0].sockets[0].getsockname()[1]
    await server.shutdown()


@asynccontextmanager
async def _calling(port: Port) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A connection that is closed in the end, if the server has not done so."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield reader, writer
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def _answer(port: Port, *pieces: bytes) -> bytes:
    """What comes back for these bytes until the server closes."""
    async with _calling(port) as (reader, writer):
        with suppress(ConnectionError):  # it closed while we were writing
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
        with suppress(ConnectionError):
            return await reader.read()
    return b""


LAST = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize(
    "start",
    [b"GET / HTTP/1.1\r\nHost: x\r\nX: ", b"GET /", b"POST / HTTP/1.1\r\nTransfer-Encoding: "],
)
async def test_an_endless_head_is_cut_off(port: Port, start: bytes) -> None:
    """A megabyte of header or address is not kept: the caller gets no answer, others do."""
    assert await _answer(port, start, *[b"a" * HEAD_LIMIT] * 16) == b""
    assert (await _answer(port, LAST)).endswith(b"0")


async def test_endless_small_headers_are_cut_off(port: Port) -> None:
    """As many small ones are as much as a long one."""
    lines = [b"X-%d: a\r\n" % number * 1000 for number in range(200)]
    assert await _answer(port, b"GET / HTTP/1.1\r\n", *lines) == b""


async def test_endless_trailers_are_cut_off(port: Port) -> None:
    """Behind a body in chunks headers may come once more."""
    start = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n"
    assert await _answer(port, start, *[b"X: " + b"a" * HEAD_LIMIT] * 16) == b""


async def test_a_long_body_is_no_head(port: Port) -> None:
    """What a route takes is its own affair."""
    size = 20 * HEAD_LIMIT
    head = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % size
    assert (await _answer(port, head, b"a" * size)).endswith(str(size).encode())


@pytest.mark.parametrize("said", [b"", b"GET / HTT", b"GET / HTTP/1.1\r\nHost: x\r\n"])
async def test_who_never_comes_to_the_point_is_hung_up_on(
    port: Port, said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Silence and half a request alike: a connection is not kept for ever."""
    monkeypatch.setattr(connection, "HEAD_TIMEOUT", 0.05)
    assert await _answer(port, said) == b""


async def test_the_second_request_is_awaited_no_longer_than_the_first(
    port: Port, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection that was good once does not stay good."""
    async with _calling(port) as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert (await reader.readuntil(b"\r\n\r\n0")).startswith(b"HTTP/1.1 200")
        monkeypatch.setattr(connection, "HEAD_TIMEOUT", 0.05)
        writer.write(b"GET / HTTP/1.1\r\n")
        with suppress(ConnectionError):
            assert await reader.read() == b""
