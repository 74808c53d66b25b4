"""Runs a fake provider on a real loopback port, inside this process or as one of its own."""

import asyncio
import contextlib
import socket
import threading
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from tests.fakes.wire import TRANSPORT

LOOPBACK = "127.0.0.1"


class OpenProtocol(HttpToolsProtocol):
    """uvicorn's HTTP protocol, handing the socket's transport to the application.

    ASGI has no word for cutting a connection, and cutting connections is half of what a fake does.
    """

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["extensions"] = {TRANSPORT: {TRANSPORT: self.transport}}


class Server(uvicorn.Server):
    """A uvicorn server that tells when it listens and stops at once, held requests included."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = threading.Event()
        self.stopping = asyncio.Event()
        self.loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self.loop = asyncio.get_running_loop()
        await super().startup(sockets=sockets)
        self.listening.set()

    async def main_loop(self) -> None:
        # A signal only sets the flag; stop() sets both.
        while not self.should_exit:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), timeout=0.1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks, timeout=1)

    def stop(self) -> None:
        """End the server from any thread."""
        self.should_exit = True
        if self.loop is not None:
            self.loop.call_soon_threadsafe(self.stopping.set)


class Running:
    """A fake that listens; leaving the block frees the port, after which connects are refused."""

    def __init__(self, server: Server, listener: socket.socket) -> None:
        self.port: int = listener.getsockname()[1]
        self.url = f"http://{LOOPBACK}:{self.port}"
        self._server = server
        self._thread = threading.Thread(
            target=server.run, kwargs={"sockets": [listener]}, name=f"fake:{self.port}", daemon=True
        )
        self._thread.start()
        if not server.listening.wait(timeout=10):
            raise RuntimeError(f"the fake on port {self.port} did not start")

    def stop(self) -> None:
        self._server.stop()
        self._thread.join(timeout=10)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()


def listen(port: int = 0) -> socket.socket:
    """A listening loopback socket; port 0 takes a free one."""
    # Naming the protocol lets asyncio set TCP_NODELAY; without it each answer waits 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((LOOPBACK, port))
    listener.listen(128)
    return listener


def configure(app: ASGIApp) -> Server:
    options: dict[str, Any] = {"http": OpenProtocol, "loop": "asyncio", "ws": "none"}
    quiet: dict[str, Any] = {"lifespan": "off", "log_config": None, "access_log": False}
    return Server(uvicorn.Config(app, timeout_keep_alive=60, **options, **quiet))


def serve(app: ASGIApp, port: int = 0) -> Running:
    """Serve an ASGI application from a thread of this process on a free loopback port."""
    return Running(configure(app), listen(port))


def serve_alone(app: ASGIApp, port: int) -> None:
    """Serve in the main thread until SIGTERM or SIGINT; prints one line when it listens.

    The line is `ready http://127.0.0.1:PORT`, so that whoever started the process can wait for it.
    """
    listener = listen(port)
    print(f"ready http://{LOOPBACK}:{listener.getsockname()[1]}", flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        configure(app).run(sockets=[listener])
