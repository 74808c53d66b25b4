"""One connection of the web server: what a caller may send before there is a request to answer."""

from asyncio import TimerHandle, Transport

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_LIMIT = 64 * 1024
"""Bytes of a request that are no body: providers send two thousand (reliability S5)."""
HEAD_TIMEOUT = 15.0
"""Seconds for them to arrive, and for a fresh connection to say anything at all."""


class HttpConnection(HttpToolsProtocol):
    """HTTP that closes on endless and on slow requests; uvicorn itself would keep and await them all."""

    _head = 0
    _answered = False
    _deadline: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_is_there()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._answered and self._deadline is None:
            self._await_head()
        self._head += len(data)
        super().data_received(data)
        if self._head > HEAD_LIMIT and not self.transport.is_closing():
            self.transport.abort()

    def on_headers_complete(self) -> None:
        self._answered = False
        self._head_is_there()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._head = 0
        super().on_body(body)

    def on_response_complete(self) -> None:
        self._answered = True
        super().on_response_complete()

    def _await_head(self) -> None:
        self._deadline = self.loop.call_later(HEAD_TIMEOUT, self.transport.abort)

    def _head_is_there(self) -> None:
        self._head = 0
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
